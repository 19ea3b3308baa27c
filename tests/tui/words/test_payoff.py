"""Plans of settling orders early in rows of cells: what is owed as columns, each order with its reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bills.payoff import Strategy, payoffs
from models.bills.payoff_turns import Spare
from models.values.dates import months_after
from tests.models.bills.test_payoff import CHANNELS, DEAR, FREE
from tests.models.builders import NOW, book, ledger, order, plan
from tui.run.language import language_of
from tui.terminal.cells import line_len
from tui.words.payoff import charge_said, sooner_said
from tui.words.payoff_curve import AREA, BEHIND, curve
from tui.words.payoff_orders import order_lines
from tui.words.payoff_plans import plan_table

ENGLISH = language_of("en")
BOOK = book(
    ledger(
        order("dear", channel=DEAR, title="A long title of an order 小米笔记本 Pro 14", terms=plan(60_000, 6, 900)),
        order("cheap", channel=FREE, terms=plan(60_000, 6, 300)),
    ),
    CHANNELS,
)
FOUND = payoffs(BOOK, Spare(monthly=30_000), NOW)


SCALE = ("30k", "20k", "10k", "0")


def texts(lines) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def columns(owed, planned, width=60, height=12, **rest):
    months = [months_after(date(2026, 11, 1), k) for k in range(len(owed))]
    return curve(owed, planned, months, [("saves most", AREA), ("as it is", BEHIND)], width, height, **rest)


@pytest.mark.parametrize("height", range(8, 31))
def test_the_ticks_are_as_far_from_each_other_as_their_sums_but_for_less_than_a_row(height):
    rows = texts(columns([28_000_00], [28_000_00], height=height))
    thirty, twenty, ten, none = (next(y for y, row in enumerate(rows) if row.split()[:1] == [each]) for each in SCALE)
    assert thirty == 0 and none == height - 4
    assert abs((twenty - thirty) - (ten - twenty)) <= 1 >= abs((ten - twenty) - (none + 1 - ten))


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=90),
    st.integers(20, 120),
    st.integers(7, 30),
)
def test_the_columns_fill_their_room_and_no_more_and_whatever_is_owed_is_seen(pairs, width, height):
    planned = [max(pair) for pair in pairs]
    lines = columns([min(pair) for pair in pairs], planned, width, height)
    assert len(lines) == height
    assert all(line_len(line) <= width for line in lines)
    if any(planned[0:1]):
        assert "".join(texts(lines)).strip("0 ")


def test_the_columns_have_a_scale_of_round_sums_and_the_months_below_them():
    lines = texts(columns([30_000_00, 15_000_00, 1], [30_000_00, 30_000_00, 10_000_00]))
    assert lines[0].split()[0] == "30k"
    assert lines[8].split()[0] == "0"
    assert lines[8].endswith("███████▁▁▁") or "▁" in lines[8]
    assert lines[10].split() == ["11", "01"]
    assert lines[11].split() == ["2027"]


def test_without_colours_what_stands_behind_is_another_glyph():
    assert "░" in "".join(texts(columns([1], [900_00], colours=False)))
    assert "░" not in "".join(texts(columns([1], [900_00])))


@pytest.mark.parametrize("width", [34, 76])
def test_each_order_has_what_it_saves_and_why_and_those_without_gain_stand_below(width):
    lines = texts(order_lines(FOUND, FOUND.best, BOOK, ENGLISH, width))
    text = "\n".join(lines)
    assert "1 cheap" in lines[0]
    assert "CMB · no fee charged" in text
    assert text.index("no gain: as planned") < text.index("- A long title") < text.index("Huabei · all fees charged")
    assert all(line_len(((line, ""),)) <= width for line in lines)
    assert (
        "\n".join(texts(order_lines(FOUND, FOUND.by_strategy[Strategy.NOTHING], BOOK, ENGLISH, width))).count("- ") == 2
    )


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [44, 52, *range(76, 82), 118])
def test_the_figures_of_all_plans_stand_under_their_heads_and_none_is_cut(code, width):
    language = language_of(code)
    table = plan_table(FOUND, language, width)
    rows = [table.row(each) for each in FOUND.by_strategy]
    assert {line_len(row) for row in rows} == {line_len(table.heads()) - 1}, "the cursor stands before the rows"
    assert line_len(rows[0]) <= width
    assert all(text[:2] == "  " for row in rows for text, _ in row[2:]), "no figure touches what is before it"
    assert "2027-05-10" in texts(rows)[-1]


def test_how_much_sooner_is_said_in_months_and_of_no_sooner_nothing():
    assert sooner_said(FOUND.by_strategy[Strategy.AVALANCHE], FOUND, ENGLISH) == "3 months"
    assert sooner_said(FOUND.by_strategy[Strategy.NOTHING], FOUND, ENGLISH) == "—"


def test_a_charge_that_is_not_known_is_not_said_as_one():
    said = {ident: ENGLISH.say(charge_said(channel)) for ident, channel in CHANNELS.items()}
    assert (said[DEAR], said[FREE]) == ("all fees charged", "no fee charged")
    assert all(("not known" in words) == (CHANNELS[ident].early is None) for ident, words in said.items())


def test_an_order_without_a_fee_is_said_to_be_so_where_the_rule_charges_fees():
    of = book(ledger(order("free", terms=plan(60_000, 6, 0)), order("dear", terms=plan(60_000, 6, 900))))
    found = payoffs(of, Spare(), NOW)
    said = "\n".join(texts(order_lines(found, found.by_strategy[Strategy.NOTHING], of, ENGLISH, 100)))
    assert said.count("interest-free") == said.count("all fees charged") == 1
