"""Thresholds and weights of reading what a report says of itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LineWeights:
    """How much a line counts by where it stands; chosen by hand.

    Attributes:
        cover: First page, in capitals.
        front: The pages after it.
        running: A line at the edge of every page.
        table: Caption or header of a table.
        file_title: Title in the metadata of the file.
        heading: A line in capitals in the text.
        body: Running text.
        file_name: Name of the file.
    """

    cover: float = 8.0
    front: float = 3.0
    running: float = 10.0
    table: float = 2.0
    file_title: float = 3.0
    heading: float = 1.0
    body: float = 0.25
    file_name: float = 1.0


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """Thresholds of the sub-package ``document``, all chosen by hand.

    Attributes:
        weights: Weight of a line by its place.
        front_pages: Pages from the first on whose short lines speak of the document.
        early_pages: Pages from the first on whose lines in capitals do.
        front_lines: Lines from the top of such a page that do.
        running_pages: Fewest pages on whose edge a running line repeats.
        running_share: And their share of the pages.
        shortest_line: Characters of the shortest line that counts.
        shortest_heading: Characters of the shortest heading in the text.
        longest_heading: And of the longest.
        kind_body: Most that the running text together weighs for the kind of report.
        year_body: The same for the year.
        region_body: The same for the region.
        agency_body: The same for the agency.
        untitled_cover: Factor for running text on the first page.
        kind_later: Factor for a kind that is not the first one named in its line.
        kind_chapter: Factor for a kind that also stands as a chapter in other reports.
        year_bare: Factor for a year without "tahun".
        year_of_report: Factor for a line that names the kind of report.
        plurality: Factor by which a year must outweigh the next one to be clear.
        agency_least: Weight below which nobody is named.
        agency_strong: Weight of a cover, a running header or a label, that outweighs names
            in the text.
        agency_unit: Factor for a unit named beside its parent on a cover.
        agency_unit_longest: Characters of the longest line that names a unit.
        agency_untitled: Divisor for running text before the first chapter.
        agency_longer_share: Share of the weight of a name that a longer one which begins
            alike must have.
        agency_in_body: Factor for a name in running text.
        agency_in_full: Factor for such a name with the region behind it.
        agency_in_header: Factor for a name in the header of a table.
        charge_fewest: Fewest rows that name the agency in charge.
        charge_share: Share of the rows that must name the same.
        region_of_agency: Factor for a region behind its government or agency.
        region_of_head: Factor for a region behind the title of its head.
        region_in_file: Factor for a region in the name or title of the file.
        region_in_body: Factor for any other region in running text.
        region_in_header: Factor for one in the header of a table.
        region_short: Weight of a short name of a region in the file's name or a heading.
        region_share: Share of the weight of a name that a longer one must have.
        region_likeness: Likeness (0..1) of a blurred name of a region to a known one.
        date_first_pages: Pages from the first on where a foreword is signed.
        date_last_pages: Pages before the end where the report is signed.
        months_to_signature: Most months from the month of a monthly report to its signature.
    """

    weights: LineWeights = field(default_factory=LineWeights)
    front_pages: int = 2
    early_pages: int = 4
    front_lines: int = 25
    running_pages: int = 3
    running_share: float = 0.12
    shortest_line: int = 3
    shortest_heading: int = 12
    longest_heading: int = 120
    kind_body: float = 4.0
    year_body: float = 4.0
    region_body: float = 3.0
    agency_body: float = 16.0
    untitled_cover: float = 0.25
    kind_later: float = 0.3
    kind_chapter: float = 0.15
    year_bare: float = 0.5
    year_of_report: float = 3.0
    plurality: float = 1.25
    agency_least: float = 0.9
    agency_strong: float = 3.0
    agency_unit: float = 1.6
    agency_unit_longest: int = 90
    agency_untitled: float = 3.0
    agency_longer_share: float = 0.6
    agency_in_body: float = 0.5
    agency_in_full: float = 2.0
    agency_in_header: float = 0.25
    charge_fewest: int = 5
    charge_share: float = 0.85
    region_of_agency: float = 3.0
    region_of_head: float = 2.0
    region_in_file: float = 2.0
    region_in_body: float = 0.1
    region_in_header: float = 0.3
    region_short: float = 2.5
    region_share: float = 0.55
    region_likeness: float = 0.86
    date_first_pages: int = 15
    date_last_pages: int = 3
    months_to_signature: int = 1


SETTINGS = DocumentSettings()
