"""A file may be read in any order, in pieces and twice: the ledger afterwards is the same."""

from datetime import date, datetime
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.values.money import plain
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, line, repaid, six_orders
from tests.models.builders import at

JD = {"channel": "jd-baitiao"}
LINES: tuple[StatementLine, ...] = (
    # 花呗 with the month: prepaid, in time, late, in parts, with a discount, twice, more than is owed
    repaid("2026-06-25T10:22", "418.00", label="2026-07", reference="1"),
    repaid("2026-08-05T10:17", "400.00", label="2026-08", reference="2"),
    repaid("2026-08-12T09:00", "18.00", label="2026-08", reference="3"),
    repaid("2026-09-02T09:30", "99.95", label="2026-09", owed=100_00),
    repaid("2026-09-10T12:25", "317.95", label="2026-09", owed=318_00, automatic=True),
    repaid("2026-10-01T16:36", "581.20", label="2026-10", method="yuebao"),
    repaid("2026-10-02T08:00", "581.20", label="2026-10"),
    repaid("2026-11-10T19:13", "681.20", label="2026-11", others=("信用购",)),
    # 白条 without it: two bills at once, a debit, parts, and what may be of either of two bills
    repaid("2026-10-02T19:40", "508.40", **JD),
    repaid("2026-11-03T06:12", "305.40", automatic=True, **JD),
    repaid("2026-11-16T21:14", "100.00", **JD),
    repaid("2026-11-18T08:00", "103.00", **JD),
    repaid("2026-11-18T08:00", "305.40", **JD),
    # a card of which only the days are known, and one whose amount no bill has
    repaid("2026-09-24", "268.00", channel="cmb"),
    repaid("2026-10-26", "268.00", channel="cmb"),
    repaid("2026-11-20", "99.00", channel="cmb"),
    # what failed, was bought or came back
    line("failed", "2026-11-09T16:30", "581.20", channel="huabei"),
    line("failed", "2026-06-28T09:00", "418.00", channel="huabei", reference="1", returned=True),
    line("failed", "2026-11-19T09:00", "103.00", returned=True, **JD),
    line("bought", "2026-11-03T20:11", "300.00", channel="huabei", title="充电宝"),
    line("refunded", "2026-11-12T14:20", "30.00", channel="huabei", title="Redmi K80 12+256"),
)


BILLS = ("huabei/2026-10-10", "huabei/2026-11-10", "jd-baitiao/2026-11-17", "cmb/2026-10-25")


@cache
def before() -> Ledger:
    return six_orders()


def read(ledger: Ledger, statement: Statement, lines: list[StatementLine]) -> Ledger:
    """The ledger with what is sure of those lines of the statement."""
    return beside(ledger, replace(statement, lines=tuple(lines))).ledger


def typed(ledger: Ledger, bill: str) -> Ledger:
    """With all of the bill on record as taken by auto-debit."""
    owed = plain(bill_of(ledger, bill).outstanding)
    return by_hand(ledger, bill, owed, "auto-debit", f"{bill[-10:]}T12:00+08:00")


@given(st.data())
def test_pieces_of_an_export_come_to_what_the_whole_does_in_any_order_and_however_often(data: st.DataObject):
    lines = data.draw(st.lists(st.sampled_from(LINES), min_size=1, unique_by=lambda each: each.id))
    statement = alipay(*lines)
    start = before()
    for bill in data.draw(st.lists(st.sampled_from(BILLS[1:]), unique=True)):
        start = typed(start, bill)
    whole = read(start, statement, lines)
    pieces = data.draw(st.lists(st.lists(st.sampled_from(lines), min_size=1), max_size=6))
    left = [each for each in lines if not any(each in piece for piece in pieces)]
    ledger = start
    for piece in data.draw(st.permutations([*pieces, *([each] for each in left)])):
        ledger = read(ledger, statement, piece)
    assert ledger == whole
    assert read(ledger, statement, lines) == whole


AMOUNTS = (100, 18_00, 203_00, 267_50, 268_00, 305_40, 400_00, 418_00, 508_40, 518_20, 581_20, 681_20, 3256_80)
CHANNELS = ("huabei", "jd-baitiao", "cmb", "xiaomi", "ccb", "")


@st.composite
def any_line(draw: st.DrawFn) -> StatementLine:
    """A line that may be of any bill, or of none."""
    when = draw(st.datetimes(datetime(2026, 5, 1), datetime(2026, 11, 22)))
    amount, paid = draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from(AMOUNTS))
    kind = draw(st.sampled_from(SightingKind))
    return StatementLine(
        id=f"{draw(st.integers(0, 10**6)):012x}",
        row=1,
        kind=kind,
        at=at(f"{when:%Y-%m-%dT%H:%M}:00+08:00"),
        time_known=draw(st.booleans()),
        amount=amount,
        owed=draw(st.sampled_from((None, max(amount, paid)))) if kind is SightingKind.REPAID else None,
        channel=draw(st.sampled_from(CHANNELS)),
        label=draw(st.sampled_from((None, None, date(when.year, when.month, 1)))),
        automatic=draw(st.booleans()),
        reference=draw(st.sampled_from(("", "A1", "A2"))),
        title=draw(st.sampled_from(("", "Redmi K80 12+256", "充电宝"))),
        period=draw(st.sampled_from((None, 1, 3))),
        periods=draw(st.sampled_from((None, 6, 12))),
        due=draw(st.sampled_from((None, date(2026, 11, 10), date(2026, 12, 25)))),
    )


@given(st.lists(any_line(), max_size=6), st.lists(st.sampled_from(BILLS), unique=True, max_size=3), st.booleans())
def test_whatever_a_file_has_what_is_sure_takes_nothing_typed_away_and_makes_no_credit(
    lines: list[StatementLine], repaid_by_hand: list[str], card: bool
):
    ledger = before()
    for bill in repaid_by_hand:
        ledger = by_hand(
            ledger, bill, plain(bill_of(ledger, bill).outstanding), "auto-debit", f"{bill[-10:]}T12:00+08:00"
        )
    statement = alipay(*lines) if not card else replace(alipay(*lines), source="cmb-credit", own=frozenset({"cmb"}))
    found = beside(ledger, statement)
    after = found.ledger
    assert all(each.credit == 0 for each in after.repayments.values())
    for ident, each in ledger.repayments.items():
        assert (after.repayments[ident].amount, after.repayments[ident].due) == (each.amount, each.due)
    assert all(bill_of(after, ident).outstanding >= 0 for ident in BILLS)
    again = beside(after, statement)
    assert again.ledger == after and not again.records
    assert len({each.key for each in found.findings}) == len(found.findings)
