"""The ledger: everything that a user's file holds, as one frozen value.

Every change is a pure function `(ledger, …) -> ledger`. What can be derived (schedules, bills, statuses) is not here.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

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
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.moved_bill import MovedBill
from models.ledger.order import Order
from models.ledger.page_seen import PageSeen
from models.ledger.precaution import Precaution
from models.ledger.progress import Progress
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction
from models.ledger.repayment import Repayment
from models.ledger.setting_up import SettingUp
from models.ledger.sighting import Sighting
from models.values.message import Problem

RecordT = TypeVar("RecordT")


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All records by id. The mappings are never changed in place."""

    orders: Mapping[str, Order] = {}
    repayments: Mapping[str, Repayment] = {}
    corrections: Mapping[str, Correction] = {}
    checklists: Mapping[str, Progress] = {}
    channels: Mapping[str, ChannelOverride] = {}
    debits: Mapping[str, AutoDebitSeen] = {}
    closings: Mapping[str, Closing] = {}
    refunds: Mapping[str, Refund] = {}
    accounts: Mapping[str, Account] = {}
    balances: Mapping[str, Balance] = {}
    conversions: Mapping[str, Conversion] = {}
    deferrals: Mapping[str, Deferral] = {}
    minimums: Mapping[str, MinimumPaid] = {}
    credits: Mapping[str, CreditUse] = {}
    reductions: Mapping[str, Reduction] = {}
    promises: Mapping[str, Promise] = {}
    figures: Mapping[str, BillFigure] = {}
    moved: Mapping[str, MovedBill] = {}
    pages: Mapping[str, PageSeen] = {}
    precautions: Mapping[str, Precaution] = {}
    budget: Mapping[str, Budget] = {}
    sightings: Mapping[str, Sighting] = {}
    set_ups: Mapping[str, SettingUp] = {}


LedgerChange = Callable[[Ledger], Ledger]
"""What an action does to a ledger, whichever that is by then."""


def put(records: Mapping[str, RecordT], ident: str, record: RecordT) -> dict[str, RecordT]:
    """A copy of `records` with `record` under `ident`."""
    return {**records, ident: record}


def drop(records: Mapping[str, RecordT], ident: str) -> dict[str, RecordT]:
    """A copy of `records` without `ident`."""
    return {key: record for key, record in records.items() if key != ident}


def open_checklists(ledger: Ledger) -> dict[str, Progress]:
    """The checklists that are under way, by bill."""
    return {ident: progress for ident, progress in ledger.checklists.items() if progress.recorded is None}


def being_paid(ledger: Ledger) -> dict[str, str]:
    """The bills that checklists under way pay, each with the bill whose checklist it is: of a figure for several bills
    the others, too."""
    under_way = open_checklists(ledger)
    others = {share.bill: ident for ident, each in under_way.items() for done in each.done for share in done.bills}
    return {**others, **{ident: ident for ident in under_way}}


def order_of(ledger: Ledger, ident: str) -> Order:
    """The order with that id; Problem where another terminal has removed it."""
    try:
        return ledger.orders[ident]
    except KeyError:
        raise Problem("order {order} is no longer there; another terminal may have deleted it", order=ident) from None


def repayments_of(ledger: Ledger, ident: str) -> tuple[Repayment, ...]:
    """The repayments that went, in part or whole, to that order."""
    return tuple(each for each in ledger.repayments.values() if any(share.order == ident for share in each.allocations))
