"""Why a figure was repaired, confirmed or left in doubt."""

from collections.abc import Mapping, Sequence

from sidak.expectations.findings.messages import BilingualText, describe_place, show_number
from sidak.expectations.identities.model import Identity, IdentityOrigin
from sidak.expectations.repair.candidates import ScannedNumber
from sidak.expectations.repair.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind, Figure


def explain_repair(
    figure: Figure,
    number: ScannedNumber,
    evidence: Sequence[Identity],
    rejected: Sequence[ScannedNumber],
    labels: Mapping[str, str],
) -> tuple[Doubt, ...]:
    """Return why a figure has another value than the number that was read.

    Args:
        figure: The figure as read.
        number: What it is now.
        evidence: The identities that require it.
        rejected: The other numbers read in its cell.
        labels: Table id to the number in its caption.
    """
    read = " ".join(figure.raw_text.split())
    reasons = (
        Doubt(DoubtKind.REPAIRED, (show_scanned(number), read)),
        Doubt(DoubtKind.FITS_ARITHMETIC, _list_evidence(figure, evidence, labels)),
    )
    if not rejected:
        return reasons
    return (*reasons, Doubt(DoubtKind.OTHER_READINGS_REJECTED, _list_numbers(rejected)))


def explain_confirmation(
    figure: Figure, evidence: Sequence[Identity], labels: Mapping[str, str]
) -> tuple[Doubt, ...]:
    """Return why a doubted number is accepted as read."""
    return (
        Doubt(DoubtKind.CONFIRMED, _list_evidence(figure, evidence, labels)),
        Doubt(DoubtKind.FORMERLY),
        *figure.reasons,
    )


def explain_doubt(
    figure: Figure, candidates: Sequence[ScannedNumber], *, is_unanimous: bool
) -> tuple[Doubt, ...]:
    """Return why a figure stays in doubt, or came into it.

    Args:
        figure: The figure as read.
        candidates: Numbers that its identities require.
        is_unanimous: Whether all readings of its cell agree.
    """
    reasons = figure.reasons
    if is_unanimous:
        reasons = (*reasons, Doubt(DoubtKind.ARITHMETIC_ASKS_ANOTHER))
    elif not reasons:
        reasons = (Doubt(DoubtKind.READINGS_AND_ARITHMETIC_DIFFER),)
    if not candidates:
        return reasons
    return (*reasons, Doubt(DoubtKind.NUMBERS_BY_ARITHMETIC, _list_numbers(candidates)))


def show_scanned(number: ScannedNumber) -> str:
    """Return a number as Indonesian reports print it."""
    return show_number(number.value, number.decimals)


def _list_numbers(numbers: Sequence[ScannedNumber]) -> tuple[str, str]:
    """Return numbers as words, in Indonesian and English."""
    shown = list(dict.fromkeys(show_scanned(one) for one in numbers))
    named = ", ".join(shown[: SETTINGS.most_named])
    more = len(shown) - SETTINGS.most_named
    return (
        (f"{named} dan {more} lagi", f"{named} and {more} more") if more > 0 else (named,) * 2
    )


def _list_evidence(
    figure: Figure, evidence: Sequence[Identity], labels: Mapping[str, str]
) -> tuple[str, str]:
    """Return identities as words, in Indonesian and English."""
    named = [_name(figure, one, labels) for one in evidence]
    indonesian = " dan ".join(one.indonesian for one in named)
    return indonesian, " and ".join(one.english for one in named)


def _name(figure: Figure, identity: Identity, labels: Mapping[str, str]) -> BilingualText:
    """Name an identity as seen from one of its figures."""
    target = identity.target
    if identity.origin is IdentityOrigin.COPY:
        other = next(one for one in identity.figures if one.figure_id != figure.figure_id)
        place = describe_place(other, labels)
        return BilingualText(
            f"angka yang sama di {place.indonesian}", f"the same number in {place.english}"
        )
    if identity.origin is IdentityOrigin.HIERARCHY:
        count = len(identity.inputs)
        if target.figure_id == figure.figure_id:
            return BilingualText(
                f"jumlah {count} baris rinciannya", f"the sum of its {count} rows"
            )
        total = show_number(target.value, target.decimals) if target.value is not None else ""
        place = describe_place(target, labels)
        return BilingualText(
            f"jumlah {total} di {place.indonesian}", f"the total {total} in {place.english}"
        )
    return BilingualText(
        f"hitungan baris {_write_equation(identity, 'kolom')}",
        f"the arithmetic of the row {_write_equation(identity, 'column')}",
    )


def _write_equation(identity: Identity, column: str) -> str:
    """Return the equation of a row by the headers of its columns.

    Args:
        identity: The equation.
        column: What to call a column without a header.
    """
    target = identity.target
    heads = [one.header or f"{column} {one.column + 1}" for one in identity.inputs]
    if identity.is_ratio:
        equation = f"{heads[0]} / {heads[1]}"
    else:
        equation = heads[0] if identity.signs[0] > 0 else f"-{heads[0]}"
        for sign, head in zip(identity.signs[1:], heads[1:], strict=True):
            equation += f" {'+' if sign > 0 else '-'} {head}"
    return f'"{target.header or f"{column} {target.column + 1}"}" = {equation}'
