"""What stands above the checklist's steps: which bill is being repaid."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from models.bills.status import status
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.values.money import yuan
from models.values.text import clean
from tests.models.builders import at, book, by_hand, corrected, found, ledger, order, repaid
from tests.tui.hands import Hands, session_at
from tui.words.bill_head import bill_head
from tui.words.heading import beyond_its_row, heading, standing, titles_of
from tui.words.when import when

NOW = at("2026-12-08T12:00:00+08:00")
ID = "huabei/2026-12-10"
LONG = "小米电视 S Pro 75 英寸 Mini LED 高阶版 4K 144Hz"
TV = order("tv", title=LONG)


def read(
    of: Ledger, ident: str = ID, width: int = 100, language: str = "en", now: str = "2026-12-08T12:00:00+08:00"
) -> list[str]:
    when = at(now)
    return heading(found(of, ident, when), session_at(Hands(when), by_hand(), language=language), width)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Huabei · phone · ¥101.00 · cut-off 12-10 23:59 · 2 days left"),
        ("zh_CN", "花呗 · phone · ¥101.00 · 截止 12-10 23:59 · 剩 2 天"),
    ],
)
def test_it_names_the_order(language, words):
    assert read(ledger(order("phone")), language=language) == [words]


@pytest.mark.parametrize(("language", "words"), [("en", "2 orders"), ("zh_CN", "2 笔订单")])
def test_of_several_orders_it_says_how_many(language, words):
    (line,) = read(ledger(order("phone"), order("robot")), language=language)
    assert f" · {words} · ¥202.00 · " in line


def test_of_a_bill_on_which_nothing_is_owed_it_says_how_it_stands_and_not_that_it_is_late():
    of = repaid(ledger(order("phone")), ID, now=NOW)
    assert read(of, now="2026-12-12T12:00:00+08:00") == ["Huabei · phone · ¥0.00 · cut-off 12-10 23:59 · ✓ settled"]


def test_it_names_the_one_that_is_left():
    of = repaid(ledger(order("phone"), TV), ID, 10_100, NOW)
    assert f" · {LONG} · ¥101.00" in " ".join(read(of, width=120))


def test_late_interest_that_was_added_is_no_order():
    of = corrected(ledger(order("phone")), ID, 10_150, NOW)
    assert " · phone · ¥101.50 · " in read(of)[0]


@pytest.mark.parametrize(("language", "words"), [("en", "to settle early ¥303.00"), ("zh_CN", "提前结清 ¥303.00")])
def test_of_early_settlement_it_names_the_order_that_is_settled(language, words):
    (line,) = read(ledger(order("phone")), "early/phone", language=language)
    assert f" · phone · {words}" in line


def test_the_year_is_said_where_it_is_another_one_for_the_institution():
    of = ledger(order("phone", due=date(2027, 1, 2)))
    assert "cut-off 2027-01-02 23:59" in read(of, "huabei/2027-01-02")[0]
    assert "cut-off 2027-01-02 23:59" in read(of, "huabei/2027-01-02", now="2026-12-31T15:59:00+00:00")[0]
    assert "cut-off 01-02 23:59" in read(of, "huabei/2027-01-02", now="2026-12-31T16:01:00+00:00")[0]


@given(
    st.sampled_from(tuple(builtin())),
    st.text(st.characters(codec="utf-8"), max_size=60).map(clean).filter(bool),
    st.integers(45, 140),
    st.sampled_from(["en", "zh_CN"]),
)
def test_it_keeps_to_the_width_and_never_cuts_an_amount_or_a_date(channel, title, width, language):
    of = ledger(order("phone", channel=channel, title=title))
    one = found(of, f"{channel}/2026-12-10", NOW)
    lines = heading(one, session_at(Hands(NOW), by_hand(), language=language), width)
    assert all(cell_len(line) <= width for line in lines), lines
    assert yuan(one.outstanding) in " ".join(lines)
    assert f"12-10 {one.due_at:%H:%M}" in " ".join(lines)
    assert len(lines) <= 3


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_early_settlement_is_due_on_no_day_and_a_bill_says_how_long_there_is(language):
    of, mine = ledger(order("phone")), session_at(Hands(NOW), by_hand(), language=language)
    assert standing(found(of, "early/phone", NOW), mine) is None
    said = standing(found(of, ID, NOW), mine)
    assert said is not None
    assert said.words.startswith("! ")
    assert said.left == ""


def test_a_pane_names_the_year_of_a_bill_that_is_due_in_another() -> None:
    mine, known = session_at(Hands(NOW), builtin()), book(ledger(order("phone")))
    assert titles_of("Bill", known.bill("huabei/2026-12-10"), mine)[0] == "Bill · Huabei · 12-10"
    assert titles_of("Bill", known.bill("huabei/2027-01-10"), mine)[0] == "Bill · Huabei · 2027-01-10"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_the_title_says_of_how_a_bill_stands_the_bill_below_it_does_not_say_again(language):
    mine = session_at(Hands(NOW), by_hand(), language=language)
    for of in (ledger(order("phone")), repaid(ledger(order("phone")), ID, 5_000)):
        one = found(of, ID, NOW)
        said = standing(one, mine)
        below = ["".join(text for text, _ in line) for line in bill_head(one, mine, 60, titled=True)]
        assert not any(said.words in line for line in below)
        assert not said.left or below[-1] == said.left
        alone = "".join(text for text, _ in bill_head(one, mine, 60)[0])
        assert alone.endswith(said.whole)


@pytest.mark.parametrize(
    ("language", "hour", "row", "below"),
    [
        ("en", "16:59", "today", "Huabei: Thu 12-10 until 17:00"),
        ("en", "17:01", "past 17:00", "Huabei: was due Thu 12-10 17:00"),
        ("zh_CN", "16:59", "今天", "花呗 12-10 周四 17:00 截止"),
        ("zh_CN", "17:01", "已过 17:00", "花呗 12-10 周四 17:00 已截止"),
    ],
)
def test_past_its_hour_a_bill_of_today_names_no_time_as_if_it_were_still_to_come(language, hour, row, below):
    now = at(f"2026-12-10T{hour}:00+08:00")
    catalogue = {**by_hand(), "huabei": replace(by_hand()["huabei"], cutoff=time(17))}
    mine = session_at(Hands(now), catalogue, language=language)
    bill = book(ledger(order("phone")), catalogue).bill(ID)
    assert when(bill, status(bill, mine.moment()), now, mine.language) == row
    assert beyond_its_row(bill, mine)[-1] == below
