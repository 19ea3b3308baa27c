"""Hypothesis strategies for the domain's values: whatever a person could have entered, and nothing else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.cycle import DueMove
from models.channels.override import ChannelOverride
from models.channels.rules import Extent, Mode, Switch
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.balance import Balance
from models.ledger.budget import Budget
from models.ledger.closing import Closing, Refund
from models.ledger.conversion import Conversion
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.credit import CreditUse
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.moved_bill import MovedBill
from models.ledger.order import KeptDue, Kind, Order, identity
from models.ledger.precaution import Precaution
from models.ledger.progress import Answered, Done, Progress, Step, Way
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction, Target
from models.ledger.repayment import Allocation, PaidAs, Repayment
from models.ledger.sighting import Sighting
from models.plans.plan import (
    MAX_PERIODS,
    Basis,
    EqualAmounts,
    EqualInstalment,
    EqualPrincipal,
    FeeUnknown,
    Flat,
    Listed,
    Plan,
    Timing,
    fee_total,
    parts,
)
from models.plans.split import Part, Remainder, Rounding
from models.values.dates import EARLIEST, LATEST
from models.values.money import MAX_AMOUNT
from models.values.text import MAX_NOTE, MAX_TITLE, clean

CHANNELS = tuple(builtin())

_channels = st.sampled_from(CHANNELS)
_amounts = st.integers(0, MAX_AMOUNT)
_bills = st.builds(bill_id, _channels, st.dates(EARLIEST, LATEST))
_ids = st.uuids().map(lambda ident: ident.hex[:10])
_days = st.dates(EARLIEST, LATEST)
_instants = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


def words(longest: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Text that has been cleaned, of `least` characters or more."""
    alphabet = st.one_of(st.characters(codec="utf-8"), st.sampled_from("小米14 Pro花呗'\"\\,[]{}"))
    return st.text(alphabet, max_size=min(longest, 30)).map(clean).filter(lambda text: least <= len(text) <= longest)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Equal amounts that add up to the principal and the fees, but for the fen that rounding takes."""
    periods = draw(st.one_of(st.sampled_from((1, 3, 6, 12, 24)), st.integers(1, MAX_PERIODS)))
    part = draw(st.integers(1, min(MAX_AMOUNT // periods - 1, MAX_AMOUNT // 2)))
    odd = draw(st.integers(-min(periods, part, periods * part - 1), periods))
    fee = draw(st.one_of(st.just(0), st.integers(0, part)))
    return EqualAmounts(
        principal=periods * part + odd,
        periods=periods,
        amount=part + fee,
        fee=fee,
        remainder=draw(st.sampled_from(Remainder)),
    )


_principals = st.one_of(st.integers(1, 500), st.integers(1, MAX_AMOUNT))
_periods = st.one_of(st.sampled_from((1, 2, 3, 6, 12, 24)), st.integers(1, MAX_PERIODS))
_rates = st.one_of(
    st.sampled_from([Decimal(0), Decimal("0.006"), Decimal(1)]),
    st.decimals(0, 1, places=4),
    st.decimals(0, 1, places=12),
)
_placing = {"rounding": st.sampled_from(Rounding), "remainder": st.sampled_from(Remainder)}
flat = st.builds(
    Flat,
    principal=_principals,
    periods=_periods,
    rate=_rates,
    basis=st.sampled_from(Basis),
    timing=st.sampled_from(Timing),
    **_placing,
)
equal_instalment, equal_principal = (
    st.builds(kind, principal=_principals, periods=_periods, rate=_rates, **_placing)
    for kind in (EqualInstalment, EqualPrincipal)
)
_rows = st.lists(st.builds(Part, st.integers(0, 10**6), st.integers(0, 10**5)), min_size=1, max_size=40)
listed = _rows.filter(lambda rows: any(row.principal for row in rows)).map(lambda rows: Listed(rows=tuple(rows)))
fee_unknown = (
    st.lists(st.integers(0, 10**6), min_size=1, max_size=40)
    .filter(any)
    .map(lambda amounts: FeeUnknown(amounts=tuple(amounts)))
)
any_plan = st.one_of(plans(), listed, flat, equal_instalment, equal_principal, fee_unknown)


def can_be_entered(plan: Plan) -> bool:
    """Whether a form or a file can tell of it: no slip, no amount over the limit, and no list of one amount."""
    if isinstance(plan, EqualAmounts):
        return fee_total(plan) <= plan.principal
    if isinstance(plan, Listed) and plan.periods == 1:
        return False
    return all(part.amount <= MAX_AMOUNT for part in parts(plan))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """One purchase."""
    bought_at = draw(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
    first_due = draw(st.dates(bought_at.date(), LATEST))
    title, order_no = draw(words(MAX_TITLE, least=1)), draw(words(MAX_TITLE))
    channel, plan = draw(_channels), draw(plans())
    return Order(
        id=identity(order_no, title, bought_at, channel, plan, first_due),
        title=title,
        order_no=order_no,
        account_id=channel,
        bought_at=bought_at,
        plan=plan,
        first_due=first_due,
        due_day=draw(st.one_of(st.none(), st.integers(first_due.day, 31))),
        paid_periods=draw(st.none() | st.integers(0, plan.periods)),
        auto_debit=draw(st.sampled_from((None, Switch.ON, Switch.OFF))),
        pay_account=draw(st.sampled_from(("", "建行 1234", "=1234"))),
        note=draw(words(MAX_NOTE)),
        archived=draw(st.booleans()),
        confirmed_on=draw(st.none() | st.dates(bought_at.date(), first_due)),
        entered_on=draw(st.none() | _days),
        stated_rate=draw(st.none() | st.decimals(0, 1, places=6)),
    )


@st.composite
def stored_orders(draw: st.DrawFn) -> Order:
    """One purchase as a file may hold it, however it came about: of any plan, edited, turned out of a bill."""
    one, plan = draw(orders()), draw(any_plan)
    kept = st.builds(KeptDue, number=st.integers(1, plan.periods), due=_days)
    return replace(
        one,
        id=draw(st.uuids()).hex[:10],
        plan=plan,
        paid_periods=draw(st.none() | st.integers(0, plan.periods)),
        kind=draw(st.sampled_from(Kind)),
        of=draw(st.just("") | _bills),
        kept=draw(st.lists(kept, max_size=2).map(tuple)),
        account_id=draw(st.sampled_from((*CHANNELS, "cmb-1234", "lost"))),
    )


@st.composite
def repayments(draw: st.DrawFn, bought: tuple[Order, ...] = ()) -> Repayment:
    """Money repaid, allocated to some of the orders, or to none."""
    shares = []
    for order in draw(st.lists(st.sampled_from(bought), max_size=3, unique_by=lambda each: each.id)) if bought else ():
        number = draw(st.integers(1, order.plan.periods))
        shares.append(Allocation(order.id, number, draw(st.integers(0, 10_000)), draw(st.integers(1, 100_000))))
    return Repayment(
        id=draw(st.uuids()).hex[:10],
        account_id=draw(_channels),
        due=draw(_days),
        amount=sum(share.amount for share in shares) + draw(st.integers(0, 10_000)),
        paid_at=draw(_instants),
        method=draw(st.sampled_from(("balance", "card"))),
        reference=draw(words(40)),
        confirmed=draw(st.booleans()),
        order=draw(st.sampled_from(("", *(each.id for each in bought)))),
        allocations=tuple(shares),
        way=draw(st.none() | st.sampled_from(PaidAs)),
        other=draw(words(40)),
    )


def corrections() -> st.SearchStrategy[Correction]:
    """The institution's own total for a bill."""
    lines = st.lists(st.builds(CorrectedLine, _ids | st.just(""), st.integers(0, 12), _amounts), max_size=2).map(tuple)
    return st.builds(Correction, id=_bills, total=_amounts, at=_instants, lines=lines, reason=words(40))


def checklists() -> st.SearchStrategy[Progress]:
    """A checklist under way."""
    done = st.builds(
        Done,
        step=st.sampled_from(Step),
        at=_instants,
        answer=words(20),
        figure=_amounts,
        pay=_amounts,
        owed=_amounts,
        way=st.none() | st.sampled_from(Way),
        replaced=st.none() | corrections(),
    )
    answered = st.builds(Answered, warning=st.sampled_from(("late", "auto-debit")), reason=words(20), at=_instants)
    return st.builds(
        Progress,
        id=_bills,
        started_at=_instants,
        done=st.lists(done, max_size=5).map(tuple),
        answered=st.lists(answered, max_size=2).map(tuple),
    )


def debits() -> st.SearchStrategy[AutoDebitSeen]:
    """What was looked at around an auto-debit."""
    seen = st.none() | _instants
    outcome = st.none() | st.sampled_from(Outcome)
    return st.builds(
        AutoDebitSeen,
        id=_bills,
        balance_at=seen,
        pay_account=words(20),
        pay_account_at=seen,
        outcome=outcome,
        outcome_at=seen,
    )


@st.composite
def refunds(draw: st.DrawFn, bought: tuple[Order, ...]) -> Refund:
    """A part or all of the price of one of the orders."""
    order = draw(st.sampled_from(bought))
    amount = draw(st.integers(1, order.plan.principal))
    return Refund(id=f"{order.id}~1", order=order.id, amount=amount, at=draw(_instants), full=draw(st.booleans()))


@st.composite
def closings(draw: st.DrawFn, bought: tuple[Order, ...]) -> Closing:
    """One of the orders settled early."""
    order = draw(st.sampled_from(bought))
    first = draw(st.integers(1, order.plan.periods))
    return Closing(id=order.id, first=first, at=draw(_instants), estimate=draw(_amounts), figure=draw(_amounts))


OVERRIDES = (
    {"due_day": 20},
    {"cutoff": "17:00:00", "grace_days": 2},
    {"auto_debit": {"default": "on"}},
    {"late_base": "principal", "minimum": {"instalments": "0.5", "other": "0.05"}},
    {"due_moves": [{"since": "2027-01-05", "bill_day": 5, "due_day": 20}, {"since": "2026-06-01", "day": 15}]},
    {"minimum": {"zh_CN": "最低", "en": "least"}, "source": "a contract", "verified_on": "2026-01-02"},
    {"due_day": 40},
)
"""What a user may have said of a channel. The last but one is as an older version has it; the last is not valid, as a
hand-edited file may have it."""


def overrides() -> st.SearchStrategy[ChannelOverride]:
    """The user's own rules for a channel."""
    return st.builds(ChannelOverride, id=_channels, values=st.sampled_from(OVERRIDES))


_labels = st.sampled_from(("", "建行 1234", "余额宝", "工资卡"))
_some_days = st.none() | st.integers(1, 31)


def accounts() -> st.SearchStrategy[Account]:
    """One contract with an institution: the first one of its channel, or a further card."""
    moves = st.builds(DueMove, since=_days, bill_day=_some_days, due_day=st.integers(1, 31))
    return st.builds(
        Account,
        id=_channels | st.sampled_from(("cmb-1234", "cmb-5678")),
        channel=_channels,
        label=_labels,
        last4=st.sampled_from(("", "1234")),
        mode=st.sampled_from(Mode),
        bill_day=_some_days,
        due_day=_some_days,
        due_after=st.none() | st.integers(1, 60),
        moves=st.lists(moves, max_size=2).map(tuple),
        pay_account=_labels,
        auto_debit=st.none() | st.sampled_from(Switch),
        extent=st.none() | st.sampled_from(Extent),
        set_up_on=st.none() | _days,
    )


FURTHER: Mapping[str, st.SearchStrategy[Any]] = {
    "accounts": accounts(),
    "balances": st.builds(Balance, id=words(20, least=1), amount=_amounts, at=_instants),
    "conversions": st.builds(Conversion, id=_ids, bill=_bills, amount=_amounts, at=_instants),
    "deferrals": st.builds(Deferral, id=_bills, to=_bills, at=_instants),
    "minimums": st.builds(MinimumPaid, id=_bills, at=_instants, interest=st.none() | _amounts),
    "credits": st.builds(CreditUse, id=_ids, account_id=_channels, of=_ids, bill=_bills, amount=_amounts, at=_instants),
    "reductions": st.builds(
        Reduction,
        id=_ids,
        bill=_bills,
        target=st.sampled_from(Target),
        amount=_amounts,
        at=_instants,
        order=st.just("") | _ids,
        number=st.integers(0, MAX_PERIODS),
        reason=words(40),
    ),
    "promises": st.builds(Promise, id=_bills, on=_days, at=_instants),
    "figures": st.builds(
        BillFigure, id=_bills, total=_amounts, seen_at=_instants, source=st.sampled_from(("app", "alipay"))
    ),
    "moved": st.builds(MovedBill, id=_bills, to=_bills),
    "precautions": st.builds(Precaution, id=words(20, least=1), last=st.none() | _instants, off=st.booleans()),
    "budget": st.builds(Budget, income=st.none() | _amounts, payday=_some_days, fixed=st.none() | _amounts),
    "sightings": st.builds(
        Sighting,
        id=_ids,
        source=st.just("alipay"),
        at=_instants,
        amount=_amounts,
        repayment=st.just("") | _ids,
        ignored=st.booleans(),
    ),
}
"""Whatever else a ledger holds, by the name of its table."""


@st.composite
def whole_ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger that may have records of every kind, and orders of every kind."""
    of = draw(ledgers(2))
    bought = draw(st.lists(stored_orders(), max_size=2))
    further = {name: draw(st.lists(records, max_size=2)) for name, records in FURTHER.items()}
    return replace(
        of,
        orders={**of.orders, **{each.id: each for each in bought}},
        **{name: {each.id: each for each in records} for name, records in further.items()},
    )


@st.composite
def ledgers(draw: st.DrawFn, most: int = 5) -> Ledger:
    """A ledger of up to `most` orders whose repayments went to orders in it."""
    bought = {order.id: order for order in draw(st.lists(orders(), max_size=most))}
    paid = draw(st.lists(repayments(tuple(bought.values())), max_size=most))
    corrected = draw(st.lists(corrections(), max_size=2))
    walked = draw(st.lists(checklists(), max_size=2))
    some = tuple(bought.values())
    returned = draw(st.lists(refunds(some), max_size=2)) if some else []
    settled = draw(st.lists(closings(some), max_size=1)) if some else []
    return Ledger(
        orders=bought,
        repayments={each.id: each for each in paid},
        corrections={each.id: each for each in corrected},
        checklists={each.id: each for each in walked},
        channels={each.id: each for each in draw(st.lists(overrides(), max_size=2))},
        debits={each.id: each for each in draw(st.lists(debits(), max_size=2))},
        closings={each.id: each for each in settled},
        refunds={each.id: each for each in returned},
    )
