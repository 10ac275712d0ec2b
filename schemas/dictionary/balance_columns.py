"""Columns of the balance of a page: what became of the numbers that it prints."""

from collections.abc import Mapping
from types import MappingProxyType

from sidak.schemas.dictionary.column_types import Column, integer_column, list_column
from sidak.schemas.geometry import Box
from sidak.schemas.tables import PageBalance
from sidak.schemas.vocabularies import FIGURE_CLASSES, STRUCTURE_CLASSES, NumberClass

#: Published column to the classes of numbers that it counts; none stands for all.
NUMBER_COLUMNS: Mapping[str, frozenset[NumberClass]] = MappingProxyType(
    {
        "numbers": frozenset(),
        "numbers_in_figures": FIGURE_CLASSES,
        "numbers_in_mentions": frozenset({NumberClass.MENTION}),
        "numbers_structure": STRUCTURE_CLASSES,
        "numbers_unaccounted": frozenset({NumberClass.UNACCOUNTED}),
    }
)
#: The same for amounts, those in figures told apart.
AMOUNT_COLUMNS: Mapping[str, frozenset[NumberClass]] = MappingProxyType(
    {
        "amounts": frozenset(),
        "amounts_accepted": frozenset({NumberClass.ACCEPTED}),
        "amounts_flagged": frozenset({NumberClass.FLAGGED}),
        "amounts_in_mentions": frozenset({NumberClass.MENTION}),
        "amounts_structure": STRUCTURE_CLASSES,
        "amounts_unaccounted": frozenset({NumberClass.UNACCOUNTED}),
    }
)
#: The inner classes of ``numbers_structure``.
STRUCTURE_COLUMNS: Mapping[str, frozenset[NumberClass]] = MappingProxyType(
    {f"numbers_{kind}": frozenset({kind}) for kind in NumberClass if kind in STRUCTURE_CLASSES}
)

_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "numbers": (
            "Numbers that the page prints: runs of digits with the marks between them, on one "
            "line. Empty if they are not known. Each is counted in exactly one of the columns "
            "numbers_in_figures, numbers_in_mentions, numbers_structure, numbers_unaccounted.",
            "Banyaknya angka yang tercetak di halaman: deret digit dengan tandanya dalam satu "
            "baris. Kosong bila tidak diketahui. Setiap angka dihitung tepat satu kali dalam "
            "numbers_in_figures, numbers_in_mentions, numbers_structure, numbers_unaccounted.",
        ),
        "numbers_in_figures": ("Those in figures.", "Yang menjadi angka tabel (figures)."),
        "numbers_in_mentions": ("Those in mentions.", "Yang menjadi penyebutan (mentions)."),
        "numbers_structure": (
            "Those that are explained otherwise; the columns below tell how.",
            "Yang terjelaskan dengan cara lain; rinciannya di kolom-kolom berikut.",
        ),
        "numbers_unaccounted": (
            "Those of which nothing became.",
            "Yang belum terbaca sebagai apa pun.",
        ),
        "amounts": (
            "Numbers of six digits and more with grouping marks ('2.500.000').",
            "Angka enam digit atau lebih dengan tanda ribuan ('2.500.000').",
        ),
        "amounts_accepted": ("Amounts in accepted figures.", "Dalam angka yang diterima."),
        "amounts_flagged": (
            "Amounts in figures that are not accepted.",
            "Dalam angka yang belum diterima.",
        ),
        "amounts_in_mentions": ("Amounts in mentions.", "Dalam penyebutan."),
        "amounts_structure": (
            "Amounts that are codes, dates or furniture.",
            "Yang berupa kode, tanggal atau pelengkap halaman.",
        ),
        "amounts_unaccounted": (
            "Amounts of which nothing became; the page is then 'partial'.",
            "Nilai besar yang belum terbaca sebagai apa pun; halamannya 'partial'.",
        ),
        "numbers_row_number": (
            "Numbering of rows and of entries of a list.",
            "Nomor baris dan nomor butir daftar.",
        ),
        "numbers_column_number": (
            "Column numbers and formulas below a header.",
            "Nomor kolom dan rumus di bawah kepala tabel.",
        ),
        "numbers_header": (
            "In headers of tables, captions and headings.",
            "Dalam kepala tabel, judul tabel dan judul bagian.",
        ),
        "numbers_code": (
            "Codes and numbers of programmes, accounts, regulations, letters, persons.",
            "Kode dan nomor program, rekening, peraturan, surat, orang.",
        ),
        "numbers_date": ("Years, days and hours.", "Tahun, tanggal dan jam."),
        "numbers_furniture": (
            "Page numbers, running titles, tables of contents, axes of charts.",
            "Nomor halaman, judul berulang, daftar isi, sumbu grafik.",
        ),
        "numbers_name": (
            "Within the words of a cell: names, indicators, places.",
            "Di dalam kata-kata sel: nama, indikator, lokasi.",
        ),
        "numbers_narrative": (
            "Small numbers in sentences.",
            "Angka kecil dalam kalimat.",
        ),
    }
)


def balance_columns() -> tuple[Column, ...]:
    """Return the columns of the balance, in order."""
    names = (*NUMBER_COLUMNS, *AMOUNT_COLUMNS, *STRUCTURE_COLUMNS)
    counts = (integer_column(name, *_TEXTS[name], is_nullable=True) for name in names)
    return (
        *counts,
        list_column(
            "unaccounted_at",
            "Where the unaccounted amounts stand: 'text @ x0 y0 x1 y1' each, in points from "
            "the top left corner of the page as a viewer shows it.",
            "Tempat nilai besar yang belum terbaca: 'teks @ x0 y0 x1 y1', dalam poin dari "
            "sudut kiri atas halaman seperti yang tampil di layar.",
        ),
    )


def parse_unaccounted(text: str) -> Box | None:
    """Return where an amount of ``unaccounted_at`` stands; ``None`` for any other text."""
    edges = text.rpartition("@")[2].split()
    try:
        return Box(*map(float, edges)) if len(edges) == 4 else None
    except ValueError:
        return None


def describe_balance(balance: PageBalance | None) -> dict[str, object]:
    """Return the values of these columns for a page; none where nothing is known."""
    if balance is None:
        return {}
    numbers = {**NUMBER_COLUMNS, **STRUCTURE_COLUMNS}
    return {
        **{name: balance.count(*classes) for name, classes in numbers.items()},
        **{name: balance.count_amounts(*classes) for name, classes in AMOUNT_COLUMNS.items()},
        "unaccounted_at": tuple(
            f"{one.text} @ {one.box.x0:g} {one.box.y0:g} {one.box.x1:g} {one.box.y1:g}"
            for one in balance.unaccounted
        ),
    }
