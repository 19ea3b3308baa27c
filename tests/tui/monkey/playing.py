"""A trace is done on the real app."""

import asyncio
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec
import pytest
from textual.events import Event, MouseDown, MouseEvent, MouseScrollDown, MouseScrollUp, MouseUp, Paste
from textual.pilot import Pilot, WaitForScreenTimeout

from tests.tui.monkey import meanwhile
from tests.tui.monkey.acts import Act, Clicked, Death, Keys, Meanwhile, OfScreen, Pasted, Resized, Trace, Wheeled
from tests.tui.monkey.homes import home
from tests.tui.monkey.proving import Proof
from tui.app import FenqiApp
from tui.commands.app import LANGUAGE
from tui.run.language import language_of
from tui.run.session import Session

MouseT = TypeVar("MouseT", bound=MouseEvent)

ENDING = frozenset({"q", "ctrl+q", "ctrl+c"})
"""Keys of a screen that may end the app: it is opened again, but that takes long."""
LEAVING = 30
"""Seconds in which an app that was left must be gone."""


def played(trace: Trace) -> Death | None:
    """`replay`, in an event loop of its own, which a task that asks for the end of the program ends as well."""
    try:
        return asyncio.run(replay(trace))
    except SystemExit as error:
        return _died(trace, error)


async def replay(trace: Trace) -> Death | None:
    """Do all that a trace says, in a home of its own; None where nothing died of it."""
    done: list[Act] = []
    try:
        await _play(trace, done)
    except BaseException as error:
        if _is_stopped(error):
            raise
        return _died(msgspec.structs.replace(trace, acts=tuple(done)), error)
    return None


def _is_stopped(error: BaseException) -> bool:
    """Whether it is not the app that died, but the campaign that is to end."""
    task = asyncio.current_task()
    cancelled = isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0
    return cancelled or isinstance(error, KeyboardInterrupt | GeneratorExit)


async def _play(trace: Trace, done: list[Act]) -> None:
    with home(trace) as first, _pace(trace):
        session, proof = first, Proof(first)
        while len(done) < len(trace.acts):
            app = FenqiApp(session)
            async with app.run_test(size=trace.size) as pilot:
                while len(done) < len(trace.acts) and app.is_running:
                    done.append(trace.acts[len(done)])
                    await _done(done[-1], pilot)
                    proof.follow()
                await _leave(app)
            assert app.return_code == 0, f"it ended with {app.return_code}"
            session = _gone_on(session, app)
        proof.end(session)


async def _done(act: Act, pilot: Pilot[str]) -> None:
    """Do it. Where the app has ended by it, what still waits to be handled is never answered: no fault of its own."""
    try:
        await do(act, pilot)
    except WaitForScreenTimeout:
        if pilot.app.is_running:
            raise


async def _leave(app: FenqiApp) -> None:
    """Leave it as its user does, unless it has ended: it handles nothing more once its screens are taken away."""
    if app.is_running and app.return_code is None:
        app.exit()
    assert app._task is not None
    async with asyncio.timeout(LEAVING):
        await app._task


@contextmanager
def _pace(trace: Trace) -> Iterator[None]:
    """Have Textual's pilot wait until nothing is to be done any more; in a hurry, a few turns of the loop."""

    async def soon(*_: float) -> None:
        for _turn in range(3):
            await asyncio.sleep(0)

    with pytest.MonkeyPatch.context() as patch:
        if trace.hurried:
            for module in ("app", "pilot"):
                patch.setattr(f"textual.{module}.wait_for_idle", soon)
        yield


def _died(trace: Trace, error: BaseException) -> Death:
    return Death(trace, "".join(traceback.format_exception(error)), _kind(error))


def _kind(error: BaseException) -> str:
    """What died, and in which function. Where something has no end, that may be any of several."""
    name = type(error).__name__
    if isinstance(error, RecursionError):
        return name
    return f"{name} in {traceback.extract_tb(error.__traceback__)[-1].name}"


async def do(act: Act, pilot: Pilot[str]) -> None:
    """One act, and the wait for what follows from it."""
    match act:
        case Keys(keys):
            await asyncio.gather(*map(pilot.press, keys))
        case OfScreen(number):
            found = sorted(set(pilot.app.screen.active_bindings) - ENDING)
            await pilot.press(found[number % len(found)])
        case Pasted(text):
            await _sent(pilot, Paste(text))
        case Clicked():
            await _sent(pilot, *_clicks(pilot, act))
        case Wheeled():
            await _sent(pilot, *_turns(pilot, act))
        case Resized(width, height):
            await pilot.resize_terminal(width, height)
        case Meanwhile():
            assert isinstance(pilot.app, FenqiApp)
            meanwhile.act(pilot.app.session, act)
            await pilot.pause()


async def _sent(pilot: Pilot[str], *sent: Event) -> None:
    """Hand these to the app as a terminal's driver does, one behind the other."""
    driver = pilot.app._driver
    assert driver is not None
    for each in sent:
        driver.process_message(each)
    await pilot.pause()


def _cell(pilot: Pilot[str], at: tuple[int, int]) -> tuple[int, int]:
    size = pilot.app.size
    return at[0] * size.width // 1000, at[1] * size.height // 1000


def _at(kind: type[MouseT], cell: tuple[int, int], button: int = 0) -> MouseT:
    return kind(None, *cell, 0, 0, button, False, False, False, *cell)


def _clicks(pilot: Pilot[str], act: Clicked) -> Iterator[Event]:
    for _ in range(act.times):
        yield _at(MouseDown, _cell(pilot, act.at), act.button)
        yield _at(MouseUp, _cell(pilot, act.to), act.button)


def _turns(pilot: Pilot[str], act: Wheeled) -> Iterator[Event]:
    kind = MouseScrollDown if act.turns > 0 else MouseScrollUp
    return (_at(kind, _cell(pilot, act.at)) for _ in range(abs(act.turns)))


def _gone_on(session: Session, app: FenqiApp) -> Session:
    """The session that is opened once the app has ended; sample data are left for one's own at once."""
    session = msgspec.structs.replace(session, theme=app.theme)
    wish = app.return_value or ""
    if wish.startswith(LANGUAGE):
        session = msgspec.structs.replace(session, language=language_of(wish.removeprefix(LANGUAGE)))
    return session
