"""Editing an order: what it is called, and what it is, also after money was repaid of it."""

import msgspec

from models.actions.accounts import opened
from models.actions.bill_days import with_rising_dates
from models.actions.correcting_plan import replanned
from models.actions.left_behind import unless_money_loses_its_bill, without_left_behind
from models.actions.moved_bills import followed
from models.actions.orders import _is_turned, _rests_on, edit_order
from models.actions.recording import check_purchase
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger, order_of
from models.ledger.order import KeptDue, Kind, Order
from models.plans.plan import parts
from models.values.message import Problem
from models.values.money import yuan


def edited(ledger: Ledger, order: Order, catalogue: Catalogue) -> Ledger:
    """With an order's new content; what is recorded of its bills goes with them to their new dates.

    What was repaid of it stays so, see `replanned`. Raises Problem as that does; where another account would have lent
    what was repaid already, or turned into instalments; where it would be bought later than it was, after a repayment
    or refund of it; and where one that began as a bill would no longer be what was turned of that.
    """
    after = _edited(ledger, order, catalogue)
    old, new = ledger.orders[order.id], after.orders[order.id]
    same = (old.account_id, _terms(old), _dates(old)) == (new.account_id, _terms(new), _dates(new))
    if same:
        return after
    if old.account_id == new.account_id:
        return without_left_behind(ledger, after, catalogue)
    kept = unless_money_loses_its_bill(ledger, after, catalogue)
    if kept is None:
        raise _not_free(old)
    return kept


def _edited(ledger: Ledger, order: Order, catalogue: Catalogue) -> Ledger:
    old = order_of(ledger, order.id)
    channels = contracts(ledger, catalogue)
    order = msgspec.structs.replace(order, kept=_kept(old, order))
    order = with_rising_dates(order, channel_of(channels, order.account_id))
    _check_turned(old, order)
    after = edit_order(ledger, order)
    if order.bought_at.date() > old.bought_at.date():
        check_purchase(ledger, order, channel_of(channels, order.account_id).zone)
    if old.account_id != order.account_id:
        _check_free(ledger, old)
        return opened(after, [order.account_id], catalogue)
    if _terms(old) != _terms(order):
        return replanned(ledger, order, catalogue)
    return after if _dates(old) == _dates(order) else followed(ledger, after, catalogue)


def _check_turned(old: Order, order: Order) -> None:
    """Problem where an order that began as a bill would be of another amount, or of another account, than its bill."""
    if old.kind is Kind.PURCHASE:
        return
    for field, same in (
        ("principal", old.plan.principal == order.plan.principal),
        ("channel", old.account_id == order.account_id),
    ):
        if not same:
            raise Problem(
                "{title} is what {amount} of the bill {bill} was turned into: its amount and its account stay; "
                "to turn another amount, delete it and turn the bill again",
                field=field,
                title=order.title,
                amount=yuan(old.plan.principal),
                bill=old.of,
            )


def _check_free(ledger: Ledger, order: Order) -> None:
    """Problem where money went to the order's account for it, or may be on its way; or what it was of a bill there runs
    on as instalments."""
    if _is_turned(ledger, order):
        raise Problem(
            "a bill in the months of {title} was turned into instalments, which run on, so its channel stays; "
            "delete those first",
            field="channel",
            title=order.title,
        )
    if _rests_on(ledger, order):
        raise _not_free(order)


def _not_free(order: Order) -> Problem:
    return Problem(
        "{title} has recorded repayments or an open checklist, so its channel stays; "
        "undo those repayments or drop the checklist first",
        field="channel",
        title=order.title,
    )


def _kept(old: Order, order: Order) -> tuple[KeptDue, ...]:
    """The dates that periods keep: of those that there still are, as long as nobody gave the order other dates."""
    days = [(each.account_id, each.first_due, each.due_day) for each in (old, order)]
    if order.kept == old.kept and days[0] != days[1]:
        return ()
    return tuple(each for each in order.kept if each.number <= order.plan.periods)


def _terms(order: Order) -> tuple[object, ...]:
    """What it costs and when."""
    return (parts(order.plan), order.first_due, order.due_day, order.repaid_periods)


def _dates(order: Order) -> tuple[object, ...]:
    """What else the dates of its periods follow from, its account aside."""
    return (order.bought_at.date(), order.kept)
