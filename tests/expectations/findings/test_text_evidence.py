"""Text that tells which cell of a broken sum is wrong."""

from decimal import Decimal

from sidak.expectations import reconcile
from sidak.normalisers.mentions.reader import DocumentPeriod, read_sentences
from sidak.schemas import FindingKind, Level, PageText
from tests.expectations.factories import DOCUMENT, Row, make_table

ROWS: list[Row] = [
    (Level.PROGRAM, "Program Pelayanan Administrasi Perkantoran", ["5824167205"]),
    (Level.KEGIATAN, "Penyelenggaraan Administrasi Kantor Pusat", ["4410302205"]),
    (Level.KEGIATAN, "Penyelenggaraan Administrasi Kantor Cabang", ["1143865000"]),
    (Level.PROGRAM, "Program Pengembangan Sistem Informasi", ["270000000"]),
    (Level.KEGIATAN, "Pengelolaan Jaringan Kantor Pusat", ["270000000"]),
]
TEXT = "Penyelenggaraan Administrasi Kantor Cabang dengan anggaran sebesar Rp 1.413.865.000."


def read(text: str) -> dict[FindingKind, tuple[str, str]]:
    table = make_table(["pagu"], ROWS)
    page = PageText(11, ((text, None),))
    sentences = read_sentences([page], [table], DocumentPeriod(DOCUMENT, 2022))
    found = reconcile([table], sentences=sentences, document_id=DOCUMENT).findings
    return {one.kind: (one.basis, one.basis_en) for one in found}


def test_sum_that_holds_with_the_amount_of_the_text() -> None:
    found = read(TEXT)
    basis, english = found[FindingKind.SUM_MISMATCH]
    assert basis.endswith(
        "Teks halaman 11 menulis Rp 1.413.865.000 untuk baris yang di tabel bernilai Rp "
        "1.143.865.000; dengan angka teks itu jumlahnya cocok, jadi baris itulah yang keliru."
    )
    assert english.endswith("with it the sum holds, so that row is wrong.")
    text, _ = found[FindingKind.NARRATIVE_MISMATCH]
    assert text.endswith(
        "Jumlah di tabel halaman 1 cocok dengan angka teks, bukan dengan angka tabel."
    )


def test_row_that_the_text_corrects_is_named_and_not_its_sum() -> None:
    rows: list[Row] = [
        (Level.PROGRAM, "Program Peningkatan Kapasitas Aparatur", ["6135350000"]),
        (Level.KEGIATAN, "Peningkatan Kemampuan Aparatur Cabang Haurgeulis", ["250350000"]),
        (Level.KEGIATAN, "Peningkatan Kemampuan Aparatur Kantor Pusat", ["5900000000"]),
    ]
    text = (
        "Peningkatan Kemampuan Aparatur Cabang Haurgeulis dengan anggaran sebesar "
        "Rp 235.350.000."
    )
    table = make_table(["pagu"], rows)
    sentences = read_sentences(
        [PageText(9, ((text, None),))], [table], DocumentPeriod(DOCUMENT, 2022)
    )
    bare = reconcile([table]).findings
    found = reconcile([table], sentences=sentences, document_id=DOCUMENT).findings
    named = {one.kind: (one.figure_ids[0][-5:], one.expected) for one in found}
    assert [(one.figure_ids[0][-5:], one.expected) for one in bare] == [
        ("r0-c1", Decimal(6150350000))
    ]
    assert named[FindingKind.SUM_MISMATCH] == ("r1-c1", Decimal(235350000))


def test_sum_that_does_not_hold_with_it() -> None:
    found = read(TEXT.replace("1.413.865.000", "1.413.856.000"))
    assert all("Teks halaman" not in basis for basis, _ in found.values())
