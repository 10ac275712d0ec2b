"""Words that the width of a cell has broken, put together again on evidence only."""

import re
from collections.abc import Iterable


def build_vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Collect the whole words of texts, casefolded."""
    return frozenset(
        word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())
    )


def clean_name(text: str, vocabulary: frozenset[str] = frozenset()) -> str:
    """Undo line wraps and stray blanks of a name; never adds or drops a letter."""
    return re.sub(r"\s+", " ", text).strip()
