"""Thresholds of finding the tables of a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageTableSettings:
    """Thresholds of finding the tables of a page.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        least_list_rows: Fewest rows of a list.
        page_edge: Text that comes this near to the edge of the page may be cut by it, in
            points.
        open_side_share: A side of a frame of which less than this share is drawn is open.
        loose_cells: Share of the cells that are open at a side where boxes are joined by
            lines.
        figure_cells: Share of the written cells that may hold a figure.
        least_name_letters: Names that stand further in than others have at least this many
            letters.
        deepest_header: Deepest header that is looked at.
        same_end: Ends of rulings of one table differ by no more than this, in points.
        shortest_frame: Shortest ruling that may frame such a table, in points.
        painted_gap: Cells that are painted one by one leave no more than this between them,
            in points.
        ruled_column_gap: Narrowest gap that parts two texts of a line, as a share of the font
            size.
        narrowest_gutter: Narrowest gutter between the texts of all lines, as a share of
            the font size.
        crossing_lines: Share of the lines that may run across a gutter (a header over two
            columns).
        figure_lines: Fewest lines with a number, as a share of all lines.
        figure_bands: Fewest lines with a number, as a share of the bands between rulings,
            where names wrap over many lines.
        row_of_columns: Columns beside one line of a wrapped name that make the band a row.
        widest_name: Share of the band's width that a line of such a name may fill.
        tallest_band: Highest band between two rulings that still belongs to a table, in points
            (on average).
        frame_overhang: Text between two rulings may run past their ends by this much, in
            points.
        column_beside: A column outside the frame stands within this distance, in points.
        rows_beside: Share of the rows with amounts beside which such a column has a number.
        total_below: A total outside the frame stands within this many font sizes.
        merged_rows: Fewest rows that are one cell each where the columns are drawn in the
            header only.
        merged_share: Share of the rows of one cell that must stand in those columns.
        over_border: A text may reach over the border of its column by this much, in points.
        stacked_numbers: Fewest amounts in one cell that show that its rows or columns were not
            parted.
        numbers_held: Share of the digits between two rulings that a table of the rows between
            them holds.
        gutter_confidence: How sure a table is whose columns are gutters between
            horizontal rulings.
        same_field_edge: Edges nearer than this are the same, in points.
        fewest_fields: Fewest fields side by side that make a row.
        fewest_shaded_rows: Fewest such rows that make a table.
        lowest_field: Lower fields are no cells, in points.
        tallest_field: Taller fields are no cells, in points.
        taller_row: A row without shading is no taller than the tallest one between two others
            by this factor.
        next_line: Lines of one cell follow each other within this share of their height.
        parted_lines: Share of the lines of a band that wide gaps part if it is one of a table.
        diagram_area: Fewest cells of a grid that may be a diagram.
        diagram_slots: Most cells of such a grid after merging, as a share of all.
        diagram_texts: Most cells with text in such a grid, as a share of all.
    """

    least_list_rows: int = 3
    page_edge: float = 2.0
    open_side_share: float = 0.5
    loose_cells: float = 0.4
    figure_cells: float = 0.25
    least_name_letters: int = 4
    deepest_header: int = 5
    same_end: float = 8.0
    shortest_frame: float = 110.0
    painted_gap: float = 1.5
    ruled_column_gap: float = 0.55
    narrowest_gutter: float = 0.3
    crossing_lines: float = 0.12
    figure_lines: float = 0.2
    figure_bands: float = 0.6
    row_of_columns: int = 3
    widest_name: float = 0.5
    tallest_band: float = 420.0
    frame_overhang: float = 4.0
    column_beside: float = 160.0
    rows_beside: float = 0.8
    total_below: float = 3.0
    merged_rows: int = 3
    merged_share: float = 0.6
    over_border: float = 1.5
    stacked_numbers: int = 2
    numbers_held: float = 0.9
    gutter_confidence: float = 0.75
    same_field_edge: float = 1.5
    fewest_fields: int = 3
    fewest_shaded_rows: int = 2
    lowest_field: float = 5.0
    tallest_field: float = 220.0
    taller_row: float = 2.2
    next_line: float = 0.8
    parted_lines: float = 0.5
    diagram_area: int = 30
    diagram_slots: float = 0.2
    diagram_texts: float = 0.12


SETTINGS = PageTableSettings()
