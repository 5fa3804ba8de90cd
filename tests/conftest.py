"""What all tests share: the real document, and how hypothesis searches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# A red test must be red again on the next run, and a slow machine is no finding.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder with pyproject.toml, raw/ and dictionaries/."""
    return ROOT


@pytest.fixture(scope="session")
def seed_edition() -> Path:
    """The three renditions of the real table, in raw/. Not to be written to."""
    return ROOT / "raw" / "dongguan-fire-reform" / "2021-08-26"
