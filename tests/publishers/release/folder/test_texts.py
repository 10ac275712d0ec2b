"""The folder of a release explains itself."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sidak.publishers import ReleaseInfo
from sidak.publishers.release.folder.measured import load_measured
from sidak.schemas import DocumentKind
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.expectations.cross_document.reports import report
from tests.publishers.release.folder.releases import as_result, publish

ROOT = Path(__file__).resolve().parents[4]
#: Kegiatan 1 and 2 of both agencies.
SUMS = {"Dinas Kesehatan": 910000, "Sekretariat Daerah": 900000}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> ReleaseInfo:
    first = report(1, DocumentKind.DPA, 2022)
    other = report(
        2, DocumentKind.LKJIP, 2022, agency="Dinas Kesehatan", amounts={"Kegiatan 2": 510}
    )
    twice = report(3, DocumentKind.DPA, 2023, region="Provinsi Jawa Barat", agency=None)
    return publish(
        tmp_path_factory.mktemp("curated"), *(as_result(one) for one in (first, other, twice))
    )


def read_block(release: ReleaseInfo, language: str) -> str:
    readme = (release.path / "README.md").read_text("utf-8")
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    return str(block)


def test_the_readme_names_every_table_and_what_the_release_holds(release: ReleaseInfo) -> None:
    readme = (release.path / "README.md").read_text("utf-8")
    assert [one for one in TABLE_SCHEMAS if readme.count(f"| `{one}.") != 2] == []
    assert "| laporan | 3, di antaranya 0 terbaca sebagian dan 0 gagal" in readme
    assert "| regions | Provinsi Jawa Barat, Kota Serang |" in readme
    assert (
        "| figures | 12, accepted 12 (100.0 %), chosen as the one for its fact 12 |" in readme
    )
    assert "tahun 2022-2023" in readme
    assert readme.count(release.release_id) == 3


def test_the_pandas_example_runs_as_printed(release: ReleaseInfo) -> None:
    done = subprocess.run(
        [sys.executable, "-c", read_block(release, "python")],
        cwd=release.path,
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.findall(r"^(\S.*?) +\w+ +0{15}\d +([\d.]+)$", done.stdout, re.MULTILINE)
    named = {agency: float(amount) for agency, amount in found}
    assert named == SUMS


def test_the_sql_example_runs_as_printed(release: ReleaseInfo) -> None:
    with duckdb.connect(str(release.path / "sidak.duckdb"), read_only=True) as connection:
        rows = connection.execute(read_block(release, "sql")).fetchall()
    assert {agency: int(amount) for agency, _, _, amount in rows} == SUMS


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_r_example_runs_as_printed(release: ReleaseInfo) -> None:
    done = subprocess.run(
        ["Rscript", "-e", read_block(release, "r")],
        cwd=release.path,
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.findall(r"^\d+ +(\S.*?) +\w+ +0{15}\d +(\d+)$", done.stdout, re.M)
    assert {agency: int(amount) for agency, amount in found} == SUMS


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_spreadsheet_example_works_as_printed(release: ReleaseInfo, tmp_path: Path) -> None:
    import openpyxl

    # Comma, quotes, UTF-8, first line, columns 2 and 8 as text, English (USA).
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless"]
    goal = ["--outdir", str(tmp_path)]
    source = release.path / "wide_programmes.csv"
    subprocess.run(
        [
            *command,
            "--infilter=CSV:44,34,76,1,2/2/8/2,1033",
            "--convert-to",
            "xlsx",
            *goal,
            str(source),
        ],
        capture_output=True,
        check=True,
    )
    book = openpyxl.load_workbook(tmp_path / "wide_programmes.xlsx")
    book.active["AZ1"] = read_block(release, "text").strip()
    book.save(tmp_path / "asked.xlsx")
    subprocess.run(
        [*command, "--convert-to", "csv", *goal, str(tmp_path / "asked.xlsx")],
        capture_output=True,
        check=True,
    )
    first = (tmp_path / "asked.csv").read_text("utf-8").splitlines()[0]
    assert float(first.split(",")[-1]) == SUMS["Sekretariat Daerah"]


def test_every_file_says_what_it_must(release: ReleaseInfo) -> None:
    names = ["CHANGES.md", "CITATION.cff", "LICENSE", "README.md", "data-dictionary.md"]
    texts = {name: (release.path / name).read_text("utf-8") for name in names}
    assert f'version: "{release.release_id}"' in texts["CITATION.cff"]
    assert 'date-released: "2026-11-21"' in texts["CITATION.cff"]
    assert "CC0-1.0" in texts["LICENSE"]
    assert "## wide_programmes" in texts["data-dictionary.md"]
    assert "published_tables.py" not in texts["data-dictionary.md"]
    assert "Rilis pertama" in texts["CHANGES.md"]


def test_what_was_measured_stands_in_the_benchmarks() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    measured = load_measured()
    assert measured.shares
    assert [one.section for one in measured.shares if one.section not in headings] == []


def test_a_large_release_names_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sidak.publishers.release import writer
    from sidak.publishers.release.settings import ReleaseSettings

    monkeypatch.setattr(writer, "SETTINGS", ReleaseSettings(most_merged_figures=0))
    large = publish(tmp_path, as_result(report(1, DocumentKind.DPA, 2022)))
    readme = (large.path / "README.md").read_text("utf-8")
    assert "| `panel/region_code=*/part.parquet` | 4 |" in readme
    done = subprocess.run(
        [sys.executable, "-c", read_block(large, "python")],
        cwd=large.path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.findall(r" ([\d.]+)$", done.stdout, re.MULTILINE) == ["900000.0"]
