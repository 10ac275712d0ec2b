"""The description of a release for machines."""

import json
from pathlib import Path

from sidak.publishers import build_frames, write_release
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS
from tests.publishers.records import FACTS, make_content

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
        assert described["bytes"] == file.stat().st_size
        assert described["hash"] == f"sha256:{release.digests[file.name]}"
    items = resources["items"]["schema"]
    assert items["foreignKeys"][2] == {
        "fields": ["parent_item_id"],
        "reference": {"fields": ["item_id"]},
    }
    level = next(one for one in items["fields"] if one["name"] == "level")
    assert level["constraints"]["enum"][:3] == ["urusan", "bidang", "program"]
