"""What all tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real reports; the test is skipped, visibly, where it is absent."""
    if not (SHARED / "DESIGN.md").exists():
        pytest.skip("../shared is not here: real reports cannot be read")
    return SHARED
