"""The keys that only move, and where each leads."""

from collections.abc import Callable

Move = Callable[[int, int, int], int]
"""Where a key leads: from an index, with so many lines to a page, with that index as the last."""


def _by(lines: int) -> Move:
    return lambda at, _page, _last: at + lines


def _by_page(pages: int) -> Move:
    return lambda at, page, _last: at + pages * page


def _to_edge(end: bool) -> Move:
    return lambda _at, _page, last: last if end else 0


MOVES: dict[str, Move] = {
    **dict.fromkeys(("down", "j"), _by(1)),
    **dict.fromkeys(("up", "k"), _by(-1)),
    **dict.fromkeys(("pagedown", "ctrl+d"), _by_page(1)),
    **dict.fromkeys(("pageup", "ctrl+u"), _by_page(-1)),
    **dict.fromkeys(("home", "g"), _to_edge(False)),
    **dict.fromkeys(("end", "G"), _to_edge(True)),
}
"""The keys that only move. Those that wait for their turn right behind one of them are one move with it."""
