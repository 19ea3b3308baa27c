from pathlib import Path

import pytest

from models.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file may come to be; its directory is not there yet."""
    return tmp_path / "share" / "fenqi" / "fenqi.json"


@pytest.fixture
def store(path: Path) -> Store:
    return Store(path)
