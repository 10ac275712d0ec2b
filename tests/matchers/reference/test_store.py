"""The embedded list and the folder of imported ones."""

from pathlib import Path

import pytest

from sidak.matchers import (
    import_list,
    load_nomenclature,
)
from sidak.matchers.names.likeness import make_name_key
from sidak.matchers.reference.importer import check_entries
from sidak.matchers.reference.store import fold_kode
from sidak.schemas import NomenclatureError

FULL_LISTS = {
    "3708": "kepmendagri-050-3708-2020_kabupaten-kota.tsv",
    "5889": "kepmendagri-050-5889-2021_kabupaten-kota.tsv",
}


def _write(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def test_embedded_list_is_sound() -> None:
    nomenclature = load_nomenclature()
    assert [(one.edition, len(one.entries)) for one in nomenclature.lists] == [
        ("kepmendagri-050-3708-2020", 187),
        ("kepmendagri-050-5889-2021", 187),
    ]
    entries = nomenclature.lists[0].entries
    faults = [
        fault
        for fault in check_entries(entries)
        if fault.kode not in ("X.XX", "X") and fault.kind == "orphan"
    ]
    assert faults == []
    assert len({entry.kode for entry in entries}) == len(entries)
    assert not [entry for entry in entries if "- " in entry.nama or "  " in entry.nama]


@pytest.mark.shared
def test_embedded_list_agrees_with_full_lists(shared: Path, tmp_path: Path) -> None:
    """Every embedded code has its name in an official list of its edition or the other."""
    names: dict[str, set[str]] = {}
    for edition, file in FULL_LISTS.items():
        report = import_list(shared / "nomenclature" / file, tmp_path, edition=edition)
        assert report.counts[-1][1] > 1900
    for entry in load_nomenclature(tmp_path).entries:
        names.setdefault(fold_kode(entry.kode), set()).add(make_name_key(entry.nama))
    for entry in load_nomenclature().lists[0].entries:
        wanted = make_name_key(entry.nama)
        assert wanted in names[fold_kode(entry.kode)], entry


def test_foreign_file_among_the_lists_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path / "lain.tsv", "a\tb\n1\t2\n")
    with pytest.raises(NomenclatureError, match="no nomenclature list"):
        load_nomenclature(tmp_path)
