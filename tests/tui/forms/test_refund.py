"""Returned goods: what the question tells before anything is recorded, and what the bill tells afterwards."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.screens.test_channels import text, type_into
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import MOP, WATCH, go_to
from tui.forms.refund import RefundScreen
from tui.run.session import Session
from tui.words.refund import spans

SIZES = [(80, 24), (120, 36)]
WHOLE, PART = ("k", "k", "enter"), ("k", "enter")


async def asked(pilot: Pilot[str], *keys: str) -> None:
    """The question of the order under the cursor, and the answers to it."""
    await pilot.press("r")
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()


def foreseen(pilot: Pilot[str]) -> str:
    return str(pilot.app.screen.query_one("#refund-effect", Static).render())


def refused(pilot: Pilot[str], field: str) -> str:
    return str(pilot.app.screen.query_one(f"#{field}-wrong", Static).render())


@pytest.mark.parametrize("size", SIZES)
async def test_a_part_tells_which_periods_get_less_before_it_is_recorded(
    sample: Session, size: tuple[int, int]
) -> None:
    async with opened(sample, size) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await asked(pilot, *PART, *"500")
        await pilot.pause()
        assert foreseen(pilot) == "¥500.00 off the principal, in periods 5–6"
        assert on_disk(sample).ledger.refunds == {}
        await pilot.press("enter", "enter")
        await pilot.app.workers.wait_for_complete()
        (record,) = on_disk(sample).ledger.refunds.values()
        assert (record.amount, record.full, record.at) == (500_00, False, sample.now())


async def test_the_bill_tells_what_a_refund_took_off_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await asked(pilot, *PART, *"500", "enter", "enter")
        await pilot.app.workers.wait_for_complete()
        said = "a refund took ¥383.20 off period 6"
        assert said not in text(pilot, "#bill-text")
        await pilot.press(*["right_square_bracket"] * 4)
        assert said in " ".join(text(pilot, "#bill-text").split())
        await pilot.press("left_square_bracket")
        assert "a refund took ¥116.80 off period 5" in " ".join(text(pilot, "#bill-text").split())


async def test_the_whole_tells_the_fees_that_end_and_the_credit(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await go_to(WATCH, pilot, screen)
        await asked(pilot, *WHOLE)
        await pilot.pause()
        said = foreseen(pilot)
        assert "credit with JD: ¥433.00" in said
        assert "fees of ¥26.00 end with it" in said
        assert "off the principal, in periods 3–6" in said


async def test_parts_that_reach_the_price_are_asked_for_as_a_full_refund(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await asked(pilot, *PART, *"2000", "enter", "enter")
        await pilot.app.workers.wait_for_complete()
        await asked(pilot, *PART, *"299")
        await pilot.pause()
        assert "the whole price is back: a full refund" in foreseen(pilot)
        await pilot.press("enter", "enter")
        await pilot.app.workers.wait_for_complete()
        assert [each.full for each in on_disk(sample).ledger.refunds.values()] == [False, True]
        assert screen.detail.order is not None
        rows = screen.working.book.schedules[screen.detail.order.id]
        stands = on_disk(sample).ledger.refunds[f"{screen.detail.order.id}~2"].stands
        assert {row.number for row in rows if row.outstanding} <= set(stands or ())


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-23", "2026-11-23 is in the future"),
        ("2026-09-01", "is before the purchase on 2026-09-22"),
        ("11-20", "is not a date"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_and_nothing_recorded(sample: Session, day: str, said: str) -> None:
    async with opened(sample) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await asked(pilot, *WHOLE)
        await type_into(pilot, "day", day)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RefundScreen)
        assert said in refused(pilot, "day")
        assert on_disk(sample).ledger.refunds == {}


async def test_an_earlier_day_is_recorded_and_shown_on_the_bill(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await asked(pilot, *WHOLE)
        await type_into(pilot, "day", "2026-11-20")
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "refunded ¥2,299.00 on 2026-11-20" in text(pilot, "#bill-text")


@pytest.mark.parametrize(("numbers", "said"), [((), ""), ((3,), "3"), ((4, 5, 6), "4–6"), ((1, 3, 4, 7), "1, 3–4, 7")])
def test_periods_in_a_row_are_named_together(numbers: tuple[int, ...], said: str) -> None:
    assert spans(numbers) == {"en": said, "zh_CN": said.replace(", ", "、")}
