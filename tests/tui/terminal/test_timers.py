"""Timers that ring once: none is lost when the machine is busy just then."""

import asyncio
from asyncio import Task, current_task
from collections.abc import Callable
from weakref import WeakSet

import pytest
from textual import _time

from tests.tui.terminal.test_painting import OneApp


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has a second pass between the first reading of the clock in each task and the others."""
    clock, tasks = _time.get_time, WeakSet[Task[object]]()

    def late() -> float:
        task = current_task()
        began = task in tasks
        if task is not None:
            tasks.add(task)
        return clock() + began

    return lambda: monkeypatch.setattr(_time, "get_time", late)


async def test_a_new_size_is_taken_though_its_timer_was_late_before_it_began(busy: Callable[[], None]) -> None:
    app = OneApp()
    async with app.run_test(size=(40, 10)) as pilot, asyncio.timeout(20):
        busy()
        await pilot.resize_terminal(50, 12)
        while app.screen._compositor.size != (50, 12):
            await pilot.pause()


async def test_a_screens_timer_rings_though_it_was_late_before_it_began(busy: Callable[[], None]) -> None:
    app, rung = OneApp(), asyncio.Event()
    async with app.run_test(size=(40, 10)), asyncio.timeout(20):
        busy()
        app.screen.set_timer(0.01, rung.set)
        await rung.wait()
