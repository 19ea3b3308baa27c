"""Every mistake that the checklist is to catch can be met in the sample data, in the real app."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from textual.pilot import Pilot

from models.store import Store
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tui.cli.demo import demo_session, interrupted, shared
from tui.run.session import Session
from tui.screens.main import MainScreen

WIDE = (240, 70)
"""Room for every sentence on one line."""
MOP, AIR, BUDS, LAPTOP = "米家扫地机器人 3", "米家空气净化器 5", "Xiaomi Buds 5 Pro", "小米笔记本 Pro 14"
TV, FRIDGE, MONITOR, WATCH = "小米电视 S Pro 75", "米家冰箱 十字门 521L", "Redmi 显示器 G Pro 27U", "小米手表 S4 eSIM"
TO_THE_AMOUNT = ("p", "enter", "enter")
TO_THE_METHOD = (*TO_THE_AMOUNT, *"1190.96", "enter")

Meanwhile = Callable[[Session, Pilot[str], MainScreen], Awaitable[None]]


async def nothing_else(_session: Session, _pilot: Pilot[str], _screen: MainScreen) -> None:
    """The keys are all."""


async def another_terminal_goes_on(session: Session, pilot: Pilot[str], screen: MainScreen) -> None:
    """Somebody opens the demo's file by the command that it tells, and finishes the step that is open here."""
    command, _, place = shared(session).elsewhere.rpartition(" ")
    assert command == "fenqi --db"
    other = msgspec.structs.replace(session, store=Store(Path(place)), demo=False)
    async with opened(other, WIDE) as (there, _screen):
        await there.pause()
        assert "stopped at step 2" in on_screen(there)
        await there.press("enter", "enter")
        await there.pause()
    async with asyncio.timeout(5):
        while "another terminal" not in on_screen(pilot):
            await pilot.pause(0.05)


class Met(NamedTuple):
    """How a mistake is met: the order that the cursor goes to, the keys, and what is then read on the screen."""

    mistake: str
    title: str
    keys: tuple[str, ...]
    said: tuple[str, ...]
    meanwhile: Meanwhile = nothing_else
    restarted: bool = False


ROWS = (
    Met(
        "the amount in the institution's app is not the bill's",
        MOP,
        (*TO_THE_AMOUNT, *"449.90", "enter"),
        ("the app is less by      741.06", "alone, 4/12", "pay 449.90 only", "make it 449.90", "stop:"),
    ),
    Met("the bill has already been repaid", FRIDGE, ("p",), ("this bill has been repaid: ¥267.90 on 2026-11-22",)),
    Met(
        "paying by hand while auto-debit is on and near",
        AIR,
        ("p",),
        ("between 11-23 00:00 and 11-23 23:59: pay by hand as well, and it may be paid twice",),
    ),
    Met("auto-debit on, but nobody looked at the card's balance", AIR, ("c",), ("Which account goes first?",)),
    Met(
        "auto-debit assumed to have worked",
        BUDS,
        ("c",),
        ("to be confirmed", "Do not assume that it worked", "no: repay it by hand now"),
    ),
    Met("paying after the cut-off on the due day", LAPTOP, ("p",), ("past the cut-off 13:45 on the due date",)),
    Met(
        "a link from a message, the wrong app",
        MOP,
        ("p", "G", "enter"),
        ("a link from a message or another app may be a fake; open 支付宝 alipay.com yourself",),
    ),
    Met("a method which the channel does not take", MOP, TO_THE_METHOD, ("Alipay balance", "debit card", "Yu'e Bao")),
    Met(
        "paying one order's instalment where the institution bills all of them together",
        MOP,
        ("2",),
        ("on this bill: 3 · repaid together",),
    ),
    Met("overdue: the amount has grown", TV, TO_THE_AMOUNT, ("Overdue by 2 days: about", "an estimate)")),
    Met("early settlement that saves nothing", MOP, ("f",), ("settling early saves nothing", "p starts the checklist")),
    Met(
        "the host's clock says the 10th, in Shanghai it is the 11th",
        MOP,
        ("2",),
        ("2026-11-25 Wed 23:59 Asia/Shanghai  = 11-25 15:59 UTC",),
    ),
    Met(
        "due on the 31st in a short month",
        MONITOR,
        ("2",),
        ("2026-10-31", "2026-11-30", "2026-12-31", "2027-02-28", "2027-03-31"),
    ),
    Met(
        "the connection dropped half-way",
        MOP,
        ("p", "enter"),
        ("stopped at step 2", "Do not pay twice"),
        restarted=True,
    ),
    Met(
        "the same bill walked in two terminals",
        MOP,
        ("p", "enter"),
        ("another terminal went on with this checklist",),
        meanwhile=another_terminal_goes_on,
    ),
    Met(
        "paid, but the institution does not show it yet",
        FRIDGE,
        ("c",),
        ("to be confirmed", "Does the app show it as repaid?"),
    ),
    Met(
        "the order was returned, the plan still runs",
        WATCH,
        ("r", "k", "k", "enter", "enter"),
        ("left ¥0.00", "credit with JD: ¥433.00"),
    ),
    Met(
        "paying the minimum shown and thinking that it is the bill",
        MOP,
        (*TO_THE_METHOD, "G", "enter"),
        ("This is a part payment, not the bill", "every ¥100.00 of the rest costs about ¥0.05 a day", "10% of new"),
    ),
)


@pytest.fixture
def sample() -> Iterator[Session]:
    """The demo, as somebody sees it whose host is on UTC."""
    with make.session("en") as session:
        yield msgspec.structs.replace(session, zone="UTC")


class Dropped(Exception):
    """The connection is gone."""


@asynccontextmanager
async def gone_on_with(session: Session) -> AsyncIterator[Pilot[str]]:
    """The demo that `fenqi demo` offers to go on with."""
    left = interrupted()
    assert left is not None
    with demo_session(session, left) as again:
        async with opened(again, WIDE) as (pilot, _screen):
            yield pilot


def on_screen(pilot: Pilot[str]) -> str:
    """What can be read in the terminal."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def go_to(title: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """The cursor moved down to an order."""
    for _ in screen.listing.rows:
        if screen.detail.order is not None and screen.detail.order.title == title:
            return
        await pilot.press("j")
        await pilot.pause()
    raise AssertionError(f"{title} is not in the list")


@pytest.mark.parametrize("row", ROWS, ids=[row.mistake for row in ROWS])
async def test_the_mistake_is_met_in_the_demo_and_named(
    row: Met, sample: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with suppress(Dropped), demo_session(sample) as demo:
        async with opened(demo, WIDE) as (pilot, screen):
            await go_to(row.title, pilot, screen)
            await pilot.press(*row.keys)
            await row.meanwhile(demo, pilot, screen)
            await pilot.pause()
            read = on_screen(pilot)
        if row.restarted:
            raise Dropped
    if row.restarted:
        async with gone_on_with(sample) as pilot:
            read = on_screen(pilot)
    for words in row.said:
        assert words in read, read
    if row.keys == TO_THE_METHOD:
        assert "transfer from another bank" not in read


def test_there_is_one_for_each_of_the_eighteen() -> None:
    assert len(ROWS) == len({row.mistake for row in ROWS}) == 18
