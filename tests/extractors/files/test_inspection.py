"""The first look at a file: every way in which it may be unreadable has its own line."""

import hashlib
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from sidak.extractors.files.inspection import FileLimits, inspect_file
from sidak.schemas import Doubt, DoubtKind, UnreadableFileError


def make_pdf(
    path: Path, pages: int = 1, encrypt: StandardEncryption | None = None, title: str = ""
) -> Path:
    canvas = Canvas(str(path), encrypt=encrypt, pagesize=(200, 200))
    canvas.setTitle(title)
    canvas.setProducer("Pencetak Uji 1.0")
    for number in range(pages):
        canvas.drawString(20, 100, f"Halaman {number + 1}: pagu 1.250.000.000")
        canvas.showPage()
    canvas.save()
    return path


def raw_pdf(path: Path, contents: list[bytes], filters: str = "/FlateDecode") -> Path:
    """Write a PDF by hand, one page for each (already packed) content stream."""
    count = len(contents)
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
    ]
    for i, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] "
            f"/Contents {4 + 2 * i} 0 R /Resources << >> >>".encode()
        )
        head = f"<< /Length {len(content)} /Filter {filters} >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(out)
    return path


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    piece = b"0 0 m " * 100_000
    parts = [packer.compress(piece) for _ in range(size // len(piece) + 1)]
    return b"".join([*parts, packer.flush()])


def problem_of(path: Path, limits: FileLimits | None = None) -> Doubt:
    with pytest.raises(UnreadableFileError) as caught:
        inspect_file(path, limits)
    assert "\n" not in str(caught.value)
    return caught.value.doubt


def test_a_sound_pdf(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "laporan.pdf", pages=3, title="LKjIP  2023\n")
    facts = inspect_file(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (facts.file, facts.sha256, facts.document_id) == ("laporan.pdf", digest, digest[:16])
    assert (facts.kind, facts.pages, facts.size) == ("pdf", 3, path.stat().st_size)
    assert (facts.producer, facts.title, facts.doubts) == ("Pencetak Uji 1.0", "LKjIP 2023", ())


def test_content_decides_not_the_suffix(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "laporan.pdf").rename(tmp_path / "laporan.txt")
    assert inspect_file(pdf).kind == "pdf"
    text = tmp_path / "salinan"
    text.write_text("No\tUraian\n1\tBelanja\n")
    assert inspect_file(text).kind == "dump"


def test_a_header_after_some_bytes_is_found(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    path.write_bytes(b"\r\n\r\n" + path.read_bytes())
    assert inspect_file(path).kind == "pdf"


def test_missing_folder_and_empty(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "tiada.pdf") == Doubt(DoubtKind.FILE_MISSING)
    assert problem_of(tmp_path) == Doubt(DoubtKind.NOT_A_FILE)
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    assert problem_of(empty) == Doubt(DoubtKind.FILE_EMPTY)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf(tmp_path / "a.pdf")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert problem_of(path) == Doubt(DoubtKind.FILE_NOT_OPENED, ("Permission denied",))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Laporan kinerja tahun 2023\n", Doubt(DoubtKind.PLAIN_TEXT_NAMED_PDF)),
        (
            b"PK\x03\x04" + bytes(60),
            Doubt(DoubtKind.OTHER_FORMAT, ("berkas Word/Excel/ZIP", "a Word/Excel/ZIP file")),
        ),
        (
            b"\xff\xd8\xff\xe0" + bytes(60),
            Doubt(DoubtKind.OTHER_FORMAT, ("gambar JPEG", "a JPEG picture")),
        ),
        (b"<!DOCTYPE html><html>404</html>", Doubt(DoubtKind.WEB_PAGE)),
        (bytes(range(256)) * 8, Doubt(DoubtKind.NOT_PDF)),
    ],
)
def test_not_a_pdf(tmp_path: Path, content: bytes, expected: Doubt) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(content)
    assert problem_of(path) == expected


def test_damaged_and_truncated(tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "a.pdf", pages=20).read_bytes()
    path = tmp_path / "potong.pdf"
    path.write_bytes(whole[: len(whole) // 3])
    assert problem_of(path) == Doubt(DoubtKind.FILE_DAMAGED)
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(2000))
    assert problem_of(path) == Doubt(DoubtKind.FILE_DAMAGED)


def test_a_pdf_without_its_end_is_doubted(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes().replace(b"%%EOF", b""))
    assert inspect_file(path).doubts == (Doubt(DoubtKind.FILE_MAY_BE_CUT),)


def test_passwords(tmp_path: Path) -> None:
    locked = StandardEncryption("rahasia", "pemilik", canPrint=0)
    path = make_pdf(tmp_path / "kunci.pdf", encrypt=locked)
    assert problem_of(path) == Doubt(DoubtKind.FILE_LOCKED)
    owned = StandardEncryption("", "pemilik", canModify=0)
    assert inspect_file(make_pdf(tmp_path / "milik.pdf", pages=2, encrypt=owned)).pages == 2


def test_limits(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", pages=6)
    assert problem_of(path, FileLimits(max_pages=5)) == Doubt(
        DoubtKind.TOO_MANY_PAGES, ("6", "5")
    )
    assert inspect_file(path, FileLimits(max_pages=6)).pages == 6
    assert problem_of(path, FileLimits(max_bytes=100)).kind is DoubtKind.FILE_TOO_LARGE


def test_binary_and_blank_dumps(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 20)
    assert problem_of(path) == Doubt(DoubtKind.NOT_PDF_NOR_TEXT)
    path.write_text(" \n\t\n")
    assert problem_of(path) == Doubt(DoubtKind.NO_TEXT)


@given(st.binary(min_size=1, max_size=600), st.booleans())
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, is_pdf: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "sembarang.pdf"
    path.write_bytes((b"%PDF-1.4\n" if is_pdf else b"") + data)
    try:
        size = inspect_file(path).size
    except UnreadableFileError:
        return
    assert size == path.stat().st_size


@pytest.mark.slow
@pytest.mark.shared
def test_real_reports_are_sound(shared: Path) -> None:
    facts = [inspect_file(path) for path in sorted((shared / "reports").glob("*.pdf"))]
    assert len({f.document_id for f in facts}) == len(facts)
    assert {(f.kind, f.doubts) for f in facts} == {("pdf", ())}
