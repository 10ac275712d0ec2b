"""Over how many columns does a header cell stand that no ruling bounds?"""

from collections.abc import Iterable, Mapping, Sequence

from sidak.extractors.layout.settings import SETTINGS


def choose_span(
    candidates: Iterable[range],
    middle: float,
    below: Mapping[int, float],
    borders: Sequence[float] = (),
) -> range | None:
    """Choose the run of columns over which a header text stands.

    Args:
        candidates: Runs of columns that are possible by what is empty and what is named.
        middle: Where the middle of the text is.
        below: Where the middle of the text below is, for each column that has one.
        borders: Column borders; the middle of a run may also be that between its borders.

    Returns:
        The longest of the runs in whose middle the text stands best; ``None`` if it stands
        in the middle of none.
    """
    fits: list[tuple[float, range]] = []
    for run in candidates:
        left, right = below[run[0]], below[run[-1]]
        middles = [(left + right) / 2]
        if borders:
            middles.append((borders[run[0]] + borders[run[-1] + 1]) / 2)
        drift = min(abs(own - middle) for own in middles)
        if drift <= SETTINGS.near_middle * (right - left):
            fits.append((drift, run))
    best = min((drift for drift, _ in fits), default=0.0)
    return max(
        (run for drift, run in fits if drift <= best + SETTINGS.even_fit), key=len, default=None
    )
