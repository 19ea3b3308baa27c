"""What is said of a bill that cannot be paid: the room is filled, and nobody is accused where nobody looked."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from models.actions import auto_debit
from models.actions.balance import read_balance
from models.actions.budget import set_budget
from models.actions.promise import promise
from models.bills.bill import Bill
from models.bills.book import Book
from models.channels.account import Account
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import NOW, at, derive, found, ledger, order, plan, with_more
from tests.tui.hands import Hands, session_at
from tests.tui.state.test_questions import AFTER as LATER
from tests.tui.state.test_questions import case, minimum_by_hand
from tui.run.session import Session
from tui.terminal.cells import wrap
from tui.words.cannot_pay import MARGIN, advice, page

BAO = "余额宝"
THEN, AFTER = at("2026-12-08T12:00:00+08:00"), at("2026-12-13T12:00:00+08:00")


def of_channel(account: str, now: datetime, *, of: Ledger | None = None) -> tuple[Bill, Ledger, Book, Session]:
    of = of or ledger(order("phone", channel=account, terms=plan(3000_00, 6, 9_00)))
    ident = f"{account}/2026-12-10"
    return found(of, ident, now, builtin()), of, derive(of, builtin()), session_at(Hands(now), builtin())


def with_all(account: str) -> tuple[Bill, Ledger, Book, Session]:
    bill, of, _book, _mine = of_channel(account, THEN)
    of = promise(set_budget(of, income=6000_00, payday=15), bill, date(2026, 12, 15), NOW)
    return of_channel(account, THEN, of=of)


@pytest.mark.parametrize("account", [*builtin()])
def test_nothing_is_left_out_for_which_there_is_room(account: str) -> None:
    bill, of, book, mine = with_all(account)
    every = page(bill, of, book, mine, 76, 99)
    pages = {height: page(bill, of, book, mine, 76, height) for height in range(4, 26)}
    rooms = [len(lines) for lines in pages.values()]
    assert rooms == sorted(rooms)
    sizes = {each.said[0]: len(wrap(each.said[0], 76 - MARGIN, indent=2)) for each in advice(bill, of, book, mine)}
    for height, lines in pages.items():
        assert [line for line in every if line in lines] == lines, "in the order in which it is read"
        firsts = {row[0][0] for row in lines}
        for said, size in sizes.items():
            if wrap(said, 76 - MARGIN, indent=2)[0] not in firsts:
                assert len(lines) + size > height, (height, said)


def test_the_credit_record_and_the_offers_of_the_channel_stand_where_there_is_room() -> None:
    bill, of, book, mine = with_all("douyin")
    every = len(page(bill, of, book, mine, 76, 99))
    read = " ".join(text for line in page(bill, of, book, mine, 76, every - 1) for text, _ in line)
    assert "no number of days is safe" in read


@pytest.mark.parametrize("account", ["huabei", "jd-baitiao", "xiaomi", "ccb"])
def test_where_nobody_looked_it_says_to_look_first_and_accuses_nobody(account: str) -> None:
    on = with_set_up(ledger(order("phone", channel=account)), account)
    bill, of, book, mine = of_channel(account, AFTER, of=on)
    said = " ".join(each.said[0] for each in advice(bill, of, book, mine))
    assert "Look in the app first whether it was taken: c" in said
    assert "I could not pay" not in said
    assert "Late so far" not in said
    first = " ".join(text for line in page(bill, of, book, mine, 76, 1) for text, _ in line)
    assert "Look in the app first" in first


def test_where_a_part_may_be_the_minimum_it_says_to_look_first() -> None:
    one = case(minimum_by_hand(), LATER)
    said = " ".join(each.said[0] for each in advice(one.bill, one.ledger, one.book, one.session))
    assert "Look in the app first what became of it: c" in said
    assert "I could not pay" not in said


def test_where_somebody_saw_that_it_failed_it_says_what_to_say() -> None:
    bill, of, *_ = of_channel("huabei", AFTER)
    of = auto_debit.failed(of, bill, AFTER)
    said = " ".join(each.said[0] for each in advice(*of_channel("huabei", AFTER, of=of)))
    assert "I could not pay" in said
    assert "Look in the app first" not in said


@pytest.mark.parametrize("height", [6, 8, 19])
def test_that_its_pay_account_is_short_is_said_first_as_soon_as_it_is_known(height: int) -> None:
    early = at("2026-12-02T12:00:00+08:00")
    of = replace(ledger(order("phone")), accounts={"huabei": replace(Account.of(builtin()["huabei"]), pay_account=BAO)})
    of = read_balance(of, BAO, 10_00, early)
    of = promise(of, found(of, "huabei/2026-12-10", early, builtin()), date(2026, 12, 15), early)
    lines = [line for (line, _ink), *_ in page(*of_channel("huabei", early, of=of), 76, height)]
    short = "余额宝 is short by ¥91.00 on 12-10"
    assert short in lines
    assert all("You promised" not in line for line in lines[: lines.index(short)])
    later = [line for (line, _ink), *_ in page(*of_channel("huabei", early + timedelta(days=2), of=of), 76, height)]
    assert short not in later


ALL_WAYS = "bound debit card, WeChat Pay 微信支付, Alipay, Mi Wallet balance"


def hours_of_xiaomi(now: datetime, language: str = "en") -> list[str]:
    """What is said of hours where every way takes three days and the bill is due on the 10th."""
    bill, of, book, _mine = of_channel("xiaomi", now)
    mine = session_at(Hands(now), builtin(), language=language)
    every = [each.said[0] for each in advice(bill, of, book, mine)]
    return [each for each in every if "safe hour" in each or "最晚" in each]


def test_where_the_last_safe_hour_of_every_way_has_passed_it_says_so() -> None:
    assert hours_of_xiaomi(at("2026-12-07T23:59:00+08:00")) == [f"Last safe hour: 12-07 23:59, by {ALL_WAYS}"]
    passed = [f"The last safe hour has passed: 12-07 23:59, by {ALL_WAYS}. What is sent now may come late."]
    assert hours_of_xiaomi(at("2026-12-08T00:00:00+08:00")) == passed
    assert hours_of_xiaomi(at("2026-12-10T23:59:00+08:00")) == passed
    (said,) = hours_of_xiaomi(at("2026-12-08T00:00:00+08:00"), "zh_CN")
    assert "12-07 23:59" in said
    assert "现在付可能晚到" in said
    assert hours_of_xiaomi(AFTER) == []


CARDS = [each.id for each in builtin().values() if each.card]


def said_of(account: str, now: datetime, of: Ledger | None = None, language: str = "en") -> str:
    bill, of, book, _mine = of_channel(account, now, of=of)
    mine = session_at(Hands(now), builtin(), language=language)
    return " ".join(each.said[0] for each in advice(bill, of, book, mine))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("now", [THEN, AFTER])
@pytest.mark.parametrize("account", CARDS)
def test_of_a_card_bill_of_instalments_alone_nobody_is_sent_to_ask_for_more_of_them(account, now, language) -> None:
    of = ledger(order("phone", channel=account))
    assert "账单分期" not in said_of(account, now, of, language)
    assert "展期" in said_of(account, now, of, language)
    other = with_more(of, f"{account}/2026-12-10", 500_00, THEN)
    assert "账单分期" in said_of(account, now, other, language)


@pytest.mark.parametrize("account", [each.id for each in builtin().values() if not each.card])
def test_where_no_source_says_that_instalments_are_not_turned_again_it_may_be_asked_for(account) -> None:
    assert "账单分期" in said_of(account, THEN)
