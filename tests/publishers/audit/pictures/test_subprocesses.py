"""Drawing in processes of their own."""

from pathlib import Path

import pytest

from sidak.publishers.audit.model.findings import build_document_audits
from sidak.publishers.audit.pictures.plan import PicturePlanner
from sidak.publishers.audit.pictures.render import PictureProblem
from sidak.publishers.audit.pictures.subprocesses import draw_in_subprocesses
from sidak.publishers.release.content import ReleaseContent
from tests.publishers.audit_records import make_report


@pytest.mark.slow
def test_drawing_apart_loses_only_what_hangs(tmp_path: Path) -> None:
    reports = [make_report(tmp_path, name) for name in ("a.pdf", "b.pdf")]
    content = ReleaseContent(tuple(report.records for report in reports))
    planner = PicturePlanner(build_document_audits(content))
    sources = {report.document_id: report.path for report in reports}
    plans = planner.make_plans(sources, most_bytes=1_000_000)
    drawn = draw_in_subprocesses(plans, sources, tmp_path / "p", workers=2)
    assert [(one.document_id, len(one.pictures), one.problem) for one in drawn] == [
        (key, 3, None) for key in sorted(sources)
    ]
    hanging = draw_in_subprocesses(plans[:1], sources, tmp_path / "q", workers=2, timeout=0.001)
    assert [one.problem for one in hanging] == [PictureProblem.BROKEN]
    assert draw_in_subprocesses([], {}, tmp_path) == []


def test_a_disk_without_room_stops_the_release(tmp_path: Path) -> None:
    report = make_report(tmp_path)
    planner = PicturePlanner(build_document_audits(ReleaseContent((report.records,))))
    plans = planner.make_plans(report.sources, most_bytes=1_000_000)
    (tmp_path / "p").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="p"):
        draw_in_subprocesses(plans, report.sources, tmp_path / "p", workers=1)
