"""What stands where the list has no order: an invitation, or why none is there."""

from collections.abc import Sequence

import msgspec

from models.bills.overview import View
from models.values.message import Message, msg
from tui.run.session import Session
from tui.state.views import Listing
from tui.terminal.cells import Cells, wrap
from tui.words.listing import VIEW_WORDS
from tui.words.mall import WHERE

LEFT = 4
"""Cells before what stands here."""


class Beginning(msgspec.Struct, frozen=True):
    """A way on: the command that it is, the key that this has where the user gave it no other, and what it takes."""

    command: str
    key: str
    label: Message
    takes: Message | None = None


WAYS = (
    Beginning(
        "add", "a", msg("enter an order"), msg("title, account, price, periods, a period, day: as its page says")
    ),
    Beginning("import", "i", msg("import orders from a CSV or JSON file")),
)


def invitation(session: Session, width: int) -> tuple[Sequence[Cells], dict[int, str]]:
    """What will stand here and the ways to that, in lines; and the lines of the ways, with the command of each."""
    t, room = session.language, width - 2 * LEFT
    pad = " " * LEFT
    first = t.t("Here stands whom you owe, how much, and by when.")
    lines: list[Cells] = [(), *(((pad + part, ""),) for part in wrap(first, room)), ()]
    found = dict[int, str]()
    for each in WAYS:
        found[len(lines)] = each.command
        key = session.config.keymap.get(each.command, each.key)
        lines.append(((f" {key}  ", "key"), (t.say(each.label), "bold")))
        if each.takes is not None:
            lines += [((pad + part, "dim"),) for part in wrap(t.say(each.takes), room)]
        lines.append(())
    lines += [((pad + t.say(each), "dim"),) for each in WHERE]
    return lines, found


def not_listed(listing: Listing, session: Session, width: int) -> Sequence[Cells]:
    """How many orders the filter leaves out, and the key that takes it off; that a view has none, and the next one."""
    t = session.language
    if listing.text.strip():
        said = t.t("{count} orders do not match; {key} takes the filter off", count=listing.others, key="esc")
    else:
        key = session.config.keymap.get("view", "v")
        said = t.t("no orders here: {view}; {key} shows the next view", view=t.say(VIEW_WORDS[listing.view]), key=key)
    pad = " " * LEFT
    return [(), *(((pad + part, "dim"),) for part in wrap(said, width - 2 * LEFT))]


def none_at_all(listing: Listing) -> bool:
    """Whether there is no order, rather than none in the view or none that the filter lets through."""
    return not listing.rows and listing.view is View.ALL and not listing.text.strip()
