"""What is said of a place where others can look in, or where locks cannot be trusted."""

from pathlib import Path

import pytest

from models.store import Store, location
from tests.models.store.actions import add

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 0:27 / /home rw,relatime shared:5 master:1 - nfs4 server:/home rw
31 30 0:28 / /home/local\\040disk rw - xfs /dev/vdb rw
32 27 0:29 / /mnt rw - ext4 /dev/vdc rw
33 32 0:30 / /mnt rw - fuse.sshfs me@server: rw
this line is none
"""


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table of what is mounted."""
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS)
    monkeypatch.setattr(location, "MOUNTS", table)
    return table


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/ledger.json", "nfs4"),
        ("/homely/ledger.json", None),
        ("/home/local disk/ledger.json", None),
        ("/mnt/ledger.json", "fuse.sshfs"),
        ("/ledger.json", None),
    ],
)
@pytest.mark.usefixtures("mounts")
def test_the_file_system_is_that_of_the_deepest_and_last_mount(path: str, kind: str | None) -> None:
    assert location.network(Path(path)) == kind


def test_a_system_without_such_a_table_is_asked_nothing(mounts: Path) -> None:
    mounts.unlink()
    assert location.network(Path("/home/me/ledger.json")) is None


def test_a_file_on_another_host_is_said_so_once(store: Store, path: Path, mounts: Path) -> None:
    mounts.write_text("27 1 0:27 / / rw - nfs server:/ rw\n")
    assert "lies on another host (nfs)" in str(add(store, "a").remarks[0])
    assert add(store, "b").remarks == store.load().remarks == ()
    assert len(Store(path).load().remarks) == 1


def test_a_file_that_others_can_open_is_said_so_once(store: Store, path: Path) -> None:
    add(store, "a")
    path.chmod(0o640)
    fresh = Store(path)
    (remark,) = fresh.load().remarks
    assert str(remark) == f"others on this host may open {path} (mode 640); `fenqi doctor --fix` makes it private"
    assert fresh.load().remarks == ()
