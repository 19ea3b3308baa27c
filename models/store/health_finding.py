"""One thing that the doctor has checked: how well it is, and what is to be done about it."""

from collections.abc import Mapping
from enum import IntEnum

import msgspec

from models.bills.fault import FaultCode
from models.store.remark import Code
from models.values.message import Message, msg


class Level(IntEnum):
    """How well it is, the worst last. BAD: the file cannot be read, or says what cannot be."""

    GOOD = 0
    REMARK = 1
    BAD = 2


FIXABLE = frozenset({Code.EXPOSED, Code.UNFINISHED})
"""What `repair` sets right."""

HELP: Mapping[str, Message] = {
    **dict.fromkeys(FIXABLE, msg("`fenqi doctor --fix` sets it right")),
    Code.UNREADABLE: msg("set the file right by hand, or restore a backup: `fenqi restore` lists them"),
    Code.GONE: msg("`fenqi restore` lists the backups"),
    Code.NETWORK: msg("open it on one host at a time"),
    Code.READ_ONLY: msg("make the file and its directory writable"),
    Code.FULL: msg("make room on the disk"),
    Code.LOCK_UNUSABLE: msg("end the other fenqi, or remove what lies in the lock's place"),
    Code.REMINDED_UNREADABLE: msg("remove it, and every reminder comes again"),
    Code.CHANNEL_RULES: msg("correct the rules on the channel's page, or take the catalogue's there"),
    Code.ACCOUNT_DAYS: msg("correct the days of the account"),
    Code.OWNER: msg("let the file belong to you, or run fenqi as its owner"),
    Code.LINKED: msg("remove the other name, or copy the file"),
    FaultCode.TWIN: msg("compare the two orders, and delete the one too many"),
    FaultCode.LOST_CHANNEL: msg("add a channel of your own under that id, or give the record another one"),
    FaultCode.UNALLOCATED: msg("compare the amount with the receipt; undo and record it again where it is wrong"),
    FaultCode.TOO_EARLY: msg("compare the day with the receipt; undo and record it again where it is wrong"),
    FaultCode.CONTRADICTS: msg("compare it with the receipt; undo and record it again where it is wrong"),
    FaultCode.FUTURE: msg("set the clock of this host right, or undo and record it again with its day"),
    FaultCode.LOST_BILL: msg("nothing follows from it; look whether the order of that bill is gone"),
}
"""What to do about it."""


_BY_HAND = msg("correct the record by hand, or restore a backup: `fenqi restore` lists them")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was checked. `table` and `id`: the record that it is about, "" where it is about none."""

    level: Level
    code: Code | FaultCode
    message: Message
    table: str = ""
    id: str = ""
    first: Code | None = None
    """What is to be cured before this can be."""

    @property
    def help(self) -> Message | None:
        """What to do about it; None where nothing is to be done, or the message says it."""
        return HELP.get(self.first or self.code) or (_BY_HAND if isinstance(self.code, FaultCode) else None)

    @property
    def fixable(self) -> bool:
        """Whether `repair` sets it right."""
        return self.code in FIXABLE and self.first is None
