"""Findings in words, with both numbers and their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations.identities.model import Identity, IdentityOrigin, value_of
from sidak.normalisers.numerals.parse import format_number
from sidak.schemas import Figure, Table

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class BilingualText:
    """The same sentence in both languages."""

    indonesian: str
    english: str


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


def describe_place(figure: Figure, numbers: Mapping[str, str]) -> BilingualText:
    """Return where a figure stands: table, page, row and column.

    Args:
        figure: The figure.
        numbers: Table id to the number in its caption, where it has one.
    """
    number = numbers.get(figure.table_id)
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


def describe_break(
    wrong: Figure,
    expected: Decimal,
    identities: Sequence[Identity],
    numbers: Mapping[str, str],
    *,
    parallel: int = 0,
    propagated: Sequence[Identity] = (),
    corrections: int = 0,
    lacks_row: bool = False,
) -> BilingualText:
    """Return the sentence of a finding.

    Args:
        wrong: The figure most likely wrong.
        expected: What it should be.
        identities: The broken identities that it explains, the clearest first, then
            those of other columns.
        numbers: Table id to the number in its caption.
        parallel: How many of them, at the end, are the same fault in other columns.
        propagated: The sums and copies into which the wrong number was carried on.
        corrections: How many of the rows were corrected first.
        lacks_row: Whether it looks as if a row were missing.
    """
    main = identities[0]
    decimals = _decimals(wrong, expected, main)
    printed = show_unit(wrong.unit, show_number(value_of(wrong), wrong.decimals))
    should = show_unit(wrong.unit, show_number(expected, decimals))
    gap = show_number(value_of(wrong) - expected, decimals)
    place = describe_place(wrong, numbers)
    why = _explain(main, wrong, numbers)
    indonesian = (
        f"{_capital(place.indonesian)}: tercetak {printed}, seharusnya {should} "
        f"(selisih {gap}) {why.indonesian}"
    )
    english = (
        f"{_capital(place.english)}: {printed} is printed, {should} expected "
        f"(difference {gap}) {why.english}"
    )
    if corrections:
        indonesian += f", setelah {corrections} angka lain dibetulkan"
        english += f", with {corrections} other number(s) corrected"
    more = len(identities) - 1 - parallel
    if more:
        indonesian += f"; {more} hitungan lain menunjuk angka yang sama"
        english += f"; {more} more check(s) point at the same number"
    if not more and not corrections and wrong.figure_id == main.target.figure_id:
        words = _name_odd_row(main)
        indonesian += words.indonesian
        english += words.english
    if lacks_row:
        indonesian += "; semua kolom kurang, mungkin ada baris yang hilang"
        english += "; every column falls short, a row may be missing"
    for parallel_one in identities[len(identities) - parallel :]:
        words = _describe_parallel(parallel_one)
        indonesian += words.indonesian
        english += words.english
    if propagated:
        words = _describe_propagated(propagated, numbers)
        indonesian += words.indonesian
        english += words.english
    return BilingualText(f"{indonesian}.", f"{english}.")


def _name_odd_row(identity: Identity) -> BilingualText:
    """Name the row that a sum lacks, or holds twice, if its amount alone says so."""
    if identity.origin is not IdentityOrigin.HIERARCHY:
        return BilingualText("", "")
    gap = abs(identity.difference)
    odd = [one for one in identity.inputs if value_of(one) == gap]
    if len(odd) != 1 or identity.inputs_factor != 1:
        return BilingualText("", "")
    name = _shorten(odd[0].item_name) or str(odd[0].row + 1)
    is_lacking = identity.difference < 0
    what = "tidak ikut dijumlahkan" if is_lacking else "terjumlah dua kali"
    what_en = "was left out" if is_lacking else "was added twice"
    return BilingualText(
        f'; selisihnya persis angka baris "{name}", mungkin {what}',
        f'; the difference is just row "{name}", which perhaps {what_en}',
    )


def _describe_parallel(parallel_one: Identity) -> BilingualText:
    target = parallel_one.target
    header = _shorten(target.header) or str(target.column + 1)
    printed = show_unit(target.unit, show_number(value_of(target), target.decimals))
    should = show_unit(
        target.unit,
        show_number(
            parallel_one.expected, _decimals(target, parallel_one.expected, parallel_one)
        ),
    )
    return BilingualText(
        f'; begitu pula kolom "{header}": tercetak {printed}, seharusnya {should}',
        f'; likewise column "{header}": {printed} is printed, {should} expected',
    )


def _describe_propagated(
    propagated: Sequence[Identity], numbers: Mapping[str, str]
) -> BilingualText:
    """Name the sum highest up that the wrong number went into."""
    top = max((one.target for one in propagated), key=lambda one: abs(value_of(one)))
    place = describe_place(top, numbers)
    amount = show_unit(top.unit, show_number(value_of(top), top.decimals))
    others_id = f" dan {len(propagated) - 1} jumlah lain" if len(propagated) > 1 else ""
    others_en = f" and {len(propagated) - 1} other sum(s)" if len(propagated) > 1 else ""
    return BilingualText(
        f"; terbawa ke jumlah {amount} di {place.indonesian}{others_id}",
        f"; carried on into {amount} in {place.english}{others_en}",
    )


def _explain(identity: Identity, wrong: Figure, numbers: Mapping[str, str]) -> BilingualText:
    if identity.origin is IdentityOrigin.COPY:
        other = next(one for one in identity.figures if one.figure_id != wrong.figure_id)
        place = describe_place(other, numbers)
        return BilingualText(f"menurut {place.indonesian}", f"by {place.english}")
    if identity.origin is IdentityOrigin.ROW:
        arithmetic = _write_out(identity)
        return BilingualText(f"menurut {arithmetic}", f"by {arithmetic}")
    count = len(identity.inputs)
    gaps_id = f" ({identity.gaps} baris tanpa angka)" if identity.gaps else ""
    gaps_en = f" ({identity.gaps} rows without a number)" if identity.gaps else ""
    if wrong.figure_id == identity.target.figure_id:
        return BilingualText(
            f"menurut jumlah {count} baris rinciannya{gaps_id}",
            f"by the sum of its {count} rows{gaps_en}",
        )
    target = identity.target
    place = describe_place(target, numbers)
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
    return f"hitungan {left} ≠ {target}"


def _decimals(wrong: Figure, expected: Decimal, identity: Identity) -> int:
    if identity.is_ratio:
        return max(2, wrong.decimals)
    exponent = expected.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(wrong.decimals, min(own, 6))


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
