"""Which reports are of one agency, whatever each of them calls it.

"Setda", "Sekretariat Daerah" and "Sekretariat Daerah Kota Serang" are one. A short name that
no list has joins the one agency of its region that it can be short for, if there is just one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from sidak.expectations.cross_document.settings import SETTINGS
from sidak.normalisers.document.agency_names import fold_words, is_short_of, write_out_name
from sidak.schemas import DocumentResult

_OWN_REGION = re.compile(r" ((?:kota|kabupaten|provinsi) \w+(?: \w+){0,2})$")


def group_by_agency(documents: Sequence[DocumentResult]) -> list[list[DocumentResult]]:
    """Return the documents of each agency that has several, in no matter which order given.

    Args:
        documents: Documents of a release.
    """
    return [group for group in list_agencies(documents) if len(group) > 1]


def list_agencies(documents: Sequence[DocumentResult]) -> list[list[DocumentResult]]:
    """Return the documents of each agency, in no matter which order given.

    A document whose region is not known goes with the others of its agency if all these are
    of one region.

    Args:
        documents: Documents of a release; those of unknown agency are left out, and of the
            same file given twice one is taken.
    """
    unique = {one.document.document_id: one for one in documents if one.document.agency}
    placed: dict[tuple[str, str], list[DocumentResult]] = defaultdict(list)
    for one in unique.values():
        name, region = one.document.agency or "", fold_words(one.document.region or "")
        own = _OWN_REGION.search(fold_words(name))
        if own and not region:
            region = own[1]
        placed[write_out_name(name, region), region].append(one)
    _join_short_names(placed)
    _join_unplaced(placed)
    groups = [
        sorted(group, key=lambda one: one.document.document_id) for group in placed.values()
    ]
    return sorted(groups, key=lambda group: group[0].document.document_id)


def name_agency(group: Sequence[DocumentResult]) -> str:
    """Return the name that most of the reports of one agency have, the longest of several."""
    names = Counter(one.document.agency for one in group if one.document.agency)
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _join_short_names(placed: dict[tuple[str, str], list[DocumentResult]]) -> None:
    for short, region in sorted(placed):
        if " " in short or len(short) > SETTINGS.longest_short_name:
            continue
        longer = [
            name
            for name, place in placed
            if place == region and " " in name and is_short_of(short, name)
        ]
        if len(longer) == 1:
            placed[longer[0], region].extend(placed.pop((short, region)))


def _join_unplaced(placed: dict[tuple[str, str], list[DocumentResult]]) -> None:
    for name, region in sorted(placed):
        others = [place for other, place in placed if other == name and place]
        if not region and len(others) == 1:
            placed[name, others[0]].extend(placed.pop((name, region)))
