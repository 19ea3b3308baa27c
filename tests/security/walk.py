"""Go through every screen with hostile text on it, on the terminal that this process has.

`walk FOLDER COUNT LANGUAGE PART`, where the part is which of the strings: `1::2` are the second, the fourth and so on.
The app, its driver and what it writes are the real ones; only the keys come from inside, each when the one before it
has been drawn. What was seen is written to a report in FOLDER.
"""

import asyncio
import json
import os
import sys
from collections import Counter
from pathlib import Path

import msgspec

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

from textual import events  # reads the environment
from textual.pilot import Pilot
from textual.widgets import Input

from tests.security.crowd import crowd, orders_csv
from tests.security.field import NOW
from tests.security.hostile import chunks, hostile_strings, of_one_line
from tests.security.sockets import heard
from tui.app import FenqiApp
from tui.panes.checklist import ChecklistPane
from tui.run.config import Config
from tui.run.session import Session, open_session
from tui.screens.main import REST, MainScreen
from tui.terminal.ahead import Ahead, Responder
from tui.terminal.driver import WireDriver
from tui.widgets.lines import Lines

CROWD = 250
"""Orders in a ledger."""
FEW = 3
"""Times for what does not hang on an order."""


class Walker:
    """Presses keys and counts what is seen: the screens, the orders, the actions reported."""

    def __init__(self, app: FenqiApp, pilot: Pilot[str], session: Session, often: int, turn: slice) -> None:
        """`often`: one in so many orders is also edited, deleted, refunded, archived, repaid …

        `turn`: which of them, as the part of the strings is named.
        """
        self.app, self.pilot, self.session, self.often, self.turn = app, pilot, session, often, turn
        self.walked = 0
        self.seen: Counter[str] = Counter()

    @property
    def main(self) -> MainScreen:
        main = self.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        return main

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            self.seen[type(self.app.screen).__name__] += 1
            assert self.app.is_running

    async def back(self) -> None:
        """Leave whatever is open; where that is asked about, say yes the second time."""
        for attempt in range(8):
            if len(self.app.screen_stack) == 1:
                break
            again = attempt > 1 and type(self.app.screen).__name__ == "Confirm"
            await self.press(*(("g", "enter") if again else ("escape",)))
        assert len(self.app.screen_stack) == 1, self.app.screen_stack
        await self.press("escape", "escape", "1")

    async def take(self, strings: list[str]) -> None:
        """Let the app find a ledger with these."""
        self.session.store.path.write_bytes(crowd(strings))
        self.main._poll()
        await self.pilot.pause()
        assert len(self.main.working.ledger.orders) == len(strings), self.main.message_shown

    async def orders(self, strings: list[str]) -> None:
        await self.press("g")
        chosen = [number for number in range(len(strings)) if number % self.often == number // self.often][self.turn]
        for number in range(len(strings)):
            if number in chosen:
                await self.order(strings[number])
            await self.down()

    async def down(self) -> None:
        """What a key does that moves the cursor, without the wait for all to rest; what follows it is drawn."""
        lines = self.app.focused
        assert isinstance(lines, Lines), lines
        lines.action_move(1)
        await asyncio.sleep(REST + 0.03)
        self.seen[type(self.app.screen).__name__] += 1
        assert self.app.is_running

    async def order(self, text: str) -> None:
        """Every screen that is about the order under the cursor."""
        await self.press("e", "end", "ctrl+s")
        await self.back()
        await self.press("d")
        await self.back()
        await self.press("r", "down", "enter")
        await self.fill([text])
        await self.press("enter")
        await self.back()
        await self.press("2", "G", "1", "z", "u", "ctrl+r", "u", "u")
        for start in ("p", "c", "f"):
            await self.press("1", start)
            for key in ("3", "enter", "enter", "enter"):
                await self.press(key)
                for box in self.main.query_one(ChecklistPane).query(Input):
                    if box.display and box.has_focus:
                        box.value = text
                        await self.press("enter")
            await self.back()

    async def channels(self, rows: int) -> None:
        await self.press("K", "G", "d", "x", "u")
        await self.back()
        await self.press("h", "g")
        for number in range(rows):
            await self.down()
            if number % self.often == self.often - 1:
                await self.press("e", "ctrl+s")
                await self.back()
                await self.press("h", "G", *["k"] * (number % 7), "d")
                await self.back()
                await self.press("h")
        await self.press("a")
        await self.back()

    async def forms(self, strings: list[str]) -> None:
        """Type and paste into every line there is."""
        await self.press("a")
        await self.fill(strings)
        await self.press("ctrl+s")
        await self.back()
        await self.press("h", "a")
        await self.fill(strings[::-1])
        await self.press("ctrl+s")
        await self.back()
        await self.press("m")
        await self.fill(strings[::3] or strings)
        await self.press("enter")
        await self.back()
        for text in of_one_line(strings)[:FEW]:
            await self.press("slash")
            self.app.screen.query_one("#filter", Input).value = text
            await self.press("enter", "escape", "escape")
            await self.press("ctrl+p")
            self.app.screen.query_one(Input).value = text
            await self.pilot.pause()
            await self.press("escape")
            await self.back()

    async def fill(self, strings: list[str]) -> None:
        boxes = [box for box in self.app.screen.query(Input) if box.display]
        for number, box in enumerate(boxes):
            text = strings[number % len(strings)]
            self.app.screen.set_focus(box)
            if number % 2:
                box.value = text
            else:
                box.post_message(events.Paste(text))
            await self.press("end")

    async def imports(self, strings: list[str], file: Path) -> None:
        file.write_bytes(orders_csv(strings))
        await self.press("i")
        for path in (*strings[:3], str(file)):
            self.app.screen.query_one(Input).value = path
            await self.press("enter")
        await self.press("tab", *["pagedown"] * 12)
        await self.back()

    async def messages(self, strings: list[str]) -> None:
        """Undo actions that are called anything, and open a file that holds anything."""
        for _ in range(FEW):
            await self.press("u", "ctrl+r")
            await self.back()
        await self.press("question_mark", "G")
        await self.back()
        for text in strings[:FEW]:
            self.session.store.path.write_text(json.dumps({"fenqi": text, text: {text: 1}}))
            self.main._poll()
            await self.pilot.pause()
            assert self.main.message_shown


def main() -> None:
    folder, count, language = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    begin, step = map(int, sys.argv[4].split("::"))
    turn = slice(begin, None, step)
    strings = hostile_strings(count)[turn]
    path = folder / f"ledger\x1b[2J\x1b]0;owned\x07[bold]{{0}}{language}.json"
    path.write_bytes(crowd(strings[:CROWD]))
    config = Config(language=language, keymap={"sort": strings[0], "view": "[/],{0},\x1b[2J"})
    session = msgspec.structs.replace(open_session(db=path, language=language, now=NOW), config=config)
    app = FenqiApp(session, WireDriver)
    report: dict[str, object] = {"strings": len(strings), "sockets": heard()}

    async def walk(pilot: Pilot[str]) -> None:
        await pilot.pause()
        app.ahead = Ahead(responder=Responder.NONE)  # these keys are read off no terminal
        walker = Walker(app, pilot, session, 90 if count > CROWD else 10, turn)
        await walker.press("escape")
        for some in chunks(strings, CROWD):
            await walker.take(some)
            await walker.orders(some)
            await walker.channels(len(some) // 2)
            await walker.forms(some)
            await walker.imports(some, folder / f"orders-{language}.csv")
            await walker.messages(some)
            report["walked"] = walker.walked = walker.walked + len(some)
            report["seen"] = walker.seen
            (folder / f"report-{language}.json").write_text(json.dumps(report))
        app.exit()

    app.run(mouse=False, auto_pilot=walk)
    report["code"] = app.return_code
    (folder / f"report-{language}.json").write_text(json.dumps(report))


if __name__ == "__main__":
    main()
