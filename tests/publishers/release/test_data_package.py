"""The description of a release for machines."""

import json
from pathlib import Path

import pytest

from sidak.publishers import build_frames, write_release
from sidak.publishers.release import writer
from sidak.publishers.release.settings import ReleaseSettings
from sidak.schemas import DocumentKind
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.expectations.cross_document.reports import report
from tests.publishers.records import FACTS, make_content
from tests.publishers.release.folder.releases import as_result, publish

FRAMES = build_frames(make_content())


def test_data_package_describes_every_column(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    package = json.loads((release.path / "datapackage.json").read_text())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = {one["name"]: one for one in package["resources"]}
    assert list(resources) == list(TABLE_SCHEMAS)
    for name, schema in TABLE_SCHEMAS.items():
        described = resources[name]
        assert [one["name"] for one in described["schema"]["fields"]] == list(schema.names)
        assert described["schema"]["primaryKey"] == list(schema.primary_key)
        file = release.path / described["path"]
        if file.suffix == ".csv":
            assert described["bytes"] == file.stat().st_size
            assert described["hash"] == f"sha256:{release.digests[file.name]}"
        else:  # frictionless does not count the bytes of Parquet files
            assert not {"bytes", "hash"} & described.keys()
    items = resources["items"]["schema"]
    assert items["foreignKeys"][2] == {
        "fields": ["parent_item_id"],
        "reference": {"fields": ["item_id"]},
    }
    level = next(one for one in items["fields"] if one["name"] == "level")
    assert level["constraints"]["enum"][:3] == ["urusan", "bidang", "program"]


def test_what_it_is_from_whom_and_of_when(tmp_path: Path) -> None:
    release = write_release(tmp_path, FRAMES, FACTS)
    package = json.loads((release.path / "datapackage.json").read_text())
    assert [one["name"] for one in package["licenses"]] == ["CC0-1.0"]
    assert package["sources"] == [{"title": "a.pdf", "hash": f"sha256:{'a' * 64}"}]
    assert package["contributors"] == [
        {"title": "sidak", "roles": ["wrangler"]},
        {"title": "Pemerintah Kota Serang", "roles": ["creator"]},
    ]
    assert package["temporal"] == {"start": 2022, "end": 2022}
    assert package["spatial"]["regions"] == [{"code": "36.73", "name": "Kota Serang"}]
    assert "LKjIP" in package["keywords"]


@pytest.mark.parametrize("most_merged", [0, 2_000_000])
def test_frictionless_finds_nothing(
    most_merged: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frictionless import validate

    monkeypatch.setattr(writer, "SETTINGS", ReleaseSettings(most_merged_figures=most_merged))
    release = write_release(tmp_path, FRAMES, FACTS)
    report = validate(str(release.path / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert [task.name for task in report.tasks] == list(TABLE_SCHEMAS)


def test_frictionless_reads_the_parts_of_several_regions_as_one_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frictionless import Package, validate

    monkeypatch.setattr(writer, "SETTINGS", ReleaseSettings(most_merged_figures=0))
    here = report(1, DocumentKind.DPA, 2022)
    there = report(2, DocumentKind.DPA, 2022, region="Provinsi Jawa Barat")
    release = publish(tmp_path, as_result(here), as_result(there))
    found = validate(str(release.path / "datapackage.json"))
    assert found.flatten(["type", "message"]) == []
    package = Package(str(release.path / "datapackage.json"))
    tables = ("documents", "figures", "wide_programmes")
    rows = [len(package.get_resource(name).read_rows()) for name in tables]
    assert rows == [2, 8, 8]
