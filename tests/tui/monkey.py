"""Press random keys, paste and resize, again and again: `python -m tests.tui.monkey EVENTS [SEED]`.

Each run has a ledger, a home, a language and a size of its own, and does what a `Trace` says, act by act, on the real
app. The app may be quit by that, and is opened again. It must not die: no exception, no wait without an end; and what
it leaves must be a ledger in which `doctor` finds nothing wrong. A trace is data, and `replay` needs nothing else:
`python -m tests.tui.monkey FILE` does again what is in a file, as a death is printed.
"""

import asyncio
import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest
from textual.events import Paste
from textual.pilot import Pilot

from models.channels.channel import LANGUAGES
from models.store.health import Level, examine
from models.store.store import Store
from screenshots import make
from tests.isolation import isolate
from tui.app import FenqiApp
from tui.commands import COMMANDS
from tui.commands.finding import LANGUAGE
from tui.run.language import language_of
from tui.run.session import Session

RUN = 250
"""Acts of a run; then the next one begins, with another ledger, language and size."""


class Keys(msgspec.Struct, frozen=True, tag=True):
    """Keys are pressed, by Textual's names of them; where there are several, before the first of them is handled."""

    keys: tuple[str, ...]


class Pasted(msgspec.Struct, frozen=True, tag=True):
    """A text is pasted."""

    text: str


class Resized(msgspec.Struct, frozen=True, tag=True):
    """The terminal is given another size."""

    width: int
    height: int


Act = Keys | Pasted | Resized


class Begins(StrEnum):
    """The ledgers that a run can begin with."""

    SAMPLE = "sample"
    EMPTY = "empty"


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """All that a run is made of. `seed` is what it was drawn from: for people, as nothing hangs on it any more."""

    seed: str
    ledger: Begins
    language: str
    size: tuple[int, int]
    acts: tuple[Act, ...]


class Death(msgspec.Struct, frozen=True):
    """What went wrong, and the trace up to the act at which it did."""

    trace: Trace
    reason: str


MOVES = (
    *("tab", "shift+tab", "space", "backspace", "delete", *"jkgG"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
)
WAYS_BACK = (("escape",), ("escape", "1"), ("1",))
"""Where it is asked whether what was typed may be left, the first answer does it."""
OTHERS = (*(f"ctrl+{letter}" for letter in "acdgkostuwz"), "f1", "f5", *"é小!#%^\\q")
TEXTS = (
    *("612.40", "0", "1", "99999999999", "-3", "1,234.50", "12%", "12-10", "2026-12-31", "2026-02-30", "23:59"),
    *("小米14 Pro", "招行 1234", "花呗", "~/", "orders.csv"),
    *("[bold]x[/]", "{x}", "\u202e\x1b[2J", "a" * 300, "e\u0301", "😀👨\u200d👩\u200d👧"),
)
COMMAND_KEYS = tuple(command.keys for command in COMMANDS if command.id != "quit")
ACTIVE = (*COMMAND_KEYS, *MOVES)
SIZES = ((120, 36), (80, 24), (100, 30), (46, 20))
SMALL = ((1, 1), (2, 1), (1, 30), (10, 5), (9, 40), (20, 20), (45, 20), (46, 19), (300, 2), (3, 90))


def drawn(seed: str, acts: int) -> Trace:
    """A trace of so many acts, always the same one for a seed."""
    chance = random.Random(seed)
    found = tuple(act for act, _ in zip(_acts(chance), range(acts), strict=False))
    ledger, language = chance.choice((*(Begins.SAMPLE,) * 4, Begins.EMPTY)), chance.choice(LANGUAGES)
    return Trace(seed=seed, ledger=ledger, language=language, size=chance.choice(SIZES), acts=found)


def _keys(*keys: str) -> Iterator[Act]:
    """Each of them once what the one before it led to has been shown."""
    return (Keys((key,)) for key in keys)


def _typed(chance: random.Random) -> Iterator[Act]:
    text = [char for char in chance.choice(TEXTS)[:12] if char.isprintable()]
    yield Keys((*text, chance.choice(("enter", "tab", "ctrl+s"))))


def _repaying(chance: random.Random) -> Iterator[Act]:
    """From wherever it is back to the list, and into one of the checklists."""
    return _keys("escape", "1", "escape", "1", chance.choice("pcflNA"), "enter")


def _burst(chance: random.Random) -> Iterator[Act]:
    yield Keys(tuple(chance.choice(ACTIVE) for _ in range(chance.randint(2, 8))))


def _pasted(chance: random.Random) -> Iterator[Act]:
    yield Pasted(chance.choice(TEXTS) * chance.choice((1, 1, 40)))


def _dragged(chance: random.Random) -> Iterator[Act]:
    """Too small for anything, and back."""
    yield Resized(*chance.choice(SMALL))
    yield from _keys(*(chance.choice(ACTIVE) for _ in range(chance.randrange(4))))
    yield Resized(*chance.choice((*SIZES, (chance.randint(1, 200), chance.randint(1, 60)))))


KINDS: Mapping[Callable[[random.Random], Iterator[Act]], int] = {
    lambda chance: _keys(chance.choice(COMMAND_KEYS)): 8,
    lambda chance: _keys(chance.choice(MOVES)): 6,
    lambda chance: _keys(chance.choice("123456789")): 4,
    lambda _: _keys("enter"): 6,
    lambda chance: _keys(*chance.choice(WAYS_BACK)): 6,
    lambda chance: _keys(chance.choice(OTHERS)): 1,
    _typed: 3,
    **dict.fromkeys((_repaying, _burst, _pasted, _dragged), 1),
}
"""What is drawn, and how often: mostly what does something somewhere and goes on with it, so that one gets far."""


def _acts(chance: random.Random) -> Iterator[Act]:
    while True:
        for draw in chance.choices(tuple(KINDS), KINDS.values()):
            yield from draw(chance)


async def replay(trace: Trace) -> Death | None:
    """Do all that a trace says, in a home of its own; None where nothing died of it."""
    done = 0
    with _home(trace) as first:
        session = first
        try:
            while done < len(trace.acts):
                app = FenqiApp(session)
                async with app.run_test(size=trace.size) as pilot:
                    while done < len(trace.acts) and app.is_running:
                        done += 1
                        await _do(trace.acts[done - 1], pilot)
                assert not app.return_code, f"it ended with {app.return_code}"
                session = _gone_on(session, app)
            found = examine(Store(session.store.path), session.catalogue).findings
            assert not [each for each in found if each.level is not Level.GOOD], found
        except Exception:
            return Death(msgspec.structs.replace(trace, acts=trace.acts[:done]), traceback.format_exc())
    return None


async def _do(act: Act, pilot: Pilot[str]) -> None:
    """One act, and the wait for all that follows from it."""
    match act:
        case Keys(keys):
            await asyncio.gather(*map(pilot.press, keys))
        case Pasted(text):
            pilot.app.post_message(Paste(text))
            await pilot.pause()
        case Resized(width, height):
            await pilot.resize_terminal(width, height)


def _gone_on(session: Session, app: FenqiApp) -> Session:
    """The session that is opened once the app has ended; sample data are left for one's own at once."""
    session = msgspec.structs.replace(session, theme=app.theme)
    wish = app.return_value or ""
    if wish.startswith(LANGUAGE):
        session = msgspec.structs.replace(session, language=language_of(wish.removeprefix(LANGUAGE)))
    return session


@contextmanager
def _home(trace: Trace) -> Iterator[Session]:
    """A session on the trace's ledger; what is written by a path or into the settings is written into a folder."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        isolate(patch, Path(folder))
        patch.chdir(folder)
        with make.session(trace.language) as sample:
            empty = msgspec.structs.replace(sample, store=Store(Path(folder) / "ledger.json"), demo=False)
            yield sample if trace.ledger is Begins.SAMPLE else empty


def traces(events: int, seed: str) -> Iterator[Trace]:
    """So many acts, in runs of `RUN` of them."""
    for number, begin in enumerate(range(0, events, RUN)):
        yield drawn(f"{seed}-{number}", min(RUN, events - begin))


def deaths(of: Iterable[Trace]) -> Iterator[Death]:
    """The deaths in these runs."""
    for trace in of:
        death = asyncio.run(replay(trace))
        if death is not None:
            yield death


def main(asked: str, seed: str = "") -> int:
    """What the command line asks for; the exit code is 1 where something died."""
    if asked.isdecimal():
        seed = seed or str(random.randrange(1 << 32))
        runs = list(traces(int(asked), seed))
        print(f"seed {seed}", flush=True)
    else:
        runs = [msgspec.json.decode(Path(asked).read_bytes(), type=Trace)]
    found = Counter[str]()
    for death in deaths(runs):
        print(msgspec.json.encode(death.trace).decode(), death.reason, sep="\n", flush=True)
        found[death.reason.strip().splitlines()[-1]] += 1
    acts = sum(len(run.acts) for run in runs)
    print(f"{acts} acts in {len(runs)} runs, {found.total()} deaths", *found.items(), sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
