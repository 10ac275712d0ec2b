"""Audit pages: the evidence is there, is the right one, and is only evidence."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from sidak.publishers import ReleaseContent, build_frames
from sidak.publishers.audit.pictures.subprocesses import draw_in_process
from sidak.publishers.audit.write import AuditSettings, write_audit
from sidak.schemas import (
    Box,
    BrokenEquation,
    Doubt,
    DoubtKind,
    FindingKind,
    Item,
    Level,
    PageStatus,
    Severity,
)
from tests.publishers.audit_records import HEIGHT, Report, make_report, row_box

_VOID = {"meta", "link", "input", "img", "br", "hr"}


class Outline(HTMLParser):
    """Checks that elements nest, and gathers what a page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        self.tags.append(tag)
        values = dict(attrs)
        assert not any(name.startswith("on") for name in values)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for name in ("href", "src"):
            if values.get(name):
                self.targets.append(str(values[name]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(page: Path) -> Outline:
    found = Outline()
    found.feed(page.read_text("utf-8"))
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    return found


def write(
    folder: Path, reports: Sequence[Report], settings: AuditSettings | None = None
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    content = ReleaseContent(tuple(report.records for report in reports))
    sources = {report.document_id: report.path for report in reports}
    return write_audit(folder, content, sources, settings, draw=draw_in_process)


def text_of(page: Path) -> str:
    return " ".join(" ".join(outline(page).text).split())


def pictures(audit: Path) -> list[str]:
    return sorted(path.name for path in (audit / "gambar").rglob("*") if path.is_file())


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    audit = write(tmp_path / "r", [make_report(tmp_path), make_report(tmp_path, "b.txt")])
    pages = {page.name: outline(page) for page in audit.glob("*.html")}
    assert len(pages) == 3
    for name, page in pages.items():
        for target in page.targets:
            file, _, anchor = target.partition("#")
            assert (audit / (file or name)).is_file(), target
            if anchor:
                assert anchor in pages[file or name].ids, target


def test_a_finding_shows_numbers_arithmetic_and_the_crop(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report], AuditSettings(date="2026-11-21"))
    shown = text_of(audit / f"{report.document_id}.html")
    assert "Tercetak Rp 1.619.023.594 Seharusnya Rp 2.248.593.594" in shown
    assert "Selisih Rp -629.570.000" in shown
    assert re.search(
        r"Kolom: Realisasi \(Rp\) Kebijakan Perekonomian Rp 1\.068\.332\.100 Hal\. 1 "
        r"\+ Administrasi Pembangunan Rp 550\.691\.494 Hal\. 1 "
        r"\+ Pengadaan Barang/Jasa Rp 629\.570\.000 Hal\. 1 "
        r"= Seharusnya Rp 2\.248\.593\.594 "
        r"Tercetak: Program Perekonomian Rp 1\.619\.023\.594 Hal\. 1",
        shown,
    )
    index = text_of(audit / "index.html")
    assert "Rilis 2026-11-21" in index
    assert "dalam 1 hitungan 4 (100,0 %)" in index
    assert "2 dari 2 temuan" in index


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


def test_every_equation_that_the_number_breaks_is_written_out(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    finding, *others = report.records.findings
    ids = finding.figure_ids
    checks = (
        BrokenEquation(ids[0], ids[1:], (1, 1, 1), Decimal(1), Decimal(2248593594)),
        BrokenEquation(ids[1], (ids[0], ids[2]), (1, -1), Decimal(1), Decimal(1068332100)),
        BrokenEquation(ids[3], (ids[2], ids[0]), (), Decimal(100), Decimal("34.013804")),
        BrokenEquation("not-there", ids[1:], (1, 1, 1), Decimal(1), Decimal(1)),
    )
    findings = (replace(finding, checks=checks), *others)
    changed = replace(report, records=replace(report.records, findings=findings))
    audit = write(tmp_path / "r", [changed])
    shown = text_of(audit / f"{report.document_id}.html")
    assert "Hitungan lain yang tidak cocok karena angka ini: 2" in shown
    assert re.search(
        r"Program Perekonomian Rp 1\.619\.023\.594 Hal\. 1 "
        r"- Administrasi Pembangunan Rp 550\.691\.494 Hal\. 1 "
        r"= Menurut hitungan Rp 1\.068\.332\.100 "
        r"Tercetak: Kebijakan Perekonomian Rp 1\.068\.332\.100",
        shown,
    )
    assert "/ Program Perekonomian Rp 1.619.023.594 Hal. 1 × 100 =" in shown


def test_the_crop_frames_the_cell_in_red_and_its_rows_in_blue(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report])
    folder = audit / "gambar" / report.document_id
    crop = next(path for path in sorted(folder.glob("temuan-*")) if _has_red_and_blue(path))
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


def _has_red_and_blue(path: Path) -> bool:
    colours = {colour for _, colour in Image.open(path).convert("RGB").getcolors(1 << 16) or []}
    return {(200, 16, 32), (24, 84, 190)} <= colours


def test_same_content_same_bytes(tmp_path: Path) -> None:
    reports = [make_report(tmp_path), make_report(tmp_path, "b.txt")]
    first = write(tmp_path / "1", reports, AuditSettings(date="2026-11-21"))
    again = write(tmp_path / "2", reports[::-1], AuditSettings(date="2026-11-21"))
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(files) == 2 + 1 + 2 + 1 + 3
    assert files == sorted(
        path.relative_to(again) for path in again.rglob("*") if path.is_file()
    )
    for file in files:
        assert (first / file).read_bytes() == (again / file).read_bytes(), file


def test_nothing_from_a_report_becomes_markup(tmp_path: Path) -> None:
    evil = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\x00\ud800"
    report = make_report(tmp_path, message=evil)
    records = report.records
    table, typed = records.tables[0], records.typed_tables[0]
    item = Item(
        f"{table.table_id}-i1",
        report.document_id,
        table.table_id,
        1,
        1,
        Level.PROGRAM,
        evil,
        evil,
    )
    reasons = (Doubt(DoubtKind.MACHINE_FAULT, (evil,)),)
    records = replace(
        records,
        document=replace(records.document, file=f"{evil}.pdf", agency=evil, reasons=reasons),
        tables=(
            replace(
                table,
                caption=evil,
                number=evil,
                cells=tuple(replace(cell, text=evil) for cell in table.cells),
            ),
        ),
        typed_tables=(
            replace(
                typed,
                items=(item,),
                figures=tuple(
                    replace(
                        figure,
                        item_name=evil,
                        header=evil,
                        raw_text=evil,
                        reasons=reasons,
                        unit=evil,
                    )
                    for figure in typed.figures
                ),
            ),
        ),
        pages=tuple(replace(page, reasons=reasons) for page in records.pages),
    )
    audit = write(tmp_path / "r", [Report(report.path, records)])
    for page in audit.glob("*.html"):
        found = outline(page)
        assert found.tags.count("script") == 1
        assert "x" not in found.targets
        assert "default-src 'none'" in page.read_text("utf-8").replace("&#x27;", "'")


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


def test_a_source_nobody_knows_is_said(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write_audit(tmp_path, ReleaseContent((report.records,)), {}, draw=draw_in_process)
    page = audit / f"{report.document_id}.html"
    assert "tidak ditemukan saat rilis dibuat" in text_of(page)


def test_a_file_that_is_no_pdf_is_said(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    report.path.write_bytes(b"bukan PDF")
    sha256 = hashlib.sha256(b"bukan PDF").hexdigest()
    document = replace(report.records.document, sha256=sha256)
    broken = Report(report.path, replace(report.records, document=document))
    audit = write(tmp_path / "r", [broken])
    assert "tidak dapat digambar" in text_of(audit / f"{broken.document_id}.html")


def test_a_text_dump_shows_its_rows_as_text(tmp_path: Path) -> None:
    report = make_report(tmp_path, "salinan.txt")
    audit = write(tmp_path / "r", [report])
    page = audit / f"{report.document_id}.html"
    assert "Sumbernya salinan teks" in text_of(page)
    assert '<td class="main">1.619.023.594</td>' in page.read_text("utf-8")
    assert '<td class="other">550.691.494</td>' in page.read_text("utf-8")
    assert not (audit / "gambar").exists()


def test_too_many_pictures_leave_out_the_least_important(tmp_path: Path) -> None:
    mild = make_report(tmp_path, "a.pdf", severity=Severity.WARNING)
    grave = make_report(tmp_path, "b.pdf")
    everything = write(tmp_path / "r0", [mild, grave])
    assert len(pictures(everything)) == 6
    crop = next(
        path
        for path in (everything / "gambar" / grave.document_id).glob("temuan-*")
        if _has_red_and_blue(path)
    )
    size = crop.stat().st_size
    audit = write(tmp_path / "r1", [mild, grave], AuditSettings(most_bytes=size + 10))
    assert pictures(audit) == [crop.name]
    assert "5 gambar dihilangkan" in text_of(audit / "index.html")
    assert "3 gambar dihilangkan" in text_of(audit / f"{mild.document_id}.html")
    assert "2 gambar dihilangkan" in text_of(audit / f"{grave.document_id}.html")
    each = write(tmp_path / "r2", [mild, grave], AuditSettings(most_bytes_each=size + 10))
    assert "4 gambar dihilangkan" in text_of(each / "index.html")


def test_english_pages_speak_english(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    audit = write(tmp_path / "r", [report], AuditSettings(lang="en"))
    shown = text_of(audit / f"{report.document_id}.html")
    assert "The sum differs from its rows." in shown
    assert "Arithmetic Column: Realisasi (Rp) Kebijakan Perekonomian Rp 1.068.332.100" in shown
    assert "Jumlah tidak sesuai" not in shown
    assert "some of the ink was not read" in shown
    frames = build_frames(ReleaseContent((report.records,)), "en")
    messages = frames["findings"]["message"].tolist()
    assert messages == ["The sum differs from its rows.", "The sum differs from its rows."]


def test_findings_between_documents_show_both(tmp_path: Path) -> None:
    left, right = make_report(tmp_path, "a.pdf"), make_report(tmp_path, "b.pdf")
    finding = replace(
        left.records.findings[0],
        finding_id="x-f1",
        kind=FindingKind.CROSS_DOCUMENT_MISMATCH,
        figure_ids=(
            left.records.typed_tables[0].figures[0].figure_id,
            right.records.typed_tables[0].figures[1].figure_id,
        ),
        expected=right.records.typed_tables[0].figures[1].value,
        other_document_id=right.document_id,
    )
    folder = tmp_path / "r"
    folder.mkdir()
    content = ReleaseContent((left.records, right.records), (finding,))
    audit = write_audit(
        folder, content, {**left.sources, **right.sources}, draw=draw_in_process
    )
    page = audit / f"{left.document_id}.html"
    targets = outline(page).targets
    assert f"{right.document_id}.html#t01-r2-c1" in targets
    assert any(one.startswith(f"gambar/{right.document_id}/temuan-") for one in targets)
    assert "Dokumen pembanding: b.pdf" in text_of(page)


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


def test_a_finding_on_a_page_without_tables_leads_to_the_ledger(tmp_path: Path) -> None:
    report = make_report(tmp_path, "salinan.txt")
    page = replace(report.records.pages[0], page=2, status=PageStatus.NARRATIVE, tables=0)
    finding = replace(report.records.findings[1], page=2, figure_ids=())
    records = replace(report.records, pages=(*report.records.pages, page), findings=(finding,))
    audit = write(tmp_path / "r", [Report(report.path, records)])
    found = outline(audit / f"{report.document_id}.html")
    assert "#h2" in found.targets
    assert found.ids.count("h2") == 1


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
