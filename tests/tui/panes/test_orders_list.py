"""The list of orders in the width that it has, and the signs before them."""

import pytest
from msgspec.structs import replace

from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from models.values.money import grouped
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tui.panes.orders import OrdersPane
from tui.screens.help_lines import sections
from tui.screens.main import MainScreen
from tui.state.sections import BillRow, OrderPart
from tui.widgets.lines import Lines
from tui.words.present import legend


def listed(screen: MainScreen) -> str:
    """The orders as the pane has painted them."""
    lines = screen.query_one("#orders-list", Lines)
    return "\n".join(lines.render_line(y).text for y in range(lines.count))


SIZES = [(46, 20), (80, 24), (100, 30), (120, 36), (160, 48)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_at_every_size_each_bill_has_its_whole_date_and_amount(language: str, size: tuple[int, int]) -> None:
    with make.session(language) as session:
        async with opened(session, size) as (_pilot, screen):
            shown = listed(screen)
            for row in screen.listing.lines:
                if isinstance(row, BillRow) and row.bill is not None and row.amount is not None:
                    line = next(each for each in shown.splitlines() if f" {grouped(row.amount)}" in each)
                    assert f"{row.bill.due:%m-%d}" in line


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_the_fourteen_orders_of_the_sample_fit_a_small_terminal_without_scrolling(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (_pilot, screen):
            lines = screen.query_one("#orders-list", Lines)
            assert len(screen.listing.rows) == 14
            assert lines.count <= lines.size.height


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_is_as_wide_as_it_is_to_be_read_and_wider_only_alone(size: tuple[int, int]) -> None:
    with make.session("en") as session:
        async with opened(session, size) as (_pilot, screen):
            wide = {46: 46, 80: 80, 100: 60, 120: 64, 160: 64}
            assert screen.query_one(OrdersPane).outer_size.width == wide[size[0]]


async def test_a_move_passes_over_heads_and_rewrites_two_rows() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            lines = screen.query_one("#orders-list", Lines)
            before = listed(screen).splitlines()
            await pilot.press("j", "j")
            after = listed(screen).splitlines()
            changed = [y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
            assert changed == [1, 4]
            assert lines.cursor == 4, "line 3 is the head of what is to be confirmed"


async def test_enter_on_what_is_settled_opens_it_and_folds_it_again() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            settled = screen.listing.rows[-1].order.title
            await pilot.press("G")
            await pilot.pause(0.2)
            assert settled not in listed(screen)
            assert screen.detail.order is None, "what is folded is no order that keys act on"
            await pilot.press("enter")
            assert settled in listed(screen)
            await pilot.press("j")
            await pilot.pause(0.2)
            assert screen.detail.order is not None
            assert screen.detail.order.title == settled
            await pilot.press("k", "enter")
            assert settled not in listed(screen)


async def test_where_a_bill_is_one_row_an_order_of_it_can_still_be_gone_to() -> None:
    with make.session("en") as session:
        async with opened(session, (46, 20)) as (pilot, screen):
            rows = [row for row in screen.listing.lines if isinstance(row, OrderPart)]
            screen.find(rows[1].order.order.id)
            await pilot.pause()
            assert screen.detail.order == rows[1].order.order
            assert "▸!  Huabei · 3 orders" in listed(screen)


@pytest.mark.parametrize("language", make.LANGUAGES)
def test_the_help_page_explains_every_sign(language: str) -> None:
    with make.session(language) as session:
        *_, signs = sections(session, {})
        said = {"".join(text for text, _ in each) for each in signs.signs}
        assert {f"{glyph} {words}" for glyph, words, _ in legend(session.language)} <= said


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_an_empty_ledger_invites_to_the_first_order_and_enter_begins_it(language: str, tmp_path) -> None:
    with make.session(language) as sample:
        store = Store(tmp_path / "ledger.json")
        store.commit(msg("edit"), lambda _: Ledger(), sample.now())
        session = replace(sample, store=store, demo=False)
        async with opened(session, (80, 24)) as (pilot, screen):
            shown = listed(screen)
            assert session.language.t("Here you will see whom you owe, how much and by when.") in shown
            assert "▸ a  " in shown
            await pilot.press("enter")
            await pilot.pause()
            assert len(pilot.app.screen_stack) == 2


async def test_where_a_filter_finds_nothing_the_list_says_how_many_it_leaves_out() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            await pilot.press("slash", *"zzz")
            assert "14 orders do not match; esc takes the filter off" in listed(screen)
            await pilot.press(*("backspace",) * 3, *"k70")
            assert "13 orders do not match" in listed(screen)


async def test_once_a_filter_that_found_nothing_is_off_the_cursor_is_where_it_was() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            await pilot.press("down", "down", "down")
            order = screen.selection.order
            assert order != screen.listing.rows[0].order.id
            await pilot.press("slash", *"zzz")
            assert not screen.listing.rows
            await pilot.press("escape")
            await pilot.pause()
            assert (screen.selection.order, screen.listing.order) == (order, order)


async def test_once_a_filter_that_found_nothing_is_off_every_amount_is_whole_again() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            before = listed(screen)
            assert "535.91" in before
            for keys in (("escape",), ("enter", "escape")):
                await pilot.press("slash", *"zzz", *keys)
                await pilot.pause()
                assert listed(screen) == before


async def test_a_list_that_was_resized_is_what_it_would_have_been() -> None:
    with make.session("en") as session:
        async with opened(session, (120, 36)) as (pilot, screen):
            await pilot.press(*make.TO_HUABEI, "j", "j")
            await pilot.pause(0.2)
            order = screen.selection.order
            for size in ((46, 20), (20, 5), (1, 1), (160, 48)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert screen.selection.order == order
            pointed = next(line for line in listed(screen).splitlines() if line.startswith("▸"))
            assert screen.working.ledger.orders[order].title[:6] in pointed


@pytest.mark.parametrize("size", [(100, 30), (120, 36)], ids=str)
async def test_only_the_rows_of_cards_give_their_digits_cells_of_the_title(size: tuple[int, int]) -> None:
    with make.session("zh_CN") as session:
        async with opened(session, size) as (_pilot, screen):
            shown = listed(screen)
            assert "小米电视 S Pro 75" in shown
            assert "米家空气净化器 5" in shown
            assert "… 招行 3307 ━" in shown
            assert "… 招行 6152 ━" in shown


async def test_a_checklist_that_is_open_is_marked_behind_the_status_of_its_bill() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            assert "▸!! 小米电视" in listed(screen)
            await pilot.press("p")
            await pilot.pause()
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert "▸!!›小米电视" in listed(screen)
