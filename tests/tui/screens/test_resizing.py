"""A terminal whose size changes under the running app: what stands there is what a fresh start would show."""

import asyncio

import pytest
from textual.events import Resize
from textual.geometry import Size

from models.values.money import yuan
from screenshots import make
from tests.often import is_long
from tests.tui.at_rest import until
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tests.tui.screens.tour import resized, stands
from tests.tui.turns import in_turn
from tui.run.session import Session
from tui.widgets.figure import Figure

SIZES = [(120, 36), (80, 24), (100, 30), (160, 48), (80, 24), (120, 36)]
SOME = [SIZES] if is_long() else [SIZES[at : at + 3] for at in range(3)]
AROUND = [(120, 36), (100, 30), (80, 24), (46, 20)]
PAIRS = [AROUND] if is_long() else [AROUND[::2], AROUND[1::2]]
KEYS = {
    "the list": [],
    "the list, scrolled": ["G"],
    "the bill": ["2"],
    "a question with options": [*make.TO_HUABEI, "p"],
    "a question to type at": [*make.TO_HUABEI, "p", "enter", "enter"],
    "the amount does not match": [*make.TO_HUABEI, "p", "enter", "enter", *"449.90", "enter"],
}


@pytest.mark.soak
@pytest.mark.parametrize(("name", "sizes"), in_turn(KEYS, SOME))
async def test_a_resized_screen_is_what_a_fresh_one_is(
    sample: Session, name: str, sizes: list[tuple[int, int]]
) -> None:
    keys, fresh = KEYS[name], {}
    for size in set(sizes[1:]):
        with make.session("en") as another:
            async with opened(another, size) as (pilot, screen):
                await pilot.press(*keys)
                await stands(pilot, screen)
                fresh[size] = on_screen(pilot)
    async with opened(sample, sizes[0]) as (pilot, screen):
        await pilot.press(*keys)
        for size in sizes[1:]:
            await resized(pilot, size)
            await stands(pilot, screen)
            assert on_screen(pilot) == fresh[size]


@pytest.mark.soak
@pytest.mark.parametrize(("name", "sizes"), in_turn(KEYS, PAIRS))
async def test_a_terminal_that_was_too_small_for_a_while_is_as_it_was(
    sample: Session, name: str, sizes: list[tuple[int, int]]
) -> None:
    async with opened(sample, sizes[0]) as (pilot, screen):
        await pilot.press(*KEYS[name])
        for size in sizes:
            await resized(pilot, size)
            await stands(pilot, screen)
            before, focused = on_screen(pilot), screen.focused
            for small in ((size[0], 19), (45, 20), (3, 2), (1, 1), (20, 5)):
                await pilot.resize_terminal(*small)
                await pilot.pause()
                assert screen.size == small
            await resized(pilot, size)
            await stands(pilot, screen)
            assert on_screen(pilot) == before
            assert screen.focused is focused


async def test_a_figure_is_typed_on_once_there_is_room_again(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press(*make.TO_THE_AMOUNT, *"44")
        await stands(pilot, screen)
        await resized(pilot, (20, 5))
        await until(pilot, lambda: screen.focused is None)
        await resized(pilot, (80, 24))
        await until(pilot, lambda: screen.focused is not None)
        await pilot.press("9")
        assert screen.query_one(Figure).value == "449"


@pytest.mark.parametrize(("key", "size"), {"m": (4, 22), "K": (1, 30)}.items())
async def test_a_page_comes_to_rest_in_a_terminal_that_is_too_small_for_anything(
    sample: Session, key: str, size: tuple[int, int]
) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(key)
        await stands(pilot, screen)
        assert pilot.app.screen is not screen
        await resized(pilot, size)


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_below_the_least_size_the_next_bill_and_what_to_do_are_shown(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (45, 20)) as (pilot, screen):
            bill = screen.overview.next if screen.overview else None
            assert bill is not None
            for size in ((45, 20), (200, 19), (30, 5)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                first, second, third, fourth, *rest = on_screen(pilot).splitlines()
                assert session.language.words(bill.channel.short) in first
                assert yuan(bill.outstanding) in first
                assert second.rstrip() in screen.detail.order.title
                assert f"{bill.due:%m-%d}" in third
                assert "46x20" in fourth and " p " in fourth
                assert "q " in fourth or size[0] < 45
                assert not "".join(rest).strip()
            await pilot.resize_terminal(30, 3)
            await pilot.pause()
            assert "46x20" in on_screen(pilot).splitlines()[2]
            await pilot.press("q")
        assert pilot.app.return_code == 0


async def test_sizes_that_overtake_each_other_end_in_the_terminals_own(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        taken = []
        screen.message_signal.subscribe(
            screen, lambda message: taken.append(message) if isinstance(message, Resize) else None, immediate=True
        )
        with screen.app.batch_update():  # as while the first screen takes shape
            for height in (25, 24, 25):
                screen.post_message(Resize(Size(80, height), Size(80, height)))
                screen.call_later(lambda: None)
            for _ in range(500):
                await asyncio.sleep(0)
        assert len(taken) < 10
        await pilot.pause()
        assert screen._compositor.size == (80, 24)
