"""What is handed over, copied and hidden, as a person at the keyboard sees it."""

import re

import pytest
from textual.pilot import Pilot

from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import FRIDGE, MOP
from tests.tui.standing import stand_on
from tui.app import FenqiApp
from tui.run.session import Session
from tui.widgets.big_digits import BIG_ROW
from tui.widgets.hidden import HIDING
from tui.words.proof import proof, proof_text

AMOUNT = re.compile(r"\d\.\d\d(?![\d%])")
REFERENCE = "2026112188003"
"""Of the repayment of the fridge."""


def rows(pilot: Pilot[str]) -> list[str]:
    """What stands on the terminal."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


async def test_hidden_amounts_are_on_no_pane_in_no_step_and_nothing_else_changes(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stand_on(MOP, pilot, screen)
        app = pilot.app
        assert isinstance(app, FenqiApp)
        ways = (("3",), ("p", "enter", "enter"), (*"1190.96", "enter"), ("enter",), ("j", "enter"))
        bigs = 0
        for keys in ways:
            await pilot.press(*keys)
            await pilot.pause()
            before = rows(pilot)
            bigs += sum(map(bool, (re.search(BIG_ROW, row) for row in before)))
            app.hide_amounts(hidden=True)
            await pilot.pause()
            hidden = rows(pilot)
            assert [row for row in hidden if AMOUNT.search(row) or re.search(BIG_ROW, row)] == []
            assert [HIDING.hidden(row) for row in before] == hidden
            app.hide_amounts(hidden=False)
        await pilot.pause()
        assert rows(pilot) == before
        assert bigs >= 2 * 3, "big digits were among them"


async def test_the_key_hides_and_shows_again_on_every_screen_but_what_is_typed(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stand_on(MOP, pilot, screen)
        await pilot.press("dollar_sign")
        assert message_line(screen) == "amounts are hidden; the same key shows them"
        await pilot.press("p", "enter", "enter", *"12.34")
        await pilot.pause()
        assert [row for row in rows(pilot) if AMOUNT.search(row.replace("12.34", ""))] == []
        assert sum("12.34" in row for row in rows(pilot)) == 1, "in its field alone"
        await pilot.press("dollar_sign")
        await pilot.pause()
        assert len([row for row in rows(pilot) if AMOUNT.search(row)]) > 5, "while an amount is typed, too"
        await pilot.press("escape", "y", "dollar_sign")
        await pilot.pause()
        assert [row for row in rows(pilot) if AMOUNT.search(row)] == [], "a page over it, too"
        await pilot.press("escape")
        await pilot.pause()
        assert [row for row in rows(pilot) if AMOUNT.search(row.replace("12.34", ""))] == []


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_page_says_what_the_shell_prints_and_changes_nothing(spoken: Session, size: tuple[int, int]) -> None:
    async with opened(spoken, size) as (pilot, screen):
        await stand_on(FRIDGE, pilot, screen)
        bill, before = screen.detail.bill, on_disk(spoken)
        assert bill is not None
        await pilot.press("R")
        shown = text(pilot, "Lines")
        assert "".join(shown.split()) == "".join(proof_text(proof(bill, before.ledger, spoken)).split())
        assert REFERENCE in shown
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert on_disk(spoken) == before


async def test_an_amount_is_copied_or_of_a_bill_with_a_reference_what_is_chosen(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stand_on(FRIDGE, pilot, screen)
        await pilot.press("Y")
        await pilot.pause()
        assert pilot.app.screen is not screen, "it asks which"
        await pilot.press("1")
        await pilot.pause()
        assert pilot.app.clipboard == REFERENCE
        await stand_on(MOP, pilot, screen)
        await pilot.press("Y")
        await pilot.pause()
        assert pilot.app.clipboard == "1190.96"
        assert message_line(screen) == "copied: 1190.96; if nothing arrives, the terminal does not allow it"


async def test_of_an_estimate_there_is_nothing_to_show(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await stand_on(MOP, pilot, screen)
        await pilot.press("f", "R")
        assert pilot.app.screen is screen
        assert message_line(screen) == "an estimate of an early settlement is no bill: there is nothing to show of it"
