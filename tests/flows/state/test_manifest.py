"""What people say of the files of an inbox."""

from pathlib import Path

import pytest

from sidak.flows.state.manifest import ManifestError, load_manifest
from sidak.schemas import DocumentKind, StatedFacts


def write(folder: Path, text: str) -> Path:
    path = folder / "sidak.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_manifest_says_all_facts_in_either_language(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "\ufeffBerkas;Jenis;OPD;Kode daerah;Tahun;Sumber;Tanggal unduh\n"
        "a/b.pdf;lkjip;Dinas Kesehatan;36.73;2022;opd.example/b.pdf;2026-01-31\n",
    )
    found = load_manifest(path)
    assert found.problems == ()
    assert found.facts == {
        "a/b.pdf": StatedFacts(
            DocumentKind.LKJIP,
            "Dinas Kesehatan",
            "Kota Serang",
            2022,
            "opd.example/b.pdf",
            "2026-01-31",
        )
    }


def test_what_cannot_be_understood_is_a_line_each_and_the_rest_counts(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "file,year,kind,region,retrieved_on,catatan\n"
        "a.pdf,22,buku,Kota Antah,31-01-2026,x\n"
        "b.pdf,2022,PK,kota serang,,\n"
        "b.pdf,2023,,,,\n"
        ",2023,,,,\n",
    )
    found = load_manifest(path)
    assert found.facts == {
        "a.pdf": StatedFacts(),
        "b.pdf": StatedFacts(kind=DocumentKind.PK, region="Kota Serang", year=2022),
    }
    assert found.others == ("catatan",)
    assert found.problems == (
        ("sidak.csv: line 2", "year '22' is not understood and left out"),
        ("sidak.csv: line 2", "kind 'buku' is not understood and left out"),
        ("sidak.csv: line 2", "region 'Kota Antah' is not understood and left out"),
        ("sidak.csv: line 2", "retrieved_on '31-01-2026' is not understood and left out"),
        ("sidak.csv: line 4", "names b.pdf once more"),
        ("sidak.csv: line 5", "names no file"),
    )
    assert found.list_unknown(frozenset({"b.pdf"})) == ["a.pdf"]
    assert found.find(("c.pdf", "b.pdf")).year == 2022
    assert found.find(("c.pdf",)) == StatedFacts()


@pytest.mark.parametrize("text", ["", "nama,tahun\na.pdf,2022\n"])
def test_manifest_without_a_column_of_files_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ManifestError, match="no column 'file'"):
        load_manifest(write(tmp_path, text))


def test_manifest_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        load_manifest(tmp_path / "sidak.csv")
