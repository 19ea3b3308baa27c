"""The app rings once when a bill turns due or its auto-debit begins, where somebody asked for it."""

from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from models.store.reminded import Reminded
from models.values.message import msg
from tests.models.builders import at, by_hand, ledger, order
from tests.tui.hands import Hands
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_time_passes import session
from tui.run.config import Config
from tui.terminal.paced import Paced

BEFORE, AFTER = at("2026-12-09T23:59:00+08:00"), at("2026-12-10T00:01:00+08:00")


@pytest.mark.parametrize("bell", [True, False])
async def test_it_rings_once_at_midnight_for_what_is_due_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bell: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    hands, sent = Hands(BEFORE), list[str]()
    mine = replace(session(tmp_path, hands, ledger(order("phone")), by_hand()), config=Config(bell=bell))
    async with opened(mine) as (pilot, screen):
        cast("Paced", pilot.app).ringing.connect(sent.append)
        screen.newest()
        assert sent == []
        hands.now = AFTER
        for _ in range(3):
            screen.newest()
            screen.relist()
    said = "Huabei 花呗: ¥101.00 is due today, by 23:59"
    assert sent == ([f"\x1b]9;{said}\a\a"] if bell else [])


async def test_a_message_that_the_command_did_not_take_is_said_at_the_next_start(tmp_path: Path) -> None:
    mine = session(tmp_path, Hands(BEFORE), ledger(order("phone")), by_hand())
    Reminded(mine.store.path).lose(msg("{command} failed ({code})", command="ntfy", code=1), BEFORE)
    async with opened(mine) as (_, screen):
        assert screen.message_shown == "", "nobody has a command any more"
    async with opened(replace(mine, config=Config(remind_command=("ntfy",)))) as (_, screen):
        assert screen.message_shown == "no message went out at 2026-12-09 16:59 Europe/Berlin: ntfy failed (1)"
        assert screen.message_is_bad
