"""The messages of findings between two reports, in Indonesian and English."""

from collections.abc import Sequence
from decimal import Decimal

from sidak.expectations.cross_document.amounts import AmountPair, ReportComparison
from sidak.expectations.findings.messages import BilingualText, show_number
from sidak.schemas import Document, Figure, Metric

_METRICS = {
    Metric.PAGU: BilingualText("pagu", "budget"),
    Metric.REALISASI_ANGGARAN: BilingualText("realisasi anggaran", "spending"),
}


def describe_different_amount(comparison: ReportComparison, pair: AmountPair) -> BilingualText:
    """Return the message about one amount that two reports state differently."""
    metric, year = _METRICS[comparison.metric], comparison.year
    earlier, later = _name(comparison.earlier), _name(comparison.later)
    own, other = (show_number(one.rupiah, 0) for one in (pair.later, pair.earlier))
    own_page, other_page = pair.later.figure.page, pair.earlier.figure.page
    gap, name = show_number(pair.gap, 0), _name_line(pair)
    text = BilingualText(
        f"{metric.indonesian} {year} {name}: Rp {own} di {later} halaman {own_page}, "
        f"Rp {other} di {earlier} halaman {other_page} (selisih {gap})",
        f"{metric.english} {year} {name}: Rp {own} in {later} page {own_page}, "
        f"Rp {other} in {earlier} page {other_page} (difference {gap})",
    )
    return (text + _add_remark(comparison)).as_sentence()


def describe_different_amounts(
    comparison: ReportComparison, named: Sequence[AmountPair]
) -> BilingualText:
    """Return the message about all amounts that two reports state differently.

    Args:
        comparison: The reports and their amounts.
        named: The pairs to name.
    """
    metric, year = _METRICS[comparison.metric], comparison.year
    earlier, later = _name(comparison.earlier), _name(comparison.later)
    apart, count = len(comparison.differing), len(comparison.pairs)
    largest = "; ".join(
        f"{_name_line(pair)} Rp {show_number(pair.later.rupiah, 0)} / "
        f"Rp {show_number(pair.earlier.rupiah, 0)}"
        for pair in named
    )
    text = BilingualText(
        f"{metric.indonesian} {year} di {later} berbeda dari {earlier} pada {apart} dari "
        f"{count} baris yang sama; selisih terbesar: {largest}",
        f"{metric.english} {year} in {later} differs from {earlier} in {apart} of {count} "
        f"common lines; largest: {largest}",
    )
    return (text + _add_remark(comparison)).as_sentence()


def describe_moments(*, is_alike: bool) -> BilingualText:
    """Return what a comparison of two reports rests on."""
    if is_alike:
        return BilingualText(
            "Baris, tahun, dan tahap anggaran yang sama di dua laporan",
            "The same line, year and stage of the budget in two reports",
        ).as_sentence()
    return BilingualText(
        "Baris dan tahun yang sama, tetapi saat atau tahap anggarannya berbeda atau tidak "
        "diketahui; angka boleh berubah di antaranya",
        "The same line and year, but another moment or stage of the budget, or an unknown "
        "one; amounts may change in between",
    ).as_sentence()


def describe_copied_figures(
    own: Document, other: Document, named: Sequence[Figure], count: int
) -> BilingualText:
    """Return the message about amounts that the reports of two agencies print alike.

    Args:
        own: The report that the finding stands at.
        other: The other one.
        named: The amounts to name, in the first report.
        count: How many there are.
    """
    examples = "; ".join(
        f'"{" ".join(one.item_name.split())}" Rp {show_number(one.value or Decimal(0), 0)} '
        f"(hal. {one.page})"
        for one in named
    )
    return BilingualText(
        f"{count} angka laporan {own.agency} sama persis dengan laporan {other.agency} "
        f"({other.file}) pada baris bernama sama, mungkin tersalin: {examples}",
        f"{count} amounts of the report of {own.agency} are those of {other.agency} "
        f"({other.file}) in lines of the same name, perhaps copied: {examples}",
    ).as_sentence()


def _add_remark(comparison: ReportComparison) -> BilingualText:
    if comparison.is_account:
        return BilingualText()
    return BilingualText(
        "; rencana dapat berubah secara sah, periksa dasar perubahannya",
        "; plans may change lawfully, see what the change is based on",
    )


def _name(document: Document) -> str:
    year = f" {document.year}" if document.year else ""
    return f"{document.kind.value}{year} ({document.file})"


def _name_line(pair: AmountPair) -> str:
    return f'"{" ".join(pair.later.name.split())}"'
