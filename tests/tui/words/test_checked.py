"""What a bill says of the institution's own figure: quiet where it agrees, red and with both amounts where not."""

from datetime import date, datetime

import pytest

from models.actions.seen import figure_seen, sighted
from models.bills.checked import checked
from models.bills.status import Moment
from models.ledger.figure import APP, MESSAGE, TYPED, StatedTerms
from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting
from models.values.money import Fen
from tests.models.builders import at, bill, book, by_hand, ledger, order
from tests.tui.hands import Hands, session_at
from tui.panes.list_columns import columns
from tui.panes.list_rows import list_row
from tui.state.arrangement import Selection, listing
from tui.state.sections import BillRow
from tui.words.checked import check_mark, checked_in_short, checked_said

NOW = at("2026-12-05T12:00:00+08:00")
SEEN = at("2026-12-03T09:00:00+08:00")
PHONE = ledger(order("phone"))
"""One bill of ¥101.00 on 12-10."""


def seen(total: Fen, source: str = "alipay", when: datetime = SEEN) -> Ledger:
    return figure_seen(PHONE, bill(PHONE), total, when, source)


def said(of: Ledger, language: str = "en", now: datetime = NOW) -> list[tuple[str, str]]:
    return [*checked_said(bill(of), of, session_at(Hands(now), by_hand(), language=language))]


@pytest.mark.parametrize(
    ("source", "en", "zh"),
    [
        ("alipay", "= checked 12-03, statement of Alipay 支付宝", "= 已核对 12-03（支付宝对账单）"),
        (APP, "= checked 12-03, the institution's app", "= 已核对 12-03（App 显示）"),
        (TYPED, "= checked 12-03", "= 已核对 12-03"),
    ],
)
def test_where_it_agrees_it_says_when_and_where_in_plain_ink(source, en, zh):
    assert said(seen(10_100, source)) == [(en, "")]
    assert said(seen(10_100, source), "zh_CN") == [(zh, "")]


def test_a_statement_that_agrees_is_said_before_a_later_message_whose_other_minimum_is_not_kept():
    terms = StatedTerms(total=10_100, due=date(2026, 12, 10), minimum=10_100, seen_at=SEEN, source="alipay")
    of = figure_seen(PHONE, bill(PHONE), 10_100, SEEN, "alipay", terms)
    other = StatedTerms(total=10_100, minimum=1_010, seen_at=NOW, source=MESSAGE)
    of = figure_seen(of, bill(of), 10_100, NOW, MESSAGE, other)
    assert said(of) == [("= checked 12-03, statement of Alipay 支付宝", "")]


def test_where_it_differs_it_is_red_and_has_both_amounts():
    of = seen(20_100)
    assert said(of) == [("≠ statement of Alipay 支付宝, 12-03: ¥201.00; here it is ¥101.00", "bad")]
    assert said(of, "zh_CN") == [("≠ 支付宝对账单 12-03：¥201.00，这里是 ¥101.00", "bad")]


def test_another_due_date_or_minimum_is_red_and_both_are_said_in_one_line():
    terms = StatedTerms(total=10_100, due=date(2026, 12, 9), minimum=1_010, seen_at=SEEN, source="alipay")
    of = figure_seen(PHONE, bill(PHONE), 10_100, SEEN, "alipay", terms)
    en = "≠ statement of Alipay 支付宝, 12-03: due 12-09, minimum ¥10.10; here: 12-10, about ¥101.00"
    assert said(of) == [(en, "bad")]
    assert check_mark(checked(bill(of), of)) == (" ≠ 12-09", "bad")
    zh = "≠ 支付宝对账单 12-03：还款日 12-09、最低还款额 ¥10.10；这里：12-10、约 ¥101.00"
    assert said(of, "zh_CN") == [(zh, "bad")]
    typed = figure_seen(of, bill(of), 20_100, NOW)
    assert [ink for _, ink in said(typed)] == ["bad", "bad"], "another total in the app, and still another due date"


def test_other_instalments_in_the_statement_are_red_though_the_amount_is_the_same():
    terms = StatedTerms(total=10_100, seen_at=SEEN, source="cmb-credit", lists_others=True)
    of = figure_seen(PHONE, bill(PHONE), 10_100, SEEN, "cmb-credit", terms)
    [(en, ink)], [(zh, _)] = said(of), said(of, "zh_CN")
    assert (en.rpartition(", ")[2], ink) == (
        "12-03: other instalments than here; read it again once that is settled",
        "bad",
    )
    assert zh == "≠ 招商银行信用卡对账单 12-03：所列分期与这里不同，处理后再读一次", zh
    assert check_mark(checked(bill(of), of)) == (" ≠", "bad")


def test_what_somebody_said_is_right_here_is_no_alarm():
    of = sighted(seen(20_100), Sighting(id="a" * 12, source="alipay", at=SEEN, amount=20_100, ignored=True))
    assert said(of) == [
        ("statement of Alipay 支付宝, 12-03: ¥201.00; you said that ¥101.00 is right", "dim"),
    ]
    assert check_mark(checked(bill(of), of)) == ("", "")


def test_a_figure_of_another_year_has_its_year():
    assert said(seen(10_100), now=at("2027-01-05T12:00:00+08:00"))[0][0].startswith("= checked 2026-12-03")


def test_a_bill_that_nobody_has_checked_says_nothing():
    assert said(PHONE) == []
    assert checked_in_short(bill(PHONE), PHONE, session_at(Hands(NOW), by_hand())) == ""


@pytest.mark.parametrize(("total", "mark", "ink"), [(10_100, "phone =", "dim"), (20_100, "phone ≠ 201.00", "bad")])
@pytest.mark.parametrize("width", [44, 60, 80])
def test_the_row_of_the_bill_is_marked_behind_its_title(total, mark, ink, width):
    of = seen(total)
    session, moment = session_at(Hands(NOW), by_hand()), Moment(NOW)
    shown = listing(of, book(of), Selection(), moment)
    row = next(each for each in shown.lines if isinstance(each, BillRow))
    cells = list_row(row, shown, columns(shown, moment, width, session.language), session, moment)
    text = "".join(part for part, _ in cells)
    assert mark in " ".join(text.split())
    assert len(text) == width
    sign = mark.removeprefix("phone")
    assert (sign, ink) in cells


def test_a_title_gives_way_to_the_amount_that_differs():
    of = ledger(order("phone", title="小米电视 S Pro 75 英寸 Mini LED 高阶版"))
    of = figure_seen(of, bill(of), 20_100, SEEN, "alipay")
    session, moment = session_at(Hands(NOW), by_hand()), Moment(NOW)
    shown = listing(of, book(of), Selection(), moment)
    row = next(each for each in shown.lines if isinstance(each, BillRow))
    cells = list_row(row, shown, columns(shown, moment, 44, session.language), session, moment)
    assert "… ≠ 201.00" in " ".join("".join(part for part, _ in cells).split())
