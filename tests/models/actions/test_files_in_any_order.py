"""A file of any source read in any order, in pieces and twice comes to one ledger; so do an older and a newer one."""

from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.whose_line import BANKS
from models.exchange.statement.read import read_statement
from models.exchange.statement.sources import READ
from models.ledger.ledger import Ledger
from tests.models.actions.source_rows import ROWS, Payment, RowsOf
from tests.models.actions.statements import CASES, NOW, beside, entered
from tests.often import tried

MONTHS = (9, 10)


@cache
def before(source: str) -> Ledger:
    """An order by each institution, and the card of the bank known."""
    ledger = entered(CASES / "every-source.csv")
    card = replace(ledger.accounts["bank-card"], label=BANKS.get(source.removesuffix("-credit"), ""))
    return replace(ledger, accounts={**ledger.accounts, card.id: card})


@st.composite
def payments(draw: st.DrawFn, number: int, rows_of: RowsOf, *, may_be_less: bool) -> Payment:
    """A payment so near a due date that its bill is plain: of one that is asked about nothing is kept."""
    due = datetime(2026, draw(st.sampled_from(MONTHS)), rows_of.due)
    states = ("paid", "paid", "failed", "back", "part") if rows_of.numbered else ("paid", "paid", "back")
    return Payment(
        number,
        due + timedelta(draw(st.integers(-2, 3)), draw(st.integers(0, 30000))),
        draw(st.sampled_from((305_40, 305_40, 305_40, 100_00, 205_40, 610_80, 312_40))),
        draw(st.sampled_from(states)),
        10 if may_be_less and draw(st.booleans()) else 0,
    )


def read(ledger: Ledger, rows_of: RowsOf, rows: list[str]) -> Ledger:
    """The ledger with what is sure of a file that has these rows."""
    statement = read_statement("\n".join([rows_of.head, *rows]).encode(), NOW)
    assert not statement.unreadable
    return beside(ledger, replace(statement, covers=None)).ledger


def test_each_source_that_is_read_is_tried():
    assert ROWS.keys() == {each.id for each in READ}


@pytest.mark.parametrize("source", ROWS)
@given(data=st.data())
@tried(0.2)
def test_pieces_of_a_file_of_any_source_come_to_what_the_whole_does(source: str, data: st.DataObject):
    rows_of = ROWS[source]
    count = data.draw(st.integers(1, 4))
    made = [data.draw(payments(n, rows_of, may_be_less=source == "meituan")) for n in range(count)]
    older = [rows_of.rows(replace(each, state="paid")) for each in made] if rows_of.numbered else []
    now = [row for each in made for row in rows_of.rows(each)]
    whole = read(before(source), rows_of, now)
    # Equal rows of one day without a number stand in one file: nothing else tells two payments from one.
    days = {row: [each for each in now if each == row] for row in now}
    parts = [*days.values(), *data.draw(st.lists(st.sampled_from(older), max_size=2) if older else st.just([]))]
    ledger = before(source)
    twice = [now] if data.draw(st.booleans()) else []
    for part in data.draw(st.permutations([*parts, *twice])):
        ledger = read(ledger, rows_of, part)
    assert ledger == whole
    assert read(ledger, rows_of, now) == whole
