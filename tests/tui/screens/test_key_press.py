"""The way of one key press, “paid, and the app says so”, from the terminal to the disk and back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest

from models.store import Store
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.app import FenqiApp
from tui.commands import commit, repay
from tui.panes.checklist import ChecklistPane
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.screens.state_screen import StateScreen
from tui.state.working_ledger import WorkingLedger

WAY = (
    (FenqiApp, "_counts"),
    (MainScreen, "on_checklist_pane_answered"),
    (repay, "answer"),
    (repay, "commit_bill"),
    (commit, "commit"),
    (Store, "commit"),
    (StateScreen, "take"),
    (WorkingLedger, "take"),
    (ChecklistPane, "watch_conversation"),
)
"""Who is called, one after the other."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls of the way, as they are made."""
    made: list[str] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def call_and_note(*args: Any, **options: Any) -> Any:
            made.append(name)
            return call(*args, **options)

        return call_and_note

    for owner, name in WAY:
        monkeypatch.setattr(owner, name, noted(f"{owner.__name__}.{name}", getattr(owner, name)))
    return made


async def test_one_key_press_goes_from_the_terminal_to_the_disk_and_back(
    sample: Session,
    steps: list[str],
) -> None:
    async with opened(sample) as (pilot, screen):
        bill = screen.detail.bill
        assert bill is not None
        await pilot.press("p", "enter", "enter", *f"{bill.outstanding / 100:.2f}", "enter", "enter", "j")
        before = on_disk(sample).ledger.repayments
        steps.clear()
        await pilot.press("enter")
        first = list(dict.fromkeys(steps))
        assert first == [f"{owner.__name__}.{name}" for owner, name in WAY]
        (made,) = on_disk(sample).ledger.repayments.keys() - before.keys()
        assert made in screen.working.ledger.repayments
