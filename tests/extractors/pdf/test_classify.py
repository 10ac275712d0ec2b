"""What a page is at first sight, shown on small pages made here and on the real reports."""

import csv
import json
import re
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sidak.extractors.pdf.classify import (
    PageClass,
    classify_pdf_pages,
    count_distinct,
    longest_column,
)
from sidak.schemas import Doubt, DoubtKind, PageSource, UnreadableFileError
from tests.extractors.files.test_inspection import bomb, raw_pdf

WIDTH, HEIGHT = 400, 600
PROSE = (
    "Pelaksanaan sub kegiatan ini untuk penyediaan jasa dengan alokasi dana",
    "sebesar Rp 12.500.000 dan realisasi sebesar Rp 11.250.000 pada tahun ini,",
    "sedangkan sisanya digunakan untuk membiayai belanja pegawai dan honor.",
)


#: Running text whose amounts stand at other places on each line.
NARRATIVE = tuple(f"{'dan ' * (3 * i % 7)}{line}" for i, line in enumerate(PROSE * 4))


class Sheet:
    """A page under construction; ``triage`` closes it and looks at it."""

    def __init__(self, path: Path, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=size)
        self.canvas.setFont("Helvetica", 9)

    def write(self, lines: tuple[str, ...] = NARRATIVE, top: int = 540, mode: int = 0) -> None:
        text = self.canvas.beginText(40, top)
        text.setFont("Helvetica", 9)
        text.setTextRenderMode(mode)
        for line in lines:
            text.textLine(line)
        self.canvas.drawText(text)

    def picture(self, share: float = 1.0, *, has_alpha: bool = False) -> None:
        mode = "RGBA" if has_alpha else "RGB"
        image = Image.new(mode, (40, 60), (200, 220, 240, 60)[: len(mode)])
        mask = "auto" if has_alpha else None
        self.canvas.drawImage(
            ImageReader(image), 0, HEIGHT * (1 - share), WIDTH, HEIGHT * share, mask=mask
        )

    def grid(self, rows: int = 4, columns: int = 3) -> None:
        xs = [40 + 300 * i / columns for i in range(columns + 1)]
        ys = [500 - 20 * i for i in range(rows + 1)]
        self.canvas.grid(xs, ys)

    def triage(self) -> PageClass:
        self.canvas.showPage()
        self.canvas.save()
        (page,) = classify_pdf_pages(self.path)
        return page


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "lembar.pdf")


def test_narrative_with_amounts_is_no_candidate(sheet: Sheet) -> None:
    sheet.write()
    page = sheet.triage()
    assert (page.source, page.is_candidate, page.is_blank) == (PageSource.TEXT, False, False)
    assert (page.width, page.height, page.failed) == (WIDTH, HEIGHT, None)


def test_a_blank_page(sheet: Sheet) -> None:
    page = sheet.triage()
    assert (page.is_blank, page.is_candidate, page.failed) == (True, False, None)


def test_a_grid_is_a_candidate(sheet: Sheet) -> None:
    sheet.write()
    sheet.grid()
    page = sheet.triage()
    assert page.is_candidate
    assert page.reasons == (Doubt(DoubtKind.RULINGS_ACROSS_AND_DOWN, ("5", "4")),)


def test_a_grid_of_thin_boxes_in_a_form(sheet: Sheet) -> None:
    sheet.canvas.beginForm("kisi")
    for i in range(4):
        sheet.canvas.rect(40, 400 + 20 * i, 300, 0.5, stroke=0, fill=1)
        sheet.canvas.rect(40 + 100 * i, 400, 0.5, 60, stroke=0, fill=1)
    sheet.canvas.endForm()
    sheet.canvas.doForm("kisi")
    sheet.write()
    assert sheet.triage().is_candidate


def test_amounts_in_a_column_without_rules(sheet: Sheet) -> None:
    for i, amount in enumerate(("1.250.000", "12.500.000", "900.000")):
        sheet.canvas.drawString(40, 500 - 20 * i, f"Belanja ke-{i}")
        sheet.canvas.drawRightString(300, 500 - 20 * i, amount)
    page = sheet.triage()
    assert (page.is_candidate, page.reasons) == (
        True,
        (Doubt(DoubtKind.COLUMN_OF_AMOUNTS, ("3",)),),
    )


def test_a_table_of_contents_is_no_candidate(sheet: Sheet) -> None:
    for i in range(8):
        sheet.canvas.drawString(40, 500 - 20 * i, f"Bab {i} " + "." * 60)
        sheet.canvas.drawRightString(340, 500 - 20 * i, str(10 + i))
    assert not sheet.triage().is_candidate


def test_a_frame_around_the_page_is_no_table(sheet: Sheet) -> None:
    sheet.canvas.rect(5, 5, WIDTH - 10, HEIGHT - 10)
    sheet.write()
    assert not sheet.triage().is_candidate


def test_running_titles_are_no_tables(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
    for number in range(8):
        canvas.grid([40, 200, 360], [20, 30, 40])  # a foot with three columns
        for i, line in enumerate(NARRATIVE):
            canvas.drawString(40, 500 - 12 * i, line)
        if number == 5:
            canvas.grid([40, 140, 240, 340], [300, 320, 340])
        canvas.showPage()
    canvas.save()
    pages = classify_pdf_pages(tmp_path / "a.pdf")
    assert [p.page for p in pages if p.is_candidate] == [6]


def test_a_scan(sheet: Sheet) -> None:
    sheet.picture()
    sheet.canvas.drawString(40, 20, "12")
    page = sheet.triage()
    assert (page.source, page.is_candidate, page.image_cover) == (PageSource.SCAN, True, 1.0)


def test_a_scan_with_a_stamped_foot(sheet: Sheet) -> None:
    sheet.picture()
    sheet.write(
        ("Dokumen ini ditandatangani secara elektronik memakai sertifikat BSrE",) * 2, 30
    )
    assert sheet.triage().source is PageSource.SCAN


def test_invisible_text_on_a_picture(sheet: Sheet) -> None:
    sheet.picture()
    sheet.write(mode=3)
    page = sheet.triage()
    assert (page.source, page.hidden_share) == (PageSource.OCR_LAYER, 1.0)


def test_text_under_a_picture(sheet: Sheet) -> None:
    sheet.write()
    sheet.picture()
    page = sheet.triage()
    assert (page.source, page.reasons) == (
        PageSource.OCR_LAYER,
        (Doubt(DoubtKind.PICTURE_OVER_TEXT),),
    )


def test_text_on_a_background_picture_stays_text(sheet: Sheet) -> None:
    sheet.picture()
    sheet.write()
    assert sheet.triage().source is PageSource.TEXT


def test_a_transparent_picture_over_text_hides_nothing(sheet: Sheet) -> None:
    sheet.write()
    sheet.picture(has_alpha=True)
    assert sheet.triage().source is PageSource.TEXT


def test_a_letterhead_picture_stays_text(sheet: Sheet) -> None:
    sheet.picture(0.2)
    sheet.write()
    page = sheet.triage()
    assert (page.source, round(page.image_cover, 1)) == (PageSource.TEXT, 0.2)


@pytest.mark.parametrize(
    ("turn", "turned"), [(0, 0), (90, 90), (180, 180), (270, 270)]
)  # counter-clockwise writing is set right by turning clockwise
def test_sideways_text_on_an_upright_page(sheet: Sheet, turn: int, turned: int) -> None:
    sheet.canvas.translate(200, 300)
    sheet.canvas.rotate(turn)
    for i, line in enumerate(PROSE):
        sheet.canvas.drawString(-120, -12 * i, line)
    page = sheet.triage()
    assert (page.text_rotation, page.page_rotate) == (turned, 0)


def test_rotated_pages_are_seen_as_a_viewer_shows_them(sheet: Sheet) -> None:
    sheet.canvas.setPageRotation(90)  # stored as 600 x 400
    sheet.write(top=300)
    page = sheet.triage()
    assert (page.width, page.height, page.page_rotate) == (WIDTH, HEIGHT, 90)
    assert page.text_rotation == 270  # upright as stored, so it lies on its side as shown


def test_sideways_amounts_are_found(sheet: Sheet) -> None:
    sheet.canvas.translate(200, 300)
    sheet.canvas.rotate(90)
    for i in range(4):
        sheet.canvas.drawRightString(100, -20 * i, f"{i + 1}.250.000")
    assert sheet.triage().is_candidate


def test_a_page_that_unpacks_without_end_is_not_opened(tmp_path: Path) -> None:
    limit = 4_000_000
    path = raw_pdf(tmp_path / "a.pdf", [zlib.compress(b"0 0 m 9 9 l S"), bomb(limit)])
    first, second = classify_pdf_pages(path, limit)
    assert (first.failed, second.failed) == (
        None,
        Doubt(DoubtKind.PAGE_BOMB),
    )
    assert not second.is_candidate


def test_a_blank_page_of_a_torn_file_has_failed(tmp_path: Path) -> None:
    path = raw_pdf(tmp_path / "a.pdf", [zlib.compress(b"")])
    path.write_bytes(path.read_bytes().replace(b"%%EOF", b""))
    (page,) = classify_pdf_pages(path)
    assert page.failed == Doubt(DoubtKind.BLANK_IN_CUT_FILE)


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 rusak")
    with pytest.raises(UnreadableFileError):
        classify_pdf_pages(path)


def test_columns_are_counted_by_line() -> None:
    assert count_distinct([1.0, 2.0, 9.0, 9.5, 20.0], 3.0) == 3
    assert longest_column([(100.0, 1.0), (101.0, 20.0), (100.5, 40.0), (300.0, 1.0)]) == 3
    assert longest_column([]) == 0


def _listed_pages(listed: str) -> set[int]:
    spans = re.findall(r"(\d+)(?:-(\d+))?", re.sub(r"\(.*", "", listed))
    return {n for a, b in spans for n in range(int(a), int(b or a) + 1)}


#: Pages whose amounts stand in running text; seen by eye, they hold no table.
PROSE_PAGES = {
    "purbalingga-setwan-ranwal-renja-2027": range(26, 32),
    "bovendigoel-perbup-apbd": range(9, 27),
    "jabar-lkip-2016-bplhd": range(27, 32),
    "jabar-lkip-2016-disnak": (4, 36, 38, 39, 40),
    "jabar-lkip-2016-dinkes": (28, 29, 88),
    "jabar-renja-2017-dlh": (11, 12, 13),
}


@pytest.mark.shared
@pytest.mark.slow
def test_no_table_page_of_the_real_reports_is_missed(shared: Path) -> None:
    missed = {}
    with (shared / "reports" / "INDEX.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            name = row["file"]
            pages = classify_pdf_pages(shared / "reports" / f"{name}.pdf")
            candidates = {p.page for p in pages if p.is_candidate}
            wanted = _listed_pages(row["rupiah_table_pages"]) - set(PROSE_PAGES.get(name, ()))
            if wanted - candidates:
                missed[name] = wanted - candidates
    assert missed == {}


@pytest.mark.slow
@pytest.mark.shared
def test_gold_pages_are_candidates_with_their_source(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name, number = path.stem.rsplit("-p", 1)
        page = classify_pdf_pages(shared / "reports" / f"{name}.pdf")[int(number) - 1]
        assert page.is_candidate, path.stem
        assert page.source.value == gold["source"], path.stem
