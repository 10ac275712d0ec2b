"""The audit pages in a real browser: filter, open a finding, see the crop with its frame."""

from dataclasses import replace
from pathlib import Path

import pytest

from sidak.publishers import ReleaseContent
from sidak.publishers.audit.pictures.subprocesses import draw_in_process
from sidak.publishers.audit.write import write_audit
from sidak.schemas import Severity
from tests.browser import CHROMIUM, Browser, open_browser
from tests.publishers.audit_records import make_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

#: Whether the crop was loaded, and is shown large enough to be read.
_IS_SEEN = """
(() => {
  const image = document.querySelector('.case:target .crop img');
  return image.naturalWidth > 400 && image.getBoundingClientRect().width > 300;
})()
"""


def count_shown(browser: Browser) -> int:
    """Return the findings that the index shows."""
    return int(
        browser.run("document.querySelectorAll('#findings tbody tr:not([hidden])').length")
    )


def set_field(browser: Browser, name: str, value: str) -> None:
    """Fill a field of the filters as a person would."""
    browser.run(
        f"(() => {{ const field = document.getElementById('filters').elements['{name}'];"
        f" field.value = {value!r};"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def press(key: str) -> str:
    """Return the script that presses a key somewhere on the page."""
    event = f"new KeyboardEvent('keydown', {{key: {key!r}, bubbles: true}})"
    return f"void document.body.dispatchEvent({event})"


def test_a_finding_is_found_opened_and_seen(tmp_path: Path) -> None:
    grave = make_report(tmp_path, "lkjip.pdf")
    mild = make_report(tmp_path, "renja.pdf", severity=Severity.WARNING)
    finding = replace(mild.records.findings[0], difference=mild.records.findings[1].difference)
    mild_records = replace(mild.records, findings=(finding, *mild.records.findings[1:]))
    content = ReleaseContent((grave.records, mild_records))
    folder = tmp_path / "release"
    folder.mkdir()
    audit = write_audit(
        folder, content, {**grave.sources, **mild.sources}, draw=draw_in_process
    )
    with open_browser(tmp_path / "profile") as browser:
        browser.open((audit / "index.html").as_uri())
        browser.wait("document.getElementById('count')")
        browser.wait("document.readyState === 'complete'")
        assert count_shown(browser) == 4
        set_field(browser, "amount", "600.000.000")
        assert count_shown(browser) == 1
        set_field(browser, "amount", "")
        set_field(browser, "search", "renja narasi")
        assert count_shown(browser) == 1
        assert browser.run("document.getElementById('count').textContent") == "1 dari 4 temuan"
        set_field(browser, "search", "tidak ada yang begini")
        assert browser.run("document.getElementById('none').hidden") is False
        set_field(browser, "search", "")
        browser.run("document.querySelector('input[name=severity][value=\"2\"]').click()")
        assert count_shown(browser) == 2
        browser.open((audit / "index.html").as_uri())
        browser.wait("document.readyState === 'complete'")
        assert count_shown(browser) == 2  # what was asked for is still asked for
        browser.run(press("j"))
        browser.run(press("j"))
        browser.run(press("k"))
        here = "Array.from(document.querySelectorAll('#findings tbody tr:not([hidden])'))"
        assert browser.run(f"{here}.findIndex(one => one.classList.contains('here'))") == 0
        browser.run(press("/"))
        assert browser.run("document.activeElement.name") == "search"
        browser.run("document.querySelector('#findings tbody tr td.file').click()")
        browser.wait("document.querySelector('.case:target')")
        assert browser.run("document.querySelector('h1').textContent") == "lkjip.pdf"
        browser.run("document.querySelector('.case:target').scrollIntoView()")
        browser.wait("document.querySelector('.case:target .crop img').complete")
        assert browser.run(_IS_SEEN)
        picture = tmp_path / "shown.png"
        browser.take_picture(picture)
        assert has_red_frame(picture)
        browser.run("document.querySelector('.case:target .where a').click()")
        browser.wait("document.querySelector('td:target')")
        assert browser.run("document.querySelector('td:target').innerText") == "1.068.332.100"
        frames = "document.querySelectorAll('.frame.main, .frame.other, .frame.doubt').length"
        assert browser.run(frames) == 4
        assert browser.complaints == []


def test_rows_are_found_by_word_and_number(tmp_path: Path) -> None:
    report = make_report(tmp_path, "lkjip.pdf")
    folder = tmp_path / "release"
    folder.mkdir()
    audit = write_audit(
        folder, ReleaseContent((report.records,)), report.sources, draw=draw_in_process
    )
    rows = "document.querySelectorAll('#row-results tbody tr')"
    with open_browser(tmp_path / "profile") as browser:
        browser.open((audit / "index.html").as_uri())
        browser.wait("document.readyState === 'complete'")
        for words, count in (("kebijakan", 1), ("1068332100", 1), ("perekonomian", 2)):
            browser.run(
                "(() => { const field = document.getElementById('row-search').elements.words;"
                f" field.value = {words!r};"
                " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
            )
            browser.wait(f"{rows}.length === {count}")
        browser.run(f"{rows}[1].querySelector('a').click()")
        browser.wait("document.querySelector('td:target')")
        assert browser.run("document.querySelector('td:target').innerText") == "1.068.332.100"
        assert browser.complaints == []


def test_pages_are_no_wider_than_a_telephone(tmp_path: Path) -> None:
    report = make_report(tmp_path, "lkjip-dengan-nama-berkas-yang-agak-panjang-2022.pdf")
    folder = tmp_path / "release"
    folder.mkdir()
    audit = write_audit(
        folder, ReleaseContent((report.records,)), report.sources, draw=draw_in_process
    )
    with open_browser(tmp_path / "profile") as browser:
        browser.send(
            "Emulation.setDeviceMetricsOverride",
            width=420,
            height=900,
            deviceScaleFactor=1,
            mobile=True,
        )
        for page in sorted(audit.glob("*.html")):
            browser.open(page.as_uri())
            browser.wait("document.readyState === 'complete'")
            assert browser.run("document.documentElement.scrollWidth") <= 420, page.name


def has_red_frame(picture: Path) -> bool:
    """Say whether the red of the drawn frame stands on a screenshot."""
    from PIL import Image

    colours = Image.open(picture).convert("RGB").getcolors(1 << 24) or []
    # The page's own red (--red) is another one; only the crop has this.
    return sum(count for count, colour in colours if colour == (200, 16, 32)) > 100
