"""Running text as a witness: which cell of a broken sum is wrong.

If the sum holds with the amount that the text states of one of its rows, that row is wrong and
not the sum.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.findings.messages import BilingualText, show_number
from sidak.schemas import Finding, FindingKind


def collect_stated(contradictions: Sequence[Finding]) -> dict[str, Decimal]:
    """Return, by figure, the other number that the running text states in its place.

    Args:
        contradictions: Findings of the running text against tables.
    """
    return {
        one.figure_ids[0]: one.reported
        for one in contradictions
        if _gap_of(one) is not None and one.reported is not None
    }


def add_text_evidence(
    errors: Sequence[Finding], contradictions: Sequence[Finding]
) -> tuple[list[Finding], list[Finding]]:
    """Return findings of sums and of the text that explain each other, with that said.

    Args:
        errors: Findings of arithmetic errors.
        contradictions: Findings of the running text against tables.
    """
    sums, texts = list(errors), list(contradictions)
    for place, text in enumerate(texts):
        gap = _gap_of(text)
        if gap is None:
            continue
        for at, one in enumerate(sums):
            if one.kind is not FindingKind.SUM_MISMATCH or not one.figure_ids:
                continue
            if text.figure_ids[0] not in one.figure_ids:
                continue
            is_part = text.figure_ids[0] != one.figure_ids[0] and one.difference == gap
            is_it = text.figure_ids[0] == one.figure_ids[0] and one.expected == text.reported
            if is_part or is_it:
                sums[at] = _add(one, _describe_text(text))
                texts[place] = _add(text, _describe_sum(one))
    return sums, texts


def _gap_of(text: Finding) -> Decimal | None:
    """Return by how much the text is above the table; ``None`` if it is no such finding."""
    is_about_cell = text.kind is FindingKind.NARRATIVE_MISMATCH and bool(text.figure_ids)
    if not is_about_cell or text.reported is None or text.expected is None:
        return None
    return text.reported - text.expected


def _describe_text(text: Finding) -> BilingualText:
    stated = show_number(text.reported or Decimal(0), 0)
    printed = show_number(text.expected or Decimal(0), 0)
    return BilingualText(
        f"Teks halaman {text.page} menulis Rp {stated} untuk baris yang di tabel bernilai Rp "
        f"{printed}; dengan angka teks itu jumlahnya cocok, jadi baris itulah yang keliru.",
        f"The text on page {text.page} has Rp {stated} for the row that is Rp {printed} in the "
        f"table; with it the sum holds, so that row is wrong.",
    )


def _describe_sum(one: Finding) -> BilingualText:
    return BilingualText(
        f"Jumlah di tabel halaman {one.page} cocok dengan angka teks, bukan dengan angka "
        "tabel.",
        f"The sum of the table on page {one.page} fits the text, not the table.",
    )


def _add(finding: Finding, text: BilingualText) -> Finding:
    return replace(
        finding,
        basis=f"{finding.basis} {text.indonesian}".strip(),
        basis_en=f"{finding.basis_en} {text.english}".strip(),
    )
