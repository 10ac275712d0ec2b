"""Texts folded for comparison."""


def fold_text(text: str) -> str:
    """Fold case and white space away, for comparing printed texts."""
    return "".join(text.split()).casefold()
