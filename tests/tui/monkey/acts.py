"""What a run is made of, as data."""

import msgspec


class Keys(msgspec.Struct, frozen=True, tag=True):
    """Keys are pressed, by Textual's names of them; where there are several, before the first of them is handled."""

    keys: tuple[str, ...]


class OfScreen(msgspec.Struct, frozen=True, tag=True):
    """One of the keys that do something on the screen that is seen, by a number that is counted round and round."""

    number: int


class Pasted(msgspec.Struct, frozen=True, tag=True):
    """A text is pasted."""

    text: str


class Clicked(msgspec.Struct, frozen=True, tag=True):
    """The mouse is pressed at a point and let go at another; points in thousandths of width and height."""

    at: tuple[int, int]
    to: tuple[int, int]
    times: int = 1
    button: int = 1


class Wheeled(msgspec.Struct, frozen=True, tag=True):
    """The wheel is turned so often at a point, given as where a click is; downwards where that is above 0."""

    at: tuple[int, int]
    turns: int


class Resized(msgspec.Struct, frozen=True, tag=True):
    """The terminal is given another size."""

    width: int
    height: int


class Meanwhile(msgspec.Struct, frozen=True, tag=True):
    """Another process changes the ledger: what it does, and with which of the records, counted in the same way."""

    what: str
    number: int


Act = Keys | OfScreen | Pasted | Clicked | Wheeled | Resized | Meanwhile


def events(act: Act) -> int:
    """How many events an act is: each key, press of the mouse and turn of its wheel; all else is one."""
    match act:
        case Keys(keys):
            return len(keys)
        case Clicked(times=times):
            return times
        case Wheeled(turns=turns):
            return abs(turns)
        case _:
            return 1


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """All that a run is made of. `seed` is what it was drawn from: for people, as nothing hangs on it any more.

    `ledger`: one of `homes.LEDGERS`, with which it begins. `hurried`: the next act comes before the app is at rest.
    """

    seed: str
    ledger: str
    language: str
    size: tuple[int, int]
    acts: tuple[Act, ...]
    hurried: bool = False


class Death(msgspec.Struct, frozen=True):
    """What went wrong, and the trace up to the act at which it did. `kind` is the same for deaths of one cause."""

    trace: Trace
    reason: str
    kind: str
