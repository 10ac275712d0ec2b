"""Columns of the tables that say what was read and how: documents to cells, review."""

from sidak.schemas.dictionary.balance_columns import balance_columns
from sidak.schemas.dictionary.column_types import (
    DOCUMENT_ID,
    PAGE,
    ForeignKey,
    TableSchema,
    boolean_column,
    box_columns,
    float_column,
    integer_column,
    list_column,
    text_column,
)
from sidak.schemas.regions import REGION_CODE_PATTERN
from sidak.schemas.vocabularies import (
    DocumentKind,
    DocumentStatus,
    FactBasis,
    Level,
    PageSource,
    PageStatus,
)

_OF_DOCUMENT = ForeignKey("document_id", "documents", "document_id")
_OF_TABLE = ForeignKey("table_id", "tables", "table_id")

TABLE_ID_PATTERN = r"[0-9a-f]{16}-t\d{2,}"

DOCUMENTS = TableSchema(
    "documents",
    "One row per file of the inbox, also of files that could not be read.",
    "Satu baris per berkas, termasuk berkas yang gagal dibaca.",
    (
        DOCUMENT_ID,
        text_column(
            "sha256",
            "SHA-256 of the file.",
            "SHA-256 berkas.",
            pattern=r"[0-9a-f]{64}",
        ),
        text_column("file", "Name of the file.", "Nama berkas."),
        text_column("kind", "Sort of report.", "Jenis laporan.", values=DocumentKind),
        text_column(
            "agency",
            "Perangkat daerah (agency) that the report is about.",
            "Perangkat daerah yang dilaporkan.",
            is_nullable=True,
        ),
        text_column(
            "agency_id",
            "The agency in every year and spelling: code of the region and written out name, "
            "'36.74-dinas-kesehatan'; empty if agency or region is not known.",
            "Perangkat daerah yang sama pada setiap tahun dan ejaan: kode wilayah dan nama "
            "lengkap, '36.74-dinas-kesehatan'; kosong bila perangkat daerah atau daerahnya "
            "tidak diketahui.",
            is_nullable=True,
            pattern=r"\d{2}\.\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*",
        ),
        text_column(
            "region",
            "Region, with its sort: 'Kota Serang', 'Provinsi Jawa Barat'.",
            "Daerah beserta jenisnya: 'Kota Serang', 'Provinsi Jawa Barat'.",
            is_nullable=True,
        ),
        text_column(
            "region_code",
            "Kemendagri code of the region, '36.73'; a province's own government ends in "
            "'.00', '00.00' is unknown.",
            "Kode wilayah Kemendagri, '36.73'; pemerintah provinsi berakhiran '.00', '00.00' "
            "berarti tidak diketahui.",
            pattern=REGION_CODE_PATTERN,
        ),
        text_column(
            "province_code",
            "Kemendagri code of the province, '36'; '00' is unknown.",
            "Kode provinsi Kemendagri, '36'; '00' berarti tidak diketahui.",
            pattern=r"\d{2}",
        ),
        integer_column(
            "year",
            "Year the report is about; the first year of a Renstra.",
            "Tahun laporan; untuk Renstra tahun pertamanya.",
            is_nullable=True,
        ),
        integer_column("pages", "Number of pages.", "Jumlah halaman."),
        integer_column(
            "pages_scanned",
            "Pages that are pictures and were read by OCR.",
            "Halaman berupa gambar yang dibaca dengan OCR.",
        ),
        text_column(
            "status",
            "How far the reading came; 'partial' if a page could not be read, or amounts on it "
            "could not.",
            "Hasil pembacaan; 'partial' bila ada halaman, atau nilai besar di halaman, yang "
            "belum terbaca.",
            values=DocumentStatus,
        ),
        text_column(
            "reason",
            "Why the status is not 'ok', in the language of the run.",
            "Alasan bila status bukan 'ok'.",
            is_nullable=True,
        ),
        text_column(
            "producer",
            "Program that made the PDF, from its metadata.",
            "Program pembuat PDF menurut metadatanya.",
            is_nullable=True,
        ),
        *(
            text_column(
                f"{fact}_basis",
                f"Where `{fact}` comes from: what a person says of the file ('manifest'), a "
                "place of the report, or only the name of the file ('file_name').",
                f"Asal `{fact}`: keterangan orang ('manifest'), tempat di laporan, atau hanya "
                "nama berkas ('file_name').",
                values=FactBasis,
            )
            for fact in ("kind", "agency", "region", "year")
        ),
        text_column(
            "source_url",
            "Where the file was got, if a manifest says so.",
            "Alamat asal berkas, bila disebut dalam manifes.",
            is_nullable=True,
        ),
        text_column(
            "retrieved_on",
            "Day on which the file was got, if a manifest says so: '2026-01-31'.",
            "Tanggal berkas diambil, bila disebut dalam manifes: '2026-01-31'.",
            is_nullable=True,
            pattern=r"\d{4}-\d{2}-\d{2}",
        ),
        text_column(
            "date",
            "When the report was signed, by the lines above its signatures: '2023-01-05', or "
            "'2023-01' where the day is left open; empty if they are missing or disagree.",
            "Tanggal penandatanganan laporan: '2023-01-05', atau '2023-01' bila tanggalnya "
            "tidak diisi; kosong bila tidak tercantum atau tidak seragam.",
            is_nullable=True,
            pattern=r"\d{4}-\d{2}(?:-\d{2})?",
        ),
        integer_column(
            "month",
            "Month, 1 to 12, that a monthly report is about; empty for all others.",
            "Bulan laporan bulanan, 1 sampai 12; kosong untuk laporan lain.",
            is_nullable=True,
        ),
    ),
    ("document_id",),
)

PAGES = TableSchema(
    "pages",
    "The page ledger: one row per page of every document, so that none is left out silently.",
    "Daftar halaman: satu baris per halaman setiap dokumen; tidak ada yang hilang diam-diam.",
    (
        DOCUMENT_ID,
        PAGE,
        text_column(
            "source",
            "Where the text comes from: a text layer, a scan read here, or an OCR layer.",
            "Asal teks: lapisan teks, pindaian yang dibaca di sini, atau lapisan OCR berkas.",
            values=PageSource,
        ),
        integer_column(
            "rotation",
            "Clockwise degrees that the page as shown must still be turned to read upright.",
            "Putaran searah jarum jam (derajat) agar halaman yang tampil dapat dibaca tegak.",
        ),
        text_column(
            "status",
            "What the page turned out to be; 'partial' if its content is damaged, or amounts "
            "stand on it that were read neither in a table nor in a sentence.",
            "Isi halaman; 'partial' bila isinya rusak, atau ada nilai besar yang belum terbaca "
            "sebagai angka tabel atau kalimat.",
            values=PageStatus,
        ),
        integer_column(
            "tables",
            "Tables that have a part on this page.",
            "Jumlah tabel yang ada bagiannya di halaman ini.",
        ),
        text_column(
            "reason",
            "Why the status is what it is, in the language of the run; filled for 'failed' and "
            "'partial'.",
            "Alasan status; selalu terisi bila 'failed' atau 'partial'.",
            is_nullable=True,
        ),
        *balance_columns(),
    ),
    ("document_id", "page"),
    (_OF_DOCUMENT,),
)

_TABLE_ID = text_column(
    "table_id",
    "Id of the table: `<document_id>-t<NN>`, in reading order.",
    "Id tabel: `<document_id>-t<NN>`, menurut urutan baca.",
    pattern=TABLE_ID_PATTERN,
)

TABLES = TableSchema(
    "tables",
    "One row per table, joined over the pages it spans.",
    "Satu baris per tabel, disatukan dari semua halamannya.",
    (
        _TABLE_ID,
        DOCUMENT_ID,
        text_column(
            "number",
            "Number in the caption, such as '3.5'.",
            "Nomor pada judul tabel, misalnya '3.5'.",
            is_nullable=True,
        ),
        text_column(
            "caption",
            "Caption without the number.",
            "Judul tabel tanpa nomor.",
            is_nullable=True,
        ),
        text_column(
            "kind",
            "What the table holds, as far as its header tells ('anggaran', 'kinerja', ...).",
            "Isi tabel menurut kepalanya ('anggaran', 'kinerja', ...).",
        ),
        integer_column("page_first", "First page, from 1.", "Halaman pertama, mulai dari 1."),
        integer_column("page_last", "Last page, from 1.", "Halaman terakhir, mulai dari 1."),
        integer_column(
            "rows",
            "Rows, header rows included, repeated headers dropped.",
            "Jumlah baris termasuk kepala tabel; kepala yang berulang tidak dihitung.",
        ),
        integer_column("columns", "Number of columns.", "Jumlah kolom."),
        text_column(
            "method",
            "Reader that made the grid.",
            "Pembaca yang membentuk kisi tabel.",
            is_nullable=True,
        ),
        float_column(
            "confidence",
            "How sure the reader is of the grid, 0 to 1.",
            "Keyakinan pembaca atas kisi tabel, 0 sampai 1.",
        ),
    ),
    ("table_id",),
    (_OF_DOCUMENT,),
)

CELLS = TableSchema(
    "cells",
    "Every cell of every table as printed (Parquet only).",
    "Setiap sel dari setiap tabel seperti tercetak (hanya Parquet).",
    (
        _TABLE_ID,
        DOCUMENT_ID,
        PAGE,
        integer_column("row", "Row from 0, header rows included.", "Baris mulai dari 0."),
        integer_column("column", "Column from 0.", "Kolom mulai dari 0."),
        integer_column("row_span", "Rows covered.", "Jumlah baris yang ditempati."),
        integer_column("column_span", "Columns covered.", "Jumlah kolom yang ditempati."),
        text_column(
            "text",
            "Text as printed; a line wrap is a line feed.",
            "Teks seperti tercetak; pergantian baris disimpan.",
            is_nullable=True,
        ),
        boolean_column(
            "is_bold", "Whether most characters are bold.", "Dicetak tebal atau tidak."
        ),
        boolean_column(
            "is_italic", "Whether most characters are italic.", "Dicetak miring atau tidak."
        ),
        text_column("method", "Reader of the cell.", "Pembaca sel.", is_nullable=True),
        list_column(
            "doubts",
            "Why the reading of the cell may be wrong, in Indonesian.",
            "Alasan keraguan atas pembacaan sel.",
        ),
        *box_columns("the cell", "sel"),
    ),
    ("table_id", "row", "column"),
    (_OF_DOCUMENT, _OF_TABLE),
    has_csv=False,
)

REVIEW = TableSchema(
    "review",
    "What waits for a person: figures that are not accepted, codes that are not decided.",
    "Hal yang menunggu keputusan: angka yang belum diterima, kode yang belum pasti.",
    (
        text_column(
            "review_id",
            "Id of the question: `<subject>:<figure_id or item_id>`.",
            "Id pertanyaan: `<subject>:<figure_id atau item_id>`.",
        ),
        text_column(
            "subject",
            "Whether a figure or the code of an item is in question.",
            "Apakah yang ditanyakan angka atau kode.",
            values=("figure", "item"),
        ),
        DOCUMENT_ID,
        _TABLE_ID,
        PAGE,
        text_column(
            "figure_id",
            "The figure in question.",
            "Angka yang ditanyakan.",
            is_nullable=True,
        ),
        text_column(
            "item_id", "The item in question.", "Baris yang ditanyakan.", is_nullable=True
        ),
        text_column(
            "item_name",
            "Name of the programme line.",
            "Nama program, kegiatan atau sub kegiatan.",
            is_nullable=True,
        ),
        text_column("raw_text", "What is printed.", "Yang tercetak.", is_nullable=True),
        text_column(
            "reading",
            "The number or code that sidak would choose.",
            "Angka atau kode usulan sidak.",
            is_nullable=True,
        ),
        list_column("candidates", "Other possible codes.", "Kode lain yang mungkin."),
        list_column(
            "candidate_names",
            "Official names of `candidates`, in their order.",
            "Nama resmi `candidates`, sesuai urutannya.",
        ),
        text_column(
            "level",
            "Level of the programme line.",
            "Tingkat baris.",
            is_nullable=True,
            values=Level,
        ),
        text_column(
            "parent_kode",
            "Code of the line above, under which a decision about a code is remembered.",
            "Kode baris di atasnya; keputusan tentang kode diingat beserta kode ini.",
            is_nullable=True,
        ),
        text_column(
            "reason",
            "Why a person is asked, in the language of the run.",
            "Alasan meminta keputusan.",
        ),
        *box_columns("the cell or row", "sel atau baris"),
    ),
    ("review_id",),
    (
        _OF_DOCUMENT,
        _OF_TABLE,
        ForeignKey("figure_id", "figures", "figure_id"),
        ForeignKey("item_id", "items", "item_id"),
    ),
)
