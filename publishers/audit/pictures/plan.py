"""Pictures that the audit pages need, planned before any page is drawn."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sidak.publishers.audit.model.equations import ABOUT_TEXT
from sidak.publishers.audit.model.findings import (
    SEVERITIES,
    DocumentAudit,
    FindingView,
    Location,
    box_on_page,
    header_rows_of,
)
from sidak.publishers.audit.model.reconciliation import AmountView
from sidak.publishers.audit.model.translations import show_number
from sidak.publishers.audit.pictures.settings import SETTINGS
from sidak.schemas import Box, Page, Place

#: Part of every name; raise it when the drawing changes, so that pictures of earlier
#: releases are not taken for the new ones.
_DRAWING_VERSION = 3


@dataclass(frozen=True, slots=True)
class PageStrip:
    """A horizontal part of a page, in points from the top.

    Attributes:
        y0: Upper edge.
        y1: Lower edge.
    """

    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class CropPlan:
    """A part of a page with frames around cells.

    Coordinates are those of the page as it reads upright.

    Attributes:
        name: File name without its suffix.
        page: Page, from 1.
        x0: Left edge in points.
        x1: Right edge in points.
        strips: Parts of the page, stacked from top to bottom.
        main: Boxes framed in red.
        others: Boxes framed in blue.
        left_out: Cells of the finding on this page that are not shown.
        scale: Pixels per point.
        find: Texts to look for on the page, instead of boxes; the first that is there is
            framed, and the strips follow from where it stands.
    """

    name: str
    page: int
    x0: float
    x1: float
    strips: tuple[PageStrip, ...]
    main: tuple[Box, ...]
    others: tuple[Box, ...]
    left_out: int = 0
    scale: float = 2.0
    find: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What is drawn from one page.

    Attributes:
        page: Page, from 1.
        rotation: Clockwise degrees to turn it by so that it reads upright.
        name: File name of the picture of the whole page, without its suffix.
        crops: Parts of it.
    """

    page: int
    rotation: int
    name: str
    crops: tuple[CropPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """All pictures of one document.

    Attributes:
        document_id: The document.
        sha256: Digest that the source must have.
        pages: Pages to draw from, in order.
        order: Names of all its pictures, the most important first.
        most_bytes: What its pictures may weigh together.
        earlier: Folder of its pictures in an earlier release, to take what is the same;
            empty if there is none.
    """

    document_id: str
    sha256: str
    pages: tuple[PagePlan, ...]
    order: tuple[str, ...]
    most_bytes: int
    earlier: str = ""


def is_dump(audit: DocumentAudit) -> bool:
    """Return True if a document has no pages that could be drawn."""
    return not audit.document.file.casefold().endswith(".pdf")


def turn_box(box: Box, page: Page) -> Box:
    """Return a box of a page as shown in the coordinates of the page turned upright."""
    width, height = page.width, page.height
    match page.rotation % 360:
        case 90:
            return Box(height - box.y1, box.x0, height - box.y0, box.x1)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(box.y0, width - box.x1, box.y1, width - box.x0)
    return box


def upright_size(page: Page) -> tuple[float, float]:
    """Return width and height of a page turned upright."""
    if page.rotation % 180:
        return page.height, page.width
    return page.width, page.height


class PicturePlanner:
    """Chooses pictures for findings and pages.

    Args:
        audits: All documents.
        amounts: Reported amounts to show side by side, the most important first.
    """

    def __init__(
        self, audits: Sequence[DocumentAudit], amounts: Sequence[AmountView] = ()
    ) -> None:
        self._audits = {one.document.document_id: one for one in audits}
        self._pages = {
            (one.document.document_id, page.page): page for one in audits for page in one.pages
        }
        self._tables = {table.table_id: table for one in audits for table in one.tables}
        self._rows: dict[str, dict[int, list[Place]]] = {}
        self._crops: dict[str, dict[int, dict[str, CropPlan]]] = {}
        #: Finding id to the (document id, crop) that show it, the most important first.
        self.crops_of: dict[str, list[tuple[str, CropPlan]]] = {}
        #: Finding id to the number of pages that no crop shows any more.
        self.pages_left_out: dict[str, int] = {}
        #: (document id, name) of a picture to its sort key, the most important first.
        self.priority: dict[tuple[str, str], tuple[Any, ...]] = {}
        finding_views = [view for audit in audits for view in audit.finding_views]
        for view in sorted(finding_views, key=lambda one: one.rank):
            self.crops_of[view.finding.finding_id] = self._plan_finding(view)
            self._rank_pictures(view)
        #: Id of a reported amount to the (document id, crop) that shows it.
        self.crops_of_amount: dict[str, tuple[str, CropPlan]] = {}
        for order, amount in enumerate(amounts):
            self._plan_amount(amount, order)

    def make_plans(self, drawable: Iterable[str], *, most_bytes: int) -> list[DocumentPlan]:
        """Return the plans of the documents that can be drawn and have something to show.

        Args:
            drawable: Ids of documents whose source is at hand.
            most_bytes: What the pictures of one document may weigh together.
        """
        plans = []
        for document_id in sorted(set(drawable) & self._audits.keys()):
            audit = self._audits[document_id]
            wanted = self._pages_of(audit)
            if not wanted or is_dump(audit):
                continue
            pages = tuple(self._plan_page(audit, page) for page in wanted)
            names = [one for page in pages for one in (page.name, *_names(page.crops))]
            order = sorted(names, key=lambda name: self.rank_picture(document_id, name))
            plans.append(
                DocumentPlan(
                    document_id, audit.document.sha256, pages, tuple(order), most_bytes
                )
            )
        return plans

    def rank_picture(self, document_id: str, name: str) -> tuple[Any, ...]:
        """Return the sort key of a picture; one that no finding needs comes last."""
        return self.priority.get((document_id, name), (len(SEVERITIES), 1)), document_id, name

    def _rank_pictures(self, view: FindingView) -> None:
        severity, *rest = view.rank
        for document_id, crop in self.crops_of[view.finding.finding_id]:
            self.priority.setdefault((document_id, crop.name), (severity, 0, *rest))
            page = self.name_page(document_id, crop.page)
            self.priority.setdefault((document_id, page), (severity, 1, *rest))

    def _plan_amount(self, view: AmountView, order: int) -> None:
        location, document_id = view.location, view.document.document_id
        page = self._pages.get((document_id, location.place.page))
        is_placed = location.place.box is not None and not self._is_dump(document_id)
        if page is None or not page.width or not page.height or not is_placed:
            return
        crop = self._keep(document_id, self._plan_crop(page, [location]))
        self.crops_of_amount[view.amount.amount_id] = (document_id, crop)
        # After the pictures of findings, before those that nothing needs.
        self.priority.setdefault((document_id, crop.name), (len(SEVERITIES), 0, order))

    def name_page(self, document_id: str, page: int) -> str:
        """Return the file name of the picture of a whole page."""
        entry = self._pages[document_id, page]
        return f"hal-{page:03d}-{_digest(document_id, page, entry.rotation)}"

    def _pages_of(self, audit: DocumentAudit) -> list[int]:
        document_id = audit.document.document_id
        pages = set(self._crops.get(document_id, {}))
        pages.update(view.finding.page for view in audit.finding_views if view.finding.page)
        pages.update(figure.page for figure in audit.suspects)
        pages.update(
            page.page for page in audit.pages if page.balance and page.balance.unaccounted
        )
        return sorted(page for page in pages if (document_id, page) in self._pages)

    def _plan_page(self, audit: DocumentAudit, number: int) -> PagePlan:
        document_id = audit.document.document_id
        crops = self._crops.get(document_id, {}).get(number, {})
        return PagePlan(
            number,
            self._pages[document_id, number].rotation,
            self.name_page(document_id, number),
            tuple(crops[name] for name in sorted(crops)),
        )

    def _plan_finding(self, view: FindingView) -> list[tuple[str, CropPlan]]:
        groups: dict[tuple[str, int], list[Location]] = {}
        for location in view.locations:
            if location.place.box is not None and not self._is_dump(location.document_id):
                groups.setdefault((location.document_id, location.place.page), []).append(
                    location
                )
        crops = []
        text = self._plan_text(view)
        if text is not None:
            crops.append(
                (view.document.document_id, self._keep(view.document.document_id, text))
            )
        room = SETTINGS.crops_per_finding - len(crops)
        self.pages_left_out[view.finding.finding_id] = max(0, len(groups) - room)
        for (document_id, number), locations in list(groups.items())[:room]:
            page = self._pages.get((document_id, number))
            if page is None or not page.width or not page.height:
                continue
            crop = self._plan_crop(page, locations)
            crops.append((document_id, self._keep(document_id, crop)))
        return crops

    def _keep(self, document_id: str, crop: CropPlan) -> CropPlan:
        kept = self._crops.setdefault(document_id, {}).setdefault(crop.page, {})
        return kept.setdefault(crop.name, crop)

    def _plan_text(self, view: FindingView) -> CropPlan | None:
        """Return the crop of the running text that a finding is about."""
        finding = view.finding
        document_id = view.document.document_id
        page = self._pages.get((document_id, finding.page or 0))
        if finding.kind not in ABOUT_TEXT or page is None or self._is_dump(document_id):
            return None
        numbers = (finding.reported, finding.expected)
        find = tuple(show_number(number) for number in numbers if number is not None)
        if not find or page.rotation:
            return None
        name = f"temuan-{page.page:03d}-{_digest(document_id, page.page, find)}"
        return CropPlan(name, page.page, 0.0, page.width, (), (), (), find=find)

    def _is_dump(self, document_id: str) -> bool:
        audit = self._audits.get(document_id)
        return audit is None or is_dump(audit)

    def _plan_crop(self, page: Page, locations: Sequence[Location]) -> CropPlan:
        width, height = upright_size(page)
        boxes = [
            (turn_box(location.place.box, page), location)
            for location in locations
            if location.place.box
        ]
        header, frame = self._find_surroundings(page, locations[0])
        room = SETTINGS.crop_height - (header.y1 - header.y0 if header else 0.0)
        shown: list[tuple[Box, Location]] = []
        strips: list[PageStrip] = []
        for box, location in boxes:
            wider = [*strips, self._find_row(page, location, box)]
            merged = _merge(wider, height)
            if shown and sum(one.y1 - one.y0 for one in merged) > room:
                continue
            strips = merged
            shown.append((box, location))
        if header is not None:
            strips = _merge([*strips, header], height)
        edges = [box for box, _ in shown] + ([frame] if frame else [])
        x0 = max(0.0, min(box.x0 for box in edges) - SETTINGS.side_margin)
        x1 = min(width, max(box.x1 for box in edges) + SETTINGS.side_margin)
        is_small = min(box.height for box, _ in shown) < SETTINGS.small_print
        main = tuple(box.round(1) for box, location in shown if location.is_main)
        others = tuple(box.round(1) for box, location in shown if not location.is_main)
        crop = CropPlan(
            "",
            page.page,
            round(x0, 1),
            round(x1, 1),
            tuple(PageStrip(round(one.y0, 1), round(one.y1, 1)) for one in strips),
            main,
            others,
            len(boxes) - len(shown),
            SETTINGS.small_print_scale if is_small else SETTINGS.crop_scale,
        )
        content = asdict(crop)
        digest = _digest(locations[0].document_id, page.page, page.rotation, content)
        return replace(crop, name=f"temuan-{page.page:03d}-{digest}")

    def _find_row(self, page: Page, location: Location, box: Box) -> PageStrip:
        """Return the whole row around a cell, unless it is much taller than the cell."""
        rows = self._rows_of(location.table_id)
        boxes = [
            turn_box(place.box, page)
            for place in rows.get(location.row, ())
            if place.page == page.page and place.box
        ]
        y0 = min([box.y0, *(one.y0 for one in boxes)])
        y1 = max([box.y1, *(one.y1 for one in boxes)])
        margin = SETTINGS.row_margin
        if y1 - y0 <= max(SETTINGS.row_height, box.height):
            return PageStrip(y0 - margin, y1 + margin)
        return PageStrip(box.y0 - 2 * margin, box.y1 + 2 * margin)

    def _rows_of(self, table_id: str | None) -> dict[int, list[Place]]:
        """Return the places of the cells of a table that cover one row, by row."""
        if table_id is None or table_id not in self._tables:
            return {}
        if table_id not in self._rows:
            rows: dict[int, list[Place]] = {}
            for cell in self._tables[table_id].cells:
                if cell.row_span == 1:
                    rows.setdefault(cell.row, []).append(cell.place)
            self._rows[table_id] = rows
        return self._rows[table_id]

    def _find_surroundings(
        self, page: Page, location: Location
    ) -> tuple[PageStrip | None, Box | None]:
        """Return the header of the table around a location, and its frame on the page."""
        table = self._tables.get(location.table_id or "")
        if table is None:
            return None, None
        frame = box_on_page(table, page.page)
        frame = turn_box(frame, page) if frame else None
        audit = self._audits[table.document_id]
        rows = header_rows_of(table, audit.typed.get(table.table_id))
        header = [
            turn_box(cell.place.box, page)
            for cell in table.cells
            if cell.row < rows and cell.place.page == page.page and cell.place.box
        ]
        if not header:
            return None, frame
        y0, y1 = min(box.y0 for box in header), max(box.y1 for box in header)
        strip = PageStrip(y0 - SETTINGS.row_margin, y1 + SETTINGS.row_margin)
        return (strip if strip.y1 - strip.y0 <= SETTINGS.header_height else None), frame


def _names(crops: Iterable[CropPlan]) -> list[str]:
    return [crop.name for crop in crops]


def _merge(strips: Iterable[PageStrip], height: float) -> list[PageStrip]:
    merged: list[PageStrip] = []
    for strip in sorted(strips, key=lambda one: (one.y0, one.y1)):
        y0, y1 = max(0.0, strip.y0), min(height, strip.y1)
        if merged and y0 - merged[-1].y1 < SETTINGS.strip_distance:
            merged[-1] = PageStrip(merged[-1].y0, max(merged[-1].y1, y1))
        else:
            merged.append(PageStrip(y0, y1))
    return merged


def _digest(*parts: object) -> str:
    encoded = json.dumps([_DRAWING_VERSION, *parts], sort_keys=True).encode()
    return hashlib.sha256(encoded).hexdigest()[:12]
