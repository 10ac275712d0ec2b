"""Thresholds of cutting ruled bands into rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowPartitionSettings:
    """Thresholds of cutting ruled bands into rows.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        distinct_gap: How much wider than others a gap must be to part two rows there.
        row_room: Room between two rows beyond that between lines, as a share of the line
            height.
        side_by_side: Lines whose middles differ by less than this share of their height stand
            side by side.
        baselines_apart: Baselines nearer than this share of the line height are not told
            apart.
        least_shared_baselines: Fewest baselines that two columns share; two may be a number
            that wraps in both.
        name_room: Room by which a gap must exceed another to show where a name begins, as a
            share of height.
        bullet_nearer: A bullet that stands on a line of its own must be nearer to its text by
            this factor.
        heading_apart: A heading stands below an entry with this much room, as a share of its
            height.
        same_left_edge: Left edges that differ by less than this are the same, in points.
        fewest_rows: Fewest rows that a cell must reach over, with text of its own in each.
        fewest_even_rows: Fewest rows that a cell must reach over where its lines follow each
            other as evenly as those of a paragraph.
        border_reach: Lines may reach over the border of a row by this share of their height.
        level_text: Texts are level if their middles differ by less than this share of the
            line's height.
        agreed_rows: Share of the rows whose text must be level with a neighbour.
        uneven_gap: A gap between lines this much wider than the narrowest shows that they are
            no paragraph.
        names_apart: Names of two rows stand this many line heights apart or more, the lines
            of one name less.
        clearly_nearer: A number belongs to the nearest entry if the next one is further away
            by this factor.
        block_room: A block of another column ends where the next line is further away than the
            usual gap by this share of the line height.
        most_drift: A drift of one column of numbers against their names stays below this share
            of a row.
        drift_start: Such a drift begins within this share of a row.
        unit_length: Longest text that may be the unit of a number, in characters.
        most_units: Share of the rows with numbers that a column of units has a unit for.
        centred: A number in the middle of a box, as far as this share of a line, may belong to
            all of it.
        deeper: Marks whose last part stands further right by this much are one level deeper,
            in points.
        above_first_item: How far above the first item a number may stand, as a share of its
            height.
        drift_slack: A drift may go back by this much from line to line, in points.
    """

    distinct_gap: float = 1.2
    row_room: float = 0.3
    side_by_side: float = 0.5
    baselines_apart: float = 0.9
    least_shared_baselines: int = 3
    name_room: float = 0.15
    bullet_nearer: float = 0.8
    heading_apart: float = 0.6
    same_left_edge: float = 1.5
    fewest_rows: int = 3
    fewest_even_rows: int = 8
    border_reach: float = 0.3
    level_text: float = 0.35
    agreed_rows: float = 0.8
    uneven_gap: float = 1.35
    names_apart: float = 1.6
    clearly_nearer: float = 0.6
    block_room: float = 0.5
    most_drift: float = 0.9
    drift_start: float = 0.35
    unit_length: int = 14
    most_units: float = 2 / 3
    centred: float = 0.6
    deeper: float = 3.0
    above_first_item: float = 0.2
    drift_slack: float = 0.5


SETTINGS = RowPartitionSettings()
