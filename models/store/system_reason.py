"""The usual reasons of the system for refusing something, by their numbers."""

import errno

from models.values.message import msg

FULL = msg("the disk is full, or your share of it")
READ_ONLY = msg("the file system is read-only")
USUAL = {
    errno.ENOENT: msg("no such file or directory"),
    errno.EACCES: msg("permission denied"),
    errno.EPERM: msg("the system does not allow it"),
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: msg("the file is too large"),
    errno.EROFS: READ_ONLY,
    errno.EIO: msg("input/output error"),
    errno.EISDIR: msg("it is a directory"),
    errno.ENOTDIR: msg("a part of the path is not a directory"),
    errno.ELOOP: msg("too many levels of symbolic links"),
    errno.ENAMETOOLONG: msg("the file name is too long"),
    errno.EBUSY: msg("it is in use"),
    errno.ETXTBSY: msg("the program is running"),
    errno.EMFILE: msg("too many open files"),
    errno.ENFILE: msg("too many open files on the system"),
    errno.ENOLCK: msg("no locks available"),
    errno.ENOEXEC: msg("it is not a program for this system"),
}
