"""Records and documents: a ledger as TinyDB's tables, and what differs between two ledgers.

A record is a value of the domain, a document its JSON form. Its document id is its own id.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.ledger.auto_debit import AutoDebitSeen
from models.ledger.balance import Balance
from models.ledger.budget import Budget
from models.ledger.closing import Closing, Refund
from models.ledger.conversion import Conversion
from models.ledger.correction import Correction
from models.ledger.credit import CreditUse
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.moved_bill import MovedBill
from models.ledger.order import Order
from models.ledger.page_seen import PageSeen
from models.ledger.precaution import Precaution
from models.ledger.progress import Progress
from models.ledger.promise import Promise
from models.ledger.record import Record
from models.ledger.reduction import Reduction
from models.ledger.repayment import Repayment
from models.ledger.setting_up import SettingUp
from models.ledger.sighting import Sighting
from models.store.digest import plain
from models.store.layout import Tables
from models.store.migration import Document
from models.store.shapes import read_struct, rows
from models.values.message import Problem
from models.values.text import clean

TABLES: Mapping[str, type[Record]] = {
    "orders": Order,
    "repayments": Repayment,
    "corrections": Correction,
    "checklists": Progress,
    "channels": ChannelOverride,
    "debits": AutoDebitSeen,
    "closings": Closing,
    "refunds": Refund,
    "accounts": Account,
    "balances": Balance,
    "conversions": Conversion,
    "deferrals": Deferral,
    "minimums": MinimumPaid,
    "credits": CreditUse,
    "reductions": Reduction,
    "promises": Promise,
    "figures": BillFigure,
    "moved": MovedBill,
    "pages": PageSeen,
    "precautions": Precaution,
    "budget": Budget,
    "sightings": Sighting,
    "set_ups": SettingUp,
}
"""The tables of a ledger. The names are those of its fields, so that a new one is a field there and a line here."""


class Change(NamedTuple):
    """One record that a change of the ledger added (`before` None), removed (`after` None) or replaced."""

    table: str
    id: str
    before: Record | None
    after: Record | None


def read_record(document: object, table: str, ident: str, path: str) -> Record:
    """The record of a ledger's table; Problem as in `read_struct`, or where it is filed under another id."""
    record = read_struct(document, TABLES[table], table, ident, path)
    if record.id != ident:
        raise Problem(
            "{path}: {record} in the table {table} has another id inside: {inner}; "
            "the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=clean(ident, 80),
            inner=clean(record.id, 80),
        )
    return record


def read_ledger(tables: Tables, path: str) -> Ledger:
    """The ledger in the tables; Problem for the first record that is wrong."""
    found = {
        table: {
            ident: read_record(document, table, ident, path) for ident, document in rows(tables, table, path).items()
        }
        for table in TABLES
    }
    return msgspec.structs.replace(Ledger(), **found)


def differences(before: Ledger, after: Ledger) -> tuple[Change, ...]:
    """What changed, in the order of the tables and of their records."""
    found: list[Change] = []
    for table in TABLES:
        old, new = _records(before, table), _records(after, table)
        if old is new:
            continue
        for ident in {**old, **new}:
            if old.get(ident) is not new.get(ident) and old.get(ident) != new.get(ident):
                found.append(Change(table, ident, old.get(ident), new.get(ident)))
    return tuple(found)


def applied(ledger: Ledger, changes: Iterable[Change]) -> Ledger:
    """The ledger with the changes made."""
    tables: dict[str, dict[str, Record]] = {}
    for change in changes:
        records = tables.setdefault(change.table, dict(_records(ledger, change.table)))
        if change.after is None:
            records.pop(change.id, None)
        else:
            records[change.id] = change.after
    return msgspec.structs.replace(ledger, **tables)


def record_of(ledger: Ledger, table: str, ident: str) -> Record | None:
    """The record with that id, if there is one."""
    return _records(ledger, table).get(ident)


def _records(ledger: Ledger, table: str) -> Mapping[str, Record]:
    records: Mapping[str, Record] = getattr(ledger, table)
    return records


def to_document(value: object) -> Document:
    """The JSON form of a record."""
    document: Document = msgspec.to_builtins(value, enc_hook=plain)
    return document
