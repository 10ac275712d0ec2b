"""What is installed is pinned, with digests, and declared."""

import json
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import LOCK, PROJECT, SBOM, VERSIONS, Pin, read_lock

PINS = read_lock(LOCK.read_text("utf-8"))


def list_direct_requirements() -> list[Requirement]:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    return [one for one in map(Requirement, lines) if one.name != "sidak"]


def test_read_lock() -> None:
    first, second = "1" * 64, "2" * 64
    text = (
        f"# a remark\nb==2 \\\n    --hash=sha256:{first} \\\n    --hash=sha256:{second}\n"
        f"c-d==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{first}\n"
    )

    assert read_lock(text) == [
        Pin("b", "2", "", (first, second)),
        Pin("c-d", "1.0", "sys_platform == 'win32'", (first,)),
    ]


@pytest.mark.parametrize("line", ["b>=2", "b @ file.whl", "-r other.txt", "--index-url x"])
def test_a_lock_holds_nothing_but_pins(line: str) -> None:
    with pytest.raises(ValueError, match="no pin"):
        read_lock(f"{line}\n")


def test_every_direct_requirement_is_pinned() -> None:
    versions = {canonicalize_name(pin.name): pin.version for pin in PINS}

    unpinned = [
        str(one)
        for one in list_direct_requirements()
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))
    ]

    assert unpinned == [], "run 'make lock'"


def test_every_pin_has_digests() -> None:
    assert [pin.name for pin in PINS if not pin.digests] == []


def test_constraints_are_the_lock_without_digests() -> None:
    lines = VERSIONS.read_text("utf-8").splitlines()

    assert [line for line in lines if line[0] != "#"] == [pin.line for pin in PINS], (
        "run 'make lock'"
    )


def test_bill_of_materials_is_the_lock() -> None:
    bill = json.loads(SBOM.read_text("utf-8"))

    assert {one["purl"] for one in bill["components"]} == {
        f"pkg:pypi/{pin.name}@{pin.version}" for pin in PINS
    }, "run 'make lock'"
    assert bill["bomFormat"] == "CycloneDX"


@pytest.mark.parametrize("file", [LOCK, VERSIONS, SBOM], ids=lambda file: file.name)
def test_no_addresses(file: object) -> None:
    assert "://" not in file.read_text("utf-8")  # type: ignore[attr-defined]
