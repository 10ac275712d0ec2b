"""The calibration of the matching as a picture: what was promised, and what came true."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.matchers.match.settings import SETTINGS

_LOW_EDGES = (0.0, 0.01, SETTINGS.review_probability, 0.1, 0.3, 0.6, 0.8, 0.9)
_EDGES = (*_LOW_EDGES, SETTINGS.auto_probability, 0.98, 0.99, 0.995, 0.998, 1.0)
#: Both axes are in log odds, so that 0.99 and 0.999 are apart; this far they reach.
_ENDS = (0.003, 0.9995)
_TICKS = (0.01, 0.1, 0.5, 0.9, 0.99, 0.999)
_LEFT, _TOP, _SIDE, _BARS = 58, 34, 340, 74
_WIDTH, _HEIGHT = _LEFT + _SIDE + 26, _TOP + _SIDE + _BARS + 56


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Matches of about the same score.

    Attributes:
        low: Least score.
        high: Most.
        count: How many.
        mean: Mean score: the share that should be right.
        right: How many are right.
    """

    low: float
    high: float
    count: int
    mean: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.count


def make_bins(scores: Sequence[tuple[float, bool]]) -> tuple[CalibrationBin, ...]:
    """Group scores, with whether each match was right; empty groups are left out."""
    bins = []
    for low, high in pairwise(_EDGES):
        is_last = high == _EDGES[-1]
        own = [(s, r) for s, r in scores if low <= s < high or (is_last and s == high)]
        if own:
            mean = sum(s for s, _ in own) / len(own)
            bins.append(CalibrationBin(low, high, len(own), mean, sum(r for _, r in own)))
    return tuple(bins)


def measure_interval(right: int, total: int) -> tuple[float, float]:
    """Return the bounds of a share at 95 % (Wilson); (0, 1) of nothing."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, right / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    whole = 1 + z * z / total
    return (middle - spread) / whole, (middle + spread) / whole


def draw_curve(bins: Sequence[CalibrationBin], title: str) -> str:
    """Draw the reliability diagram as SVG: same bins, same bytes.

    Points are groups of matches, the bar through each the 95 % interval of its share; the
    columns below count them (in logarithms); the dashed lines are the thresholds.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        _text(_LEFT, 20, title, size=13),
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="#f7f8fa" '
        'stroke="#8a94a6"/>',
    ]
    for value in _TICKS:
        x, y, below = _x(value), _y(value), _TOP + _SIDE + _BARS + 24
        parts.append(_line(_LEFT, y, _LEFT + _SIDE, y, "#e1e5eb"))
        parts.append(_line(x, _TOP, x, _TOP + _SIDE, "#e1e5eb"))
        parts.append(_text(_LEFT - 8, y + 4, f"{value:g}", anchor="end"))
        parts.append(_text(x, below, f"{value:g}", anchor="middle"))
    parts.append(_line(_x(0), _y(0), _x(1), _y(1), "#8a94a6"))
    for value, name in (
        (SETTINGS.review_probability, "review"),
        (SETTINGS.auto_probability, "auto"),
    ):
        x = _x(value)
        parts.append(_line(x, _TOP, x, _TOP + _SIDE + _BARS + 10, "#b4552d", dash=True))
        is_right = value > 0.5
        shift, anchor = (-4, "end") if is_right else (4, "start")
        label = f"{name} from {value:g}"
        parts.append(_text(x + shift, _TOP + 14, label, anchor=anchor, fill="#b4552d"))
    most = max((one.count for one in bins), default=1)
    base = _TOP + _SIDE + _BARS + 10
    for one in bins:
        low, high = measure_interval(one.right, one.count)
        x, y = _x(one.mean), _y(one.share)
        parts.append(_line(x, _y(low), x, _y(high), "#1f5fa8", width=2))
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#1f5fa8"/>')
        height = round((_BARS - 12) * math.log(1 + one.count) / math.log(1 + most), 1)
        parts.append(
            f'<rect x="{round(x - 4, 1)}" y="{round(base - height, 1)}" width="8" '
            f'height="{height}" fill="#9db9d8"/>'
        )
        parts.append(_text(x, base - height - 4, str(one.count), anchor="middle", size=9))
    parts.append(_text(_LEFT + _SIDE / 2, _HEIGHT - 12, "score", anchor="middle"))
    middle = _TOP + _SIDE / 2
    parts.append(
        f'<text x="16" y="{middle:g}" text-anchor="middle" '
        f'transform="rotate(-90 16 {middle:g})">share that is right</text>'
    )
    return "\n".join([*parts, "</svg>", ""])


def _place(value: float) -> float:
    """Return where a share lies between the ends of the axis, in log odds, 0 to 1."""
    low, high = (math.log(end / (1 - end)) for end in _ENDS)
    clipped = min(max(value, _ENDS[0]), _ENDS[1])
    return (math.log(clipped / (1 - clipped)) - low) / (high - low)


def _x(value: float) -> float:
    return round(_LEFT + _SIDE * _place(value), 1)


def _y(value: float) -> float:
    return round(_TOP + _SIDE * (1 - _place(value)), 1)


def _line(
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    colour: str,
    *,
    width: float = 1,
    dash: bool = False,
) -> str:
    dashes = ' stroke-dasharray="4 3"' if dash else ""
    return (
        f'<line x1="{x0:g}" y1="{y0:g}" x2="{x1:g}" y2="{y1:g}" stroke="{colour}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 11,
    fill: str = "#1c2430",
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{fill}">{text}</text>'
    )
