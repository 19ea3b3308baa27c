"""The file of a demo: sample data in a folder of its own, gone when it is quit."""

import fcntl
import os
import shlex
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from models.store import Store
from tui.run.demo import LedgerMaker, sample_ledger
from tui.run.session import Session

if TYPE_CHECKING:
    from tui.run.scenes.scene import Scene

PREFIX = "fenqi-demo-"


FILE = "ledger.json"


SCENE = "scene"
"""Holds the number of the scene that a demo shows."""


STATEMENT = "alipay.csv"
"""What the statement of a scene is called."""


RUNNING = "running"
"""Locked while a demo runs."""


@contextmanager
def demo_session(session: Session, left: Path | None = None, made: LedgerMaker = sample_ledger) -> Iterator[Session]:
    """The session on data `made` in a folder of its own, or on that in `left`, which an interrupted demo left behind.

    The folder is gone after a regular end, where no other demo goes on with it. An exception leaves it, as a kill does:
    `interrupted` finds it then.
    """
    folder = left or Path(tempfile.mkdtemp(prefix=PREFIX))
    with (folder / RUNNING).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        store = Store(folder / FILE)
        if left is None:
            store.begin(made(session.now(), session.catalogue), session.now())
        yield msgspec.structs.replace(session, store=store, demo=True)
    throw_away(folder)


@contextmanager
def scene_session(session: Session, scene: "Scene", left: Path | None = None) -> Iterator[Session]:
    """The session that shows a scene, with its explanation; or goes on with one that was interrupted, in `left`."""
    with demo_session(scene.by_its_clock(session), left, scene.made) as sample:
        folder = sample.store.path.parent
        (folder / SCENE).write_text(str(scene.row), "ascii")
        if scene.statement is not None and left is None:
            (folder / STATEMENT).write_bytes(scene.statement(sample.now()))
        yield scene.explained(shared(sample))


def shared(sample: Session) -> Session:
    """The demo's session, which also says how to open its file in another terminal."""
    return msgspec.structs.replace(sample, elsewhere=f"fenqi --db {shlex.quote(str(sample.store.path))}")


def interrupted() -> Path | None:
    """The folder of this user's last demo that ended without being quit; None where there is none."""
    found = [each for each in Path(tempfile.gettempdir()).glob(f"{PREFIX}*") if _is_own(each) and _is_left(each)]
    return max(found, key=lambda folder: (folder / FILE).stat().st_mtime_ns, default=None)


def scene_in(folder: Path) -> int | None:
    """The scene that was shown on the data of a folder; None where it was the plain demo."""
    try:
        return int((folder / SCENE).read_text("ascii"))
    except (OSError, ValueError):
        return None


def still_left(folder: Path) -> bool:
    """Whether its sample data are there yet: while somebody thinks, another terminal may throw them away, or go on with
    them and quit."""
    return (folder / FILE).is_file()


def throw_away(folder: Path) -> None:
    """Remove a demo's folder, but where a demo runs on it: another terminal may have gone on with it meanwhile."""
    with suppress(OSError), _claimed(folder):
        shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    """Whether nobody else can have made it or put something into it: others write into the same temporary folder."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _is_left(folder: Path) -> bool:
    """Whether it holds sample data that no demo is running on."""
    if not still_left(folder):
        return False
    try:
        with _claimed(folder):
            return True
    except OSError:
        return False


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Keep other demos from running on the folder meanwhile; OSError where one does."""
    with (folder / RUNNING).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
