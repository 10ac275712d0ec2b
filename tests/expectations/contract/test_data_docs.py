"""Data Docs load nothing from anywhere: who reads a release is nobody's business."""

from pathlib import Path

import pytest

from sidak.expectations import validate_contracts
from sidak.expectations.contract.data_docs import clean_page
from sidak.publishers import build_frames
from tests.publishers.records import make_content

_PAGE = """<html><head lang="x">
<link rel="stylesheet" href="https://cdn.example/x.css">
<script src="https://cdn.example/x.js"></script><script>track("me")</script>
<style>.logo {background: url('https://cdn.example/logo.png') no-repeat}</style>
</head><body><img src="https://cdn.example/logo.png?id=1"><a href="https://docs.example">d</a>
<footer><a href="https://cdn.example/newsletter">Subscribe</a></footer></body></html>"""


def test_a_page_without_what_it_would_load() -> None:
    page = clean_page(_PAGE, "../style.css")
    assert "cdn.example" not in page
    assert "track" not in page
    assert '<a href="https://docs.example">d</a>' in page
    assert '<head lang="x"><meta http-equiv="Content-Security-Policy"' in page
    assert '<link rel="stylesheet" href="../style.css">' in page


@pytest.mark.slow
def test_the_site_of_a_part(tmp_path: Path) -> None:
    frames = build_frames(make_content())
    report = validate_contracts(frames, name="36.73", date="2026-11-26", docs=tmp_path / "docs")
    assert report.passed
    docs = tmp_path / "docs"
    pages = [path.relative_to(docs).as_posix() for path in docs.rglob("*.html")]
    assert "index.html" in pages
    assert "expectations/figures.html" in pages
    assert [one for one in pages if one.startswith("validations/figures/36.73/")]
    for path in tmp_path.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script" not in text
        assert 'src="http' not in text
        assert "url(http" not in text.replace("'", "").replace('"', "")
    index = (tmp_path / "docs" / "index.html").read_text("utf-8")
    assert index.count('class="text-success fa-check-circle"') == 11
    assert {check.severity for check in report.checks} == {"critical", "warning"}


@pytest.mark.slow
def test_the_same_tables_give_the_same_site(tmp_path: Path) -> None:
    frames = build_frames(make_content())
    sites = []
    for name in ("a", "b"):
        validate_contracts(frames, name="36.73", date="2026-11-26", docs=tmp_path / name)
        sites.append(
            {
                path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
                for path in (tmp_path / name).rglob("*.*")
                if path.is_file()
            }
        )
    assert sites[0] == sites[1]
    assert len(sites[0]) > 11
