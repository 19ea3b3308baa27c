"""What a finished step keeps on the screen."""

import pytest

from models.actions import checklist, verifying
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from tests.models.builders import NOW, at, by_hand, found, ledger, order, up_to_amount
from tests.tui.hands import Hands, session_at
from tui.words.done_step import answer_said
from tui.words.draft import kept_words

ID = "huabei/2026-12-10"


def verified(pay: int = 10_100) -> Ledger:
    """The amount read off the app at noon, and the way to pay chosen."""
    of = up_to_amount(ledger(order("phone")), ID)
    way = Way.MATCH if pay == 10_100 else Way.PART
    of = verifying.settle_amount(of, found(of, ID), 10_100, way, pay, NOW)
    return checklist.choose_method(of, found(of, ID), "balance", NOW)


def said(of: Ledger, step: Step, now=NOW, language: str = "en", zone: str = "Asia/Shanghai") -> str:
    progress = of.checklists[ID]
    (done,) = (each for each in progress.done if each.step is step)
    mine = session_at(Hands(now), by_hand(), language=language, zone=zone)
    return answer_said(done, progress, found(of, ID, now), mine)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "101.00 · seen 12:00, holds today"), ("zh_CN", "101.00 · 12:00 看过，今天有效")],
)
def test_an_amount_that_was_seen_today_says_when(language, words):
    later = at("2026-12-05T15:59:59+00:00")  # a second before the institution's midnight
    assert said(verified(), Step.AMOUNT, later, language) == words


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("UTC", "04:00 UTC"),
        ("America/New_York", "12-04 23:00 America/New_York"),
        ("Asia/Shanghai", "12:00"),
        ("Asia/Singapore", "12:00"),
    ],
)
def test_it_is_by_the_institutions_clock_as_the_repayment_is_and_a_draft_by_the_viewers(zone, time):
    now = at("2026-12-05T15:59:59+00:00")
    assert said(verified(), Step.AMOUNT, now, zone=zone) == "101.00 · seen 12:00, holds today"
    assert kept_words(NOW, now, zone).params["time"] == time


def test_of_a_part_both_are_said() -> None:
    assert said(verified(5_000), Step.AMOUNT) == "101.00 → 50.00 · seen 12:00, holds today"


def test_one_of_another_day_does_not_say_that_it_holds() -> None:
    after = at("2026-12-05T16:00:00+00:00")
    assert said(verified(), Step.AMOUNT, after) == "101.00 · seen 12-05 12:00, holds no longer"


def test_other_steps_say_what_was_chosen_or_found() -> None:
    assert said(verified(), Step.METHOD) == "Alipay balance"
    assert said(verified(), Step.ENTRY) == "Me 我的 › Huabei 花呗 › Repay 还款 › This bill 本期账单"
    assert said(verified(), Step.PLATFORM) == "Alipay 支付宝"
    assert said(verified(), Step.PLATFORM, language="zh_CN") == "支付宝"
