"""From the scraps of lines that programs draw to whole rulings and the regions they frame.

Word draws each border of each cell as a rectangle of half a point with a gap at the corner,
Excel draws double frames, scanners none at all: before a grid can be seen, collinear scraps
are joined and rulings that touch are gathered into regions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sidak.extractors.layout.components import group_connected
from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.pdf.page_content import Fill, Ruling
from sidak.schemas import Box


@dataclass(frozen=True, slots=True)
class RuledRegion:
    """A set of rulings that touch each other: a table's frame, perhaps.

    Attributes:
        horizontals: Horizontal rulings, from top to bottom.
        verticals: Vertical rulings, from left to right.
    """

    horizontals: tuple[Ruling, ...]
    verticals: tuple[Ruling, ...]

    @property
    def box(self) -> Box:
        """The box around all rulings."""
        xs = [r.position for r in self.verticals]
        ys = [r.position for r in self.horizontals]
        for ruling in self.horizontals:
            xs += (ruling.start, ruling.end)
        for ruling in self.verticals:
            ys += (ruling.start, ruling.end)
        return Box(min(xs), min(ys), max(xs), max(ys))


def join_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Join collinear scraps of the same direction into whole rulings.

    Returns:
        Rulings at least ``SHORTEST`` long, sorted by position, then start.
    """
    joined: list[Ruling] = []
    for is_horizontal in (True, False):
        members = sorted(
            (r for r in rulings if r.is_horizontal == is_horizontal), key=lambda r: r.position
        )
        for cluster in _cluster(members):
            joined += _bridge(cluster)
    joined = [r for r in joined if r.end - r.start >= SETTINGS.shortest_ruling]
    return sorted(joined, key=lambda r: (not r.is_horizontal, r.position, r.start))


def _cluster(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Group rulings of one direction, sorted by position, that lie on one line."""
    clusters: list[list[Ruling]] = []
    for ruling in rulings:
        if clusters and ruling.position - clusters[-1][0].position <= SETTINGS.snap:
            clusters[-1].append(ruling)
        else:
            clusters.append([ruling])
    return clusters


def _bridge(cluster: Sequence[Ruling]) -> list[Ruling]:
    """Join the rulings of one line where the gaps between them are short."""
    whole = sum((r.end - r.start) for r in cluster) or 1.0
    position = sum(r.position * (r.end - r.start) for r in cluster) / whole
    result: list[Ruling] = []
    for ruling in sorted(cluster, key=lambda r: r.start):
        last = result[-1] if result else None
        if last is not None and ruling.start - last.end <= SETTINGS.bridge:
            result[-1] = last._replace(
                end=max(last.end, ruling.end), thickness=max(last.thickness, ruling.thickness)
            )
        else:
            result.append(ruling._replace(position=position))
    return result


def find_ruled_regions(rulings: Sequence[Ruling]) -> list[RuledRegion]:
    """Gather joined rulings that touch into regions, from top to bottom.

    Args:
        rulings: What ``join_rulings`` returned.

    Returns:
        Regions with at least two rulings of each direction, or one and three; lesser
        ornaments (a line under a page header) are left out.
    """
    horizontals = [r for r in rulings if r.is_horizontal]
    verticals = [r for r in rulings if not r.is_horizontal]
    pairs: list[tuple[int, int]] = []
    for j, v in enumerate(verticals, len(horizontals)):
        for i, h in enumerate(horizontals):
            if h.position > v.end + SETTINGS.touch:
                break
            if (
                h.position >= v.start - SETTINGS.touch
                and h.start - SETTINGS.touch <= v.position <= h.end + SETTINGS.touch
            ):
                pairs.append((i, j))
    groups = group_connected(len(horizontals) + len(verticals), pairs)
    regions = []
    for members in groups:
        hs = tuple(horizontals[i] for i in members if i < len(horizontals))
        vs = tuple(verticals[i - len(horizontals)] for i in members if i >= len(horizontals))
        if min(len(hs), len(vs)) >= 2 or (
            min(len(hs), len(vs)) == 1 and len(hs) + len(vs) >= 4
        ):
            regions += _cut_at_seams(RuledRegion(hs, vs))
    alone = [
        verticals[members[0] - len(horizontals)]
        for members in groups
        if len(members) == 1 and members[0] >= len(horizontals)
    ]
    regions = [_adopt_columns(g, alone) for g in regions]
    return sorted(regions, key=lambda g: (round(g.box.y0), g.box.x0))


def _adopt_columns(region: RuledRegion, alone: Sequence[Ruling]) -> RuledRegion:
    """Add columns that stand beside a table, as high as it, without rulings between their rows.

    A spreadsheet with a column left free prints them so; their rows are the table's.
    """
    box = region.box
    level = [
        v
        for v in alone
        if abs(v.start - box.y0) <= SETTINGS.same_ends
        and abs(v.end - box.y1) <= SETTINGS.same_ends
    ]
    whole = sum(
        h.start <= box.x0 + SETTINGS.touch and h.end >= box.x1 - SETTINGS.touch
        for h in region.horizontals
    )
    if whole < SETTINGS.rows_to_adopt:
        return region
    right = [v for v in level if v.position > box.x1 + SETTINGS.touch]
    left = [v for v in level if v.position < box.x0 - SETTINGS.touch]
    x0 = min(v.position for v in left) if len(left) > 1 else box.x0
    x1 = max(v.position for v in right) if len(right) > 1 else box.x1
    horizontals = tuple(
        h._replace(
            start=x0 if h.start <= box.x0 + SETTINGS.touch else h.start,
            end=x1 if h.end >= box.x1 - SETTINGS.touch else h.end,
        )
        for h in region.horizontals
    )
    adopted = [v for v in level if x0 <= v.position <= x1]
    verticals = sorted([*region.verticals, *adopted], key=lambda v: v.position)
    return RuledRegion(horizontals, tuple(verticals))


def _cut_at_seams(region: RuledRegion) -> list[RuledRegion]:
    """Part a frame from the box of a page footer or banner that touches it.

    At a seam no upright ruling goes on, and the frames on its two sides differ in width; the
    lesser of them has no columns of its own.
    """
    for seam in sorted({h.position for h in region.horizontals}):
        above, below = _part_at(region, seam)
        if above is None or below is None:
            continue
        a, b = above.box, below.box
        if (
            abs(a.x0 - b.x0) <= SETTINGS.frame_overhang
            and abs(a.x1 - b.x1) <= SETTINGS.frame_overhang
        ):
            continue
        if min(_count_columns(above), _count_columns(below)) == 1:
            return [*_cut_at_seams(above), *_cut_at_seams(below)]
    return [region]


def _part_at(region: RuledRegion, seam: float) -> tuple[RuledRegion | None, RuledRegion | None]:
    """Part a region at a height that no upright ruling crosses; a side may be no frame."""
    upper = [v for v in region.verticals if v.end <= seam + SETTINGS.touch]
    lower = [v for v in region.verticals if v.start >= seam - SETTINGS.touch and v not in upper]
    if len(upper) + len(lower) < len(region.verticals) or min(len(upper), len(lower)) < 2:
        return None, None
    sides = []
    for verticals in (upper, lower):
        y0 = min(v.start for v in verticals) - SETTINGS.touch
        y1 = max(v.end for v in verticals) + SETTINGS.touch
        x0 = min(v.position for v in verticals) - SETTINGS.touch
        x1 = max(v.position for v in verticals) + SETTINGS.touch
        own = tuple(
            h._replace(start=max(h.start, x0), end=min(h.end, x1))
            for h in region.horizontals
            if y0 <= h.position <= y1 and h.start < x1 and h.end > x0
        )
        sides.append(RuledRegion(own, tuple(verticals)) if len(own) >= 2 else None)
    return sides[0], sides[1]


def _count_columns(region: RuledRegion) -> int:
    return len(_cluster(region.verticals)) - 1


def find_shading_edges(fills: Sequence[Fill], region: RuledRegion) -> list[Ruling]:
    """Return the upper and lower edges of shaded rows of a region as weak rulings.

    A change of shading separates rows where the ruling between them was left out. White fills
    and highlighter strokes (behind words, not from border to border) do not count: only
    edges at which shading reaches over nearly all of the frame's width are returned.
    """
    frame = region.box
    borders = [v.position for v in region.verticals]

    def is_at_border(x: float) -> bool:
        return any(abs(x - border) <= SETTINGS.bridge for border in borders)

    colored = [
        f
        for f in fills
        if f.color not in (0xFFFFFF, 0xFEFEFE)
        and f.y1 > frame.y0
        and f.y0 < frame.y1
        and is_at_border(f.x0)
        and is_at_border(f.x1)
    ]
    edges: list[Ruling] = []
    tops = _group_edges([(f.y0, f) for f in colored])
    bottoms = _group_edges([(f.y1, f) for f in colored])
    for y, members in [*tops, *bottoms]:
        spans = _merge_spans([(f.x0, f.x1) for f in members])
        covered = sum(b - a for a, b in spans)
        if covered < SETTINGS.shading_width * frame.width:
            continue
        if _is_inside_shading(y, colored, spans):
            continue
        if not frame.y0 - SETTINGS.snap <= y <= frame.y1 + SETTINGS.snap and not _has_columns(
            members, region
        ):
            continue  # a banner above the table, not a row of it
        edges.append(Ruling(y, spans[0][0], spans[-1][1], 0.1, True))
    return edges


def _has_columns(fills: Sequence[Fill], region: RuledRegion) -> bool:
    """Return True if shading changes at a column border: cells, not one long box."""
    inner = [v.position for v in region.verticals[1:-1]]
    return any(abs(f.x0 - x) <= SETTINGS.bridge for f in fills for x in inner)


def _group_edges(pairs: Iterable[tuple[float, Fill]]) -> list[tuple[float, list[Fill]]]:
    groups: list[tuple[float, list[Fill]]] = []
    for y, fill in sorted(pairs, key=lambda p: p[0]):
        if groups and y - groups[-1][0] <= SETTINGS.snap:
            groups[-1][1].append(fill)
        else:
            groups.append((y, [fill]))
    return groups


def _merge_spans(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for a, b in sorted(spans):
        if merged and a <= merged[-1][1] + 2 * SETTINGS.bridge:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _is_inside_shading(
    y: float, fills: Sequence[Fill], spans: Sequence[tuple[float, float]]
) -> bool:
    """Return True if the same shading continues across ``y``: an edge inside one row."""
    above = {f.color for f in fills if f.y0 < y - SETTINGS.snap and f.y1 >= y - SETTINGS.bridge}
    below = {f.color for f in fills if f.y1 > y + SETTINGS.snap and f.y0 <= y + SETTINGS.bridge}
    return bool(above) and above == below and bool(spans)
