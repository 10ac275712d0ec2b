"""What a person types, read as strictly as the reports: refused rather than guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sidak.flows.review.release_reader import trim_zeros
from sidak.flows.review.settings import SETTINGS
from sidak.matchers import Nomenclature, search_name, show_kode
from sidak.normalisers.numerals.parse import format_number, possible_values, read_number
from sidak.normalisers.rows.codes import KodeKind, read_kode
from sidak.schemas import (
    MONEY_METRICS,
    FigureStatus,
    Level,
    Metric,
    SidakError,
    TokenKind,
    describe,
)
from sidak.schemas.dictionary.published_tables import DECIMAL_PRECISION, DECIMAL_SCALE
from sidak.schemas.nomenclature import NomenclatureEntry, find_edition
from sidak.schemas.text.translator import Translator

_SIZES = (
    (Decimal(10) ** 12, "billion"),
    (Decimal(10) ** 9, "milliard"),
    (Decimal(10) ** 6, "million"),
)


class AnswerError(SidakError):
    """An answer that is not taken.

    Attributes:
        options: What it may mean; one of them can be chosen instead.
        may_confirm: Whether it is taken if the person insists.
    """

    def __init__(
        self,
        message: str,
        *,
        options: tuple["AnswerOption", ...] = (),
        may_confirm: bool = False,
    ) -> None:
        self.options = options
        self.may_confirm = may_confirm
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """Something to choose.

    Attributes:
        answer: What is stored: a plain number or a code.
        shown: How people write it.
        note: Size of the number, or name and edition of the code.
    """

    answer: str
    shown: str
    note: str = ""


def make_number_option(value: Decimal, t: Translator, note: str = "") -> AnswerOption:
    """Return a number as something to choose."""
    trimmed = trim_zeros(value)
    return AnswerOption(
        f"{trimmed:f}", format_number(trimmed), note or describe_magnitude(trimmed, t)
    )


def describe_magnitude(value: Decimal, t: Translator) -> str:
    """Return "54,75 miliar" for large numbers: a wrong magnitude is easier to hear."""
    for size, name in _SIZES:
        if abs(value) >= size:
            share = format_number(value / size, decimals=2)
            return f"{share} {t(name)}"
    return ""


def list_figure_options(figure: dict[str, Any], t: Translator) -> tuple[AnswerOption, ...]:
    """Return what else a printed figure may be worth, the likeliest first, at most five."""
    raw = figure["raw_text"] or ""
    reading = read_number(raw, is_money=_is_money(figure))
    values = [trim_zeros(one) for one in possible_values(reading)]
    digits = re.sub(r"\D", "", raw)
    if 3 < len(digits) <= DECIMAL_PRECISION - DECIMAL_SCALE:
        values.append(Decimal(digits))
    taken = None if figure["value"] is None else trim_zeros(figure["value"])
    kept = [one for one in dict.fromkeys(values) if one != taken and fits_column(one)]
    return tuple(make_number_option(one, t) for one in kept[:5])


def read_typed_number(text: str, figure: dict[str, Any], t: Translator) -> Decimal:
    """Read what a person typed as the worth of a figure.

    Args:
        text: Indonesian ("1.234.567,89") or plain ("1234567.89").
        figure: The figure: metric and unit say what makes sense.
        t: Texts of the language to complain in.

    Raises:
        AnswerError: If it is no number, may be two, or is in another unit.
    """
    plain = text.strip()
    if len(plain) > SETTINGS.most_characters:
        raise AnswerError(t("too_long"))
    if re.fullmatch(r"-?\d+", plain):
        value = Decimal(plain)
    else:
        reading = read_number(plain, is_money=_is_money(figure))
        if reading.status is FigureStatus.SUSPECT and reading.value is not None:
            options = tuple(make_number_option(one, t) for one in possible_values(reading))
            if len(options) > 1:
                shown = t("or").join(option.shown for option in options)
                message = t("ambiguous", options=shown)
                raise AnswerError(message, options=options)
            reason = describe(reading.reasons, t.lang)
            raise AnswerError(t("no_number", reason=reason), options=options)
        if reading.token is not TokenKind.NUMBER or reading.value is None:
            reason = describe(reading.reasons, t.lang)
            message = t("no_number", reason=reason) if reason else ""
            raise AnswerError(message or t("no_number_plain"))
        _check_unit(reading.unit, figure["unit"], t)
        value = reading.value
    if not fits_column(value):
        raise AnswerError(t("too_exact"))
    return value


def read_chosen_number(text: str, figure: dict[str, Any], t: Translator) -> Decimal:
    """Read a number that was chosen and not typed: a full stop begins its decimals.

    Args:
        text: The ``answer`` of an ``AnswerOption``.
        figure: The figure.
        t: Texts of the language to complain in.

    Raises:
        AnswerError: If it is no plain number.
    """
    if len(text) > SETTINGS.most_characters or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise AnswerError(t("no_number_plain"))
    value = Decimal(text)
    if not fits_column(value):
        raise AnswerError(t("too_exact"))
    return value


def _is_money(figure: dict[str, Any]) -> bool:
    has_whole_units = (figure["unit"] or "Rp") == "Rp"
    return figure["metric"] in MONEY_METRICS and has_whole_units


def _check_unit(typed: str | None, unit: str | None, t: Translator) -> None:
    if typed is None or typed.casefold() == (unit or "").casefold():
        return
    raise AnswerError(t("wrong_unit", unit=unit or t("without_unit"), typed=typed))


def fits_column(value: Decimal) -> bool:
    """Return True if a published column holds the number exactly."""
    if not value.is_finite():
        return False
    _, digits, exponent = trim_zeros(value).as_tuple()
    whole = len(digits) + int(exponent)
    return -int(exponent) <= DECIMAL_SCALE and whole <= DECIMAL_PRECISION - DECIMAL_SCALE


def find_objection(
    value: Decimal, figure: dict[str, Any], t: Translator, *, is_exported: bool
) -> str:
    """Return why a number should be looked at twice; empty if there is no objection.

    Args:
        value: What was typed.
        figure: The figure.
        t: Texts of the language.
        is_exported: Whether the page holds its text, so that the printed digits are known.
    """
    metric = figure["metric"]
    if value < 0 and metric in (Metric.PAGU, Metric.REALISASI_ANGGARAN):
        return t("negative_money")
    if metric == Metric.SERAPAN and not 0 <= value <= SETTINGS.most_serapan:
        return t("odd_serapan")
    digits = _significant(f"{value:f}")
    printed = re.sub(r"\D", "", figure["raw_text"] or "")
    if is_exported and digits not in printed:
        return t("other_digits", typed=digits, raw=figure["raw_text"] or "")
    return ""


def _significant(text: str) -> str:
    whole, _, decimals = text.lstrip("-").partition(".")
    return (whole + decimals.rstrip("0")).lstrip("0")


def read_typed_kode(text: str, level: str, nomenclature: Nomenclature, t: Translator) -> str:
    """Read a code that a person typed or chose.

    Raises:
        AnswerError: If it is no code; or, open to confirmation, if no list has it or it
            is one of another level than the line.
    """
    if len(text) > SETTINGS.most_characters:
        raise AnswerError(t("too_long"))
    reading = read_kode(text)
    if reading.kode is None or reading.kind is not KodeKind.PROGRAM:
        reason = text if reading.doubt is None else reading.doubt.text(t.lang)
        raise AnswerError(t("no_kode", reason=reason))
    found = show_kode(nomenclature, reading.kode)
    if reading.level is not None and reading.level != level:
        message = t(
            "other_level",
            kode=reading.kode,
            found=name_level(reading.level),
            level=name_level(level),
        )
        raise AnswerError(message, may_confirm=True)
    if not found:
        raise AnswerError(t("unknown_kode", kode=reading.kode), may_confirm=True)
    return reading.kode


def name_level(level: Level | str) -> str:
    """Return a level as people write it: "sub kegiatan"."""
    return str(level).replace("_", " ")


def search_codes(text: str, level: str, nomenclature: Nomenclature) -> tuple[AnswerOption, ...]:
    """Return codes for what a person types: a code, or words of a name."""
    plain = text.strip()[: SETTINGS.most_characters]
    if not plain:
        return ()
    if not re.search(r"[^\W\d_]{2}", re.sub(r"[Xx]{2}", "", plain)):
        kode = read_kode(plain).kode
        found = () if kode is None else show_kode(nomenclature, kode)
        latest = {entry.kode: entry for entry in found}
        return tuple(make_code_option(entry) for entry in latest.values())
    hits = search_name(
        nomenclature, plain, limit=SETTINGS.searched_per_option * SETTINGS.options
    )
    own = [hit.entry for hit in hits if hit.entry.level == level]
    named: dict[tuple[str, str], NomenclatureEntry] = {}
    for entry in own or [hit.entry for hit in hits]:
        named.setdefault((entry.kode, entry.nama), entry)
    return tuple(make_code_option(entry) for entry in list(named.values())[: SETTINGS.options])


def make_code_option(entry: NomenclatureEntry) -> AnswerOption:
    """Return a line of the nomenclature as something to choose."""
    return AnswerOption(entry.kode, entry.kode, name_entry(entry.nama, entry.edition))


def name_entry(name: str, edition: str | None) -> str:
    """Return a name with the regulation it stands in."""
    known = find_edition(edition) if edition else None
    title = known.title if known is not None else edition
    return f"{name} ({title})" if name and title else name
