"""A file may be read in any order, in pieces and twice: the ledger afterwards is the same."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.ledger import Ledger
from models.ledger.statement import Statement, StatementLine
from tests.models.actions.statements import alipay, beside, line, repaid, six_orders

JD = {"channel": "jd-baitiao"}
LINES: tuple[StatementLine, ...] = (
    # 花呗 with the month: prepaid, in time, late, in parts, with a discount, twice, more than is owed
    repaid("2026-06-25T10:22", "418.00", label="2026-07", reference="1"),
    repaid("2026-08-05T10:17", "400.00", label="2026-08", reference="2"),
    repaid("2026-08-12T09:00", "18.00", label="2026-08", reference="3"),
    repaid("2026-09-10T12:25", "417.90", label="2026-09", owed=418_00, automatic=True),
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
    line("bought", "2026-11-03T20:11", "300.00", channel="huabei", title="充电宝"),
    line("refunded", "2026-11-12T14:20", "30.00", channel="huabei", title="Redmi K80 12+256"),
)


@cache
def before() -> Ledger:
    return six_orders()


def read(ledger: Ledger, statement: Statement, lines: list[StatementLine]) -> Ledger:
    """The ledger with what is sure of those lines of the statement."""
    return beside(ledger, replace(statement, lines=tuple(lines))).ledger


@given(st.data())
def test_pieces_of_an_export_come_to_what_the_whole_does_in_any_order_and_however_often(data: st.DataObject):
    lines = data.draw(st.lists(st.sampled_from(LINES), min_size=1, unique_by=lambda each: each.id))
    statement = alipay(*lines)
    whole = read(before(), statement, lines)
    pieces = data.draw(st.lists(st.lists(st.sampled_from(lines), min_size=1), max_size=6))
    left = [each for each in lines if not any(each in piece for piece in pieces)]
    ledger = before()
    for piece in data.draw(st.permutations([*pieces, *([each] for each in left)])):
        ledger = read(ledger, statement, piece)
    assert ledger == whole
    assert read(ledger, statement, lines) == whole
