"""An empty ledger is an invitation: what will stand there, three ways on with their keys, and where to look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from models.bills.book import Book
from models.store import Store
from screenshots import make
from tests.tui.at_rest import rest
from tests.tui.panes.test_orders_list import SIZES, listed
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tests.tui.screens.tour import resized
from tui.panes.no_rows import WAYS, invitation, none_at_all
from tui.panes.orders import OrdersPane
from tui.run.session import Session
from tui.state.views import Listing


def empty(sample: Session, folder: Path) -> Session:
    """A session without a ledger: what to begin with is asked first, over the empty list."""
    return replace(sample, store=Store(folder / "ledger.json"), demo=False)


@pytest.fixture(params=make.LANGUAGES)
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    with make.session(request.param) as sample:
        yield empty(sample, tmp_path)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_way_on_is_in_sight_whole_in_every_size(session: Session, size: tuple[int, int]) -> None:
    async with opened(session, size) as (_pilot, screen):
        lines = screen.query_one("#orders-list")
        shown = listed(screen).splitlines()
        assert len(shown) <= lines.size.height, "nothing is below the end"
        assert "…" not in "".join(shown)
        for way in WAYS:
            assert any(f"{way.key}  {session.language.say(way.label)}" in line for line in shown)


@pytest.mark.parametrize(("width", "height"), [(30, 8), (41, 16), (60, 17), (60, 30), (90, 40)])
def test_it_gives_up_air_and_then_words_and_never_a_way(session: Session, width: int, height: int) -> None:
    lines, ways = invitation(session, width, height)
    assert list(ways.values()) == [way.command for way in WAYS]
    assert all(cell_len("".join(text for text, _ in line)) <= width for line in lines)
    whole, _ = invitation(session, width, 100)
    assert len(lines) <= max(height, len(lines)) and len(lines) <= len(whole)


def test_where_all_orders_are_put_away_nobody_is_invited_to_enter_the_first() -> None:
    assert none_at_all(Listing())
    assert not none_at_all(Listing(book=Book(schedules={"away": ()})))


WELCOME = {"welcome": ("down", "down", "enter"), "its key": ("D",)}
KEYS = {**WELCOME, "key": ("escape", "D"), "list": ("escape", "down", "down", "enter")}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
async def test_the_sample_is_one_key_away_and_comes_back_here(session: Session, keys: tuple[str, ...]) -> None:
    """The app ends with the wish for it, and is begun again where it was when that is quit: see the shell's `_run`."""
    async with opened(session, (80, 24)) as (pilot, _screen):
        await pilot.press(*keys)
        await pilot.pause()
        assert pilot.app.return_value == "demo"


async def test_where_there_are_orders_or_it_is_the_sample_no_other_is_opened(tmp_path: Path) -> None:
    with make.session("en") as sample:
        async with opened(sample, (80, 24)) as (pilot, screen):
            await pilot.press("D")
            assert pilot.app.return_value is None
            assert screen.message_shown == "this is the sample data; q quits it"
        async with opened(replace(sample, demo=False), (80, 24)) as (pilot, screen):
            await pilot.press("D")
            assert screen.message_shown == "there are orders here; `fenqi demo` opens sample data"
        async with opened(replace(empty(sample, tmp_path), restricted=True), (80, 24)) as (pilot, screen):
            await pilot.press("escape", "D")
            assert pilot.app.return_value is None
            assert "restricted" in screen.message_shown


@pytest.mark.parametrize("size", [(46, 20), (80, 24), (120, 36)], ids=str)
async def test_while_it_is_asked_what_to_begin_with_the_keys_of_that_stand_in_its_frame_and_those_below_stay(
    session: Session, size: tuple[int, int]
) -> None:
    t = session.language.t
    async with opened(session, size) as (pilot, _screen):
        rows = on_screen(pilot).splitlines()
        (frame,) = (row for row in rows if f"⏎ {t('take it')}" in row)
        assert f"esc {t('back')}" in frame
        assert f"q {t('quit')}" in frame or size[0] < 80, "a key that has no room goes whole"
        assert f"a {t('new order')}" in rows[-1]
        await pilot.press("escape")
        await pilot.pause()
        said = on_screen(pilot)
        assert f"a {t('new order')}" in said.splitlines()[-1]
        assert t("take it") not in said


async def test_the_cursor_stays_on_its_way_on_when_that_stands_elsewhere(session: Session) -> None:
    async with opened(session, (120, 36)) as (pilot, screen):
        await pilot.press("escape", "j", "j")
        await rest(pilot)
        pane = screen.query_one(OrdersPane)
        before = pane._ways[pane.list.cursor]
        assert before != next(iter(pane._ways.values()))
        await resized(pilot, (80, 24))
        assert pane._ways[pane.list.cursor] == before
