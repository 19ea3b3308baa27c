"""Precautions: which there are for a ledger, when each is to be looked at next, and that one was."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from models.bills.known_since import known_since
from models.bills.overview import HOME_ZONE
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.channels.precautions import (
    AUTO_DEBIT_AS_HERE,
    PRECAUTIONS,
    REFUND_ARRIVED,
    REFUND_WAIT,
    AfterRefund,
    Check,
    Every,
    Of,
)
from models.channels.rules import Switch
from models.ledger.closing import Refund
from models.ledger.ledger import Ledger, put
from models.ledger.precaution import Precaution
from models.values.dates import EARLIEST, today
from models.values.message import Problem


class PrecautionAct(StrEnum):
    """What is done to a precaution."""

    DONE = "done"
    """It was looked at, so it is shown again where it was not."""
    OFF = "off"
    """It is not to be shown any more; when it was looked at last stays."""
    ON = "on"
    """It is to be shown again."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A precaution of a ledger: `account_id` is "" for what concerns all, `order_id` "" for what is of no order.

    `next` is the day from which it is to be looked at, today where it never was; None where no day is known, where it
    is done for good, or where it is `off`. `since`: the day since which that is so, or will be.
    """

    id: str
    check: Check
    account_id: str = ""
    order_id: str = ""
    last: datetime | None = None
    next: date | None = None
    since: date | None = None
    off: bool = False

    def is_due(self, day: date) -> bool:
        """Whether it is to be looked at on that day."""
        return self.next is not None and self.next <= day


class _Subject(msgspec.Struct, frozen=True):
    """What a precaution is looked at for, since when there is that, and the days from which it is counted besides."""

    id: str
    check: Check
    account: str = ""
    order: str = ""
    since: date | None = None
    days: tuple[date, ...] = ()


def rows(ledger: Ledger, channels: Catalogue, now: datetime) -> tuple[Row, ...]:
    """Every precaution, those of all first, then account by account, then the refunds.

    `channels` are the contracts of the ledger.
    """
    return tuple(_row(ledger, subject, now) for subject in _subjects(ledger, channels))


def acted(ledger: Ledger, channels: Catalogue, ident: str, act: PrecautionAct, now: datetime) -> Ledger:
    """With that done to the precaution; Problem where there is none of that id."""
    if ident not in {subject.id for subject in _subjects(ledger, channels)}:
        raise Problem("there is no precaution {id}; `fenqi check` lists them", field="id", id=ident)
    before = ledger.precautions.get(ident, Precaution(id=ident))
    last = now if act is PrecautionAct.DONE else before.last
    made = msgspec.structs.replace(before, last=last, off=act is PrecautionAct.OFF)
    return msgspec.structs.replace(ledger, precautions=put(ledger.precautions, ident, made))


def without_account(ledger: Ledger, account: str) -> Ledger:
    """With the turns of an account's precautions kept empty: it is to be deleted, and the others' turns stay."""
    kept, since = ledger.precautions, known_since(ledger)[account]
    for ident in idents_of(account):
        before = kept.get(ident, Precaution(id=ident))
        kept = put(kept, ident, msgspec.structs.replace(before, was_known=before.was_known or since))
    return msgspec.structs.replace(ledger, precautions=kept)


def _subjects(ledger: Ledger, channels: Catalogue) -> Iterator[_Subject]:
    since, in_use = known_since(ledger), _in_use(ledger)
    first = first_known(ledger) if in_use else None
    yield from (_Subject(check.id, check, since=first) for check in PRECAUTIONS if check.of is Of.ALL)
    standing = standing_for(ledger)
    for account in in_use.values():
        for check in of_account(account, standing):
            if check.concerns(channel_of(channels, account.id)):
                known = since[account.id]
                days = _seen_on(account, known) if check is AUTO_DEBIT_AS_HERE else ()
                yield _Subject(id_of(check, account.id), check, account.id, since=known, days=days)
    yield from _refunds(ledger)


def _seen_on(account: Account, known: date) -> tuple[date, ...]:
    """The day on which its auto-debit was set up, or said to be off: its app was looked at then; none where it is not
    known. `known`: since when the account is, which was off from then on where it was never said to be on."""
    if account.auto_debit is not Switch.OFF:
        return (account.set_up_on,) if account.set_up_on else ()
    off = max((each.until for each in account.debited_before if each.auto_debit is not Switch.OFF), default=known)
    return (off,) if off > EARLIEST else ()


def standing_for(ledger: Ledger) -> frozenset[str]:
    """The account of each institution that stands for it: the one that is known longest."""
    first: dict[str, str] = {}
    in_use = _in_use(ledger)
    for ident in known_since(ledger):
        if ident in in_use:
            first.setdefault(ledger.accounts[ident].channel, ident)
    return frozenset(first.values())


def _in_use(ledger: Ledger) -> dict[str, Account]:
    """The accounts that there is something to look at with: not one that an order made which went elsewhere since."""
    used = {order.account_id for order in ledger.orders.values()}
    return {ident: each for ident, each in ledger.accounts.items() if ident in used or not each.by_order}


def first_known(ledger: Ledger) -> date | None:
    """The day since which there is an account at all, whether or not it is there still."""
    gone = (each.was_known for each in ledger.precautions.values() if each.was_known)
    return min((*known_since(ledger).values(), *gone), default=None)


def idents_of(account: str) -> Iterator[str]:
    """The ids of all precautions that the account may ever have, whatever it is and whichever others there are."""
    yield from (id_of(check, account) for check in PRECAUTIONS if check.of in {Of.DEBITED, Of.INSTITUTION})


def of_account(account: Account, standing: frozenset[str]) -> Iterator[Check]:
    """The precautions that an account may have, whatever its auto-debit is."""
    for check in PRECAUTIONS:
        if check.of is Of.DEBITED or (check.of is Of.INSTITUTION and account.id in standing):
            yield check


def id_of(check: Check, of: str) -> str:
    """The id of a precaution of that account, or of that order."""
    return f"{check.id}-{of}"


def _refunds(ledger: Ledger) -> Iterator[_Subject]:
    """For each order the days on which those refunds are asked about of which nobody has said that they arrived."""
    waiting: dict[str, list[date]] = {}
    for refund in ledger.refunds.values():
        if refund.order in ledger.orders:
            days = waiting.setdefault(refund.order, [])
            seen = ledger.precautions.get(id_of(REFUND_ARRIVED, refund.order))
            if seen is None or seen.last is None or seen.last < refund.known_at:
                days.append(asked_from(refund))
    for order, days in waiting.items():
        ident, account = id_of(REFUND_ARRIVED, order), ledger.orders[order].account_id
        yield _Subject(ident, REFUND_ARRIVED, account, order, days=tuple(sorted(days)))


def asked_from(refund: Refund) -> date:
    """The day from which it is asked whether the refund arrived: not before it was recorded."""
    return max(today(refund.at, HOME_ZONE) + timedelta(days=REFUND_WAIT), today(refund.known_at, HOME_ZONE))


def _row(ledger: Ledger, subject: _Subject, now: datetime) -> Row:
    seen = ledger.precautions.get(subject.id)
    last, off = (seen.last, seen.off) if seen else (None, False)
    since = None if off else _since(subject, today(last, HOME_ZONE) if last else None)
    never = last is None and not subject.days
    return Row(
        id=subject.id,
        check=subject.check,
        account_id=subject.account,
        order_id=subject.order,
        last=last,
        next=today(now, HOME_ZONE) if since and never else since,
        since=since,
        off=off,
    )


def _since(subject: _Subject, done: date | None) -> date | None:
    """The day from which it is to be looked at; one that has passed is still open. None where there is no account."""
    match subject.check.when:
        case AfterRefund():
            return subject.days[0] if subject.days else None
        case _ if subject.since is None:
            return None
        case Every(days=days):
            seen = max((day for day in (done, *subject.days) if day), default=None)
            return subject.since if seen is None else seen + timedelta(days=days)
        case _:
            return subject.since if done is None else None
