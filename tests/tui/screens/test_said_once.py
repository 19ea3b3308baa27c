"""What happened to a bill besides a repayment, said on the screen: once, and as what it is."""

from collections.abc import Iterator

import msgspec
import pytest

from models.bills.derive import derive
from models.ledger.ledger import Ledger
from screenshots import make
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.cli.demo import scene_session
from tui.run.scenes.table import SCENES
from tui.run.session import Session

SMALL = (80, 24)
BILL, NEXT = "cmb/2026-11-25", "cmb/2026-12-25"
WHOLE = 3_400_40
"""The bill: an instalment of ¥400.40, which is on the next one, too, and ¥3,000.00 bought whole."""
CLEARED = ("ctrl+u",)
"""What is proposed in a field is taken away."""
TURNED = (*CLEARED, *"1000", "enter", "3", "enter", *"25.00", "enter", "down", "enter")
"""¥1,000.00 in 3 periods at ¥25.00, as the app shows it."""


@pytest.fixture
def shopped() -> Iterator[Session]:
    with make.session("en") as here, scene_session(msgspec.structs.replace(here, zone="UTC"), SCENES[24]) as session:
        yield session


def owed(session: Session, of: Ledger, ident: str = BILL) -> int:
    return derive(of, session.catalogue).bill(ident).outstanding


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        pytest.param(("G", "enter", *"10", "enter", "G", "enter"), WHOLE - 10_00, id="lowered"),
        pytest.param(("down", "enter", *TURNED), WHOLE - 1_000_00, id="turned"),
        pytest.param(("down", "down", "enter", "G", "enter"), 0, id="deferred"),
    ],
)
async def test_once_it_is_said_it_is_not_asked_again(shopped: Session, keys: tuple[str, ...], left: int) -> None:
    async with opened(shopped, SMALL) as (pilot, screen):
        await pilot.press("l", *keys)
        said = on_disk(shopped)
        assert owed(shopped, said.ledger) == left
        assert message_line(screen) == "recorded; u undoes"
        assert "What" not in on_screen(pilot)
        await pilot.press("enter", "enter")
        assert on_disk(shopped).ledger == said.ledger
        await pilot.press("u")
        assert owed(shopped, on_disk(shopped).ledger) == WHOLE


async def test_that_the_minimum_was_paid_is_said_once_and_the_bill_says_where_the_rest_is() -> None:
    with make.session("en") as here, scene_session(here, SCENES[25]) as session:
        async with opened(session, SMALL) as (pilot, _screen):
            await pilot.press(*SCENES[25].pressed())
            await pilot.pause()
            said = on_disk(session)
            assert list(said.ledger.minimums) == ["cmb/2026-11-21"]
            read = on_screen(pilot)
            assert "¥2,400.40 is on the bill due 2026-12-21" in read
            assert "Does the app say" not in read
            await pilot.press("enter", "enter")
            assert on_disk(session).revision == said.revision


async def test_where_the_app_shows_0_the_bill_was_turned_and_only_repaid_is_a_repayment(shopped: Session) -> None:
    async with opened(shopped, SMALL) as (pilot, _screen):
        await pilot.press("p", "enter", "enter", "0", "enter")
        await pilot.pause()
        read = on_screen(pilot)
        for offered in ("mistyped", "repaid, all of it", "turned into", "deferred", "lowered", "stop here"):
            assert offered in read
        await pilot.press("down", "down", "enter", *TURNED)
        ledger = on_disk(shopped).ledger
        assert not ledger.repayments
        assert [each.amount for each in ledger.conversions.values()] == [1_000_00]
        assert owed(shopped, ledger) == WHOLE - 1_000_00
        assert owed(shopped, ledger, NEXT) == 400_40 + 341_67
        await pilot.pause()
        read = on_screen(pilot)
        assert "What does the app show?" in read, "the rest is still to be repaid"
        assert "¥2,400.40" in read
        await pilot.press(*"2400.40", "enter")
        assert owed(shopped, on_disk(shopped).ledger) == WHOLE - 1_000_00, "it is not turned again"


async def test_what_can_be_turned_is_turned_whole_and_the_instalment_stays_to_be_repaid(shopped: Session) -> None:
    async with opened(shopped, SMALL) as (pilot, _screen):
        await pilot.press("p", "enter", "enter", "0", "enter", "down", "down", "enter")
        await pilot.press("enter", "3", "enter", "0", "enter", "down", "enter")
        ledger = on_disk(shopped).ledger
        assert [each.amount for each in ledger.conversions.values()] == [3_000_00]
        assert owed(shopped, ledger) == 400_40
        assert owed(shopped, ledger, NEXT) == 400_40 + 1_000_00
