"""Pins what sidak is installed with: ``make lock``.

``uv`` resolves ``pyproject.toml`` with all extras, for every Python and system that it names.
``constraints.txt`` holds the versions, ``requirements.lock`` their digests too, and
``docs/sbom.json`` says the same as a bill of materials (CycloneDX). A version that
``constraints.txt`` holds stays until it is changed there, or ``--upgrade`` is given.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "pyproject.toml"
VERSIONS = ROOT / "constraints.txt"
LOCK = ROOT / "requirements.lock"
SBOM = ROOT / "docs" / "sbom.json"

_VERSIONS_HEAD = "# The versions that sidak is tested with; `make lock` writes this file.\n"
_LOCK_HEAD = "# The versions of constraints.txt with digests; `make lock` writes this file.\n"
#: ``name==version``, a marker, digests.
_PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+?))? *\\?$"
)
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """A distribution of the lock.

    Attributes:
        name: Its name.
        version: Its only version.
        marker: Where it is installed; empty for everywhere.
        digests: SHA-256 of its files.
    """

    name: str
    version: str
    marker: str
    digests: tuple[str, ...]

    @property
    def line(self) -> str:
        """The pin as a line of ``constraints.txt``."""
        return f"{self.name}=={self.version}" + (f" ; {self.marker}" if self.marker else "")


def read_lock(text: str) -> list[Pin]:
    """Return the pins of a lock, in order.

    Raises:
        ValueError: If a line is none: a lock names versions and digests and nothing else.
    """
    pins: list[Pin] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        digest = _DIGEST.search(line)
        if digest is not None and pins:
            last = pins.pop()
            digests = (*last.digests, digest[1])
            pins.append(Pin(last.name, last.version, last.marker, digests))
            continue
        match = _PIN.match(line)
        if match is None:
            raise ValueError(f"no pin: {line}")
        pins.append(Pin(match["name"], match["version"], match["marker"] or "", ()))
    return pins


def resolve(options: Sequence[str]) -> str:
    """Return a lock with the versions of ``constraints.txt`` where they still fit.

    Args:
        options: Further options of ``uv pip compile``.

    Raises:
        subprocess.CalledProcessError: If no versions fit together.
    """
    with tempfile.TemporaryDirectory() as folder:
        # uv prefers the versions that the file to be written names
        output = Path(folder, LOCK.name)
        output.write_bytes(VERSIONS.read_bytes())
        command = [
            *(_find_script("uv"), "pip", "compile", str(PROJECT), "--output-file", str(output)),
            *("--all-extras", "--universal", "--generate-hashes", "--quiet"),
            *("--no-header", "--no-annotate", "--python-version", "3.11", *options),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return output.read_text("utf-8")


def make_sbom(pins: Sequence[Pin]) -> str:
    """Return the bill of materials of a lock, without addresses, times and digests.

    Raises:
        subprocess.CalledProcessError: If the tool fails.
    """
    versions = "".join(f"{pin.line}\n" for pin in pins)
    command = [
        *(_find_script("cyclonedx-py"), "requirements", "-", "--pyproject", str(PROJECT)),
        *("--output-reproducible", "--output-format", "JSON"),
    ]
    done = subprocess.run(
        command,
        input=versions,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    bill = _drop(json.loads(done.stdout), frozenset({"externalReferences", "description"}))
    bill.pop("$schema", None)
    bill["metadata"].pop("tools", None)
    # the tool numbers the components by line: one more would change all that follow
    names = {one["bom-ref"]: one["purl"] for one in bill["components"]}
    for component in bill["components"]:
        component["bom-ref"] = component["purl"]
    for dependency in bill["dependencies"]:
        dependency["ref"] = names.get(dependency["ref"], dependency["ref"])
    return json.dumps(bill, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--upgrade", metavar="NAME", help="raise this distribution; 'all' raises every one"
    )
    name = parser.parse_args().upgrade
    options = {None: [], "all": ["--upgrade"]}.get(name, ["--upgrade-package", str(name)])
    lock = resolve(options)
    pins = read_lock(lock)
    VERSIONS.write_text(_VERSIONS_HEAD + "".join(f"{pin.line}\n" for pin in pins), "utf-8")
    LOCK.write_text(_LOCK_HEAD + lock, "utf-8")
    SBOM.write_text(make_sbom(pins), "utf-8")
    sys.stdout.write(f"{len(pins)} distributions\n")


def _find_script(name: str) -> str:
    return str(Path(sysconfig.get_path("scripts"), name))


def _drop(value: Any, keys: frozenset[str]) -> Any:
    """Return a JSON value without certain keys, at any depth."""
    if isinstance(value, dict):
        return {key: _drop(one, keys) for key, one in value.items() if key not in keys}
    if isinstance(value, list):
        return [_drop(one, keys) for one in value]
    return value


if __name__ == "__main__":
    main()
