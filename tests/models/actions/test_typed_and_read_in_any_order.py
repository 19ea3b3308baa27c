"""Records that were typed, among payments of one amount: files come to one ledger in any order, in pieces and twice."""

from datetime import date, datetime, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.ids import line_id
from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, StatementLine
from models.values.money import plain
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, six_orders
from tests.models.builders import at
from tests.often import tried

BILLS = {
    "huabei": ("huabei/2026-10-10", "huabei/2026-11-10", "huabei/2026-12-10"),
    "jd-baitiao": ("jd-baitiao/2026-10-03", "jd-baitiao/2026-11-03", "jd-baitiao/2026-11-17"),
    "cmb": ("cmb/2026-09-25", "cmb/2026-10-25", "cmb/2026-11-25"),
}


@cache
def before() -> Ledger:
    return six_orders()


@st.composite
def typed(draw: st.DrawFn, channel: str) -> Ledger:
    """With none to three records of the bills: in full, in part, on another day, or as taken when it was due."""
    ledger = before()
    for ident in draw(st.lists(st.sampled_from(BILLS[channel]), max_size=3)):
        left = bill_of(ledger, ident).outstanding
        amount = draw(st.sampled_from((left, left, left, 100_00, left - 100_00)))
        if not 0 < amount <= left:
            continue
        bill = bill_of(before(), ident)
        if draw(st.booleans()):
            method, when = "auto-debit", f"{bill.due_at.isoformat()}"
        else:
            day = min(bill.due, date(2026, 11, 20)) + timedelta(draw(st.integers(-3, 1)))
            method, when = "debit-card", f"{day}T{draw(st.integers(8, 20)):02}:00:00+08:00"
        ledger = by_hand(ledger, ident, plain(amount), method, when, confirmed=draw(st.booleans()))
    return ledger


@st.composite
def payment(draw: st.DrawFn, channel: str, number: int) -> list[StatementLine]:
    bill = bill_of(before(), draw(st.sampled_from(BILLS[channel])))
    amount = draw(st.sampled_from((bill.amount, bill.amount, bill.amount, 100_00, bill.amount - 100_00)))
    day = min(bill.due, date(2026, 11, 20)) + timedelta(draw(st.sampled_from((-14, -3, -1, 0, 0, 0, 1, 2))))
    moment = datetime(day.year, day.month, day.day, draw(st.integers(8, 20)))
    when = f"{moment:%Y-%m-%dT%H:%M}:00+08:00"
    reference = draw(st.sampled_from(("", f"R{number}")))
    paid = StatementLine(
        id=line_id("alipay", reference, when, str(amount)) if reference else f"a{number:011x}",
        row=1,
        kind=SightingKind.REPAID,
        at=at(when),
        amount=amount,
        channel=channel,
        label=date(bill.due.year, bill.due.month, 1) if draw(st.booleans()) else None,
        automatic=draw(st.booleans()),
        reference=reference,
        method=draw(st.sampled_from(("", "debit-card"))),
    )
    state = draw(st.sampled_from(("paid", "paid", "paid", "paid", "back", "less", "failed")))
    if state == "less" and reference:  # in a newer file
        return [paid, replace(paid, amount=amount - 5_40, came_back=5_40)]
    if state == "failed" and reference:
        return [paid, replace(paid, kind=SightingKind.FAILED)]
    if state != "back":
        return [paid]
    back = replace(paid, id=f"b{number:011x}", kind=SightingKind.FAILED, returned=True, label=None)
    return [paid, replace(back, at=paid.at + timedelta(1))]


@given(st.data())
@tried(0.5)
def test_which_payment_shows_what_was_typed_hangs_on_no_order_of_reading(data: st.DataObject):
    channel = data.draw(st.sampled_from(tuple(BILLS)))
    start = data.draw(typed(channel))
    count = data.draw(st.integers(1, 4))
    lines = [each for number in range(count) for each in data.draw(payment(channel, number))]

    def read(ledger: Ledger, some: list[StatementLine]) -> Ledger:
        return beside(ledger, alipay(*some, covers=None)).ledger

    whole = read(start, lines)
    pieces = data.draw(st.lists(st.lists(st.sampled_from(lines), min_size=1, max_size=3), max_size=3))
    left = [[each] for each in lines if not any(each in piece for piece in pieces)]
    ledger = start
    for piece in data.draw(st.permutations([*pieces, *left])):
        ledger = read(ledger, piece)
    assert ledger == whole
    assert read(ledger, lines) == whole
