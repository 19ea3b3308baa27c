"""Payments of a few bills that got in each other's way: parts, discounts, twice, failed, returned, of two together.

Read in any order, in pieces and twice, they come to one ledger.
"""

from datetime import date, datetime, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, Statement, StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, card, six_orders
from tests.models.builders import at

BILLS = {
    "huabei": ("huabei/2026-10-10", "huabei/2026-11-10"),
    "jd-baitiao": ("jd-baitiao/2026-10-03", "jd-baitiao/2026-10-17", "jd-baitiao/2026-11-03"),
    "cmb": ("cmb/2026-09-25", "cmb/2026-10-25"),
    "xiaomi": ("xiaomi/2026-10-20", "xiaomi/2026-11-20"),
}
OF_A_CARD = "cmb-credit"


@cache
def before() -> Ledger:
    return six_orders()


@st.composite
def payments(draw: st.DrawFn, channel: str, ident: str, *, by_day: bool) -> list[StatementLine]:
    """A payment of a bill, and perhaps what says that it failed, or that its money came back."""
    bill = bill_of(before(), draw(st.sampled_from(BILLS[channel])))
    together = 508_40 if channel == "jd-baitiao" else 2 * bill.amount
    unclear = draw(st.booleans())
    several = (bill.amount, bill.amount, 100_00, bill.amount - 100_00, together, bill.amount + 7_00)
    owed = bill.amount if unclear else draw(st.sampled_from(several))
    less = draw(st.sampled_from((0, 0, 0, 10)))
    days = st.sampled_from((-16, -15, 14, 15)) if unclear else st.integers(-6, 7 if by_day else 3)
    day = bill.due + timedelta(draw(days))
    moment = datetime(day.year, day.month, day.day, 0 if by_day else draw(st.integers(8, 20)))
    labelled = draw(st.booleans()) and not by_day and not unclear
    paid = StatementLine(
        id=ident,
        row=1,
        kind=SightingKind.REPAID,
        at=at(f"{moment:%Y-%m-%dT%H:%M}:00+08:00"),
        time_known=not by_day,
        posted=by_day and draw(st.booleans()),
        amount=owed - less,
        owed=owed if less else None,
        channel=channel,
        label=date(bill.due.year, bill.due.month, 1) if labelled else None,
        automatic=draw(st.booleans()),
        reference="" if by_day else draw(st.sampled_from((f"R{ident}", f"R{ident}", ""))),
        method=draw(st.sampled_from(("", "debit-card"))),
    )
    failed = replace(paid, kind=SightingKind.FAILED)
    match draw(st.sampled_from(("paid", "paid", "paid", "back", "back", "failed", "tried", "less"))):
        case "back":
            later = paid.at + timedelta(draw(st.integers(0, 4)), 3600)
            known = draw(st.booleans())
            number = paid.reference if known else ""
            return [paid, replace(failed, id=f"b{ident[1:]}", at=later, returned=True, reference=number, label=None)]
        case "failed" if paid.reference:
            return [paid, failed]
        case "less" if paid.reference:
            return [paid, replace(paid, amount=paid.amount - 5_40, came_back=5_40)]
        case "tried":
            return [replace(failed, id=f"c{ident[1:]}", at=paid.at - timedelta(hours=2)), paid]
    return [paid]


@st.composite
def stories(draw: st.DrawFn) -> tuple[Statement, list[StatementLine]]:
    """A statement of a payment app or of a card, and its lines."""
    channel = draw(st.sampled_from(tuple(BILLS)))
    of_a_card = channel == "cmb" and draw(st.booleans())
    lines = list[StatementLine]()
    for number in range(draw(st.integers(1, 4))):
        lines += draw(payments(channel, f"a{number:011x}", by_day=of_a_card))
    statement = card(source=OF_A_CARD, own=frozenset({"cmb"})) if of_a_card else alipay(covers=None)
    return statement, lines


def read(ledger: Ledger, statement: Statement, lines: list[StatementLine]) -> Ledger:
    """The ledger with what is sure of those lines of the statement."""
    found = beside(ledger, replace(statement, lines=tuple(lines)))
    assert len({each.key for each in found.findings}) == len(found.findings)
    return found.ledger


@given(stories(), st.data())
def test_payments_that_get_in_each_others_way_come_to_one_ledger_in_any_order(
    story: tuple[Statement, list[StatementLine]], data: st.DataObject
):
    statement, lines = story
    whole = read(before(), statement, lines)
    pieces = data.draw(st.lists(st.lists(st.sampled_from(lines), min_size=1, max_size=3), max_size=3))
    left = [[each] for each in lines if not any(each in piece for piece in pieces)]
    ledger = before()
    for piece in data.draw(st.permutations([*pieces, *left])):
        ledger = read(ledger, statement, piece)
    assert ledger == whole
    assert read(ledger, statement, lines) == whole
