"""Where the file lies: who else can open it, and whether its lock can be trusted there."""

import os
import re
import shlex
import stat
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from models.store import backups, beside, files
from models.store.remark import Code, Remark, remark
from models.values.message import Inner, Problem, msg

MOUNTS = Path("/proc/self/mountinfo")
"""What is mounted where, on Linux; other systems are not asked."""

NETWORK = frozenset({
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "davfs", "gfs2", "glusterfs", "lustre"),
    *("ncpfs", "ocfs2", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs"),
    *("fuse.smbnetfs", "fuse.sshfs"),
})  # fmt: skip
"""File systems whose files lie on another host."""

FILE = (stat.S_IFREG,)
"""What a ledger is. A directory or a device that was named as one is not fenqi's."""

MARK = b'"fenqi"'
"""The table that every ledger has."""

_ESCAPE = re.compile(r"\\([0-7]{3})")


def remarks(path: Path) -> tuple[Remark, ...]:
    """What a person should know about the directory of the file."""
    found = [exposure(path, path)] if exposed(path, FILE) and is_fenqis(path) else []
    found += [conflict(name) for name in beside.conflicts(path)]
    found += [filled(path)] if is_full(path) else []
    kind = network(path)
    if kind:
        far = msg(
            "{path} lies on another host ({kind}), where locks cannot be trusted; open it on one host at a time",
            path=files.readable(path),
            kind=kind,
        )
        found.append(remark(Code.NETWORK, far))
    return tuple(found)


def filled(path: Path) -> Remark:
    """That nothing more can be written beside the path."""
    full = msg("the disk of {path} is full: nothing can be recorded until there is room", path=files.readable(path))
    return remark(Code.FULL, full)


def is_full(path: Path) -> bool:
    """Whether the disk has no room for another version of the file. A user's share of it is not asked for, and neither
    are file systems that do not say how large they are."""
    try:
        size = path.stat().st_size
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    left = disk.f_bfree if os.geteuid() == 0 else disk.f_bavail
    return disk.f_blocks > 0 and left * disk.f_frsize < size


def conflict(name: str) -> Remark:
    """That a sync tool made a second version of the file, and what joins the two."""
    second = msg(
        "a second version of the ledger lies beside it; `fenqi merge {name}`, or M in the app, joins the two",
        name=shlex.quote(name),
    )
    return remark(Code.CONFLICT, second)


def exposure(path: Path, ledger: Path) -> Remark:
    """That others can open the path, which is the ledger or belongs to it; and what makes it private, or why nothing
    does."""
    from models.store import hindrance  # noqa: PLC0415  # hardly a file is open to others

    named = {"path": files.readable(path), "mode": exposed(path) or "600"}
    found = hindrance.of_closing(path, ledger)
    if found is None:
        said = msg("others on this host may open {path} (mode {mode}); `fenqi doctor --fix` makes it private", **named)
    else:
        said = msg(
            "others on this host may open {path} (mode {mode}), and it cannot be made private: {why}",
            **named,
            why=Inner(found.why),
        )
    return remark(Code.EXPOSED, said)


def exposed(path: Path, kinds: Container[int] = (stat.S_IFREG, stat.S_IFDIR)) -> str | None:
    """The mode, `644`, of a file or directory that others than its owner can open, list or change; None for the rest.

    `kinds`: of what alone it is said; a device or a pipe is nobody's to close.
    """
    with suppress(OSError):
        mode = path.stat().st_mode
        if stat.S_IFMT(mode) in kinds and mode & 0o077:
            return f"{stat.S_IMODE(mode):o}"
    return None


def is_fenqis(path: Path) -> bool:
    """Whether what lies at the path is, or was, a ledger: it names fenqi, or has backups. Another file that was named
    by a slip of the hand is not for the doctor to close."""
    try:
        found = files.read(path)
    except Problem:
        found = None
    return bool(found and MARK in found[0]) or bool(backups.found(path))


def network(path: Path) -> str | None:
    """The kind of the network file system that the path lies on; None on a disk, and where it is not known."""
    try:
        mounts = MOUNTS.read_bytes()
    except OSError:
        return None
    kind = _mounted(os.fsdecode(mounts), path)
    return kind if kind in NETWORK else None


def _mounted(mounts: str, path: Path) -> str:
    """The kind of file system under `path`: that of the deepest mount point, the last one mounted there."""
    kind, depth = "", 0
    for line in mounts.splitlines():
        fields = line.split(" ")
        with suppress(ValueError, IndexError):
            point = Path(_ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[4]))
            if path.is_relative_to(point) and len(point.parts) >= depth:
                kind, depth = fields[fields.index("-") + 1], len(point.parts)
    return kind
