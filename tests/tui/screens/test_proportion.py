"""What is owed beside what comes in, on the main screen; and the page on which that is typed."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from models.actions.budget import budget_of, set_budget
from models.ledger.budget import Budget
from models.store import Store
from models.values.message import msg
from tests.tui.screens.test_channels import text, type_into
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tests.tui.screens.tour import resized
from tui.forms.budget_form import BudgetForm
from tui.forms.confirm import Confirm
from tui.run.clock import clock
from tui.run.session import Session

SIZES = [(80, 24), (100, 30), (120, 36), (160, 48)]
OWED = "¥29,841.62"


def budgeted(session: Session, **known: int) -> None:
    """The session with these known of its budget."""
    session.store.commit(msg("set the budget"), lambda ledger: set_budget(ledger, **known), session.now())


def form(pilot: Pilot[str]) -> BudgetForm:
    screen = pilot.app.screen
    assert isinstance(screen, BudgetForm)
    return screen


async def said_in(session: Session, size: tuple[int, int]) -> list[str]:
    """The rows of the main screen."""
    (rows,) = await said_in_all(session, [size])
    return rows


async def said_in_all(session: Session, sizes: Sequence[tuple[int, int]]) -> list[list[str]]:
    """The rows of the main screen in each of the sizes."""
    found = []
    async with opened(session, sizes[0]) as (pilot, _screen):
        for size in sizes:
            await resized(pilot, size)
            found.append(on_screen(pilot).splitlines())
    return found


async def test_one_line_at_80x24_has_the_share_the_payday_and_all_that_is_owed(spoken: Session) -> None:
    budgeted(spoken, income=12_000_00, payday=10)
    rows = await said_in(spoken, (80, 24))
    (line,) = [row for row in rows if OWED in row]
    assert all(each in line for each in ("38%", "¥3,989.15", "¥4,923.83", "2028-09", spoken.language.t("watch")))
    assert all(cell_len(row) == 80 for row in rows)


async def test_without_a_budget_there_is_no_further_line_and_nothing_is_claimed(spoken: Session) -> None:
    without = await said_in_all(spoken, SIZES)
    budgeted(spoken, income=12_000_00, payday=10, fixed=1_000_00)
    mark = spoken.language.t("watch")
    for before, after in zip(without, await said_in_all(spoken, SIZES), strict=True):
        assert [any(word in row for row in before) for word in ("38%", mark)] == [False, False]
        assert any("38%" in row and mark in row for row in after)
        title = next(row for row in before if spoken.language.t("Orders") in row)
        assert before.index(title) == 1, "right below the month"


async def test_all_that_is_owed_stands_in_the_months_border_without_a_budget_as_well(spoken: Session) -> None:
    for size, rows in zip(SIZES[1:], await said_in_all(spoken, SIZES[1:]), strict=True):
        (row,) = [row for row in rows if OWED in row]
        assert row.startswith("╰")
        assert "…" not in row
        assert ("2028-09-30" if size[0] > 100 else "2028-09") in row


async def test_where_nothing_is_overdue_it_stands_in_the_one_line_where_that_has_room(spoken: Session) -> None:
    before = replace(spoken, clock=clock("2026-11-18T09:00:00+08:00"))
    async with opened(before, (99, 24)) as (pilot, screen):
        assert screen.overview is not None
        assert screen.overview.overdue == 0
        assert OWED in on_screen(pilot).splitlines()[0]


async def test_larger_screens_say_the_highest_month_and_what_is_left_as_well(spoken: Session) -> None:
    budgeted(spoken, income=12_000_00, payday=10, fixed=4_200_00)
    for rows in await said_in_all(spoken, SIZES[1:]):
        for figure in ("¥3,989.15", "¥4,923.83", "38%", "41%", "¥3,242.68"):
            assert figure in "\n".join(rows)


@pytest.mark.parametrize(
    ("income", "mark", "is_amber"),
    [
        (20_000_00, "well", False),
        (12_000_00, "watch", True),
        (11_000_00, "warning", True),
        (5_000_00, "alarm", True),
    ],
)
async def test_the_mark_is_a_word_and_from_30_per_cent_on_amber_and_never_red(
    sample: Session, income: int, mark: str, is_amber: bool
) -> None:
    budgeted(sample, income=income)
    async with opened(sample, (80, 24)) as (pilot, _screen):
        strip = pilot.app.screen._compositor.render_strips()[1]
        (segment,) = [each for each in strip if mark in each.text]
        assert segment.style is not None
        assert segment.style.color is not None
        theme = pilot.app.get_css_variables()
        amber = segment.style.color.name.lower() == pilot.app.theme_variables["text-warning"].lower()
        assert amber == is_amber, theme["text-warning"]
        assert segment.style.color.name.lower() != theme["text-error"].lower()


async def test_income_payday_and_fixed_costs_are_typed_once_and_each_may_be_taken_back(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("B", *"12000", "enter", *"10", "enter", *"4200", "enter", "enter", "enter")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.screen is screen
        assert budget_of(on_disk(sample).ledger) == Budget(income=12_000_00, payday=10, fixed=4_200_00)
        assert "38%" in on_screen(pilot)
        await pilot.press("B")
        await pilot.pause()
        await type_into(pilot, "payday", "")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert budget_of(on_disk(sample).ledger) == Budget(income=12_000_00, fixed=4_200_00)
        await pilot.press("u")
        await pilot.pause()
        assert budget_of(on_disk(sample).ledger).payday == 10
        await pilot.press("u")
        await pilot.pause()
        assert on_disk(sample).ledger.budget == {}
        assert "38%" not in on_screen(pilot)


async def test_while_one_types_it_is_shown_what_follows(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await pilot.press("B")
        await pilot.pause()
        assert OWED in text(pilot, "#preview")
        assert "¥3,989.15" not in text(pilot, "#preview")
        await type_into(pilot, "payday", "10")
        await pilot.pause()
        assert "¥3,989.15" in text(pilot, "#preview")
        assert "¥188.65" in text(pilot, "#preview"), "an auto-debit that nobody looked at"
        lines = pilot.app.screen.query_one("#preview")
        assert lines.virtual_size.height <= lines.size.height


@pytest.mark.parametrize(("field", "typed"), [("income", "ten"), ("payday", "32"), ("payday", "1.5"), ("fixed", "-1")])
async def test_what_is_no_amount_or_no_day_is_said_at_its_field_and_nothing_is_written(
    sample: Session, field: str, typed: str
) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("B")
        await pilot.pause()
        await type_into(pilot, field, typed)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form(pilot).query_one(f"#{field}-wrong").has_class("-wrong")
        assert form(pilot).focused is form(pilot).boxes[field]
    assert on_disk(sample).ledger.budget == {}


async def test_what_was_typed_is_there_again_after_the_line_was_lost(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("B", *"12000", "tab")
        await pilot.pause()
    again = replace(sample, store=Store(sample.store.path))
    async with opened(again) as (pilot, screen):
        await pilot.press("B")
        await pilot.pause()
        assert form(pilot).query_one("#income", Input).value == "12000"
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.screen is screen
    assert budget_of(on_disk(sample).ledger).income == 12_000_00
    assert again.store.drafts.find("budget") is None


async def test_to_save_what_is_known_already_writes_nothing(sample: Session) -> None:
    budgeted(sample, income=12_000_50, payday=31)
    before = on_disk(sample).revision
    async with opened(sample) as (pilot, screen):
        await pilot.press("B", "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.screen is screen
        assert message_line(screen) == ""
    assert on_disk(sample).revision == before


@pytest.mark.parametrize("keys", [("enter",), ("up", "enter")])
async def test_what_another_terminal_said_meanwhile_is_overwritten_only_when_asked(
    sample: Session, keys: tuple[str, ...]
) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("B", *"12000")
        other = Store(sample.store.path)
        other.commit(msg("set the budget"), lambda ledger: set_budget(ledger, income=9_000_00), sample.now())
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
    assert budget_of(on_disk(sample).ledger).income == (9_000_00 if keys == ("enter",) else 12_000_00)


async def test_an_income_of_nothing_and_a_share_over_100_per_cent_are_said_as_they_are(sample: Session) -> None:
    budgeted(sample, income=0)
    assert "no income: alarm" in "\n".join(await said_in(sample, (80, 24)))
    budgeted(sample, income=1_000_00)
    assert "456% of income, repaid included: alarm" in "\n".join(await said_in(sample, (80, 24)))
    budgeted(sample, income=1)
    assert ">999% of income, repaid included: alarm" in "\n".join(await said_in(sample, (80, 24)))


async def test_what_another_terminal_says_is_shown_within_a_second(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        other = Store(sample.store.path)
        other.commit(msg("set the budget"), lambda ledger: set_budget(ledger, income=12_000_00), sample.now())
        screen.newest()
        await pilot.pause()
        assert "38% of income" in on_screen(pilot)
