"""Columns of the tables with several figures side by side, and of the panel over years."""

from sidak.schemas.dictionary.column_types import (
    DOCUMENT_ID,
    DOCUMENT_ID_PATTERN,
    PAGE,
    Column,
    ColumnType,
    ForeignKey,
    TableSchema,
    integer_column,
    list_column,
    text_column,
)
from sidak.schemas.dictionary.content_tables import KODE_PATTERN
from sidak.schemas.regions import REGION_CODE_PATTERN
from sidak.schemas.vocabularies import BudgetStage, DocumentKind, Level, Metric, PeriodKind
from sidak.schemas.wide_rows import ChosenBy, ValueOrigin


def _number_column(
    name: str, unit: str, description: str, description_id: str, *, is_nullable: bool = True
) -> Column:
    return Column(
        name, ColumnType.DECIMAL, description, description_id, unit, is_nullable=is_nullable
    )


def _figure_column(name: str, of: str) -> Column:
    return text_column(
        name,
        f"The figure that states `{of}`; empty if it is computed or absent.",
        f"Angka yang memuat `{of}`; kosong bila dihitung atau tidak ada.",
        is_nullable=True,
    )


def _origin_column(of: str) -> Column:
    return text_column(
        f"{of}_origin",
        f"Whether `{of}` is printed or computed from `pagu` and `realisasi_anggaran`.",
        f"Apakah `{of}` tercetak atau dihitung dari `pagu` dan `realisasi_anggaran`.",
        values=ValueOrigin,
        is_nullable=True,
    )


def _row_id(mark: str) -> Column:
    return text_column(
        "row_id",
        f"Id of the row: `<document_id>-{mark}<NNNN>`, in reading order.",
        f"Id baris: `<document_id>-{mark}<NNNN>`, menurut urutan baca.",
        pattern=rf"{DOCUMENT_ID_PATTERN}-{mark}\d{{4,}}",
    )


_REGION = text_column("region", "Region.", "Daerah.", is_nullable=True)
_SOURCE = text_column("source", "Kind of the report.", "Jenis laporan.", values=DocumentKind)
_LEVEL = text_column("level", "Level of the line.", "Tingkat baris.", values=Level)
_KODE = text_column(
    "kode",
    "Code of the line, if it is accepted.",
    "Kode baris, bila diterima.",
    is_nullable=True,
    pattern=KODE_PATTERN,
)
_ITEM_NAME = text_column("item_name", "Name of the line.", "Nama baris.", is_nullable=True)
_INDIKATOR = text_column("indikator", "Indicator.", "Indikator.", is_nullable=True)
_PERIOD = text_column(
    "period",
    "Period: '2023', '2023-TW1', '2018-2023'.",
    "Masa: '2023', '2023-TW1', '2018-2023'.",
    is_nullable=True,
)
_PERIOD_KIND = text_column(
    "period_kind",
    "Part of time: a year, one quarter, from the beginning of the year ('cumulative'), several "
    "years ('span'). Never add up over different ones.",
    "Bagian waktunya: setahun, satu triwulan, sejak awal tahun ('cumulative'), beberapa tahun "
    "('span'). Jangan menjumlahkan yang berbeda.",
    values=PeriodKind,
    is_nullable=True,
)
_YEAR = integer_column("year", "Year.", "Tahun.", is_nullable=True)
_STAGE = text_column(
    "budget_stage",
    "Stage of the budget that the amount is of.",
    "Tahap anggaran dari nilainya.",
    values=BudgetStage,
)
_DISAGREEING = integer_column(
    "disagreeing",
    "Figures of other tables of this report that state something else for the same line, "
    "metric and period.",
    "Banyaknya angka di tabel lain laporan ini yang menyebut nilai lain untuk baris, ukuran, "
    "dan masa yang sama.",
)
_OF_DOCUMENT = ForeignKey("document_id", "documents", "document_id")


def _line_columns(mark: str) -> tuple[Column, ...]:
    """Return the columns that say which line of which report a row is about."""
    return (
        _row_id(mark),
        DOCUMENT_ID,
        _REGION,
        text_column("agency", "Agency (OPD).", "Perangkat daerah.", is_nullable=True),
        _SOURCE,
        PAGE,
        _LEVEL,
        _KODE,
        _ITEM_NAME,
    )


def _figure_keys(*names: str) -> tuple[ForeignKey, ...]:
    return (_OF_DOCUMENT, *(ForeignKey(name, "figures", "figure_id") for name in names))


WIDE_PROGRAMMES = TableSchema(
    "wide_programmes",
    "One row per programme line of a report and period, amounts in whole rupiah side by side. "
    "Only accepted figures, one per fact (`figures.is_canonical`).",
    "Satu baris per baris program laporan dan masa, dengan nilai rupiah berdampingan. Hanya "
    "angka yang diterima, satu per fakta (`figures.is_canonical`).",
    (
        *_line_columns("p"),
        text_column(
            "program",
            "Name of the programme that it stands under, or is.",
            "Nama programnya.",
            is_nullable=True,
        ),
        text_column(
            "kegiatan",
            "Name of the kegiatan that it stands under, or is.",
            "Nama kegiatannya.",
            is_nullable=True,
        ),
        _PERIOD,
        _PERIOD_KIND,
        _YEAR,
        _STAGE,
        _number_column("pagu", "Rp", "Budget in rupiah.", "Pagu dalam rupiah."),
        _number_column(
            "realisasi_anggaran", "Rp", "Spending in rupiah.", "Realisasi dalam rupiah."
        ),
        _number_column(
            "serapan",
            "%",
            "Spending in percent of the budget; computed ones with four decimals.",
            "Realisasi dalam persen pagu; yang dihitung dengan empat desimal.",
        ),
        _origin_column("serapan"),
        _number_column(
            "sisa",
            "Rp",
            "Budget minus spending in rupiah.",
            "Pagu dikurangi realisasi, dalam rupiah.",
        ),
        _origin_column("sisa"),
        _figure_column("pagu_figure_id", "pagu"),
        _figure_column("realisasi_figure_id", "realisasi_anggaran"),
        _figure_column("serapan_figure_id", "serapan"),
        _figure_column("sisa_figure_id", "sisa"),
        _DISAGREEING,
    ),
    ("row_id",),
    _figure_keys(
        "pagu_figure_id", "realisasi_figure_id", "serapan_figure_id", "sisa_figure_id"
    ),
)

WIDE_INDICATORS = TableSchema(
    "wide_indicators",
    "One row per indicator of a report and period: target, realisasi and capaian as printed, "
    "side by side. Only accepted figures, one per fact (`figures.is_canonical`).",
    "Satu baris per indikator laporan dan masa: target, realisasi, dan capaian seperti "
    "tercetak, berdampingan. Hanya angka yang diterima, satu per fakta "
    "(`figures.is_canonical`).",
    (
        *_line_columns("i"),
        _INDIKATOR,
        text_column(
            "satuan",
            "Unit of `target` and `realisasi`.",
            "Satuan `target` dan `realisasi`.",
            is_nullable=True,
        ),
        _PERIOD,
        _PERIOD_KIND,
        _YEAR,
        _number_column("target", "satuan", "Target.", "Target."),
        _number_column("realisasi", "satuan", "What was reached.", "Realisasi."),
        _number_column(
            "capaian",
            "%",
            "Realisasi in percent of the target as the report states it; never computed, since "
            "less is better for some indicators.",
            "Capaian dalam persen seperti tercetak; tidak dihitung, karena bagi sebagian "
            "indikator yang lebih kecil lebih baik.",
        ),
        _figure_column("target_figure_id", "target"),
        _figure_column("realisasi_figure_id", "realisasi"),
        _figure_column("capaian_figure_id", "capaian"),
        _DISAGREEING,
    ),
    ("row_id",),
    _figure_keys("target_figure_id", "realisasi_figure_id", "capaian_figure_id"),
)

PANEL = TableSchema(
    "panel",
    "One row per agency, line (or indicator), metric and period over all its reports, for "
    "comparisons over years. Of several reports one is taken by a fixed rule. Documents of "
    "unknown agency, subtotals and rows of no level are left out.",
    "Satu baris per perangkat daerah, baris (atau indikator), ukuran, dan masa dari semua "
    "laporannya, untuk perbandingan antartahun. Dari beberapa laporan diambil satu menurut "
    "aturan tetap. Dokumen tanpa perangkat daerah, subtotal, dan baris tanpa tingkat tidak "
    "ikut.",
    (
        text_column(
            "panel_id",
            "Id of the row; the same in every release.",
            "Id baris; sama di setiap rilis.",
            pattern=r"n[0-9a-f]{16}",
        ),
        text_column(
            "region_code",
            "Kemendagri code of the region.",
            "Kode wilayah Kemendagri.",
            pattern=REGION_CODE_PATTERN,
        ),
        _REGION,
        text_column("agency", "Agency (OPD).", "Perangkat daerah."),
        _LEVEL,
        _KODE,
        text_column(
            "edition",
            "Edition of the nomenclature that the code is of.",
            "Edisi nomenklatur kodenya.",
            is_nullable=True,
        ),
        _ITEM_NAME,
        _INDIKATOR,
        _YEAR,
        _PERIOD,
        _PERIOD_KIND,
        text_column("metric", "What the number measures.", "Yang diukur.", values=Metric),
        text_column(
            "unit",
            "Unit of `value`; amounts are in 'Rp'.",
            "Satuan `value`; nilai uang dalam 'Rp'.",
            is_nullable=True,
        ),
        _number_column("value", "unit", "The number.", "Angkanya.", is_nullable=False),
        _STAGE,
        text_column(
            "document_id",
            "The report that it is taken from.",
            "Laporan sumbernya.",
            pattern=DOCUMENT_ID_PATTERN,
        ),
        _SOURCE,
        PAGE,
        list_column(
            "figure_ids",
            "The figures that add up to the value; several where the table has the line in "
            "several rows.",
            "Angka-angka yang membentuk nilainya; beberapa bila tabelnya memuat baris itu "
            "beberapa kali.",
        ),
        text_column(
            "chosen_by",
            "Why this report: 'only' (no other states it), 'own_year' (it is about this "
            "year), 'kind' (nearer to the accounts), 'stage' (later stage of the budget), "
            "'first' (file name).",
            "Alasan memilih laporan ini: 'only' (satu-satunya), 'own_year' (laporan tahun "
            "itu), 'kind' (lebih dekat dengan pembukuan), 'stage' (tahap anggaran lebih "
            "akhir), 'first' (nama berkas).",
            values=ChosenBy,
        ),
        integer_column(
            "reports_agreeing",
            "Other reports that state the same.",
            "Banyaknya laporan lain yang menyebut nilai sama.",
        ),
        integer_column(
            "reports_differing",
            "Other reports that state something else.",
            "Banyaknya laporan lain yang menyebut nilai lain.",
        ),
        integer_column(
            "reports_other_stage",
            "Other reports that state another stage of the budget or a plan, which may differ "
            "lawfully, and do.",
            "Banyaknya laporan lain tentang tahap anggaran lain atau rencana, yang boleh dan "
            "memang berbeda.",
        ),
        text_column(
            "agency_id",
            "The agency in every year and spelling, as in `documents`; empty if its region is "
            "not known.",
            "Perangkat daerah yang sama pada setiap tahun dan ejaan, seperti di `documents`; "
            "kosong bila daerahnya tidak diketahui.",
            is_nullable=True,
        ),
        text_column(
            "kode_canonical",
            "The code in the newest whole edition at hand, as in `items`, to compare years of "
            "several editions.",
            "Kode menurut edisi lengkap terbaru yang tersedia, seperti di `items`, untuk "
            "membandingkan tahun dari beberapa edisi.",
            is_nullable=True,
            pattern=KODE_PATTERN,
        ),
    ),
    ("panel_id",),
    (_OF_DOCUMENT,),
)
