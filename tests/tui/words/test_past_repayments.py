"""All repayments as a list to search, and the fees in them as a table."""

from datetime import date

import pytest
from msgspec.structs import replace

from models.bills.fees_paid import FeesPaid
from tests.models.builders import book, ledger, order, repaid
from tui.run.language import language_of
from tui.terminal.cells import line_len
from tui.words.looking_back import fee_lines, how_cells, past_heads, past_row
from tui.words.past_repayments import matching, past_repayments

ENGLISH = language_of("en")
TWO = ledger(
    order("phone", title="小米14 Pro", order_no="5261-77"),
    order("robot", channel="jd-baitiao", title="Robot [red]x[/red]", due=date(2026, 12, 3)),
)
OF = repaid(repaid(TWO, "jd-baitiao/2026-12-03"), "huabei/2026-12-10")
OF = replace(OF, repayments={each.id: replace(each, reference=f"REF{each.amount}") for each in OF.repayments.values()})
BOOK = book(OF)
ROWS = past_repayments(OF, BOOK, ENGLISH)


def found(text: str) -> list[str]:
    return [row.order for row in matching(ROWS, text)]


def test_each_repayment_is_listed_with_the_bill_that_it_leads_to():
    assert {(row.order, row.bill) for row in ROWS} == {
        ("phone", "huabei/2026-12-10"),
        ("robot", "jd-baitiao/2026-12-03"),
    }
    assert {row.day for row in ROWS} == {"2026-12-05"}


@pytest.mark.parametrize("text", ["花呗", "huabei", "小米 14", "5261-77", "  花呗 小米14 ", "５２６１"])
def test_one_is_found_by_its_channel_its_order_and_the_number_of_that_however_it_is_spelt(text):
    assert found(text) == ["phone"]


def test_all_words_must_be_there_in_whichever_part():
    assert sorted(found("")) == sorted(found("ref 101.00")) == sorted(found("2026-12")) == ["phone", "robot"]
    assert found("花呗 robot") == []
    assert found("jd robot") == ["robot"]


@pytest.mark.parametrize("width", [44, 76, 114])
def test_a_row_fills_its_columns_and_cuts_no_amount_and_no_date(width):
    how = how_cells(ROWS, width)
    for row in ROWS:
        line = past_row(row, ["robot"], ENGLISH, width, how)
        text = "".join(part for part, _ in line)
        assert line_len(line) == width == line_len(past_heads(ENGLISH, width, how))
        assert text.startswith("2026-12-05")
        assert text.endswith("101.00")
        assert ("REF" in text) == (width > 108)
    hits = [part for row in ROWS for part, ink in past_row(row, ["robot"], ENGLISH, width, how) if "hit" in ink]
    assert "Robot".startswith(*hits)


@pytest.mark.parametrize(("width", "whole"), [(156, True), (116, True), (108, False)])
def test_how_it_was_paid_is_cut_only_where_the_orders_leave_no_room_for_it(width, whole):
    method = "CMB or other bound debit card"
    orders = "小米平板 7 Pro 8GB+256GB" if whole else "order " * 20
    rows = [row._replace(method=method, orders=orders) for row in ROWS]
    how = how_cells(rows, width)
    assert how.hold(rows[0]) is whole
    said = ("".join(part for part, _ in past_row(row, (), ENGLISH, width, how)) for row in rows)
    assert all((method in each) is whole for each in said)


def test_the_fees_stand_by_account_and_year_and_of_more_years_than_have_room_the_earlier_ones_together():
    fees = FeesPaid({"huabei": dict.fromkeys(range(2015, 2027), 100), "cmb": {2026: 1_000_000}}, ("x",))
    lines = ["".join(text for text, _ in line) for line in fee_lines(fees, BOOK, ENGLISH, 66)]
    assert lines[0].split() == ["earlier", "2024", "2025", "2026", "total"]
    assert lines[1].split() == ["CMB", "—", "—", "—", "10,000.00", "10,000.00"]
    assert lines[2].split() == ["Huabei", "9.00", "1.00", "1.00", "1.00", "12.00"]
    assert lines[3].split() == ["total", "9.00", "1.00", "1.00", "10,001.00", "10,012.00"]
    assert "not known of 1" in lines[4]
    assert all(line_len(((line, ""),)) <= 66 for line in lines)


def test_where_no_fee_was_paid_that_is_said():
    assert (
        "".join(text for line in fee_lines(FeesPaid({}), BOOK, ENGLISH, 60) for text, _ in line) == "no fees on record"
    )
