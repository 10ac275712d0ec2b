"""On what a finding rests, in a sentence or two for those who check it.

Which equation, what speaks for its rows, which other readings were tried in vain, and
whether it can be told which cell is wrong.
"""

from collections.abc import Mapping
from dataclasses import replace

from sidak.expectations.findings.confidence import share_of
from sidak.expectations.findings.localise import LocalisedError
from sidak.expectations.findings.messages import BilingualText, show_number, show_unit
from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.breaks import BrokenIdentity
from sidak.expectations.identities.groupings import GroupingKind, TriedGrouping
from sidak.expectations.identities.model import IdentityOrigin
from sidak.schemas import Evidence, Finding, FindingKind

_GROUPINGS = {
    GroupingKind.CODE: BilingualText(
        "semua baris yang kodenya melanjutkan kode ini",
        "all rows whose code continues this one",
    ),
    GroupingKind.ALL_ROWS: BilingualText("semua baris rincian", "all rows that are no sums"),
    GroupingKind.ONE_LEVEL: BilingualText("satu tingkat saja", "one level only"),
    GroupingKind.NESTED: BilingualText(
        "tanpa baris yang sudah dijumlah baris di atasnya",
        "without rows that the row above adds up",
    ),
    GroupingKind.TO_HEADING: BilingualText("sampai judul berikutnya", "up to the next heading"),
    GroupingKind.NAMED: BilingualText(
        "tanpa baris yang tidak bernama", "without rows that have no name"
    ),
    GroupingKind.NAMELESS: BilingualText(
        "hanya baris yang tidak bernama", "only rows without a name"
    ),
    GroupingKind.ONE_PAGE: BilingualText("satu halaman saja", "its own page only"),
    GroupingKind.ABOVE: BilingualText("baris di atasnya", "the rows above it"),
    GroupingKind.EACH_PRINTED: BilingualText(
        "setiap angka yang berulang", "every repeated amount"
    ),
    GroupingKind.ONCE: BilingualText(
        "baris yang berulang sekali saja", "repeated rows once only"
    ),
    GroupingKind.OTHER_TOTALS: BilingualText("jumlah-jumlah lain", "other totals"),
    GroupingKind.RUNNING_ON: BilingualText(
        "baris berikutnya pada halaman pindaian", "the rows that follow on the scan"
    ),
    GroupingKind.LATER_TOTAL: BilingualText("jumlah sesudahnya", "a later total"),
}
#: What findings that rest on no equation rest on, and how likely they are right.
_KINDS: Mapping[FindingKind, tuple[BilingualText, Evidence]] = {
    FindingKind.NARRATIVE_MISMATCH: (
        BilingualText(
            "Kalimat dalam teks dibandingkan dengan tabel dan hitungannya",
            "A sentence of the text is held against the tables and its own arithmetic",
        ),
        Evidence.NARRATIVE,
    ),
    FindingKind.TERBILANG_MISMATCH: (
        BilingualText(
            "Angka dibandingkan dengan huruf di sebelahnya",
            "The number is held against the words beside it",
        ),
        Evidence.WORDS,
    ),
    FindingKind.NUMBER_FORMAT: (
        BilingualText("Bentuk angka yang tercetak", "How the numbers are printed"),
        Evidence.NUMBER_FORMAT,
    ),
    FindingKind.CODE_NAME_CONFLICT: (
        BilingualText(
            "Kode dan nama dibandingkan dengan daftar nomenklatur",
            "Code and name are held against the nomenclature",
        ),
        Evidence.CODES,
    ),
    FindingKind.CODE_PARENT_CONFLICT: (
        BilingualText(
            "Kode dibandingkan dengan kode baris di atasnya",
            "The code is held against that of the row above",
        ),
        Evidence.CODES,
    ),
    FindingKind.CODE_REUSED: (
        BilingualText(
            "Kode yang sama dibandingkan di semua baris", "One code is compared in all rows"
        ),
        Evidence.CODES,
    ),
}


def describe_basis(error: LocalisedError) -> BilingualText:
    """Return what a finding of an arithmetic error rests on."""
    main = error.breaks[0]
    parts = [_describe_equation(main), *_describe_tried(error), _describe_blame(error)]
    texts = [one.as_sentence() for one in parts if one.indonesian]
    return BilingualText(
        " ".join(one.indonesian for one in texts), " ".join(one.english for one in texts)
    )


def _describe_equation(main: BrokenIdentity) -> BilingualText:
    identity, rows = main.identity, len(main.identity.inputs)
    if identity.origin is IdentityOrigin.COPY:
        return BilingualText(
            "angka yang sama di dua tabel laporan ini",
            "one number in two tables of this report",
        )
    if identity.origin is IdentityOrigin.ROW:
        text = BilingualText("hitungan antarkolom dalam satu baris", "columns of one row")
        if main.holding:
            text += BilingualText(
                f", yang cocok di {main.holding} baris lain",
                f", an equation that {main.holding} other rows obey",
            )
        return text
    text = BilingualText(f"jumlah {rows} baris", f"sum of {rows} rows")
    if identity.agreeing:
        text += BilingualText(
            f"; baris yang sama cocok di {identity.agreeing} kolom lain",
            f"; the same rows add up in {identity.agreeing} other column(s)",
        )
    if identity.is_coded:
        text += BilingualText(
            "; kode semua baris melanjutkan kode induknya",
            "; the codes of all rows continue that of the sum",
        )
    if main.holding:
        text += BilingualText(
            f"; {main.holding} jumlah lain setingkat di tabel ini cocok",
            f"; {main.holding} other sums of this level in the table hold",
        )
    return text


def _describe_tried(error: LocalisedError) -> list[BilingualText]:
    """Say which other readings of the rows were rejected, and why."""
    identity = error.breaks[0].identity
    if identity.origin is not IdentityOrigin.HIERARCHY:
        return []
    if not identity.tried:
        return [
            BilingualText(
                "tidak ada pengelompokan lain dari baris-baris itu",
                "there is no other grouping of these rows",
            )
        ]
    unit, decimals = identity.target.unit, identity.target.decimals
    shown = [_show_tried(one, unit, decimals) for one in identity.tried[: SETTINGS.most_tried]]
    return [
        BilingualText(
            "bacaan lain juga tidak memberi angka tercetak: "
            + ", ".join(one.indonesian for one in shown),
            "other readings do not give the printed number either: "
            + ", ".join(one.english for one in shown),
        )
    ]


def _show_tried(tried: TriedGrouping, unit: str | None, decimals: int) -> BilingualText:
    words = _GROUPINGS[tried.kind]
    total = show_unit(unit, show_number(tried.total, decimals))
    return BilingualText(
        f"{words.indonesian} ({tried.rows} baris) {total}",
        f"{words.english} ({tried.rows} rows) {total}",
    )


def _describe_blame(error: LocalisedError) -> BilingualText:
    count = len(error.breaks)
    if count > 1:
        return BilingualText(
            f"satu angka ini menjelaskan {count} hitungan yang tidak cocok",
            f"this one number explains {count} equations that do not hold",
        )
    if error.rivals:
        return BilingualText(
            "sel mana yang keliru tidak dapat dipastikan dari laporan ini",
            "which of the cells is wrong cannot be told from this report",
        )
    return BilingualText()


def complete_finding(finding: Finding) -> Finding:
    """Return a finding with basis and confidence; those it has stay."""
    if finding.confidence is not None:
        return finding
    text, evidence = _KINDS.get(finding.kind, (BilingualText(), Evidence.OTHER))
    basis = text.as_sentence() if text.indonesian else text
    return replace(
        finding,
        basis=basis.indonesian or finding.basis,
        basis_en=basis.english or finding.basis_en,
        confidence=share_of(evidence),
        evidence=evidence,
    )
