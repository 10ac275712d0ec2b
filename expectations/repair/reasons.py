"""Why a figure was repaired, confirmed or left in doubt, in words for its reader."""

from collections.abc import Mapping, Sequence

from sidak.expectations.findings.messages import describe_place, show_number
from sidak.expectations.identities.model import Identity, IdentityOrigin
from sidak.expectations.repair.candidates import ScannedNumber
from sidak.schemas import Figure

#: Candidates that a reason names.
_MOST_NAMED = 4


def explain_repair(
    figure: Figure,
    number: ScannedNumber,
    evidence: Sequence[Identity],
    rejected: Sequence[ScannedNumber],
    numbers: Mapping[str, str],
) -> str:
    """Return why another number than the one read stands as the figure's value.

    Args:
        figure: The figure as read.
        number: What it is now.
        evidence: The identities that ask for it.
        rejected: What else a witness read.
        numbers: Table id to the number in its caption.
    """
    read = f'terbaca "{" ".join(figure.raw_text.split())}"'
    parts = [f"diperbaiki menjadi {show_scanned(number)}: {read}"]
    parts.append(f"sesuai {_list_evidence(figure, evidence, numbers)}")
    if rejected:
        parts.append(f"bacaan lain yang tidak sesuai hitungan: {_list_numbers(rejected)}")
    return "; ".join(parts)


def explain_confirmation(
    figure: Figure, evidence: Sequence[Identity], numbers: Mapping[str, str]
) -> str:
    """Return why a doubted number stands as read."""
    return (
        f"dikuatkan oleh {_list_evidence(figure, evidence, numbers)}; semula: {figure.reason}"
    )


def explain_doubt(
    figure: Figure, candidates: Sequence[ScannedNumber], *, is_unanimous: bool
) -> str:
    """Return why a figure stays in doubt, or came into it.

    Args:
        figure: The figure as read.
        candidates: Numbers that its sums or shares ask for.
        is_unanimous: Whether all witnesses read it alike.
    """
    parts = [figure.reason] if figure.reason else []
    if is_unanimous:
        parts.append("semua bacaan sama, tetapi hitungan laporan meminta angka yang mirip")
    elif not parts:
        parts.append("bacaan berbeda dan hitungan laporan tidak cocok")
    if candidates:
        parts.append(f"kemungkinan menurut hitungan: {_list_numbers(candidates)}")
    return "; ".join(parts)


def show_scanned(number: ScannedNumber) -> str:
    """Return a number as Indonesian reports print it."""
    return show_number(number.value, number.decimals)


def _list_numbers(numbers: Sequence[ScannedNumber]) -> str:
    shown = list(dict.fromkeys(show_scanned(one) for one in numbers))
    more = len(shown) - _MOST_NAMED
    return ", ".join(shown[:_MOST_NAMED]) + (f" dan {more} lagi" if more > 0 else "")


def _list_evidence(
    figure: Figure, evidence: Sequence[Identity], numbers: Mapping[str, str]
) -> str:
    return " dan ".join(_name(figure, one, numbers) for one in evidence)


def _name(figure: Figure, identity: Identity, numbers: Mapping[str, str]) -> str:
    """Name an identity from the side of one of its figures."""
    target = identity.target
    if identity.origin is IdentityOrigin.COPY:
        other = next(one for one in identity.figures if one.figure_id != figure.figure_id)
        return f"angka yang sama di {describe_place(other, numbers).indonesian}"
    if identity.origin is IdentityOrigin.HIERARCHY:
        if target.figure_id == figure.figure_id:
            return f"jumlah {len(identity.inputs)} baris rinciannya"
        total = show_number(target.value, target.decimals) if target.value is not None else ""
        return f"jumlah {total} di {describe_place(target, numbers).indonesian}"
    heads = [one.header or f"kolom {one.column + 1}" for one in identity.inputs]
    if identity.is_ratio:
        law = f"{heads[0]} / {heads[1]}"
    else:
        law = heads[0] if identity.signs[0] > 0 else f"-{heads[0]}"
        for sign, head in zip(identity.signs[1:], heads[1:], strict=True):
            law += f" {'+' if sign > 0 else '-'} {head}"
    return f'hitungan baris "{target.header or f"kolom {target.column + 1}"}" = {law}'
