"""What there is to say of a ledger's file, each kind of it under a code that never changes."""

from enum import StrEnum

from models.values.message import Message


class Code(StrEnum):
    """The kinds of findings. Programs know them by these names."""

    READABLE = "readable"
    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    GONE = "gone"
    """There is no file, but there are backups of it."""
    EDITED = "edited"
    """The file was changed outside fenqi."""
    CONFLICT = "conflict"
    """A sync tool made a second version of it."""
    OWNER = "owner"
    """It belongs to another user."""
    LINKED = "linked"
    """It has a second name, which keeps what it was before the next write."""
    SYMLINK = "symlink"
    READ_ONLY = "read_only"
    FULL = "full"
    """There is no room for another version of it."""
    NETWORK = "network"
    """It lies on another host, where locks cannot be trusted."""
    EXPOSED = "exposed"
    """Others can open it."""
    LOCK_USABLE = "lock_usable"
    LOCK_UNUSABLE = "lock_unusable"
    UNFINISHED = "unfinished"
    """What killed writers left."""
    BACKUPS_READABLE = "backups_readable"
    BACKUP_UNREADABLE = "backup_unreadable"
    NO_BACKUPS = "no_backups"
    DRAFTS = "drafts"
    """What was typed into forms and not saved."""
    DRAFTS_UNREADABLE = "drafts_unreadable"
    REMINDED_UNREADABLE = "reminded_unreadable"
    """What reminders were said cannot be read, so that `fenqi remind` says none."""
    CHANNEL_RULES = "channel_rules"
    """The user's own rules of a channel do not hold, so that the catalogue's do."""
    ACCOUNT_DAYS = "account_days"
    """The days of an account do not go with its channel's rules, so that the channel's do."""


class Remark(Message, frozen=True, kw_only=True):
    """What a person should know about the file, and the code of it."""

    code: Code


def remark(code: Code, message: Message) -> Remark:
    """The message under a code."""
    return Remark(message.template, message.params, code=code)
