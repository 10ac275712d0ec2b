"""The data dictionary page."""

from sidak.publishers import render_dictionary
from tests.conftest import ROOT


def test_data_dictionary_page_is_in_step() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert page == render_dictionary()
