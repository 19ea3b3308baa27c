"""New files belong to the owner of the ledger, also where root runs fenqi once.

Each write makes the ledger a new file. If root owned it and it were private, its real owner could not open it.
"""

import os
from pathlib import Path


def give(handle: int, like: Path) -> None:
    """Give an open file that was just made to the owner of `like`, or of the directory where that is not there.

    Only root can; OSError where even root cannot: then the file must not take the place of the other one.
    """
    if os.geteuid() == 0:
        status = _status(like)
        os.fchown(handle, status.st_uid, status.st_gid)


def give_directory(directory: Path) -> None:
    """Give a directory that was just made to the owner of the one above it."""
    if os.geteuid() == 0:
        status = directory.parent.stat()
        os.chown(directory, status.st_uid, status.st_gid, follow_symlinks=False)


def _status(like: Path) -> os.stat_result:
    try:
        return like.stat()
    except FileNotFoundError:
        return like.parent.stat()
