"""The checklist before it is begun: what this bill takes to be repaid, and the one thing to know before that."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from models.actions.find_bill import find_bill
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, ledger, order
from tests.tui.hands import Hands, session_at
from tui.state.step import STEP_NAMES
from tui.words.at_rest import at_rest

HUABEI, CARD = "huabei/2026-12-10", "cmb/2026-12-10"
NOW = "2026-12-05T12:00:00+08:00"


def read(
    of: Ledger, ident: str = HUABEI, *, width: int = 54, height: int = 0, now: str = NOW, language: str = "en"
) -> list[str]:
    mine = session_at(Hands(at(now)), builtin(), language=language)
    bill = find_bill(of, book(of, mine.catalogue), mine.catalogue, ident, at(now))
    lines = at_rest(bill, [mine.language.say(each) for each in STEP_NAMES.values()], mine, width, height)
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def test_it_names_the_bills_own_app_way_amount_and_methods() -> None:
    assert read(ledger(order("phone")), width=78)[:7] == [
        "p repay  ¥101.00" + " " * 55 + "5 steps",
        "",
        "1 open the app  Alipay 支付宝",
        "2 way in        Me 我的 › Huabei 花呗 › Repay 还款 › This bill 本期账单",
        "3 the amount    101.00 there too?",
        "4 the method    Alipay balance, debit card, Yu'e Bao 余额宝",
        "5 pay, record   once; then answer here",
    ]


def test_of_several_apps_and_methods_as_many_are_named_as_have_room() -> None:
    rows = read(ledger(order("phone", channel="xiaomi")), "xiaomi/2026-12-10")
    assert rows[2] == "1 open the app  Mi Finance 小米金融 …"
    assert "4 the method    bound debit card …" in [row[: len("4 the method    bound debit card …")] for row in rows]


def test_no_line_has_only_what_stands_between_two_names() -> None:
    rows = read(ledger(order("phone", channel="xiaomi")), "xiaomi/2026-12-10", width=36, height=40)
    assert not [row for row in rows if row.split() in (["/"], ["│", "/"], [","])]
    assert "Mi Finance 小米金融" in {row.removeprefix("1 open the app").strip() for row in rows}


@pytest.mark.parametrize(
    ("of", "ident", "now", "said"),
    [
        (
            ledger(order("phone")),
            HUABEI,
            NOW,
            "? It is debited from 12-10 00:00 on. If you pay by hand, look that day.",
        ),
        (
            ledger(replace(order("phone"), auto_debit=Switch.ON)),
            HUABEI,
            "2026-12-10T12:00:00+08:00",
            "? It may be debited by now: look in the app before you pay.",
        ),
        (
            ledger(order("phone", channel="cmb")),
            CARD,
            "2026-12-15T12:00:00+08:00",
            "! The app may show more by now: late interest.",
        ),
        (
            ledger(order("phone", channel="cmb"), order("watch", channel="cmb")),
            CARD,
            NOW,
            "· The app shows one sum for these 2 orders.",
        ),
        (
            ledger(order("phone", channel="cmb")),
            CARD,
            NOW,
            '· Read "本期应还" (this statement), not "最低还款额" (minimum)',
        ),
    ],
    ids=["it will be debited", "it may be", "it is late", "several orders", "nothing else"],
)
def test_the_one_thing_to_know_is_the_most_pressing(of: Ledger, ident: str, now: str, said: str) -> None:
    rows = read(of, ident, now=now)
    assert " ".join(" ".join(rows[rows.index("", 2) + 1 :]).split()) == said


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("day", ["2026-12-05", "2026-12-09"])
def test_the_hours_of_auto_debit_are_not_said_again_beside_the_bill_that_says_them(day: str, language: str) -> None:
    mine = session_at(Hands(at(f"{day}T12:00:00+08:00")), builtin(), language=language)
    of = ledger(replace(order("phone"), auto_debit=Switch.ON))
    bill = find_bill(of, book(of, mine.catalogue), mine.catalogue, HUABEI, mine.now())
    alone, beside = (
        "".join(text for line in at_rest(bill, ["a"] * 5, mine, 54, beside=each) for text, _ in line)
        for each in (False, True)
    )
    assert "12-10 00:00" in alone
    assert "12-10" not in beside
    assert mine.language.t("It is debited then.") in beside


@pytest.mark.parametrize("height", [9, 10, 11])
def test_where_rows_are_few_the_empty_ones_give_way_and_nothing_that_is_said(height: int) -> None:
    rows = read(ledger(order("phone")), width=38, height=height)
    assert [row for row in rows if row] == [row for row in read(ledger(order("phone")), width=38) if row]
    assert len(rows) == max(height, len([row for row in rows if row]))


def test_where_there_is_room_a_way_is_drawn_between_the_steps() -> None:
    low, high = (read(ledger(order("phone")), width=78, height=height) for height in (10, 40))
    assert "│" not in low
    assert high.count("│") == 4
    assert [row for row in high if row != "│"] == low


@given(st.integers(33, 120), st.integers(0, 40), st.sampled_from(["en", "zh_CN"]))
def test_no_line_is_too_wide_and_the_amount_is_whole(width: int, height: int, language: str) -> None:
    of = ledger(order("phone", due=date(2026, 12, 10)))
    rows = read(of, width=width, height=height, language=language)
    assert all(cell_len(row) <= width for row in rows)
    assert "¥101.00" in rows[0]
    assert "101.00" in "".join(rows[1:])


def test_of_early_settlement_it_says_where_to_look_and_what_to_read() -> None:
    rows = read(ledger(order("phone")), "early/phone", width=78)
    assert rows[0].startswith("p repay  ¥303.00")
    assert rows[3] == "2 way in        early settlement of this order"
    assert rows[-1] == "· Read what the app quotes for settling the order today; do not confirm it yet"


def test_where_rows_are_empty_all_apps_and_methods_are_named() -> None:
    mi = ledger(order("phone", channel="xiaomi"))
    tall, low = (" ".join(read(mi, "xiaomi/2026-12-10", width=38, height=height)) for height in (44, 12))
    assert "…" in low
    assert "…" not in tall
    for each in builtin()["xiaomi"].methods:
        assert each.name["en"].split()[0] in tall
