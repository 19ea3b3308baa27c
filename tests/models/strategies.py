"""Hypothesis strategies for the domain's values: whatever a person could have entered, and nothing else."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.channels.rules import Switch
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.closing import Closing, Covered, Refund
from models.ledger.correction import CorrectedLine, Correction, UsedCredit
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order, identity
from models.ledger.progress import Answered, Done, Progress, Step, Way
from models.ledger.repayment import Allocation, PaidAs, Repayment
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

CHANNEL_IDS = st.sampled_from(CHANNELS)
AMOUNTS = st.integers(0, MAX_AMOUNT)
BILL_IDS = st.builds(bill_id, CHANNEL_IDS, st.dates(EARLIEST, LATEST))
IDS = st.uuids().map(lambda ident: ident.hex[:10])
DAYS = st.dates(EARLIEST, LATEST)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


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
    channel, plan = draw(CHANNEL_IDS), draw(plans())
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
        entered_on=draw(st.none() | DAYS),
        stated_rate=draw(st.none() | st.decimals(0, 1, places=6)),
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
        account_id=draw(CHANNEL_IDS),
        due=draw(DAYS),
        amount=sum(share.amount for share in shares) + draw(st.integers(0, 10_000)),
        paid_at=draw(INSTANTS),
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
    lines = st.lists(st.builds(CorrectedLine, IDS | st.just(""), st.integers(0, 12), AMOUNTS), max_size=2).map(tuple)
    used = st.lists(st.builds(UsedCredit, IDS, AMOUNTS), max_size=2).map(tuple)
    return st.builds(
        Correction, id=BILL_IDS, total=AMOUNTS, at=INSTANTS, lines=lines, reason=words(40), used=used, returned=lines
    )


def checklists() -> st.SearchStrategy[Progress]:
    """A checklist under way."""
    done = st.builds(
        Done,
        step=st.sampled_from(Step),
        at=INSTANTS,
        answer=words(20),
        other=words(20),
        figure=AMOUNTS,
        pay=AMOUNTS,
        owed=AMOUNTS,
        way=st.none() | st.sampled_from(Way),
        replaced=st.none() | corrections(),
    )
    answered = st.builds(Answered, warning=st.sampled_from(("late", "auto-debit")), reason=words(20), at=INSTANTS)
    return st.builds(
        Progress,
        id=BILL_IDS,
        started_at=INSTANTS,
        done=st.lists(done, max_size=5).map(tuple),
        answered=st.lists(answered, max_size=2).map(tuple),
    )


def debits() -> st.SearchStrategy[AutoDebitSeen]:
    """What was looked at around an auto-debit."""
    seen = st.none() | INSTANTS
    outcome = st.none() | st.sampled_from(Outcome)
    return st.builds(
        AutoDebitSeen,
        id=BILL_IDS,
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
    return Refund(id=f"{order.id}~1", order=order.id, amount=amount, at=draw(INSTANTS), full=draw(st.booleans()))


@st.composite
def closings(draw: st.DrawFn, bought: tuple[Order, ...]) -> Closing:
    """One of the orders settled early."""
    order = draw(st.sampled_from(bought))
    first = draw(st.integers(1, order.plan.periods))
    parts = draw(st.lists(st.builds(Covered, st.integers(first, order.plan.periods), AMOUNTS), max_size=2))
    return Closing(
        id=order.id,
        first=first,
        at=draw(INSTANTS),
        estimate=draw(AMOUNTS),
        figure=draw(AMOUNTS),
        covered=tuple(parts),
    )


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
    return st.builds(ChannelOverride, id=CHANNEL_IDS, values=st.sampled_from(OVERRIDES))


@st.composite
def ledgers(draw: st.DrawFn, most: int = 5) -> Ledger:
    """A ledger of up to `most` orders whose repayments went to orders in it."""
    bought = {order.id: order for order in draw(st.lists(orders(), max_size=most))}
    paid = draw(st.lists(repayments(tuple(bought.values())), max_size=most))
    corrected = draw(st.lists(corrections(), max_size=2))
    begun = draw(st.lists(checklists(), max_size=2))
    some = tuple(bought.values())
    returned = draw(st.lists(refunds(some), max_size=2)) if some else []
    settled = draw(st.lists(closings(some), max_size=1)) if some else []
    return Ledger(
        orders=bought,
        repayments={each.id: each for each in paid},
        corrections={each.id: each for each in corrected},
        checklists={each.id: each for each in begun},
        channels={each.id: each for each in draw(st.lists(overrides(), max_size=2))},
        debits={each.id: each for each in draw(st.lists(debits(), max_size=2))},
        closings={each.id: each for each in settled},
        refunds={each.id: each for each in returned},
    )
