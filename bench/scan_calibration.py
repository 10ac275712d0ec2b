"""``python -m bench.scan_calibration MEASURED PICTURE``: how often digits are right, drawn.

A line of MEASURED says of a kind of pages and a kind of agreement between readers how many
lines of digits were read, and how many of them wholly right.
"""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: Colours of the kinds of pages, in the order in which they come.
_COLOURS = ("#1b6ca8", "#7fb2d9", "#c0562f", "#e8a58a", "#444444")
#: Fewer lines tell nothing.
_FEWEST_LINES = 5
#: Two-sided 95 % of the normal distribution.
_Z = 1.96
#: Distance between the lines of one kind of agreement, in rows of the picture.
_STEP = 0.15


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """How often digits were right.

    Attributes:
        pages: Kind of pages.
        agree: Which readers agree, and how sure they are.
        right: Lines all of whose digits are right.
        lines: Lines with digits.
    """

    pages: str
    agree: str
    right: int
    lines: int


def find_interval(right: int, lines: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), 0..1; without a line all of it."""
    if not lines:
        return 0.0, 1.0
    share = right / lines
    scale = 1 + _Z**2 / lines
    middle = share + _Z**2 / (2 * lines)
    half = _Z * math.sqrt(share * (1 - share) / lines + _Z**2 / (4 * lines**2))
    return (middle - half) / scale, (middle + half) / scale


def draw_calibration(points: Sequence[CalibrationPoint], picture: Path) -> None:
    """Draw a row per kind of agreement, in it a dot per kind of pages with its interval.

    Args:
        points: What was measured.
        picture: SVG file to write; the same measurements give the same bytes.
    """
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "sidak", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.6, 3.9))
    rows = list(dict.fromkeys(point.agree for point in points))
    kinds = list(dict.fromkeys(point.pages for point in points))
    labelled: set[str] = set()
    for point in points:
        if point.lines < _FEWEST_LINES:
            continue
        place = kinds.index(point.pages)
        colour = _COLOURS[place % len(_COLOURS)]
        height = len(rows) - 1 - rows.index(point.agree) + 2 * _STEP - _STEP * place
        low, high = find_interval(point.right, point.lines)
        axes.plot([100 * low, 100 * high], [height, height], color=colour, lw=1.6)
        label = None if point.pages in labelled else point.pages
        labelled.add(point.pages)
        share = 100 * point.right / point.lines
        axes.plot(share, height, "o", color=colour, ms=4.2, label=label)
        axes.text(100.6, height, f"{point.lines:,}", fontsize=6.5, va="center", color=colour)
    axes.set_yticks(range(len(rows)), rows[::-1])
    axes.set_xlim(58, 101)
    axes.set_xlabel("all digits right, per cent, with 95 % interval (at the right: lines)")
    axes.grid(visible=True, axis="x", lw=0.4, alpha=0.5)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(
        loc="lower center", bbox_to_anchor=(0.3, 1.0), ncol=2, fontsize=7.5, frameon=False
    )
    figure.tight_layout()
    figure.savefig(picture, metadata={"Date": None})
    pyplot.close(figure)


def main() -> None:
    """Draw the measurements of the first argument into the second."""
    measured, picture = map(Path, sys.argv[1:3])
    lines = measured.read_text("utf-8").splitlines()
    draw_calibration([CalibrationPoint(**json.loads(line)) for line in lines], picture)


if __name__ == "__main__":
    main()
