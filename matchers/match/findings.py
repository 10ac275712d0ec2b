"""Findings about the codes that a report prints."""

from collections.abc import Sequence

from sidak.matchers.match.edition import EditionChoice
from sidak.matchers.match.scoring import ProgrammeLine
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.names.likeness import measure_likeness, normalise_name
from sidak.normalisers.rows.codes import is_below
from sidak.schemas import Finding, FindingKind, Item, MatchStatus, Severity, TypedTable
from sidak.schemas.nomenclature import EDITIONS, choose_edition


def report_name_conflict(item: Item, line: ProgrammeLine, printed_name: str | None) -> Finding:
    """Report a printed code that is not the code of its name.

    Args:
        item: The item with its matched code.
        line: What is printed.
        printed_name: Official name of the printed code; ``None`` if no edition has it.
    """
    printed = line.reading.kode if line.reading is not None else item.kode_printed
    means = f"adalah '{printed_name}'" if printed_name else "tidak ada dalam nomenklatur"
    means_en = f"is '{printed_name}'" if printed_name else "is not in the nomenclature"
    return make_finding(
        item,
        FindingKind.CODE_NAME_CONFLICT,
        Severity.WARNING,
        f"kode tercetak {printed} {means}; nama '{item.name}' adalah kode {item.kode}",
        f"printed code {printed} {means_en}; the name '{item.name}' is code {item.kode}",
    )


def report_parent_conflict(item: Item, printed: str, parent: Item, above: str) -> Finding:
    """Report a printed code that does not stand below the code printed above it.

    Where name and code of both rows agree, the row stands at another place than its code:
    that is no error of the code.
    """
    is_confirmed = all("code" in one.match_method for one in (item, parent))
    return make_finding(
        item,
        FindingKind.CODE_PARENT_CONFLICT,
        Severity.INFO if is_confirmed else Severity.WARNING,
        f"kode tercetak {printed} tidak berada di bawah {above} ('{parent.name}')",
        f"printed code {printed} is not below {above} ('{parent.name}')",
    )


def report_parent_conflicts(
    items: Sequence[Item], lines: dict[str, ProgrammeLine], parents: dict[str, Item]
) -> list[Finding]:
    """Compare printed codes with the printed codes of the lines above them."""
    found = []
    by_id = {item.item_id: item for item in items}
    for item in items:
        line, parent = lines.get(item.item_id), parents.get(item.item_id)
        above = lines.get(parent.item_id) if parent is not None else None
        if line is None or parent is None or above is None or parent.item_id not in by_id:
            continue  # a line of a tree of its own, as those from before 2021 are
        if by_id[parent.item_id].match_status is MatchStatus.UNMATCHED:
            continue  # what stands above is no programme line that is known
        own = line.reading.kode if line.reading is not None else None
        other = above.reading.kode if above.reading is not None else None
        if own is None or other is None or own == other:
            continue
        if own.count(".") > other.count(".") and not is_below(own, other):
            found.append(report_parent_conflict(item, own, by_id[parent.item_id], other))
    return found


def report_reused_codes(
    items: Sequence[Item], lines: dict[str, ProgrammeLine]
) -> list[Finding]:
    """Report codes that a table prints beside two different names."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        line = lines.get(item.item_id)
        if line is not None and line.reading is not None and line.reading.kode and line.name:
            groups.setdefault(line.reading.kode, []).append(item)
    found = []
    for printed, members in groups.items():
        first = members[0]
        name = normalise_name(first.name)
        for other in members[1:]:
            if measure_likeness(name, normalise_name(other.name)) < SETTINGS.one_name_likeness:
                found.append(
                    make_finding(
                        other,
                        FindingKind.CODE_REUSED,
                        Severity.WARNING,
                        f"kode {printed} tercetak pada dua nama: '{first.name}' (baris "
                        f"{first.row + 1}) dan '{other.name}' (baris {other.row + 1})",
                        f"code {printed} stands beside two names: '{first.name}' (row "
                        f"{first.row + 1}) and '{other.name}' (row {other.row + 1})",
                    )
                )
                break
    return found


def report_legacy_codes(table: TypedTable, items: Sequence[Item]) -> Finding:
    """Report, once a table, that its codes are older than the nomenclature."""
    first = items[0]
    codes = [item.kode_printed for item in items if item.kode_printed]
    example = f", misalnya {codes[0]}" if codes else ""
    example_en = f", such as {codes[0]}" if codes else ""
    return Finding(
        finding_id=f"{table.table_id}-legacy_code",
        document_id=first.document_id,
        kind=FindingKind.LEGACY_CODE,
        severity=Severity.INFO,
        message=f"{len(items)} baris memakai kode atau nama sebelum Permendagri 90/2019"
        f"{example}; tidak dicocokkan",
        message_en=f"{len(items)} rows use codes or names from before Permendagri 90/2019"
        f"{example_en}; not matched",
        table_id=table.table_id,
        page=first.page,
        item_id=first.item_id,
    )


def report_edition_hint(document_id: str, choice: EditionChoice, year: int | None) -> Finding:
    """Report that the document fits another edition than the one of its year."""
    fits = dict(choice.fits)
    used, asked = choice.edition, choice.expected
    better = fits[used] if used is not None else 0.0
    expected = fits[asked] if asked is not None else 0.0
    title = used.title if used is not None else "-"
    other = asked.title if asked is not None else "-"
    of_year = f" untuk tahun {year}" if year is not None else ""
    return Finding(
        finding_id=f"{document_id}-edition",
        document_id=document_id,
        kind=FindingKind.READING,
        severity=Severity.INFO,
        message=f"kode dan nama lebih sesuai dengan {title} (nilai {better:g}) daripada "
        f"{other}{of_year} (nilai {expected:g}); edisi itu dipakai",
        message_en=f"codes and names fit {title} ({better:g}) better than {other} "
        f"({expected:g}), which the year asks for; it was used",
    )


def report_missing_edition(
    document_id: str, choice: EditionChoice, year: int | None
) -> list[Finding]:
    """Report that the edition in force for a document's year is not at hand, or in part."""
    used = choice.edition
    if year is None or used is None or choice.is_hint:
        return []
    wanted = choose_edition(year, frozenset(edition.edition for edition in EDITIONS))
    if wanted is None or wanted.first_year > year or wanted.edition in choice.whole:
        return []
    if wanted in dict(choice.fits) and not choice.whole:
        return []  # no whole list at all: only what comes with sidak, or lists of one's own
    parts = " (hanya sebagian)" if wanted == used else ""
    parts_en = " (a part only)" if wanted == used else ""
    return [
        Finding(
            finding_id=f"{document_id}-edition-missing",
            document_id=document_id,
            kind=FindingKind.READING,
            severity=Severity.INFO,
            message=f"dicocokkan dengan {used.title}{parts}; untuk tahun {year} berlaku "
            f"{wanted.title}, yang daftar lengkapnya belum diimpor",
            message_en=f"matched to {used.title}{parts_en}; {wanted.title} is in force for "
            f"{year}, its full list has not been imported",
        )
    ]


def make_finding(
    item: Item, kind: FindingKind, severity: Severity, message: str, message_en: str
) -> Finding:
    """Make a finding about one item."""
    return Finding(
        finding_id=f"{item.item_id}-{kind.value}",
        document_id=item.document_id,
        kind=kind,
        severity=severity,
        message=message,
        message_en=message_en,
        table_id=item.table_id,
        page=item.page,
        item_id=item.item_id,
    )
