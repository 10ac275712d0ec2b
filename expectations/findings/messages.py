"""The messages of findings, in Indonesian and English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.model import Identity, IdentityOrigin, value_of
from sidak.normalisers.numerals.parse import format_number
from sidak.schemas import Figure, Table

if TYPE_CHECKING:
    from sidak.expectations.findings.localise import LocalisedError


@dataclass(frozen=True, slots=True)
class BilingualText:
    """The same text in both languages."""

    indonesian: str = ""
    english: str = ""

    def __add__(self, other: "BilingualText") -> "BilingualText":
        """Return this text with another one after it."""
        return BilingualText(self.indonesian + other.indonesian, self.english + other.english)

    def as_sentence(self) -> "BilingualText":
        """Return the text with a capital at its start and a full stop at its end."""
        return BilingualText(
            f"{_capitalise(self.indonesian)}.", f"{_capitalise(self.english)}."
        )


def label_tables(tables: Sequence[Table]) -> dict[str, str]:
    """Return the number to call each table by, by its id.

    A table that continues a numbered one is called by that number.
    """
    labels: dict[str, str] = {}
    last = None
    for table in tables:
        if table.number:
            last = table.number
            labels[table.table_id] = table.number
        elif last is not None and table.continues:
            labels[table.table_id] = f"{last} (lanjutan)"
        else:
            last = None
    return labels


def show_number(value: Decimal, decimals: int) -> str:
    """Return a number as Indonesian reports print it: "1.322.123.502.156", "96,41"."""
    return format_number(value, decimals=decimals)


def show_unit(unit: str | None, number: str) -> str:
    """Return a number with its unit: "Rp 1.000", "96,41 %"."""
    if not unit:
        return number
    if unit.casefold() == "rp":
        return f"Rp {number}"
    if unit.casefold().startswith("rp "):
        return f"Rp {number} {unit[3:]}"
    return f"{number} {unit}"


def describe_place(figure: Figure, labels: Mapping[str, str]) -> BilingualText:
    """Return where a figure stands: table, page, row and column.

    Args:
        figure: The figure.
        labels: Table id to the number in its caption, where it has one.
    """
    number = labels.get(figure.table_id)
    ordinal = figure.table_id.rpartition("-t")[2].lstrip("0")
    name = _shorten(figure.item_name or figure.indikator)
    header = _shorten(figure.header)
    indonesian = f"tabel {number}" if number else f"tabel ke-{ordinal}"
    english = f"table {number}" if number else f"table no. {ordinal}"
    row = f'"{name}"' if name else f"{figure.row + 1}"
    indonesian += f" halaman {figure.page} baris {row}"
    english += f" page {figure.page} row {row}"
    if header:
        indonesian += f' kolom "{header}"'
        english += f' column "{header}"'
    return BilingualText(indonesian, english)


def describe_error(error: "LocalisedError", labels: Mapping[str, str]) -> BilingualText:
    """Return the message of a wrong figure.

    Args:
        error: The figure, what it should be, and the identities that it breaks.
        labels: Table id to the number in its caption.
    """
    wrong, first = error.figure, error.breaks[0]
    main = first.identity
    decimals = _count_decimals(wrong, error.expected, main)
    printed = show_unit(wrong.unit, show_number(value_of(wrong), wrong.decimals))
    should = show_unit(wrong.unit, show_number(error.expected, decimals))
    gap = show_number(value_of(wrong) - error.expected, decimals)
    place, why = describe_place(wrong, labels), _explain(main, wrong, labels)
    about = BilingualText("sekitar ", "about ") if error.margin else BilingualText()
    text = BilingualText(
        f"{place.indonesian}: tercetak {printed}, seharusnya {about.indonesian}{should} "
        f"(selisih {gap}) {why.indonesian}",
        f"{place.english}: {printed} is printed, {about.english}{should} expected "
        f"(difference {gap}) {why.english}",
    )
    if first.corrections:
        text += BilingualText(
            f", setelah {first.corrections} angka lain dibetulkan",
            f", with {first.corrections} other number(s) corrected",
        )
    more = len(error.breaks) - 1
    if more:
        text += BilingualText(
            f"; {more} hitungan lain menunjuk angka yang sama",
            f"; {more} more check(s) point at the same number",
        )
    elif not first.corrections and wrong.figure_id == main.target.figure_id:
        text += _name_odd_row(main)
    if first.lacks_row:
        text += BilingualText(
            "; semua kolom kurang, mungkin ada baris yang hilang",
            "; every column falls short, a row may be missing",
        )
    for one in error.parallel:
        text += _describe_parallel(one)
    if error.propagated:
        text += _describe_propagated(error.propagated, labels)
    return text.as_sentence()


def _name_odd_row(identity: Identity) -> BilingualText:
    """Name the row that a sum lacks, or holds twice, if its amount is the difference."""
    if identity.origin is not IdentityOrigin.HIERARCHY:
        return BilingualText()
    gap = abs(identity.difference)
    odd = [one for one in identity.inputs if value_of(one) == gap]
    if len(odd) != 1 or identity.inputs_factor != 1:
        return BilingualText()
    name = _shorten(odd[0].item_name) or str(odd[0].row + 1)
    is_lacking = identity.difference < 0
    what = "tidak ikut dijumlahkan" if is_lacking else "terjumlah dua kali"
    what_en = "was left out" if is_lacking else "was added twice"
    return BilingualText(
        f'; selisihnya persis angka baris "{name}", mungkin {what}',
        f'; the difference is just row "{name}", which perhaps {what_en}',
    )


def _describe_parallel(identity: Identity) -> BilingualText:
    target, expected = identity.target, identity.expected
    header = _shorten(target.header) or str(target.column + 1)
    printed = show_unit(target.unit, show_number(value_of(target), target.decimals))
    decimals = _count_decimals(target, expected, identity)
    should = show_unit(target.unit, show_number(expected, decimals))
    return BilingualText(
        f'; begitu pula kolom "{header}": tercetak {printed}, seharusnya {should}',
        f'; likewise column "{header}": {printed} is printed, {should} expected',
    )


def _describe_propagated(
    propagated: Sequence[Identity], labels: Mapping[str, str]
) -> BilingualText:
    """Name the largest sum that the wrong number went into."""
    top = max((one.target for one in propagated), key=lambda one: abs(value_of(one)))
    place = describe_place(top, labels)
    amount = show_unit(top.unit, show_number(value_of(top), top.decimals))
    others_id = f" dan {len(propagated) - 1} jumlah lain" if len(propagated) > 1 else ""
    others_en = f" and {len(propagated) - 1} other sum(s)" if len(propagated) > 1 else ""
    return BilingualText(
        f"; terbawa ke jumlah {amount} di {place.indonesian}{others_id}",
        f"; carried on into {amount} in {place.english}{others_en}",
    )


def _explain(identity: Identity, wrong: Figure, labels: Mapping[str, str]) -> BilingualText:
    if identity.origin is IdentityOrigin.COPY:
        other = next(one for one in identity.figures if one.figure_id != wrong.figure_id)
        place = describe_place(other, labels)
        return BilingualText(f"menurut {place.indonesian}", f"by {place.english}")
    if identity.origin is IdentityOrigin.ROW:
        arithmetic = _write_out(identity)
        return BilingualText(
            f"menurut hitungan {arithmetic}", f"by the calculation {arithmetic}"
        )
    count = len(identity.inputs)
    gaps_id = f" ({identity.gaps} baris tanpa angka)" if identity.gaps else ""
    gaps_en = f" ({identity.gaps} rows without a number)" if identity.gaps else ""
    if wrong.figure_id == identity.target.figure_id:
        return BilingualText(
            f"menurut jumlah {count} baris rinciannya{gaps_id}",
            f"by the sum of its {count} rows{gaps_en}",
        )
    target = identity.target
    place = describe_place(target, labels)
    total = show_unit(target.unit, show_number(value_of(target), target.decimals))
    return BilingualText(
        f"agar rincian sesuai dengan jumlah {total} di {place.indonesian}{gaps_id}",
        f"for the rows to add up to {total} in {place.english}{gaps_en}",
    )


def _write_out(identity: Identity) -> str:
    shown = [show_number(value_of(one), one.decimals) for one in identity.inputs]
    if identity.is_ratio:
        tail = "" if identity.factor == 1 else f" x {show_number(identity.factor, 0)}"
        left = f"{shown[0]} / {shown[1]}{tail}"
    else:
        left = shown[0] if identity.signs[0] > 0 else f"-{shown[0]}"
        for sign, number in zip(identity.signs[1:], shown[1:], strict=True):
            left += f" {'+' if sign > 0 else '-'} {number}"
    target = show_number(value_of(identity.target), identity.target.decimals)
    return f"{left} ≠ {target}"


def _count_decimals(wrong: Figure, expected: Decimal, identity: Identity) -> int:
    if identity.is_ratio:
        return max(2, wrong.decimals)
    exponent = expected.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(wrong.decimals, min(own, 6))


def _shorten(text: str) -> str:
    plain, most = " ".join(text.split()), SETTINGS.longest_name
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


# Running text


def on_page(page: int, text: BilingualText) -> BilingualText:
    """Return the message of a contradiction in the running text of a page."""
    lead = BilingualText(f"Teks halaman {page}: ", f"Text on page {page}: ")
    return (lead + text).as_sentence()


def describe_wrong_words(
    amount: Decimal, words: str, spelled: Decimal | None, should: str
) -> BilingualText:
    """Return how an amount contradicts the words beside it.

    Args:
        amount: The amount in figures.
        words: The words as printed.
        spelled: The number they spell; ``None`` if they are no number.
        should: How the amount is spelled.
    """
    printed = show_number(amount, 0)
    meaning = "" if spelled is None else f" (Rp {show_number(spelled, 0)})"
    return BilingualText(
        f'angka Rp {printed} ditulis "{words}"{meaning}; dengan huruf seharusnya "{should}"',
        f'the amount Rp {printed} is put into words as "{words}"{meaning}; '
        f'it should read "{should}"',
    )


def describe_wrong_count(printed: str, words: str, spelled: Decimal) -> BilingualText:
    """Return how a count contradicts the words beside it."""
    meaning = show_number(spelled, 0)
    return BilingualText(
        f'angka {printed} ditulis "{words}" ({meaning})',
        f'the number {printed} is put into words as "{words}" ({meaning})',
    )


def describe_wrong_share(printed: str, share: Decimal, arithmetic: str) -> BilingualText:
    """Return how a percentage contradicts the two amounts of its sentence."""
    should = show_number(share, 2)
    return BilingualText(
        f"tertulis {printed} %, seharusnya {should} % menurut hitungan {arithmetic}",
        f"{printed} % is written, {should} % expected by {arithmetic}",
    )


def describe_contradiction(
    amount: Decimal, expected: Decimal, place: BilingualText, name: str = ""
) -> BilingualText:
    """Return how an amount in a sentence contradicts a table.

    Args:
        amount: The amount in the sentence, in rupiah.
        expected: The amount in the table, in rupiah.
        place: Where the table prints it.
        name: The programme line that the sentence names, if it does.
    """
    printed, should = show_number(amount, 0), show_number(expected, 0)
    lead, subject = (f'untuk "{name}" ', f' for "{name}"') if name else ("", "")
    return BilingualText(
        f"{lead}tertulis Rp {printed}, sedangkan {place.indonesian} memuat Rp {should}",
        f"Rp {printed} is written{subject}, but {place.english} has Rp {should}",
    )


# Numbers in doubt


def describe_misprints(
    fault: BilingualText, count: int, examples: str, pages: str
) -> BilingualText:
    """Return the message about numbers that are ill-printed in one way."""
    return BilingualText(
        f"{count} sel memuat {fault.indonesian}: {examples} (hal. {pages}).",
        f"{count} cells hold {fault.english}: {examples} (p. {pages}).",
    )


def describe_doubtful_readings(
    causes: Sequence[tuple[BilingualText, int]], pages: str
) -> BilingualText:
    """Return the message about numbers that could not be read for certain.

    Args:
        causes: Causes with how many numbers they concern, the most frequent first.
        pages: The pages of the numbers.
    """
    total = sum(count for _, count in causes)
    most = SETTINGS.most_causes
    indonesian = "; ".join(f"{cause.indonesian} ({count})" for cause, count in causes[:most])
    english = "; ".join(f"{cause.english} ({count})" for cause, count in causes[:most])
    rest = sum(count for _, count in causes[most:])
    if rest:
        indonesian += f"; lainnya ({rest})"
        english += f"; others ({rest})"
    return BilingualText(
        f"Pembacaan {total} angka belum pasti dan menunggu tinjauan: {indonesian} "
        f"(hal. {pages}). Ini bukan kesalahan laporan.",
        f"{total} numbers could not be read for certain and wait for review: {english} "
        f"(p. {pages}). This is no fault of the report.",
    )


# Findings that repeat themselves


def add_duplicates(text: BilingualText, pages: str) -> BilingualText:
    """Add to a message that other tables repeat the fault."""
    return text + BilingualText(
        f" Hal yang sama di halaman {pages}.", f" The same on page {pages}."
    )


def add_other_rows(text: BilingualText, count: int, pages: str) -> BilingualText:
    """Add to a message that other rows have the same fault."""
    return BilingualText(
        f"{text.indonesian.rstrip('.')}. Hal yang sama pada {count} baris lain (hal. {pages}).",
        f"{text.english.rstrip('.')}. The same in {count} other rows (p. {pages}).",
    )


def describe_legacy_tables(first: BilingualText, count: int, pages: str) -> BilingualText:
    """Return the message about all tables of a document with legacy codes."""
    return BilingualText(
        f"{count} tabel memakai kode atau nama sebelum Permendagri 90/2019, tidak "
        f"dicocokkan (mulai hal. {pages}). Tabel pertama: {first.indonesian}.",
        f"{count} tables use codes or names from before Permendagri 90/2019, not "
        f"matched (from p. {pages}). The first: {first.english}.",
    )
