"""What is on disk the moment that somebody says that it was paid, and how the reference is asked for after that."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models.actions.reference import unasked
from models.ledger.ledger import open_checklists
from models.ledger.repayment import Repayment
from models.values.message import msg
from tests.models.builders import NOW, by_hand, ledger, order
from tests.often import is_long
from tests.tui.answering import choose
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_dialogs import is_asked
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import WIDE, as_read
from tests.tui.standing import stand_on
from tests.tui.written import write
from tui.run.session import Session
from tui.screens.main import MainScreen

HUABEI, EARLY = "huabei/2026-12-10", "early/phone"
ORDINARY, SETTLING = (
    ("p", "enter", "enter", *"101", "enter", "enter"),
    ("f", "p", "enter", "enter", *"303", "enter", "enter"),
)
BY_NAME = {"ordinary": (ORDINARY, 10_100), "early": (SETTLING, 30_300)}
WAYS = pytest.mark.parametrize(("keys", "amount"), BY_NAME.values(), ids=BY_NAME)
ASKED, OFFERED = "The reference that the app shows", "add its reference"
OFFERS = "note the reference that the app shows"


def by_way(names: str, cases: Sequence[tuple[object, ...]]) -> pytest.MarkDecorator:
    """Each case by one of the two ways in turn; by both of them in the long campaign."""
    pairs = [(way, case) for at, case in enumerate(cases) for way in ((0, 1) if is_long() else (at % 2,))]
    ways = list(BY_NAME.values())
    return pytest.mark.parametrize(f"keys, amount, {names}", [(*ways[way], *case) for way, case in pairs])


def session(file: Path, later: timedelta = timedelta(0)) -> Session:
    """One run of the app on that file, which it makes if there is none."""
    mine = session_at(Hands(NOW + later), by_hand(), file=file)
    if not mine.store.exists():
        mine.store.commit(msg("edit"), lambda _ledger: ledger(order("phone")), NOW)
    return mine


def made(mine: Session) -> Repayment:
    """The one repayment on disk."""
    (found,) = on_disk(mine).ledger.repayments.values()
    return found


async def answer(words: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """The last question answered; the time is given where it is asked for."""
    await choose(words, pilot, screen)
    if "earlier" in words:
        await pilot.press(*"2026-12-05 11:30", "enter")
        await pilot.pause()


@by_way(
    "words, confirmed, paid_at",
    [
        ("paid, and the app says so", True, NOW),
        ("does not show it yet", False, NOW),
        ("paid earlier", True, NOW - timedelta(minutes=30)),
    ],
)
async def test_it_is_on_disk_before_anything_else_is_asked_for(
    tmp_path, keys, amount, words, confirmed, paid_at
) -> None:
    mine = session(tmp_path / "ledger.json")
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press(*keys)
        await answer(words, pilot, screen)
        assert OFFERS in as_read(pilot)
        assert (made(mine).amount, made(mine).confirmed, made(mine).paid_at) == (amount, confirmed, paid_at)
        assert not open_checklists(on_disk(mine).ledger)


@by_way("language", [("en",), ("zh_CN",)])
async def test_the_next_start_says_what_was_recorded_and_asks_for_the_reference_once(
    tmp_path, keys, amount, language
) -> None:
    file = tmp_path / "ledger.json"
    async with opened(session(file), WIDE) as (pilot, screen):
        await pilot.press(*keys)
        await answer("paid, and the app says so", pilot, screen)
    later = session_at(Hands(NOW + timedelta(days=1)), by_hand(), file=file, language=language)
    async with opened(later, WIDE) as (pilot, screen):
        for words in (f"¥{amount / 100:.2f}", "2026-12-05 12:00", "花呗", later.language.t(OFFERED)):
            assert is_asked(words, pilot)
        await pilot.press("enter", *"A1", "enter")
        assert made(later).reference == "A1"
        assert "A1" in as_read(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert f"¥{amount / 100:.2f}" in message_line(screen)
    async with opened(session(file), WIDE) as (pilot, _screen):
        assert OFFERED not in as_read(pilot)
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("up", "enter")  # done at another start: it is asked first
        await pilot.pause()
        assert not on_disk(later).ledger.repayments, "one undo takes off the repayment with its reference"
        assert not on_disk(later).ledger.closings
        await pilot.press("ctrl+r")
        assert (made(later).amount, made(later).reference) == (amount, "A1")


async def test_it_is_asked_for_at_one_start_alone_however_that_ends(tmp_path) -> None:
    paid = tmp_path / "paid" / "ledger.json"
    async with opened(session(paid), WIDE) as (pilot, screen):
        await pilot.press(*ORDINARY)
        await answer("paid, and the app says so", pilot, screen)
    endings: list[tuple[str, ...]] = [(), ("escape",), ("enter", "1"), ("enter", "escape")]
    for at, keys in enumerate([*endings, *([("n",), ("enter",)] if is_long() else [])]):
        file = copytree(paid.parent, tmp_path / str(at)) / paid.name
        async with opened(session(file), WIDE) as (pilot, _screen):
            assert OFFERED in as_read(pilot)
            await pilot.press(*keys)
        async with opened(session(file), WIDE) as (pilot, _screen):
            assert OFFERED not in as_read(pilot), keys
            assert "stopped at step" not in as_read(pilot), keys
            assert (made(session(file)).amount, made(session(file)).reference) == (10_100, "")
            await pilot.press("u")
            await pilot.pause()
            await pilot.press("up", "enter")  # done at another start: it is asked first
            await pilot.pause()
            assert not on_disk(session(file)).ledger.repayments, "and one undo takes it off"


@by_way("last", [(("n", *"A1", "enter", "enter"),), (("enter",),), (("escape",),), (("n", *"A1", "escape", "escape"),)])
async def test_one_undo_takes_it_off_and_redo_brings_it_back_whatever_was_said_of_the_reference(
    tmp_path, keys, amount, last
) -> None:
    mine = session(tmp_path / "ledger.json")
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press(*keys)
        before = on_disk(mine).ledger
        await answer("paid, and the app says so", pilot, screen)
        await pilot.press(*last)
        await pilot.pause()
        after = on_disk(mine).ledger
        assert (made(mine).amount, made(mine).reference) == (
            amount,
            "A1" if last[-1:] == ("enter",) and last[1:] else "",
        )
        assert not after.checklists
        assert not screen.answering
        await pilot.press("u")
        assert on_disk(mine).ledger == before
        await pilot.press("ctrl+r")
        assert on_disk(mine).ledger == after


async def test_a_reference_that_is_too_long_is_refused_and_what_was_typed_stays(tmp_path) -> None:
    mine = session(tmp_path / "ledger.json")
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press(*ORDINARY)
        await answer("paid, and the app says so", pilot, screen)
        await pilot.press("n")
        assert isinstance(screen.focused, Input)
        await write(pilot, screen.focused, "9" * 65)
        await pilot.press("enter")
        assert "65 characters" in message_line(screen)
        await pilot.press("backspace", "enter")
        assert made(mine).reference == "9" * 64


@WAYS
async def test_a_second_paid_of_another_terminal_is_refused_with_when_and_how(
    tmp_path, keys, amount, monkeypatch
) -> None:
    file = tmp_path / "ledger.json"
    one, two = session(file), session(file)
    async with opened(one, WIDE) as (pilot, screen), opened(two, WIDE) as (there, other):
        await pilot.press(*keys)
        other.newest()
        await there.press(*(("f",) if amount > 10_100 else ("p",)))
        await there.pause()
        assert "Was it paid?" in as_read(there)
        monkeypatch.setattr(two.store, "changed", lambda: False)  # it answers before it looks at the file again
        await answer("paid, and the app says so", pilot, screen)
        await choose("paid, and the app says so", there, other)
        assert f"¥{amount / 100:.2f} on 2026-12-05 12:00 by Alipay balance" in message_line(other)
        assert made(two).amount == amount


async def test_a_part_leaves_the_rest_to_be_repaid_with_its_order_under_the_cursor(tmp_path) -> None:
    mine = session(tmp_path / "ledger.json")
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101", "enter")
        await choose("pay only a part", pilot, screen)
        await pilot.press(*"50", "enter", "enter")
        await answer("paid, and the app says so", pilot, screen)
        await pilot.press("n", *"A1", "enter", "p")
        await pilot.pause()
        assert "Huabei" in as_read(pilot)
        assert [each.reference for each in on_disk(mine).ledger.repayments.values()] == ["A1"]
        assert list(on_disk(mine).ledger.checklists) == [HUABEI]


async def test_the_question_stays_until_another_order_is_looked_at(tmp_path) -> None:
    mine = session(tmp_path / "ledger.json")
    mine.store.commit(msg("edit"), lambda _of: ledger(order("phone"), order("card", channel="cmb")), NOW)
    async with opened(mine, WIDE) as (pilot, screen):
        await stand_on("phone", pilot, screen)
        await pilot.press(*ORDINARY)
        await answer("paid, and the app says so", pilot, screen)
        await pilot.press("n")
        assert isinstance(screen.focused, Input)
        await pilot.press("tab", "3")
        assert ASKED in as_read(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert ASKED not in as_read(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert OFFERS not in as_read(pilot)
        assert not unasked(on_disk(mine).ledger)
