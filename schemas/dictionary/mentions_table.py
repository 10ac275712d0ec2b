"""Columns of the table of numbers in sentences."""

from sidak.schemas.dictionary.column_types import (
    DOCUMENT_ID,
    PAGE,
    ForeignKey,
    TableSchema,
    box_columns,
    decimal_column,
    list_column,
    text_column,
)
from sidak.schemas.dictionary.content_tables import KODE_PATTERN
from sidak.schemas.vocabularies import Agreement, FigureStatus, Level, Metric

MENTIONS = TableSchema(
    "mentions",
    "One row per amount or percentage in a sentence outside the tables.",
    "Satu baris per nilai besar atau persentase dalam kalimat di luar tabel.",
    (
        text_column(
            "mention_id",
            "Id of the mention: `<document_id>-m<NNN>`, in reading order.",
            "Id penyebutan: `<document_id>-m<NNN>`, menurut urutan baca.",
            pattern=r"[0-9a-f]{16}-m\d{3,}",
        ),
        DOCUMENT_ID,
        PAGE,
        text_column(
            "sentence",
            "The sentence or entry of a list, its lines joined.",
            "Kalimat atau butir daftar, baris-barisnya disambung.",
        ),
        text_column(
            "raw_text",
            "What is printed of the number, with its currency and unit.",
            "Angka seperti tercetak, dengan mata uang dan satuannya.",
        ),
        text_column(
            "item_name",
            "Programme, kegiatan or account that it is said of; as a table prints the name, if "
            "one does.",
            "Program, kegiatan atau belanja yang disebut; namanya seperti dalam tabel bila "
            "ada.",
            is_nullable=True,
        ),
        text_column(
            "level",
            "Place of that line in the budget hierarchy.",
            "Tingkat baris itu dalam susunan anggaran.",
            values=Level,
        ),
        text_column(
            "kode",
            "Its code, if a line of a table with this name has a code that is accepted.",
            "Kodenya, bila baris tabel dengan nama itu punya kode yang diterima.",
            is_nullable=True,
            pattern=KODE_PATTERN,
        ),
        text_column("metric", "What the number measures.", "Yang diukur.", values=Metric),
        text_column(
            "period",
            "Period it is about: '2023', '2023-TW1', '2018-2023'.",
            "Masa yang diukur: '2023', '2023-TW1', '2018-2023'.",
            is_nullable=True,
        ),
        text_column(
            "unit",
            "Unit of `value` as printed: 'Rp', 'Rp juta', '%', 'orang', ...",
            "Satuan `value` seperti tercetak: 'Rp', 'Rp juta', '%', 'orang', ...",
            is_nullable=True,
        ),
        decimal_column(
            "value",
            "The number in `unit`; empty if it cannot be read.",
            "Angka dalam `unit`; kosong bila tidak terbaca.",
        ),
        text_column(
            "status",
            "'ok' if name, metric, period, unit and value are plain from the sentence, "
            "'confirmed' if the arithmetic of the sentence holds as well, else 'suspect' or "
            "'unreadable'.",
            "'ok' bila nama, ukuran, masa, satuan dan nilainya jelas dari kalimat, 'confirmed' "
            "bila hitungan dalam kalimat juga cocok, selain itu 'suspect' atau 'unreadable'.",
            values=FigureStatus,
        ),
        text_column(
            "reason",
            "Why it is suspect or unreadable, in the language of the run.",
            "Alasan bila diragukan atau tidak terbaca.",
            is_nullable=True,
        ),
        list_column(
            "reason_codes",
            "Kinds of these reasons, such as 'mention_name_missing'.",
            "Jenis alasannya, misalnya 'mention_name_missing'.",
        ),
        text_column(
            "agreement",
            "Whether a table prints the same number ('agrees'), another number of the same "
            "line ('disagrees'; there is a finding), or none to compare ('none').",
            "Apakah tabel memuat angka yang sama ('agrees'), angka lain untuk baris yang sama "
            "('disagrees'; ada temuannya), atau tidak ada pembanding ('none').",
            values=Agreement,
        ),
        list_column(
            "figure_ids",
            "The figures that it agrees or disagrees with.",
            "Angka tabel yang sama atau yang berbeda.",
        ),
        *box_columns("the number", "angka"),
    ),
    ("mention_id",),
    (ForeignKey("document_id", "documents", "document_id"),),
)
