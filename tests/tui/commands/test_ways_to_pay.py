"""How it is paid, and from where: slow ways, other ways, and the account of an auto-debit, in the app at 80x24."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.warnings import TOO_SLOW
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.ledger.repayment import OTHER
from models.values.message import msg
from tests.models.builders import NOW, at, by_hand, ledger, order
from tests.tui.answering import choose
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.run.session import Session
from tui.widgets.big_digits import big

SMALL = (80, 24)
DUE_DAY, EVE = at("2026-12-10T09:00:00+08:00"), at("2026-12-09T09:00:00+08:00")
TO_THE_METHOD = ("p", "enter", "enter", *"101", "enter")
CARD = "招行 1234"


def session(file: Path, of: Ledger, now: datetime, *, auto_debit: bool = False, language: str = "en") -> Session:
    mine = session_at(Hands(now), builtin() if auto_debit else by_hand(), file=file, language=language)
    mine.store.commit(msg("edit"), lambda _ledger: of, NOW)
    return mine


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_a_method_that_is_too_slow_on_the_due_day_is_named_and_a_reason_is_asked(tmp_path, language) -> None:
    mine = session(tmp_path / "l", ledger(order("phone", channel="xiaomi")), DUE_DAY, language=language)
    t = mine.language
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press(*TO_THE_METHOD)
        await pilot.press("j", "enter")
        await pilot.pause()
        read = on_screen(pilot)
        for words in ("12-13 23:59", "12-07 23:59", t.t("Why this way?"), t.t("I have no faster way now")):
            assert words in read
        assert t.t("stop here") in read, "all answers are in sight"
        await choose(t.t("choose another way to pay"), pilot, screen)
        await choose(t.t("another way: say which"), pilot, screen)
        unknown = t.t("How long it takes is not known here; it must be there by {cutoff}.", cutoff="12-10 23:59")
        assert unknown in on_screen(pilot)
        await pilot.press(*"counter", "enter")
        await pilot.pause()
        assert re.search(rf" {t.t('from')} +counter\b", on_screen(pilot)), "in the user's words, not by its id"
        await choose(t.t("paid, and the app says so"), pilot, screen)
    (made,) = on_disk(mine).ledger.repayments.values()
    assert (made.method, made.other) == (OTHER, "counter")


async def test_the_reason_for_a_slow_method_is_kept_with_the_checklist(tmp_path) -> None:
    mine = session(tmp_path / "l", ledger(order("phone", channel="xiaomi")), DUE_DAY)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press(*TO_THE_METHOD, "enter")
        await choose("I know that it may count as late", pilot, screen)
        read = on_screen(pilot)
        for words in (
            "On the phone, pay this, once:",
            *big("¥101.00", 80),
            "from   bound debit card",
            "until  12-10 23:59",
        ):
            assert words in read
    (progress,) = on_disk(mine).ledger.checklists.values()
    assert [(each.warning, each.reason) for each in progress.answered] == [(TOO_SLOW, "late")]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_two_debits_from_one_account_are_counted_one_after_the_other(tmp_path, language) -> None:
    of = ledger(
        order("phone"), order("watch", channel="jd-baitiao", auto_debit=Switch.ON, pay_account=CARD, due=DUE_DAY.date())
    )
    mine = session(tmp_path / "l", of, EVE, auto_debit=True, language=language)
    mine = replace(mine, zone="UTC")
    t = mine.language.t
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("c")
        await choose(CARD, pilot, screen)
        assert t("What does {account} hold? Type it from its app.", account=CARD) in on_screen(pilot)
        await pilot.press(*"150", "enter")
        await pilot.pause()
        read = on_screen(pilot)
        jd, huabei = (mine.catalogue[each].short[language] for each in ("jd-baitiao", "huabei"))
        enough, short = (
            "{day} {channel}: {amount} is taken, {left} is left",
            "{day} {channel}: {amount} is taken, short by {lacking}",
        )
        assert t("{account}: {amount} on {at}", account=CARD, amount="¥150.00", at="2026-12-09 09:00") in read
        assert t(enough, day="12-09", channel=jd, amount="¥101.00", left="¥49.00") in read
        assert t(short, day="12-10", channel=huabei, amount="¥101.00", lacking="¥52.00") in read
        await pilot.press(*"202", "enter")
        await pilot.pause()
        said = t("{account} covers it: {left} is left then", account=CARD, left="¥0.00")
        assert message_line(screen) == said
        await pilot.press("2")
        await pilot.pause()
        assert said in on_screen(pilot)
    assert on_disk(mine).ledger.balances[CARD].amount == 20_200


AFTER = at("2026-12-11T09:00:00+08:00")


@pytest.mark.parametrize(
    ("now", "keys", "typed", "most"),
    [
        (NOW, ("p", "enter", "enter", *"101", "enter", "enter", "j", "enter"), 3, 8),
        (NOW, ("f", "p", "enter", "enter", *"303", "enter", "enter", "j", "enter"), 3, 8),
        (AFTER, ("c", "2"), 0, 2),
    ],
    ids=["repay", "early", "confirm"],
)
async def test_few_keys_record_it_besides_the_amount(tmp_path, now, keys, typed, most) -> None:
    mine = session(tmp_path / "l", ledger(order("phone")), now, auto_debit=now is AFTER)
    assert len(keys) - typed <= most
    async with opened(mine, SMALL) as (pilot, _screen):
        await pilot.press(*keys)
        await pilot.pause()
    assert len(on_disk(mine).ledger.repayments) == 1


async def test_few_keys_record_a_refund(tmp_path) -> None:
    mine = session(tmp_path / "l", ledger(order("phone")), NOW)
    keys = ("r", "k", "k", "enter", "enter")
    assert len(keys) <= 5
    async with opened(mine, SMALL) as (pilot, _screen):
        await pilot.press(*keys)
        await pilot.pause()
    assert len(on_disk(mine).ledger.refunds) == 1
