"""The first look at a file: what it is, by its content, and whether it can be read at all."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.files.decompression_bombs import find_bombs
from sidak.extractors.files.encoding import decode_text
from sidak.extractors.files.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind, UnreadableFileError

MIB = 1024 * 1024
#: First bytes of files that are not reports as PDF, and what they are in both languages.
OTHER_FORMATS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"PK\x03\x04", ("berkas Word/Excel/ZIP", "a Word/Excel/ZIP file")),
    (b"\xd0\xcf\x11\xe0", ("berkas Word/Excel lama", "an old Word/Excel file")),
    (b"{\\rtf", ("berkas RTF", "an RTF file")),
    (b"\x89PNG", ("gambar PNG", "a PNG picture")),
    (b"\xff\xd8\xff", ("gambar JPEG", "a JPEG picture")),
    (b"GIF8", ("gambar GIF", "a GIF picture")),
    (b"II*\x00", ("gambar TIFF", "a TIFF picture")),
    (b"MM\x00*", ("gambar TIFF", "a TIFF picture")),
    (b"Rar!", ("arsip RAR", "a RAR archive")),
    (b"7z\xbc\xaf", ("arsip 7z", "a 7z archive")),
    (b"\x1f\x8b", ("arsip gzip", "a gzip archive")),
)


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How much a file may ask for.

    Attributes:
        max_bytes: Largest file, in bytes.
        max_pages: Most pages.
        max_stream: Largest content of one stream after it is unpacked, in bytes.
        max_numbers: Most cells with digits. The process that compares and writes a region
            takes some 11 kB for each; the largest of 84 real reports has 3,500 figures, the
            densest 70 on a page.
    """

    max_bytes: int = 500 * MIB
    max_pages: int = 2000
    max_stream: int = field(default_factory=lambda: SETTINGS.most_stream_bytes)
    max_numbers: int = 100_000


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the first look at a file tells.

    Attributes:
        file: Name without folder.
        sha256: Digest of the bytes, in hex.
        document_id: First 16 hex digits of ``sha256``.
        size: Bytes.
        kind: ``"pdf"`` or ``"dump"`` (a text dump), by content, not by suffix.
        pages: Pages of a PDF; 0 for a dump, whose blocks are counted when it is read.
        producer: Program that made the PDF; empty if it does not say.
        title: Title from the metadata; empty if there is none.
        encoding: Encoding of a dump; empty for a PDF.
        doubts: What may be wrong with a file that can be opened nevertheless.
    """

    file: str
    sha256: str
    document_id: str
    size: int
    kind: Literal["pdf", "dump"]
    pages: int
    producer: str = ""
    title: str = ""
    encoding: str = ""
    doubts: tuple[Doubt, ...] = ()


def inspect_file(path: Path, limits: FileLimits | None = None) -> FileFacts:
    """Look at a file before anything is read from it.

    Args:
        path: A PDF or a text dump.
        limits: How large it may be; the defaults suit reports.

    Raises:
        UnreadableFileError: If it is missing, empty, too large, neither a PDF nor text,
            damaged, or locked with a password.
    """
    limits = limits or FileLimits()
    name = path.name
    try:
        if not path.exists():
            raise UnreadableFileError(str(path), Doubt(DoubtKind.FILE_MISSING))
        if not path.is_file():
            raise UnreadableFileError(str(path), Doubt(DoubtKind.NOT_A_FILE))
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFileError(name, Doubt(DoubtKind.FILE_EMPTY))
        if size > limits.max_bytes:
            sizes = (str(size // MIB), str(limits.max_bytes // MIB))
            raise UnreadableFileError(name, Doubt(DoubtKind.FILE_TOO_LARGE, sizes))
        with path.open("rb") as stream:
            head = stream.read(SETTINGS.header_reach)
            stream.seek(max(0, size - SETTINGS.tail_reach))
            tail = stream.read()
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFileError(
            str(path), Doubt(DoubtKind.FILE_NOT_OPENED, (reason,))
        ) from error
    if b"%PDF-" in head:
        return _inspect_pdf(path, sha256, size, tail, limits)
    return _inspect_dump(path, sha256, size, head)


def _inspect_pdf(
    path: Path, sha256: str, size: int, tail: bytes, limits: FileLimits
) -> FileFacts:
    name = path.name
    for bomb in find_bombs(path, limits.max_stream):
        if bomb.is_structural:
            raise UnreadableFileError(name, Doubt(DoubtKind.FILE_BOMB))
    document = open_pdf(path)
    try:
        pages = len(document)
        if pages > limits.max_pages:
            counts = (str(pages), str(limits.max_pages))
            raise UnreadableFileError(name, Doubt(DoubtKind.TOO_MANY_PAGES, counts))
        metadata = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    doubts: tuple[Doubt, ...] = ()
    if is_truncated(tail):
        doubts = (Doubt(DoubtKind.FILE_MAY_BE_CUT),)
    return FileFacts(
        file=name,
        sha256=sha256,
        document_id=sha256[:16],
        size=size,
        kind="pdf",
        pages=pages,
        producer=_clean(metadata.get("Producer") or metadata.get("Creator") or ""),
        title=_clean(metadata.get("Title") or ""),
        doubts=doubts,
    )


def open_pdf(path: Path) -> pdfium.PdfDocument:
    """Open a PDF without a password; the caller closes it.

    Raises:
        UnreadableFileError: If pdfium cannot open it, saying why.
    """
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        kind = DoubtKind.FILE_DAMAGED
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            kind = DoubtKind.FILE_LOCKED
        elif error.err_code == pdfium_c.FPDF_ERR_SECURITY:
            kind = DoubtKind.FILE_LOCKED_OTHERWISE
        raise UnreadableFileError(path.name, Doubt(kind)) from error


def is_truncated(tail: bytes) -> bool:
    """Return True if the last bytes of a PDF lack its end mark."""
    return b"%%EOF" not in tail[-SETTINGS.tail_reach :]


def _inspect_dump(path: Path, sha256: str, size: int, head: bytes) -> FileFacts:
    """Look at a file that has no PDF header: a dump, or nothing that can be read."""
    name = path.name
    is_named_pdf = path.suffix.lower() == ".pdf"
    for magic, what in OTHER_FORMATS:
        if head.startswith(magic):
            raise UnreadableFileError(name, Doubt(DoubtKind.OTHER_FORMAT, what))
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)", head, re.I):
        raise UnreadableFileError(name, Doubt(DoubtKind.WEB_PAGE))
    decoded = decode_text(path.read_bytes())
    if decoded is None:
        kind = DoubtKind.NOT_PDF if is_named_pdf else DoubtKind.NOT_PDF_NOR_TEXT
        raise UnreadableFileError(name, Doubt(kind))
    if is_named_pdf:
        raise UnreadableFileError(name, Doubt(DoubtKind.PLAIN_TEXT_NAMED_PDF))
    if not decoded.text.strip():
        raise UnreadableFileError(name, Doubt(DoubtKind.NO_TEXT))
    return FileFacts(
        file=name,
        sha256=sha256,
        document_id=sha256[:16],
        size=size,
        kind="dump",
        pages=0,
        encoding=decoded.encoding,
        doubts=decoded.doubts,
    )


def _clean(text: str) -> str:
    """Take control characters and needless space out of a metadata entry."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
