"""Comparing plans before buying, and the true cost of what was bought."""

from collections.abc import Iterator
from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models.channel_file import builtin
from models.offer import Offer, offered_dues
from screenshots import make
from tests.tui.test_channels import text, type_into
from tests.tui.test_main_screen import on_disk, opened
from tui.screens.compare import CompareScreen
from tui.session import Session
from tui.widgets.cycle import Cycle


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("en") as session:
        yield session


@pytest.fixture(params=make.LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[Session]:
    """The sample in each of the languages."""
    with make.session(request.param) as session:
        yield session


def compare(pilot: Pilot[str]) -> CompareScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_price_alone_compares_what_the_catalogue_knows(spoken: Session, size: tuple[int, int]) -> None:
    async with opened(spoken, size) as (pilot, _screen):
        await pilot.press("m", *"4999")
        shown = text(pilot, "#compared")
        for figure in ("¥453.23", "¥439.91", "15.86%", "17.07%", "2027-11-10", "13.03%"):
            assert figure in shown
        lines = pilot.app.screen.query_one("#compared")
        assert lines.virtual_size.height <= lines.size.height, "all of it is seen"
        assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_the_coming_months_are_shown_without_and_with_each_plan(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        months = screen.overview.months if screen.overview else ()
        await pilot.press("m", *"1200", "tab")
        await type_into(pilot, "fee-0", "0%")
        shown = text(pilot, "#compared")
        december = next(line for line in shown.splitlines() if line.startswith("12 "))
        owed = months[1].due - months[1].paid
        assert f"¥{owed / 100:,.2f}" in december
        assert f"¥{(owed + 100_00) / 100:,.2f}" in december


async def test_a_fee_is_told_as_a_rate_a_period_a_rate_in_all_or_an_amount(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("m", *"12000")
        for at, (kind, fee) in enumerate(((0, "7.2%"), (1, "0.6%"), (2, "864"))):
            compare(pilot).query_one(f"#channel-{at}", Cycle).index = 3
            compare(pilot).query_one(f"#kind-{at}", Cycle).index = kind
            await type_into(pilot, f"fee-{at}", fee)
        assert text(pilot, "#compared").count("¥1,072.00") >= 3
        assert text(pilot, "#compared").count("13.03%") == 3


async def test_the_catalogues_fee_follows_the_periods_until_another_is_typed(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("m", *"4999")
        fee = compare(pilot).query_one("#fee-0", Input)
        assert fee.value == "8.8%"
        await type_into(pilot, "periods-0", "6")
        assert fee.value == "4.5%"
        await type_into(pilot, "periods-0", "7")
        assert fee.value == ""
        await type_into(pilot, "fee-0", "5%")
        await type_into(pilot, "periods-0", "12")
        assert fee.value == "5%"


async def test_what_is_wrong_with_a_plan_is_said_and_the_others_are_compared(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("m", *"4999")
        await type_into(pilot, "fee-0", "8.8")
        await type_into(pilot, "periods-3", "x")
        await type_into(pilot, "fee-3", "8%")
        shown = text(pilot, "#compared")
        assert "1" in shown.splitlines()[0]
        assert "13.03%" in shown
        lines = pilot.app.screen.query_one("#compared")
        assert lines.virtual_size.height <= lines.size.height


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_line_for_such_loans_is_named_where_a_plan_is_over_it(spoken: Session, size: tuple[int, int]) -> None:
    async with opened(spoken, size) as (pilot, _screen):
        await pilot.press("m", *"4999")
        named = spoken.tongue.t("over {ceiling}, today's line for such loans", ceiling="24%")
        assert named not in text(pilot, "#compared")
        await type_into(pilot, "fee-1", "20%")
        await type_into(pilot, "fee-3", "30%")
        assert spoken.tongue.t("plan {number}: {problem}", number="2, 4", problem=f"‼ {named}") in text(
            pilot, "#compared"
        )


@pytest.mark.parametrize("price", ["", "ten", "0"])
async def test_without_a_price_nothing_is_compared(sample: Session, price: str) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("m", *price)
        assert "2027" not in text(pilot, "#compared")
        assert pilot.app.is_running


async def test_comparing_stores_nothing_and_escape_leaves(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        before = on_disk(sample)
        await pilot.press("m", *"4999", "enter", "right", "enter", "escape")
        assert pilot.app.screen is screen
        assert on_disk(sample).ledger == before.ledger


async def test_an_own_channel_can_be_compared(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", "a")
        await type_into(pilot, "id", "cmb-2")
        await type_into(pilot, "name", "CMB2")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("escape", "m", *"4999")
        assert ("cmb-2", "CMB2") in compare(pilot).query_one("#channel-0", Cycle)._choices


async def test_every_plan_is_through_the_channel_chosen_for_it(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("m", *"4999")
        compare(pilot).query_one("#channel-1", Cycle).index = 2
        await pilot.pause()
        second = compare(pilot).offers()[1]
        assert isinstance(second, Offer)
        assert second.dues == offered_dues(builtin()["xiaomi"], date(2026, 11, 22), 12)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_bill_pane_tells_what_an_order_costs_a_year(spoken: Session, size: tuple[int, int]) -> None:
    async with opened(spoken, size) as (pilot, screen):
        await pilot.press("2")
        assert screen.shown.order is not None
        assert "13.04%" in text(pilot, "#bill-text")
        assert "¥432.00" in text(pilot, "#bill-text")
