"""What a run must know of every document without unpacking its result.

The results of ten thousand documents take minutes to unpack; which region each belongs to
and how many figures it has is read in one file. The file may be lost: it is made again from the
results.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sidak.flows.state.codec import pack_record, unpack_record
from sidak.schemas import DocumentResult, DocumentStatus, Doubt, DoubtKind
from sidak.schemas.system.files import write_atomically

#: Why a page could not be read, although nothing may be wrong with it.
_ACCIDENTS = frozenset({DoubtKind.ENGINE_TIMEOUT, DoubtKind.ENGINE_FAILED})
_COMPRESSION = 1


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document in short.

    Attributes:
        document_id: Its id.
        file: Its name in the release.
        status: How far it was read.
        reasons: Why not wholly.
        region: Its region; ``None`` if it is not known.
        region_code: Code of the region.
        pages: Its pages.
        figures: Its figures.
        accepted: Those whose value and meaning are sure.
        has_accident: Whether an engine broke off or hung on a page: it may be read next time.
    """

    document_id: str
    file: str
    status: DocumentStatus
    reasons: tuple[Doubt, ...]
    region: str | None
    region_code: str
    pages: int = 0
    figures: int = 0
    accepted: int = 0
    has_accident: bool = False


def make_head(result: DocumentResult) -> DocumentHead:
    """Return a document in short."""
    figures = [figure for table in result.typed_tables for figure in table.figures]
    document = result.document
    return DocumentHead(
        document.document_id,
        document.file,
        document.status,
        document.reasons,
        document.region,
        document.region_code,
        document.pages,
        len(figures),
        sum(figure.accepted for figure in figures),
        any(one.kind in _ACCIDENTS for page in result.pages for one in page.reasons),
    )


def load_heads(path: Path) -> dict[str, DocumentHead]:
    """Return the documents in short by result key; none if the file is lost or damaged."""
    try:
        return unpack_record(dict[str, DocumentHead], zlib.decompress(path.read_bytes()))
    except (OSError, ValueError, TypeError, zlib.error):
        return {}


def save_heads(path: Path, heads: Mapping[str, DocumentHead], keep: Iterable[str]) -> None:
    """Store the documents in short whose result keys are given.

    Raises:
        OSError: If they cannot be written.
    """
    kept = {key: heads[key] for key in keep if key in heads}
    write_atomically(path, zlib.compress(pack_record(kept), _COMPRESSION))
