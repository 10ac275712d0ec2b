"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# A property is no measurement of speed: a busy machine must not fail it.
settings.register_profile("sidak", deadline=None)
settings.load_profile("sidak")


@pytest.fixture
def shared() -> Path:
    """The folder of real reports; the test is skipped, visibly, where it is absent."""
    if not (SHARED / "DESIGN.md").exists():
        pytest.skip("../shared is not here: real reports cannot be read")
    return SHARED
