"""Geometry of a table before it is painted: edges, merged cells, rules joined."""

from bench.corpus.model import Row, TableSpec
from bench.corpus.style import Style


def join_segments(
    segments: list[tuple[float, float, float, float]],
) -> list[tuple[float, float, float, float]]:
    """Horizontal segments without duplicates, touching ones made into one."""
    joined: list[tuple[float, float, float, float]] = []
    for x0, y0, x1, y1 in sorted(set(segments), key=lambda s: (s[1], s[0])):
        if joined and joined[-1][1] == y0 and joined[-1][2] >= x0 - 0.01:
            last = joined.pop()
            joined.append((last[0], y0, max(last[2], x1), y1))
        else:
            joined.append((x0, y0, x1, y1))
    return joined


def column_edges(spec: TableSpec, style: Style, x0: float, width: float) -> list[float]:
    """Left edges of the columns and the right edge of the last."""
    total = sum(column.width for column in spec.columns)
    even = total / len(spec.columns)
    weights = [
        column.width * (1 - style.evenness) + even * style.evenness for column in spec.columns
    ]
    edges = [x0 + width * (1 - style.width) / 2]
    for weight in weights:
        edges.append(edges[-1] + width * style.width * weight / total)
    return edges


def merged_blocks(rows: tuple[Row, ...], columns: int) -> dict[tuple[int, int], int]:
    """First row and column of each cell to the last row that it covers."""
    blocks: dict[tuple[int, int], int] = {}
    for column in range(columns):
        first = 0
        for index, row in enumerate(rows):
            covered = any(start < column < start + count for start, count in row.spans)
            if covered:
                continue
            if column in row.merged:
                blocks[first, column] = index
            else:
                first = index
                blocks[index, column] = index
    return blocks
