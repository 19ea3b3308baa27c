"""Comparing plans before buying, and the true cost of what was bought."""

import re
from datetime import date
from unittest.mock import AsyncMock

import msgspec
import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

import tests.handled
from models.bills.status import Status, status
from models.channels.builtin import builtin
from models.channels.due import first_due
from models.offers.offer import Offer, offered_dues
from models.values.message import Problem
from models.values.money import grouped
from screenshots import make
from tests.tui.screens.test_channels import text, type_into
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.screens.test_proportion import budgeted
from tests.tui.screens.tour import resized
from tests.tui.written import write
from tui.forms.compare import CompareScreen
from tui.forms.fee_kinds import EXPLAINED, KINDS
from tui.forms.field import Wrong
from tui.run.clock import clock
from tui.run.session import Session
from tui.widgets.picker import Picker
from tui.words.month_bars import BLOCK
from tui.words.present import month_name
from tui.words.punctuation import listed


def compare(pilot: Pilot[str]) -> CompareScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


def offers(pilot: Pilot[str]) -> list[Offer | Problem | None]:
    """The plan of each column, what is wrong with it, or None where there is no fee yet."""
    found = compare(pilot).check()
    assert not isinstance(found, Wrong)
    return [each.made for each in found]


async def priced(pilot: Pilot[str], price: str) -> None:
    """The comparison opened, with that price."""
    await pilot.press("m")
    await write(pilot, compare(pilot).query_one("#price", Input), price)


async def test_a_price_alone_compares_what_the_catalogue_knows(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        for size in ((80, 24), (120, 36)):
            await resized(pilot, size)
            shown = text(pilot, "#compared")
            for figure in ("453.23", "439.91", "15.86%", "17.07%", "2027-11-10", "13.03%"):
                assert figure in shown
            lines = pilot.app.screen.query_one("#compared")
            assert lines.virtual_size.height <= lines.size.height, "all of it is seen"
            assert all(len(line) <= size[0] for line in shown.splitlines())


SHARES = ("45%", "48%")
"""With twelve periods more, and with six."""


async def test_it_opens_with_a_plan_in_every_column(spoken: Session) -> None:
    """The ledger's channels whose fees the catalogue knows, in the numbers of periods that are usual."""
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        boxes = compare(pilot).boxes
        columns = [(boxes[f"channel-{at}"].value, boxes[f"periods-{at}"].value) for at in range(4)]
        assert columns == [("huabei", "12"), ("xiaomi", "12"), ("huabei", "6"), ("xiaomi", "6")]
        assert all(boxes[f"fee-{at}"].value for at in range(4))
        assert all(isinstance(each, Offer) for each in offers(pilot))


@pytest.mark.parametrize("now", [None, "2026-12-22T14:00:00+08:00"])
async def test_with_an_income_each_plan_says_in_which_month_its_share_is_highest(
    spoken: Session, now: str | None
) -> None:
    """December: 4,923.83 without it; with 453.23 more 5,377.06, which is 45% of 12,000.00."""
    session, t = msgspec.structs.replace(spoken, clock=clock(now)) if now else spoken, spoken.language.t
    budgeted(session, income=12_000_00)
    month = month_name(date(2026, 12, 1), spoken.language)
    said = [t("{month} {percent} {mark}", month=month, percent=each, mark=t("warning")) for each in SHARES]
    async with opened(session, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        for size in ((80, 24), (100, 30), (120, 36), (160, 48)):
            await resized(pilot, size)
            lines = text(pilot, "#compared").splitlines()
            (row,) = [line for line in lines if line.startswith(t("highest share"))]
            assert now or [row.count(each) for each in said] == [2, 2]
            (december,) = [line for line in lines if line.startswith(month) and BLOCK not in line]
            assert ("%" in december) == (size[0] >= 100), "beside each sum where there is room"
            shown = pilot.app.screen.query_one("#compared")
            assert shown.virtual_size.height <= shown.size.height, "all of it is seen"
            assert all(cell_len(line) <= size[0] for line in lines)


async def test_the_sums_of_the_coming_months_stand_under_each_other_and_below_the_fields_of_their_plan(
    spoken: Session,
) -> None:
    async with opened(spoken, (200, 50)) as (pilot, _screen):
        await priced(pilot, "1499")
        fields = [box.region.x for box in (compare(pilot).boxes[f"fee-{at}"] for at in range(4))]
        names = tuple(month_name(date(2026, month, 1), spoken.language) for month in range(1, 13))
        lines = text(pilot, "#compared").splitlines()
        shown = [line for line in lines if line.startswith(names) and BLOCK not in line]
        assert len({cell_len(line[: line.index(".")]) for line in shown}) == 1
        ends = [[cell_len(line[: each.end()]) for each in re.finditer(r"\d\.\d\d", line)][1:] for line in shown]
        assert ends == ends[:1] * len(shown)
        assert all(at < end <= at + 12 for at, end in zip(fields, ends[0], strict=True))


async def test_without_an_income_nothing_is_said_of_a_share(sample: Session) -> None:
    budgeted(sample, payday=10, fixed=1)
    async with opened(sample) as (pilot, _screen):
        await priced(pilot, "4999")
        assert "share" not in text(pilot, "#compared")


async def test_a_plan_may_be_too_much_for_an_income_that_is_none(sample: Session) -> None:
    budgeted(sample, income=0)
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        assert text(pilot, "#compared").count("Dec alarm") == 4


async def test_the_coming_months_are_shown_without_and_with_each_plan(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        months = screen.overview.months if screen.overview else ()
        await pilot.press("m", *"1200", "tab")
        await type_into(pilot, "fee-0", "0%")
        shown = text(pilot, "#compared")
        december = next(line for line in shown.splitlines() if line.startswith("Dec "))
        owed = months[1].due - months[1].paid
        assert f" {owed / 100:,.2f}" in december
        assert f" {(owed + 100_00) / 100:,.2f}" in december


async def test_a_fee_is_given_as_a_rate_a_period_a_rate_in_all_or_an_amount(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await priced(pilot, "12000")
        for at, (kind, fee) in enumerate(((0, "7.2%"), (1, "0.6%"), (2, "864"))):
            compare(pilot).query_one(f"#channel-{at}", Picker).index = 3
            compare(pilot).query_one(f"#kind-{at}", Picker).index = kind
            await type_into(pilot, f"periods-{at}", "12")
            await type_into(pilot, f"fee-{at}", fee)
        assert text(pilot, "#compared").count("1,072.00") >= 3
        assert text(pilot, "#compared").count("13.03%") == 3


async def test_the_catalogues_fee_follows_the_periods_until_another_is_typed(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await priced(pilot, "4999")
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
        await priced(pilot, "4999")
        await type_into(pilot, "fee-0", "8.8")
        await type_into(pilot, "periods-3", "x")
        await type_into(pilot, "fee-3", "8%")
        shown = text(pilot, "#compared")
        assert "1" in shown.splitlines()[0]
        assert "13.03%" in shown
        lines = pilot.app.screen.query_one("#compared")
        assert lines.virtual_size.height <= lines.size.height


async def test_the_line_for_such_loans_is_named_where_a_plan_is_over_it(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        named = spoken.language.t("simple and compound over {line}, the line for such loans", line="24%")
        assert named not in text(pilot, "#compared")
        await type_into(pilot, "fee-1", "20%")
        await type_into(pilot, "fee-3", "30%")
        which = listed(("2", "4"), spoken.language)
        said = spoken.language.t("plan {number}: {problem}", number=which, problem=f"!! {named}")
        for size in ((80, 24), (120, 36)):
            await resized(pilot, size)
            assert said in text(pilot, "#compared")


WAYS = [
    ("first", "7.2%", "1,000.00", "13.86%"),
    ("equal-instalment", "13.03%", "1,071.98", "13.03%"),
    ("equal-principal", "13.03%", "1,076.01", "13.03%"),
    ("amounts", "1072", "1,072.00", "13.03%"),
    ("amounts", "1072x11;1072.00", "1,072.00", "13.03%"),
]
"""What is charged, as it is typed, and what that makes of a period and of a year."""


async def test_a_fee_may_be_given_in_every_way_that_an_order_page_gives_it(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await priced(pilot, "12000")
        for at in range(4):
            await type_into(pilot, f"fee-{at}", "")
        for kind, fee, a_period, simple in WAYS:
            await type_into(pilot, "fee-0", "")
            assert simple not in text(pilot, "#compared")
            compare(pilot).query_one("#kind-0", Picker).index = list(KINDS).index(kind)
            await type_into(pilot, "fee-0", fee)
            shown = text(pilot, "#compared")
            assert a_period in shown, kind
            assert simple in shown, kind


async def test_a_short_label_is_explained_while_the_keyboard_is_on_it(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await priced(pilot, "12000")
        kind = compare(pilot).query_one("#kind-1", Picker)
        kind.focus()
        for each in (*list(KINDS)[1:], next(iter(KINDS))):
            await pilot.press("right")
            await pilot.pause()
            assert kind.value == each
            assert (each in EXPLAINED) == any(str(said) in text(pilot, "#compared") for said in EXPLAINED.values())
        kind.index = list(KINDS).index("amounts")
        compare(pilot).query_one("#price").focus()
        await pilot.pause()
        assert "893.33" not in text(pilot, "#compared")


async def test_what_is_overdue_from_earlier_months_is_owed_beside_the_coming_ones(spoken: Session) -> None:
    later = msgspec.structs.replace(spoken, clock=clock("2026-12-22T14:00:00+08:00"))
    for session, sizes in ((spoken, [(80, 24)]), (later, [(120, 36), (80, 24)])):
        async with opened(session, sizes[0]) as (pilot, screen):
            await priced(pilot, "4999")
            moment, bills = session.moment(), screen.working.book.bills.values()
            left = [each for each in bills if each.outstanding and each.due < date(2026, 12, 1)]
            overdue = [each for each in left if status(each, moment) is Status.OVERDUE]
            before = sum(each.outstanding for each in overdue)
            plans = sum(isinstance(each, Offer) for each in offers(pilot))
            for size in sizes:
                await resized(pilot, size)
                label = spoken.language.t("late")
                found = [line for line in text(pilot, "#compared").splitlines() if line.startswith(label)]
                assert len(found) == (session is later)
                if session is later:
                    assert len(overdue) < len(left), "nobody looked whether one of them was paid"
                    assert found[0].count(grouped(before)) == 1 + plans, "without a plan, and with each"
                lines = pilot.app.screen.query_one("#compared")
                assert lines.virtual_size.height <= lines.size.height, "all of it is seen"


async def test_without_a_price_nothing_is_compared(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("m")
        for price in ("", "ten", "0"):
            await type_into(pilot, "price", price)
            assert "2027" not in text(pilot, "#compared")
            assert pilot.app.is_running


async def test_comparing_stores_nothing_and_escape_leaves(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        before = on_disk(sample)
        await pilot.press("m", *"4999", "enter", "right", "enter", "escape")
        assert pilot.app.screen is screen
        assert on_disk(sample).ledger == before.ledger


async def test_keys_pressed_as_the_page_opens_go_into_it_on_a_machine_that_gives_no_time(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tests.handled, "idle", AsyncMock())
    async with opened(sample) as (pilot, screen):
        await pilot.press("m", *"4999")
        assert compare(pilot).boxes["price"].value == "4999"
        await pilot.press("enter", "right", "enter", "escape")
        assert pilot.app.screen is screen


async def test_an_own_channel_can_be_compared(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", "a")
        await type_into(pilot, "name", "CMB2")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("escape", "m", *"4999")
        assert ("cmb2", ("CMB2",)) in compare(pilot).query_one("#channel-0", Picker)._choices


async def test_every_plan_is_through_the_channel_chosen_for_it(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await priced(pilot, "4999")
        compare(pilot).query_one("#channel-1", Picker).index = 2
        await pilot.pause()
        second = offers(pilot)[1]
        assert isinstance(second, Offer)
        assert second.dues == offered_dues(builtin()["xiaomi"], date(2026, 11, 22), 12)


async def test_fees_of_the_catalogue_say_so_and_how_old_they_are_until_all_are_typed(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        first = builtin()["huabei"]
        day = first.uncertain.get("fee_rates", first.source).verified_on.isoformat()
        said = spoken.language.t("fees of {date} are filled in: type those that you are offered", date=day)
        for size in ((120, 36), (80, 24)):
            await resized(pilot, size)
            assert said in text(pilot, "#compared")
        for at in range(4):
            await type_into(pilot, f"fee-{at}", "5%")
        assert day not in text(pilot, "#compared")


async def test_without_a_rule_for_the_due_day_only_the_month_of_the_end_is_said(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        for at in range(4):
            compare(pilot).query_one(f"#channel-{at}", Picker).index = list(make.CATALOGUE).index("cmb")
        await type_into(pilot, "fee-0", "5%")
        await pilot.pause()
        assert first_due(builtin()["cmb"], date(2026, 11, 22)) is None
        end = next(line for line in text(pilot, "#compared").splitlines() if "2027-11" in line)
        assert spoken.language.t("about {month}", month="2027-11") in end
        assert "2027-11-" not in end


async def test_the_bill_pane_tells_what_an_order_costs_a_year(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, screen):
        await pilot.press("2")
        assert screen.detail.order is not None
        for size in ((80, 24), (120, 36)):
            await resized(pilot, size)
            assert "13.04%" in text(pilot, "#bill-text")
            assert "432.00" in text(pilot, "#bill-text")


async def test_a_plan_is_there_whole_or_it_is_said_that_there_are_more(spoken: Session) -> None:
    async with opened(spoken, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        for size, plans in (((46, 20), 2), ((60, 24), 3), ((64, 24), 4), ((80, 24), 4)):
            await resized(pilot, size)
            shown = [each for each in compare(pilot).query(".offer") if each.region.width]
            assert len(shown) == plans
            assert all(each.region.right <= size[0] for each in shown)
            heading = str(compare(pilot).query_one(".heading", Static).content)
            said = spoken.language.t("plans {first} to {last} of {all}; ⏎ goes on", first=1, last=plans, all=4)
            assert (said in heading) is (plans < 4)
            assert all(cell_len(line) <= size[0] for line in text(pilot, "#compared").splitlines())


@pytest.mark.parametrize("size", [(46, 20), (30, 20)])
async def test_each_plan_that_has_no_room_is_reached_by_going_on(sample: Session, size: tuple[int, int]) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await priced(pilot, "4999")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        page, reached = compare(pilot), []
        for _ in range(len(page.boxes)):
            name = page.named(pilot.app.focused)
            assert pilot.app.focused.region.width > 0, "the keyboard is on what is seen"
            _, _, at = name.partition("-")
            if at and at not in reached:
                reached.append(at)
                amount = f"{('453.23', '446.57', '870.65', '865.65')[int(at)]}"
                assert amount in text(pilot, "#compared"), "and so is what it comes to"
            await pilot.press("down")
            await pilot.pause()
        assert reached == ["0", "1", "2", "3"]
        assert page.named(pilot.app.focused) == "price"
