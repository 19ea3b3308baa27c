"""What `fenqi doctor` checks, and what of it can be set right. Nothing here changes a file."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import IntEnum
from pathlib import Path

import msgspec

from models.bills.contracts import faulty_accounts
from models.bills.fault import FaultCode
from models.bills.ledger_faults import ledger_faults
from models.bills.wrong_times import yet_to_come
from models.channels.channel import Catalogue
from models.channels.effective import effective_or_problem
from models.ledger.ledger import Ledger
from models.store import backups, files, listing, location
from models.store.lock import lock_of, locked
from models.store.remark import Code, Remark
from models.store.reminded import Reminded
from models.store.repairing import exposed, left_by_killed
from models.store.store import Store
from models.values import quantity
from models.values.message import Message, Problem, msg


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

    @property
    def help(self) -> Message | None:
        """What to do about it; None where nothing is to be done, or the message says it."""
        return HELP.get(self.code) or (_BY_HAND if isinstance(self.code, FaultCode) else None)

    @property
    def fixable(self) -> bool:
        """Whether `repair` sets it right."""
        return self.code in FIXABLE


class Examination(msgspec.Struct, frozen=True):
    """What was found about a ledger's file, and its write number; None where it cannot be read, or is not there."""

    revision: int | None
    findings: tuple[Finding, ...]

    @property
    def unreadable(self) -> bool:
        """Whether the file cannot be read."""
        return any(each.code is Code.UNREADABLE for each in self.findings)

    @property
    def worst(self) -> Level:
        return max(each.level for each in self.findings)


def examine(store: Store, catalogue: Catalogue, now: datetime) -> Examination:
    """What is well and what is wrong with the store's file, what lies beside it, and the user's own rules in it."""
    path = store.path
    revision, of_file = _file(path, catalogue, now)
    return Examination(
        revision,
        (
            *of_file,
            *_lock(path),
            *_names(store.named),
            *_rights(path),
            *_leftovers(path),
            *_drafts(store),
            *_reminded(path),
            *_backups(store),
        ),
    )


def _file(path: Path, catalogue: Catalogue, now: datetime) -> tuple[int | None, list[Finding]]:
    """The file's write number, and what there is to say of it."""
    try:
        snapshot = Store(path).load()
    except Problem as problem:
        return None, [_unreadable(problem), *_remarked(path, location.remarks(path))]
    name, found = files.readable(path), list[Finding]()
    if snapshot.revision:
        readable = msg(
            "{path} can be read: {orders}, {repayments}",
            path=name,
            orders=quantity.orders(len(snapshot.ledger.orders)),
            repayments=quantity.repayments(len(snapshot.ledger.repayments)),
        )
        found.append(Finding(level=Level.GOOD, code=Code.READABLE, message=readable))
    elif not snapshot.remarks:
        none = msg("there is no file {path} yet", path=name)
        found.append(Finding(level=Level.GOOD, code=Code.NO_FILE, message=none))
    return snapshot.revision or None, [
        *found,
        *_remarked(path, snapshot.remarks),
        *_rules(snapshot.ledger, catalogue),
        *_proved(snapshot.ledger, catalogue, now),
    ]


def _proved(ledger: Ledger, catalogue: Catalogue, now: datetime) -> Iterator[Finding]:
    """What does not go together in what the file says, whoever wrote it."""
    for each in (*ledger_faults(ledger, catalogue), *yet_to_come(ledger, now)):
        level = Level.BAD if each.impossible else Level.REMARK
        yield Finding(level=level, code=each.code, message=each.message, table=each.table, id=each.id)


def _unreadable(problem: Problem) -> Finding:
    """That the file cannot be read, with the table and the record where it is known which is wrong."""
    table, record = (str(problem.message.params.get(name, "")) for name in ("table", "record"))
    return Finding(level=Level.BAD, code=Code.UNREADABLE, message=problem.message, table=table, id=record)


def _remarked(path: Path, remarks: tuple[Message, ...]) -> Iterator[Finding]:
    for each in remarks:
        if isinstance(each, Remark):
            yield Finding(level=Level.REMARK, code=each.code, message=each)
    refusal = files.unwritable(path)
    if refusal is not None and (files.token(path) is None or files.may_be_read(path)):
        yield Finding(level=Level.REMARK, code=Code.READ_ONLY, message=refusal)


def _rules(ledger: Ledger, catalogue: Catalogue) -> Iterator[Finding]:
    """The user's own rules and days that do not hold (any more), so that those of the catalogue are taken."""
    for ident, made in effective_or_problem(catalogue, ledger.channels).items():
        if isinstance(made, Problem):
            yield _not_held(Code.CHANNEL_RULES, "channels", ident, made)
    for ident, problem in faulty_accounts(ledger, catalogue).items():
        yield _not_held(Code.ACCOUNT_DAYS, "accounts", ident, problem)


def _not_held(code: Code, table: str, ident: str, problem: Problem) -> Finding:
    return Finding(level=Level.REMARK, code=code, message=problem.message, table=table, id=ident)


def _lock(path: Path) -> Iterator[Finding]:
    if files.token(path) is None or files.unwritable(path) or not location.is_fenqis(path):
        return
    try:
        with locked(path):
            usable = msg("the lock {path} can be used", path=files.readable(lock_of(path)))
            yield Finding(level=Level.GOOD, code=Code.LOCK_USABLE, message=usable)
    except Problem as problem:
        yield Finding(level=Level.REMARK, code=Code.LOCK_UNUSABLE, message=problem.message)


def _rights(path: Path) -> Iterator[Finding]:
    for each in exposed(path):
        if each != path:  # the remarks name it
            yield Finding(level=Level.REMARK, code=Code.EXPOSED, message=location.exposure(each))


def _names(named: Path) -> Iterator[Finding]:
    """Whose the file is, and under which other names it can be reached."""
    try:
        real = files.real(named)
        status = real.stat()
    except (OSError, Problem):
        return
    if named.is_symlink():
        leads = msg(
            "{path} leads to {real}, which is what is written", path=files.readable(named), real=files.readable(real)
        )
        yield Finding(level=Level.GOOD, code=Code.SYMLINK, message=leads)
    if status.st_uid != os.geteuid():
        owner = msg(
            "{path} belongs to another user, with the number {owner}",
            path=files.readable(real),
            owner=str(status.st_uid),
        )
        yield Finding(level=Level.REMARK, code=Code.OWNER, message=owner)
    ours = sum(files.identity(each.path) == (status.st_dev, status.st_ino) for each in backups.found(real))
    if status.st_nlink > 1 + ours:  # a writer that was killed has named a backup
        linked = msg(
            "{path} has another name, too, which keeps what the file is now and none of the next writes",
            path=files.readable(real),
        )
        yield Finding(level=Level.REMARK, code=Code.LINKED, message=linked)


def _leftovers(path: Path) -> Iterator[Finding]:
    try:
        count = len(left_by_killed(path))
    except OSError:
        return
    if count:
        left = msg(
            "{count} unfinished files lie beside {path}; the next write or `fenqi doctor --fix` removes them",
            count=count,
            path=files.readable(path),
        )
        yield Finding(level=Level.REMARK, code=Code.UNFINISHED, message=left)


def _drafts(store: Store) -> Iterator[Finding]:
    try:
        count = store.drafts.count()
    except Problem as problem:
        yield Finding(level=Level.REMARK, code=Code.DRAFTS_UNREADABLE, message=problem.message)
        return
    if count:
        there = msg(
            "drafts of forms that were not saved: {count}, in {path}",
            count=count,
            path=files.readable(store.drafts.path),
        )
        yield Finding(level=Level.GOOD, code=Code.DRAFTS, message=there)


def _reminded(path: Path) -> Iterator[Finding]:
    """That nobody is reminded any more."""
    try:
        Reminded(path).read()
    except Problem as problem:
        yield Finding(level=Level.REMARK, code=Code.REMINDED_UNREADABLE, message=problem.message)


def _backups(store: Store) -> Iterator[Finding]:
    found = store.backups()
    good = [each for each in found if each.fault is None]
    for each in found:
        if each.fault is not None and not each.replaced:
            yield Finding(level=Level.REMARK, code=Code.BACKUP_UNREADABLE, message=each.fault)
    wrong = listing.unlisted(store.path) or listing.unkept(store.path)
    if wrong is not None:
        yield Finding(level=Level.REMARK, code=Code.BACKUP_UNREADABLE, message=wrong)
    elif not found:
        yield Finding(level=Level.GOOD, code=Code.NO_BACKUPS, message=msg("there are no backups yet"))
    if not good:
        return
    newest = msg(
        "{backups} can be read; `fenqi restore {name}` brings back the newest",
        backups=quantity.backups(len(good)),
        name=good[0].path.stem,
    )
    yield Finding(level=Level.GOOD, code=Code.BACKUPS_READABLE, message=newest)
