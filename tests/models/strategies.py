"""Hypothesis strategies for the domain's values: whatever a person could have entered, and nothing else."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from models.calendar import EARLIEST, LATEST
from models.ledger import Answered, Correction, Done, Ledger, Progress, Way, bill_id
from models.money import MAX_AMOUNT
from models.order import Order, identity
from models.plan import MAX_PERIODS, Plan, Remainder, Shown
from models.repayment import Allocation, Repayment
from models.text import MAX_NOTE, MAX_TITLE, clean

CHANNELS = ("huabei", "jd-baitiao", "xiaomi", "cmb")

_channels = st.sampled_from(CHANNELS)
_amounts = st.integers(0, MAX_AMOUNT)
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
    return Shown(
        principal=periods * part + odd,
        periods=periods,
        amount=part + fee,
        fee=fee,
        remainder=draw(st.sampled_from(Remainder)),
    )


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
        channel=channel,
        bought_at=bought_at,
        plan=plan,
        first_due=first_due,
        due_day=draw(st.one_of(st.none(), st.integers(first_due.day, 31))),
        paid_periods=draw(st.integers(0, plan.periods)),
        note=draw(words(MAX_NOTE)),
        archived=draw(st.booleans()),
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
        channel=draw(_channels),
        due=draw(_days),
        amount=sum(share.amount for share in shares) + draw(st.integers(0, 10_000)),
        paid_at=draw(_instants),
        method=draw(st.sampled_from(("balance", "card"))),
        reference=draw(words(40)),
        confirmed=draw(st.booleans()),
        allocations=tuple(shares),
    )


_bills = st.builds(bill_id, _channels, _days)


def corrections() -> st.SearchStrategy[Correction]:
    """The institution's own total for a bill."""
    return st.builds(Correction, id=_bills, total=_amounts, at=_instants, reason=words(40))


def checklists() -> st.SearchStrategy[Progress]:
    """A checklist under way."""
    done = st.builds(
        Done,
        step=st.sampled_from(("open", "find", "amount", "method", "pay")),
        at=_instants,
        answer=words(20),
        figure=_amounts,
        way=st.none() | st.sampled_from(Way),
    )
    answered = st.builds(Answered, warning=st.sampled_from(("late", "auto-debit")), reason=words(20), at=_instants)
    return st.builds(
        Progress,
        id=_bills,
        started_at=_instants,
        done=st.lists(done, max_size=5).map(tuple),
        answered=st.lists(answered, max_size=2).map(tuple),
    )


@st.composite
def ledgers(draw: st.DrawFn, most: int = 5) -> Ledger:
    """A ledger of up to `most` orders whose repayments went to orders in it."""
    bought = {order.id: order for order in draw(st.lists(orders(), max_size=most))}
    paid = draw(st.lists(repayments(tuple(bought.values())), max_size=most))
    corrected = draw(st.lists(corrections(), max_size=2))
    walked = draw(st.lists(checklists(), max_size=2))
    return Ledger(
        orders=bought,
        repayments={each.id: each for each in paid},
        corrections={each.id: each for each in corrected},
        checklists={each.id: each for each in walked},
    )
