"""Pictures of pages: frames, earlier pictures, missing and broken sources."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from sidak.publishers.audit.write import AuditSettings
from sidak.schemas import Box
from tests.publishers.audit.pages import has_red_and_blue, text_of, write
from tests.publishers.audit_records import HEIGHT, Report, make_report, row_box


def test_pictures_of_an_earlier_release_are_taken(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    first = write(tmp_path / "one", [report])
    taken = sorted((first / "gambar").rglob("*.*"))
    plain = {path.name: path.read_bytes() for path in taken}
    again = write(tmp_path / "two", [report], AuditSettings(earlier=tmp_path / "one"))
    assert {path.name: path.read_bytes() for path in (again / "gambar").rglob("*.*")} == plain
    # What is taken is taken as it is; what is missing or broken is drawn.
    crop, page = (next(p for p in taken if p.name.startswith(s)) for s in ("temuan", "hal"))
    crop.write_bytes(plain[crop.name] + b"mark")
    third = write(tmp_path / "three", [report], AuditSettings(earlier=tmp_path / "one"))
    marked = third / "gambar" / report.document_id / crop.name
    assert marked.read_bytes() == plain[crop.name] + b"mark"
    page.write_bytes(b"no picture")
    fourth = write(tmp_path / "four", [report], AuditSettings(earlier=tmp_path / "one"))
    assert (fourth / "gambar" / report.document_id / page.name).read_bytes() == plain[page.name]


def test_the_crop_frames_the_cell_in_red_and_its_rows_in_blue(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report])
    folder = audit / "gambar" / report.document_id
    crop = next(path for path in sorted(folder.glob("temuan-*")) if has_red_and_blue(path))
    picture = Image.open(crop).convert("RGB")
    red = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y)) == (200, 16, 32)
    ]
    box = row_box(1, 1)
    scale, left, top = 2.0, row_box(0, 0).x0 - 8, row_box(0, 0).y0 - 3
    around = (
        min(x for x, _ in red) / scale + left,
        min(y for _, y in red) / scale + top,
        max(x for x, _ in red) / scale + left,
        max(y for _, y in red) / scale + top,
    )
    assert around == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=3)
    page = next(path for path in folder.glob("hal-*"))
    assert Image.open(page).size == (round(400 * 1.25), round(HEIGHT * 1.25))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (Path.unlink, "tidak ditemukan saat rilis dibuat"),
        (lambda path: path.write_bytes(b"%PDF-1.4 lain"), "berubah setelah dibaca"),
    ],
)
def test_a_source_that_is_gone_or_changed_is_said(
    tmp_path: Path, spoil: object, sentence: str
) -> None:
    report = make_report(tmp_path)
    spoil(report.path)  # type: ignore[operator]
    audit = write(tmp_path / "r", [report])
    assert not (audit / "gambar").exists()
    shown = text_of(audit / f"{report.document_id}.html")
    assert sentence in shown
    assert "Program Perekonomian 1.619.023.594" in shown


def test_a_file_that_is_no_pdf_is_said(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    report.path.write_bytes(b"bukan PDF")
    sha256 = hashlib.sha256(b"bukan PDF").hexdigest()
    document = replace(report.records.document, sha256=sha256)
    broken = Report(report.path, replace(report.records, document=document))
    audit = write(tmp_path / "r", [broken])
    assert "tidak dapat digambar" in text_of(audit / f"{broken.document_id}.html")


def test_a_wide_sum_is_cut_short_and_says_so(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    table, typed = report.records.tables[0], report.records.typed_tables[0]
    cells = tuple(
        replace(cell, place=replace(cell.place, box=_stretch(cell.place.box, cell.row)))
        for cell in table.cells
    )
    figures = tuple(
        replace(figure, box=_stretch(figure.box, figure.row)) for figure in typed.figures
    )
    records = replace(
        report.records,
        tables=(replace(table, cells=cells),),
        typed_tables=(replace(typed, figures=figures),),
    )
    audit = write(tmp_path / "r", [Report(report.path, records)])
    shown = text_of(audit / f"{report.document_id}.html")
    assert "1 baris lain tidak digambar" in shown


def _stretch(box: Box | None, row: int) -> Box:
    assert box is not None
    return Box(box.x0, 20 + 110 * row, box.x1, 20 + 110 * row + (150 if row else 30))


def test_a_number_in_running_text_is_found_on_the_page(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    figure = report.records.typed_tables[0].figures[1]
    finding = replace(
        report.records.findings[1],
        reported=Decimal("1500000000"),
        expected=figure.value,
        difference=Decimal("431667900"),
    )
    records = replace(report.records, findings=(finding,))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    shown = text_of(audit / f"{report.document_id}.html")
    assert (
        "Kebijakan Perekonomian Rp 1.068.332.100 Hal. 1 "
        "Tercetak: teks Rp 1.500.000.000 Hal. 1 Selisih Rp 431.667.900"
    ) in shown
    crops = [
        Image.open(path).convert("RGB")
        for path in sorted((audit / "gambar").rglob("temuan-*"), key=lambda one: one.name)
    ]
    red = [_find_colour(crop, (200, 16, 32)) for crop in crops]
    text, table = sorted(range(2), key=lambda place: red[place] is None)
    assert crops[text].width == 800
    around = red[text]
    assert around is not None
    # From "Rp " on, the number alone: not the one that only ends like it.
    assert (around[0] / 2, around[2] / 2) == pytest.approx((165, 237), abs=12)
    assert red[table] is None
    assert _find_colour(crops[table], (24, 84, 190)) is not None


def _find_colour(
    picture: Image.Image, colour: tuple[int, int, int]
) -> tuple[int, int, int, int] | None:
    """Return the box around all pixels of a colour."""
    found = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y)) == colour
    ]
    if not found:
        return None
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)
