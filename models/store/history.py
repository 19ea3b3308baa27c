"""What `u` undoes: for every action the records that it replaced. Pure; the store keeps the entries in a table.

An action and its undoing are the same thing, a swap: each record changes places with the one that the entry keeps,
if it still is what the action left there.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence, Set
from datetime import datetime
from itertools import takewhile

import msgspec

from models.ledger.ledger import Ledger
from models.store.digest import digest
from models.store.layout import Tables
from models.store.migration import HISTORY, Document
from models.store.records import TABLES, Change, read_record, record_of, to_document
from models.store.shapes import check_numbered, read_struct, rows
from models.values.message import Message, Problem
from models.values.text import clean

KEPT = 100
"""Actions that can be undone."""

_WRITTEN_ALONG: Document = {"added_on": None, "by_order": None, "recorded_at": None}
_NO_TERMS = {*_WRITTEN_ALONG, "title", "order_no", "note", "archived", "pay_account", "auto_debit", "debited_before"}
"""What of an order makes no bill another one."""
_OF_A_BILL = {"checklists", "debits", "promises", "figures", "minimums", "deferrals"}
"""The tables whose records are of a bill, and name no order."""
_NAMING_A_BILL = {"credits", "reductions", "conversions"}
"""Those whose records name it."""


class Swap(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """`other`: the document to put back (None: remove it), if the present record's digest still is `digest`."""

    table: str
    id: str
    other: Document | None
    digest: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One action; `at`: when it was last done or undone."""

    label: Message
    at: datetime
    docs: tuple[Swap, ...]
    undone: bool = False

    def __post_init__(self) -> None:
        unknown = next((swap.table for swap in self.docs if swap.table not in TABLES), None)
        if unknown is not None:
            raise Problem("there is no table {table}", table=clean(unknown, 80))


History = dict[str, Entry]
"""Entries by the generation that they made, the oldest first. The undone ones are the last."""


def read_history(tables: Tables, path: str) -> History:
    """The entries in the table; Problem for the first that is wrong."""
    documents = rows(tables, HISTORY, path)
    check_numbered(documents, HISTORY, path)
    return {ident: read_struct(documents[ident], Entry, HISTORY, ident, path) for ident in sorted(documents, key=int)}


def last_done(history: History) -> str | None:
    """The id of the entry that undo takes."""
    return next((ident for ident in reversed(history) if not history[ident].undone), None)


def to_undo(ledger: Ledger, history: History, own: Container[str]) -> str | None:
    """The id of the entry that undo takes in a run that made those of `own`: the last of these, though another came
    later, unless that rests on it; else the last of all."""
    done = [ident for ident in reversed(history) if not history[ident].undone]
    return _own_first(history, done, own, lambda mine, passed: _rests(ledger, passed, [mine]))


def to_redo(ledger: Ledger, history: History, own: Container[str]) -> str | None:
    """The id of the entry that redo takes in a run that undid those of `own`: the one of these that was undone last,
    though another was undone later, unless it rests on that; else what was undone last of all."""

    def waits(mine: Entry, passed: list[Entry]) -> bool:
        stands = all(digest(record_of(ledger, each.table, each.id)) == each.digest for each in mine.docs)
        return not stands or _rests(ledger, [mine], passed)

    return _own_first(history, undone_last(history), own, waits)


def _own_first(
    history: History,
    idents: Sequence[str],
    own: Container[str],
    waits: Callable[[Entry, list[Entry]], bool],
) -> str | None:
    """The first of the entries that is of `own`, unless it waits for those that would be passed by; else the first."""
    mine = next((index for index, ident in enumerate(idents) if ident in own), 0)
    if mine and waits(history[idents[mine]], [history[each] for each in idents[:mine]]):
        mine = 0
    return idents[mine] if idents else None


def _rests(ledger: Ledger, later: Iterable[Entry], on: Iterable[Entry]) -> bool:
    """Whether one of the later actions touched or names a record that one of the others touched; or said something of
    a bill of an account whose bills one of those made other ones."""
    swaps = [swap for each in on for swap in each.docs if not _only_dates(ledger, swap)]
    touched = {swap.id for swap in swaps}
    bills = tuple(f"{account}/" for swap in swaps for account in _accounts(ledger, swap))
    return any(
        any(bill.startswith(bills) for bill in _bills(ledger, swap)) or _names(ledger, swap, touched)
        for each in later
        for swap in each.docs
    )


def _bills(ledger: Ledger, swap: Swap) -> list[str]:
    """The bills that something was said of, or is no more; those aside that are known by what they name."""
    if swap.table in _OF_A_BILL:
        return [swap.id]
    return [str(each["bill"]) for each in _versions(ledger, swap)] if swap.table in _NAMING_A_BILL else []


def _accounts(ledger: Ledger, swap: Swap) -> set[str]:
    """The accounts whose bills the action may have made other ones: by an order's terms, or by their own days."""
    if swap.table in {"accounts", "channels"}:
        return {swap.id}
    if swap.table != "orders":
        return set()
    versions = _versions(ledger, swap)
    terms = [{name: value for name, value in each.items() if name not in _NO_TERMS} for each in versions]
    if len(terms) == 2 and terms[0] == terms[1]:
        return set()
    return {str(each.get("account_id", "")) for each in versions}


def _versions(ledger: Ledger, swap: Swap) -> list[Document]:
    """What the action replaced and what it left, of which there may be none."""
    present = record_of(ledger, swap.table, swap.id)
    return [each for each in (swap.other, None if present is None else to_document(present)) if each is not None]


def _only_dates(ledger: Ledger, swap: Swap) -> bool:
    """Whether the action only wrote along when something was made, on which no other rests."""
    present = record_of(ledger, swap.table, swap.id)
    if present is None or swap.other is None:
        return False
    before, after = ({**each, **_WRITTEN_ALONG} for each in (swap.other, to_document(present)))
    return before == after


def _names(ledger: Ledger, swap: Swap, idents: Set[str]) -> bool:
    text = f"{swap.id} {msgspec.json.encode(_versions(ledger, swap)).decode()}"
    return any(re.search(rf"(?<![\w-]){re.escape(ident)}(?![\w-])", text) for ident in idents)


def undone_last(history: History) -> list[str]:
    """The ids of the entries that can be redone, what was undone last first: those undone at the end."""
    return list(takewhile(lambda ident: history[ident].undone, reversed(history)))[::-1]


def remember(history: History, generation: int, label: Message, at: datetime, changes: tuple[Change, ...]) -> History:
    """With a new action. What was undone before it cannot be redone any more."""
    done = {ident: entry for ident, entry in history.items() if not entry.undone}
    newest = max(generation, *(int(ident) + 1 for ident in done)) if done else generation  # an editor may turn it back
    done[str(newest)] = Entry(label=label, at=at, docs=_swaps(changes))
    return dict(list(done.items())[-KEPT:])


def extend(history: History, generation: int, label: Message, at: datetime, changes: tuple[Change, ...]) -> History:
    """With the changes as a part of the last action that touched one of their records: they are undone with it.

    No later action knows of them, so each of those is undone as before. Where that action is no longer remembered,
    they are one of their own.
    """
    done = {ident: entry for ident, entry in history.items() if not entry.undone}
    touched = {(each.table, each.id) for each in changes}
    ident = next((each for each in reversed(done) if touched & {_record(swap) for swap in done[each].docs}), None)
    if ident is None:
        return remember(history, generation, label, at, changes)
    swaps = {_record(swap): swap for swap in done[ident].docs}
    for swap in _swaps(changes):
        first = swaps.get(_record(swap), swap)
        swaps[_record(swap)] = msgspec.structs.replace(swap, other=first.other)
    docs = tuple(swap for swap in swaps.values() if swap.other is not None or swap.digest)
    return {**done, ident: msgspec.structs.replace(done[ident], at=at, docs=docs)}


def _record(swap: Swap) -> tuple[str, str]:
    return (swap.table, swap.id)


def reverse(ledger: Ledger, entry: Entry, path: str) -> tuple[Change, ...]:
    """The changes that undo the entry, or redo it; Problem where a record is not what the action left."""
    changes = []
    for swap in entry.docs:
        now = record_of(ledger, swap.table, swap.id)
        if digest(now) != swap.digest:
            raise Problem(
                "{what} was changed outside fenqi since then, so the action stays as it is",
                what=_name(now) if now is not None else clean(swap.id, 80),
            )
        other = None if swap.other is None else read_record(swap.other, swap.table, swap.id, path)
        changes.append(Change(swap.table, swap.id, now, other))
    return tuple(changes)


def turn(
    history: History, ident: str, generation: int, at: datetime, changes: tuple[Change, ...]
) -> tuple[History, str]:
    """With the entry undone, or done again, by these changes, and its id then.

    It lies between those that stand and those that can be redone: the next that is, or the last that was done.
    """
    entry = history[ident]
    turned = Entry(label=entry.label, at=at, docs=_swaps(changes), undone=not entry.undone)
    if ident in {last_done(history), *undone_last(history)[:1]}:
        return {**history, ident: turned}, ident
    undone = undone_last(history)
    rest = {each: kept for each, kept in history.items() if each != ident}
    first = max(generation, *(int(each) + 1 for each in history))
    moved = (turned, *(rest.pop(each) for each in undone if each != ident))
    return {**rest, **{str(number): each for number, each in enumerate(moved, first)}}, str(first)


def check_support(before: Ledger, after: Ledger) -> None:
    """Problem where a repayment would lose the order that it rests on, or come back to one that is gone."""
    for ident, order in sorted(_unsupported(after) - _unsupported(before)):
        lost = before.orders.get(order)
        raise Problem(
            "the repayment for {due} rests on the order {title}, which has to be there",
            due=after.repayments[ident].due.isoformat(),
            title=order if lost is None else lost.title,
        )


def _unsupported(ledger: Ledger) -> set[tuple[str, str]]:
    """Repayments and the missing orders that they went to; corrections have no order."""
    return {
        (ident, share.order)
        for ident, repayment in ledger.repayments.items()
        for share in repayment.allocations
        if share.order and share.order not in ledger.orders
    }


def _swaps(changes: tuple[Change, ...]) -> tuple[Swap, ...]:
    return tuple(
        Swap(each.table, each.id, None if each.before is None else to_document(each.before), digest(each.after))
        for each in changes
    )


def _name(record: object) -> str:
    return clean(str(getattr(record, "title", None) or getattr(record, "id", "")), 80)
