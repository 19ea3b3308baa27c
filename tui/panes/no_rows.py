"""What stands where the list has no order: an invitation, or why none is there."""

from collections.abc import Sequence

import msgspec

from models.bills.overview import View
from models.exchange.format_names import FORMAT_NAMES
from models.values.message import Message, msg
from tui.run.session import Session
from tui.state.views import Listing
from tui.terminal.cells import Cells, wrap
from tui.words.mall import way_in_a_line

LEFT, HANG = 1, 4
"""Cells before what stands here, and before what a key leads to."""


class Beginning(msgspec.Struct, frozen=True):
    """A way on: the command that it is, the key that this has where the user gave it no other, and what it takes."""

    command: str
    key: str
    label: Message
    takes: Message


WAYS = (
    Beginning("add", "a", msg("enter an order"), msg("six fields: title, account, price, periods, a period, day")),
    Beginning("import", "i", msg("import"), msg("orders from a {formats} file", formats=FORMAT_NAMES)),
    Beginning("demo", "D", msg("look at a sample"), msg("a ledger that deletes itself; you come back here")),
)
PROMISE = msg("fenqi pays nothing, is not online and asks for no password.")


def invitation(session: Session, width: int, height: int) -> tuple[Sequence[Cells], dict[int, str]]:
    """What will stand here and the ways to that, in lines; and the lines of the ways, with the command of each.

    Where there is little room, without the air between them; where there is less, without what each way takes.
    """
    kinds = [_invitation(session, width, airy=airy, whole=whole) for airy, whole in ((1, 1), (0, 1), (0, 0))]
    return next((kind for kind in kinds if len(kind[0]) <= height), kinds[-1])


def _invitation(session: Session, width: int, *, airy: int, whole: int) -> tuple[list[Cells], dict[int, str]]:
    t = session.language
    lines: list[Cells] = [()] * (3 if airy else 1)
    lines += _said(t.t("Here you will see whom you owe, how much and by when."), "bold", width)
    lines += [()] * (1 + airy)
    found = dict[int, str]()
    for each in WAYS:
        found[len(lines)] = each.command
        lines.append(((f" {key_of_way(each, session)}  ", "key"), (t.say(each.label), "bold")))
        lines += [*_said(t.say(each.takes), "dim", width, HANG), ()] if whole else []
    lines += [()] * (airy or not whole)
    return [*lines, *_said(way_in_a_line(t), "dim", width), *_said(t.say(PROMISE), "dim", width)], found


def key_of_way(way: Beginning, session: Session) -> str:
    """Its key, the user's own where they gave it one."""
    return session.config.keymap.get(way.command, way.key)


def _said(text: str, ink: str, width: int, left: int = LEFT) -> list[Cells]:
    return [((" " * left, ""), (part, ink)) for part in wrap(text, width - left)]


def not_listed(listing: Listing, session: Session, width: int) -> Sequence[Cells]:
    """How many orders the filter leaves out, and the key that takes it off; that a view has none, and the next one."""
    t = session.language
    if listing.text.strip():
        said = t.t("{count} orders do not match; {key} takes the filter off", count=listing.others, key="esc")
    else:
        key = session.config.keymap.get("view", "v")
        said = t.t("no orders here; {key} shows the next view", key=key)  # the title says which view it is
    return [(), *_said(said, "dim", width, HANG)]


def none_at_all(listing: Listing) -> bool:
    """Whether there is no order, rather than none in the view, none that is not put away, or none that the filter lets
    through."""
    first = listing.view is View.ALL and not listing.text.strip()
    return first and not listing.rows and not listing.book.schedules
