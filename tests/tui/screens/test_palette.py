"""The palette: one on any screen, for all that one can go to or do; what cannot be now is there with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from models.bills.overview import View, order_rows
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.app import FenqiApp
from tui.commands import COMMANDS
from tui.forms.order_form import OrderForm
from tui.run.config import THEMES
from tui.run.session import Session
from tui.screens.channels import ChannelsScreen
from tui.screens.palette import FoundList, Palette, Reason, _entry, with_reasons
from tui.state.finding import Category, EntryDetails, Findable, found, in_rows


async def seek(pilot: Pilot[str], text: str) -> Palette:
    """The palette, with that typed into it."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    palette.query_one(Input).value = text
    await pilot.pause()
    return palette


async def take(pilot: Pilot[str], text: str, kind: Category) -> None:
    """Go to what is found first of a kind."""
    palette = await seek(pilot, text)
    while (chosen := palette.query_one(FoundList).chosen) and chosen.kind is not kind:
        await pilot.press("down")
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


async def test_it_finds_commands_panes_orders_channels_themes_and_languages(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        palette = await seek(pilot, "")
        kinds = {kind: [entry for entry in palette._entries if entry.kind is kind] for kind in Category}
        assert len(kinds[Category.COMMAND]) + len(kinds[Category.PANE]) == len(COMMANDS)
        assert {entry.words for entry in kinds[Category.ORDER]} == {
            order.title for order in screen.working.ledger.orders.values()
        }
        assert len(kinds[Category.CHANNEL]) == len(screen.working.channels())
        assert [entry.also.split()[0] for entry in kinds[Category.THEME]] == list(THEMES)
        assert [entry.words for entry in kinds[Category.LANGUAGE]] == ["简体中文", "English"]
        for typed, words in (
            ("chinese", "简体中文"),
            ("中文", "简体中文"),
            ("英文", "English"),
            ("english", "English"),
        ):
            assert words in {each.words for each in found(kinds[Category.LANGUAGE], typed)}


async def test_what_was_repaid_and_is_not_seen_yet_stands_beside_an_order_as_in_the_list(sample: Session) -> None:
    async with opened(sample) as (pilot, _):
        fridge = next(entry for entry in (await seek(pilot, "冰箱"))._entries if "冰箱" in entry.words)
        assert fridge.details().beside == "Mi 11-24 · ¥267.90"


async def test_an_order_is_gone_to_by_its_title_whatever_the_list_shows(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        screen.list_by(view=View.OVERDUE)
        await take(pilot, "K70", Category.ORDER)
        assert screen.detail.order is not None and "K70" in screen.detail.order.title
        assert screen.selection.view is View.ALL
        assert screen.focused is not None and screen.focused.id == "orders-list"


@pytest.mark.parametrize("typed", ["huabei", "花呗"])
async def test_orders_are_found_by_their_channels_name_as_the_filter_finds_them(sample: Session, typed: str) -> None:
    async with opened(sample) as (pilot, screen):
        palette = await seek(pilot, typed)
        orders = {each.words for each in found(palette._entries, typed) if each.kind is Category.ORDER}
        held = screen.working
        assert orders == {row.order.title for row in order_rows(held.ledger, held.book, sample.moment(), text=typed)}
        assert orders


async def test_the_letters_of_the_hit_are_underlined_in_each_entry(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        palette = await seek(pilot, "小米 pro")
        lines = palette.query_one(FoundList)
        strips = [lines.render_line(y) for y in range(lines.count)]
        marked = [segment.text for strip in strips for segment in strip if segment.style and segment.style.underline]
        assert marked[:2] == ["小米", "Pro"]
        assert {each.casefold() for each in marked} == {"小米", "pro"}


async def test_a_channel_is_found_by_what_people_call_it(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await take(pilot, "白条", Category.CHANNEL)
        assert isinstance(screen.app.screen, ChannelsScreen)
        assert "Baitiao" in on_screen(pilot)


@pytest.mark.parametrize("key", ["question_mark", "h", "y", "K"])
async def test_from_a_page_to_read_one_goes_straight_to_another_place(sample: Session, key: str) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(key)
        await pilot.pause()
        await take(pilot, "K70", Category.ORDER)
        assert screen.app.screen is screen
        assert screen.detail.order is not None and "K70" in screen.detail.order.title


async def test_while_something_is_typed_or_asked_all_is_there_with_the_reason_why_not(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("a", *"Something")
        palette = await seek(pilot, "undo")
        assert "no: leave this page first" in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.app.screen is palette, "nothing is lost by a key"
        await pilot.press("escape")
        await pilot.pause()
        form = screen.app.screen
        assert isinstance(form, OrderForm) and form.boxes["title"].value == "Something"


async def test_what_cannot_be_now_says_why_instead_of_being_done(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        palette = await seek(pilot, "redo what")
        assert "no: there is nothing to redo" in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.app.screen is palette


async def test_a_theme_is_changed_on_any_screen(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("a")
        await take(pilot, THEMES[1], Category.THEME)
        assert screen.app.theme == THEMES[1]
        assert isinstance(screen.app.screen, OrderForm)


async def test_another_language_is_the_wish_that_the_app_ends_with(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await take(pilot, "中文", Category.LANGUAGE)
        await pilot.pause()
        assert screen.app.return_value == "language zh_CN"


async def test_in_another_language_the_cursor_is_on_the_same_order_and_the_whole_list_is_there(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("down", "down", "slash", *"k70", "enter")
        found, app = screen.listing, screen.app
        assert len(found.rows) == 1
        assert isinstance(app, FenqiApp)
        await take(pilot, "中文", Category.LANGUAGE)
    async with opened(sample, left=app.selection) as (pilot, screen):
        assert (screen.listing.order, screen.listing.others) == (found.order, 0)
        assert len(screen.listing.rows) == 1 + found.others


async def test_the_cursor_passes_over_headings(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        palette = await seek(pilot, "mi")
        lines, stood = palette.query_one(FoundList), []
        for _ in range(lines.count):
            stood.append(lines.chosen)
            await pilot.press("down")
        assert None not in stood
        assert {each.kind for each in stood if each} == {each.kind for each in found(palette._entries, "mi")}


words = st.lists(st.sampled_from(["小米", "Xiaomi", "order", "Mi", "rules", "k70"]), max_size=3).map(" ".join)


@given(
    st.lists(
        st.builds(lambda kind, text, also: Findable(kind, text, print, also), st.sampled_from(Category), words, words)
    )
)
def test_what_is_found_has_every_word_and_each_kind_has_one_heading(entries: list[Findable]) -> None:
    for typed in ("", "mi", "xiao mi", "小米 order"):
        some = found(entries, typed)
        assert all(word in entry.text for entry in some for word in typed.split())
        assert [entry for entry in entries if entry not in some] == [
            entry for entry in entries if any(word not in entry.text for word in typed.split())
        ]
        rows = in_rows(some)
        assert [row for row in rows if isinstance(row, Findable)] == some
        heads = [row for row in rows if isinstance(row, Category)]
        assert len(heads) == len(set(heads)) == len({entry.kind for entry in some})


@pytest.mark.parametrize("width", [30, 44, 58, 100])
def test_why_an_entry_cannot_be_now_is_said_whole_in_any_width(sample: Session, width: int) -> None:
    t = sample.language
    reasons = ["nothing is left", "auto-debit is off here, and every repayment is confirmed", "x" * 90, "还没有" * 30]
    entries = [
        Findable(Category.COMMAND, words, print, details=lambda why=why: EntryDetails(beside="c", why=why))
        for words in ("confirm", "a command with a very long name, longer than most")
        for why in reasons
    ]
    rows = with_reasons(entries, sample, width)
    said = ""
    for row in rows:
        if isinstance(row, Reason):
            said += row
            assert cell_len(row) + 6 <= width
        elif isinstance(row, Findable):
            said += "".join(text for text, _ in _entry(row, sample, width, ()))
    bare = "".join(said.split())
    for why in reasons:
        assert bare.count("".join(t.t("no: {why}", why=why).split())) == 2
