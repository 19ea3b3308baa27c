"""What is done in a run, by chance: the same for a seed, as long as the commands and the places are the same."""

import random
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from models.channels.channel import LANGUAGES
from tests.tui.monkey import meanwhile
from tests.tui.monkey.acts import Act, Clicked, Keys, Meanwhile, OfScreen, Pasted, Resized, Trace, Wheeled
from tests.tui.monkey.homes import LEDGERS, MADE
from tests.tui.screens.stations import STATIONS
from tui.commands import COMMANDS
from tui.run.scenes.table import FALSE_MESSAGE

RUN = 250
"""Acts of a run; then the next one begins, with another ledger, language and size."""

MOVES = (
    *("tab", "shift+tab", "space", "backspace", "delete", *"jkgG"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
)
WAYS_BACK = (("escape",), ("escape", "1"), ("1",))
"""Where it is asked whether what was typed may be left, the first answer does it."""
OTHERS = (*(f"ctrl+{letter}" for letter in "acdgkostuwz"), "f1", "f5", *"é小!#%^\\q")
TEXTS = (
    *("612.40", "0", "1", "99999999999", "-3", "1,234.50", "12%", "12-10", "2026-12-31", "2026-02-30", "23:59"),
    *("小米14 Pro", "招行 1234", "花呗", "~/", "orders.csv", "alipay.csv", "cmb-mail.html", FALSE_MESSAGE),
    "【京东金融】您的白条账单305.40元将于12月3日到期",
    "【招商银行】您的信用卡本期账单人民币1,234.56元，最低还款额61.73元，到期还款日12月5日",
    *("[bold]x[/]", "{x}", "\u202e\x1b[2J", "a" * 300, "e\u0301", "😀👨\u200d👩\u200d👧"),
)
COMMAND_KEYS = tuple(command.keys for command in COMMANDS if command.id != "quit")
ACTIVE = (*COMMAND_KEYS, *MOVES)
SIZES = ((120, 36), (80, 24), (100, 30), (46, 20))
SMALL = ((1, 1), (2, 1), (1, 30), (10, 5), (9, 40), (11, 24), (20, 20), (45, 20), (46, 19), (300, 2), (3, 90))


def drawn(seed: str, acts: int) -> Trace:
    """A trace of so many acts."""
    chance = random.Random(seed)
    found = tuple(islice(_acts(chance), acts))
    ledger = chance.choice((*("sample",) * 4, *MADE, *MADE, "empty", "empty", *chance.sample(LEDGERS, 3)))
    return Trace(
        seed=seed,
        ledger=ledger,
        language=chance.choice(LANGUAGES),
        size=chance.choice(SIZES),
        acts=found,
        hurried=chance.random() < 0.8,
    )


def traces(acts: int, seed: str) -> Iterator[Trace]:
    """So many acts, in runs of `RUN` of them."""
    for number, begin in enumerate(range(0, acts, RUN)):
        yield drawn(f"{seed}-{number}", min(RUN, acts - begin))


def _keys(*keys: str) -> Iterator[Act]:
    """Each of them once what the one before it led to has been shown."""
    return (Keys((key,)) for key in keys)


def _typed(chance: random.Random) -> Iterator[Act]:
    text = [char for char in chance.choice(TEXTS)[:12] if char.isprintable()]
    yield Keys((*text, chance.choice(("enter", "tab", "ctrl+s"))))


def _repaying(chance: random.Random) -> Iterator[Act]:
    """From wherever it is back to the list, and into one of the checklists."""
    return _keys("escape", "1", "escape", "1", chance.choice("pcflNA"), "enter")


def _visit(chance: random.Random) -> Iterator[Act]:
    """Back to the list, a few lines down, and the keys that lead somewhere from there."""
    yield from _keys("escape", "1", "escape", "1")
    yield Keys(("j",) * chance.randrange(8) + chance.choice(STATIONS).keys)


def _burst(chance: random.Random) -> Iterator[Act]:
    yield Keys(tuple(chance.choice(ACTIVE) for _ in range(chance.randint(2, 8))))


def _held(chance: random.Random) -> Iterator[Act]:
    """A key that is held: it comes again before what it did was shown."""
    yield Keys((chance.choice(MOVES),) * chance.randint(10, 30))


def _pasted(chance: random.Random) -> Iterator[Act]:
    yield Pasted(chance.choice(TEXTS) * chance.choice((1, 1, 40)))


def _dragged(chance: random.Random) -> Iterator[Act]:
    """Too small for anything, and back."""
    yield Resized(*chance.choice((*SMALL, (chance.randint(1, 24), chance.randint(1, 24)))))
    yield from chance.choice((_moved, _clicked, _turned, _palettes))(chance)
    yield Resized(*chance.choice((*SIZES, (chance.randint(1, 200), chance.randint(1, 60)))))


def _moved(chance: random.Random) -> Iterator[Act]:
    return _keys(*(chance.choice(ACTIVE) for _ in range(chance.randrange(4))))


def _point(chance: random.Random) -> tuple[int, int]:
    """Most are on the screen; a few where it was before it became smaller."""
    return (chance.randrange(1000), chance.randrange(1000 if chance.random() < 0.9 else 1500))


def _clicked(chance: random.Random) -> Iterator[Act]:
    at = _point(chance)
    to = at if chance.random() < 0.8 else _point(chance)
    yield Clicked(at, to, chance.choice((1, 1, 2, 2, 3)), chance.choice((1, 1, 1, 2, 3)))


def _turned(chance: random.Random) -> Iterator[Act]:
    yield Wheeled(_point(chance), chance.choice((-20, -3, -1, 1, 3, 20)))


def _palettes(chance: random.Random) -> Iterator[Act]:
    """One over the other, as often as the key is pressed, and clicks into them."""
    yield Keys(("ctrl+p",) * chance.randint(1, 5))
    for _ in range(chance.randrange(4)):
        yield from _clicked(chance)


def _elsewhere(chance: random.Random) -> Iterator[Act]:
    yield Meanwhile(chance.choice(tuple(meanwhile.COMMANDS)), chance.randrange(100))


KINDS: Mapping[Callable[[random.Random], Iterator[Act]], int] = {
    lambda chance: _keys(chance.choice(COMMAND_KEYS)): 8,
    lambda chance: _keys(chance.choice(MOVES)): 6,
    lambda chance: _keys(chance.choice("123456789")): 4,
    lambda chance: iter((OfScreen(chance.randrange(100)),)): 4,
    lambda _: _keys("enter"): 6,
    lambda chance: _keys(*chance.choice(WAYS_BACK)): 6,
    lambda chance: _keys(chance.choice(OTHERS)): 1,
    **dict.fromkeys((_typed, _clicked), 3),
    _held: 2,
    **dict.fromkeys((_repaying, _visit, _burst, _pasted, _dragged, _turned, _palettes, _elsewhere), 1),
}
"""What is drawn, and how often: mostly what does something somewhere and goes on with it, so that one gets far."""


def _acts(chance: random.Random) -> Iterator[Act]:
    while True:
        for draw in chance.choices(tuple(KINDS), KINDS.values()):
            yield from draw(chance)
