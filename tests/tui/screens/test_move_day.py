"""Moving the due day on the page of the channels: the days that there are, with the bills of each."""

import re
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from models.actions.budget import set_budget
from models.values.message import msg
from screenshots import make
from tests.tui.screens.test_channels import HUABEI, row, said
from tests.tui.screens.test_dialogs import in_the_dialog
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.forms.choose import Choose
from tui.forms.due_day import DueDayForm
from tui.run.session import Session
from tui.screens.channels import ChannelsScreen
from tui.widgets.dialog import AnswerList


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("en") as session:
        session.store.commit(msg("undo"), lambda ledger: set_budget(ledger, payday=15), session.now())
        yield session


PAYDAY = {"en": re.compile(r"payday \+ \d+ days$"), "zh_CN": re.compile(r"发薪日后 \d+ 天$")}


def shown(pilot: Pilot[str]) -> list[str]:
    """The answers with their numbers; what of them is on the screen is `in_the_dialog`."""
    return [f"{number} {words}" for number, words in enumerate(pilot.app.screen.query_one(AnswerList).labels, 1)]


async def test_each_day_that_it_offers_is_shown_with_its_bills_and_the_payday_and_choosing_writes_the_move(
    sample: Session,
) -> None:
    before = on_disk(sample).ledger
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        assert "Huabei 花呗" in str(pilot.app.screen.query_one(Static).render())
        as_it_is, *_, last = shown(pilot)
        assert as_it_is.startswith("1 as it is: 12-10, 01-10, 02-10")
        assert "day 20, bill day 10: " in last
        assert last.endswith("payday + 5 days")
        await pilot.press("5")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChannelsScreen)
        (move,) = on_disk(sample).ledger.accounts["huabei"].moves
        assert (move.bill_day, move.due_day) == (10, 20)
        assert said(pilot) == "next bills of Huabei 花呗: due 12-20, 01-20, 02-20; u undoes"
        await pilot.press("u")
        assert on_disk(sample).ledger == before


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_the_account_of_the_bill_is_moved_from_the_main_screen_and_each_day_is_seen_whole(language: str) -> None:
    with make.session(language) as sample:
        sample.store.commit(msg("undo"), lambda ledger: set_budget(ledger, payday=15), sample.now())
        async with opened(sample, (80, 24)) as (pilot, screen):
            await pilot.press(*make.TO_HUABEI)
            await pilot.pause()
            assert screen.detail.bill is not None
            before = on_disk(sample).ledger.accounts[screen.detail.bill.channel.id].moves
            await pilot.press("w")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Choose)
            lines = shown(pilot)
            assert len(lines) == 5 and all(PAYDAY[language].search(line) for line in lines)
            assert all("".join(line.split()) in in_the_dialog(pilot) for line in lines), "none is cut"
            await pilot.press("5")
            await pilot.pause()
            assert len(on_disk(sample).ledger.accounts["huabei"].moves) == len(before) + 1


@pytest.mark.parametrize("answer", ["1", "escape"])
async def test_to_leave_the_days_as_they_are_writes_nothing(sample: Session, answer: str) -> None:
    before = on_disk(sample).revision
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "m")
        await pilot.pause()
        await pilot.press(answer)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChannelsScreen)
    assert on_disk(sample).revision == before


async def test_where_no_days_are_known_the_new_one_is_typed_and_the_bill_that_is_out_stays(sample: Session) -> None:
    before = on_disk(sample).ledger
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("h", *row("cmb"), "m")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, DueDayForm)
        await pilot.press(*"32", "ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is form, "no month has it"
        wrong = str(form.query_one("#due_day-wrong", Static).render())
        assert wrong == "channel China Merchants Bank card 招行 6152: due day is 32; it must be 1 to 31"
        await pilot.press("backspace", "backspace", *"27", "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        (move,) = on_disk(sample).ledger.accounts["cmb"].moves
        assert (move.since, move.due_day) == (sample.today(), 27)
        assert move.bill_day == before.accounts["cmb"].bill_day
        await pilot.press("u")
        assert on_disk(sample).ledger == before


async def test_of_an_account_without_a_due_day_that_is_said_first(sample: Session) -> None:
    before = on_disk(sample).revision
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("h", *row("ccb"), "m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChannelsScreen)
        assert "not known yet" in said(pilot)
    assert on_disk(sample).revision == before


async def test_a_message_on_the_page_of_the_channels_is_never_cut_where_its_panes_meet() -> None:
    with make.session("zh_CN") as sample:
        async with opened(sample, (80, 24)) as (pilot, _screen):
            await pilot.press("h")
            page = pilot.app.screen
            assert isinstance(page, ChannelsScreen)
            for begin in ("", "a"):  # a character of two cells begins in any column
                page._say(begin + "现在没有要确认的，可能已在别的终端回答" * 3, bad=True)
                await pilot.pause()
                rows = page._compositor.render_strips()
                painted = "".join("".join(strip.text.rpartition("│")[2].split()) for strip in rows)
                assert "".join(said(pilot).split()) in painted
                assert "esc" in rows[-1].text, "the keys stay"
