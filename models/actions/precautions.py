"""Precautions: which there are for a ledger, when each is to be looked at next, and that one was."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from models.bills.book import Book
from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.channels.precautions import PRECAUTIONS, BeforeDue, Check, Every, Of
from models.ledger.ledger import Ledger, put
from models.ledger.precaution import Precaution
from models.values.dates import today
from models.values.message import Problem

FORGOTTEN = 31
"""Days after which what was not looked at after a due date is no longer asked for."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A precaution of a ledger: `account_id` is "" for what concerns all.

    `next` is the day from which it is to be looked at; None where no day is known, or where it is `off`.
    """

    id: str
    check: Check
    account_id: str = ""
    last: datetime | None = None
    next: date | None = None
    off: bool = False


def rows(ledger: Ledger, book: Book, channels: Catalogue, now: datetime) -> tuple[Row, ...]:
    """Every precaution, those of all first, then account by account; `channels` are the contracts of the ledger."""
    return tuple(_row(ledger, book, ident, check, account, now) for ident, check, account in _all(ledger, channels))


def look(ledger: Ledger, channels: Catalogue, ident: str, now: datetime, *, off: bool = False) -> Ledger:
    """With the precaution looked at, and shown again where it was not; or `off`: not to be shown any more."""
    if ident not in {each for each, _, _ in _all(ledger, channels)}:
        raise Problem("there is no precaution {id}; `fenqi check` lists them", field="id", id=ident)
    before = ledger.precautions.get(ident, Precaution(id=ident))
    new = msgspec.structs.replace(before, off=True) if off else Precaution(id=ident, last=now)
    return msgspec.structs.replace(ledger, precautions=put(ledger.precautions, ident, new))


def _all(ledger: Ledger, channels: Catalogue) -> Iterator[tuple[str, Check, str]]:
    """The id, the precaution and the account ("" for all) of each."""
    yield from ((check.id, check, "") for check in PRECAUTIONS if check.of is Of.ALL)
    for account in ledger.accounts:
        channel = channel_of(channels, account)
        yield from ((f"{check.id}-{account}", check, account) for check in PRECAUTIONS if check.concerns(channel))


def _row(ledger: Ledger, book: Book, ident: str, check: Check, account: str, now: datetime) -> Row:
    seen = ledger.precautions.get(ident, Precaution(id=ident))
    return Row(
        id=ident,
        check=check,
        account_id=account,
        last=seen.last,
        next=None if seen.off else _next(check, book, account, seen.last, now),
        off=seen.off,
    )


def _next(check: Check, book: Book, account: str, last: datetime | None, now: datetime) -> date | None:
    """The day from which it is to be looked at; one that has passed is still open."""
    here = today(now, HOME_ZONE)
    done = today(last, HOME_ZONE) if last else None
    if isinstance(check.when, Every):
        return here if done is None else done + timedelta(days=check.when.days)
    bills = [bill for bill in book.bills.values() if bill.channel.id == account]
    if isinstance(check.when, BeforeDue):
        days = [bill.due - timedelta(days=check.when.days) for bill in bills if bill.outstanding and bill.due >= here]
    else:
        oldest = here - timedelta(days=FORGOTTEN)
        days = [day for bill in bills if (day := bill.due + timedelta(days=check.when.days)) >= oldest]
    return min((day for day in days if done is None or done < day), default=None)
