import subprocess
from collections.abc import Iterator
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
