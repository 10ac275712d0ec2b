"""Writing and reading of audit pages, for tests."""

from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from PIL import Image

from sidak.publishers import ReleaseContent
from sidak.publishers.audit.pictures.subprocesses import draw_in_process
from sidak.publishers.audit.write import AuditSettings, write_audit
from tests.publishers.audit_records import Report

_VOID = {"meta", "link", "input", "img", "br", "hr"}


class Outline(HTMLParser):
    """Checks that elements nest, and gathers what a page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        self.tags.append(tag)
        values = dict(attrs)
        assert not any(name.startswith("on") for name in values)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for name in ("href", "src"):
            if values.get(name):
                self.targets.append(str(values[name]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(page: Path) -> Outline:
    found = Outline()
    found.feed(page.read_text("utf-8"))
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    return found


def write(
    folder: Path, reports: Sequence[Report], settings: AuditSettings | None = None
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    content = ReleaseContent(tuple(report.records for report in reports))
    sources = {report.document_id: report.path for report in reports}
    return write_audit(folder, content, sources, settings, draw=draw_in_process)


def text_of(page: Path) -> str:
    return " ".join(" ".join(outline(page).text).split())


def pictures(audit: Path) -> list[str]:
    return sorted(path.name for path in (audit / "gambar").rglob("*") if path.is_file())


def has_red_and_blue(path: Path) -> bool:
    """Return True if a picture has a red and a blue frame."""
    colours = {colour for _, colour in Image.open(path).convert("RGB").getcolors(1 << 16) or []}
    return {(200, 16, 32), (24, 84, 190)} <= colours
