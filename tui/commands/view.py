"""Commands that change what is seen, never what is true."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.bills.overview import Sort, View
from models.values.message import Message, msg
from tui.commands.command import Command, Group
from tui.state.arrangement import turned

if TYPE_CHECKING:
    from tui.commands.host import Host


def filter_(host: Host) -> None:
    """Type a filter."""
    host.start_filter()


def view(host: Host) -> None:
    """Go to the next view."""
    from tui.words.listing import VIEW_WORDS

    views = list(View)
    chosen = views[(views.index(host.selection.view) + 1) % len(views)]
    host.list_by(view=chosen)
    host.tell(VIEW_WORDS[chosen])


def sort(host: Host) -> None:
    """Go to the next order of sorting."""
    from tui.words.listing import SORT_WORDS

    sorts = list(Sort)
    chosen = sorts[(sorts.index(host.selection.sort) + 1) % len(sorts)]
    host.list_by(sort=chosen)
    host.tell(SORT_WORDS[chosen])


async def compare(host: Host) -> None:
    """Compare plans before buying; what is typed there is dropped when it is left."""
    from tui.commands import dialogs
    from tui.commands.drafting import Drafting

    draft = Drafting(host, "compare")
    await dialogs.compare(host, draft)
    draft.drop()


def yearly(host: Host) -> None:
    """Show what the order costs a year."""
    from tui.commands import dialogs

    dialogs.yearly(host)


def _no_bill(host: Host) -> Message | None:
    return None if host.detail.bill else msg("no bill is shown")


def _none_that_way(host: Host, by: int) -> Message | None:
    return _no_bill(host) or (None if turned(host.detail, by) else msg("there is no further bill that way"))


def _no_order(host: Host) -> Message | None:
    return None if host.detail.order else msg("no order is selected")


def _answering(host: Host) -> Message | None:
    # A digit that was meant for the amount must not leave the checklist.
    return msg("the number of an answer, or arrows and enter, answers here; escape leaves") if host.answering else None


COMMANDS = (
    Command(
        id="filter",
        keys="slash",
        group=Group.VIEW,
        label=msg("filter"),
        brief=msg("filter the orders"),
        help=msg("Show only the orders whose title, number, note or channel has what you type."),
        run=filter_,
        bar=True,
    ),
    Command(
        id="view",
        keys="v",
        group=Group.VIEW,
        label=msg("view"),
        brief=msg("which orders; in what order"),
        help=msg("Next view: all, needs attention, overdue, settled, archived."),
        run=view,
    ),
    Command(
        id="sort",
        keys="s",
        group=Group.VIEW,
        label=msg("sort"),
        brief=msg("which orders; in what order"),
        help=msg("Next order: by next due, by purchase, by channel, by what is left."),
        run=sort,
    ),
    Command(
        id="previous-bill",
        keys="left_square_bracket",
        group=Group.MOVE,
        label=msg("earlier bill"),
        brief=msg("the order's other bills"),
        help=msg("Show the order's bill of the month before."),
        run=lambda host: host.turn(-1),
        why_not=partial(_none_that_way, by=-1),
    ),
    Command(
        id="next-bill",
        keys="right_square_bracket",
        group=Group.MOVE,
        label=msg("later bill"),
        brief=msg("the order's other bills"),
        help=msg("Show the order's bill of the month after."),
        run=lambda host: host.turn(1),
        why_not=partial(_none_that_way, by=1),
    ),
    Command(
        id="pane-orders",
        keys="1",
        group=Group.MOVE,
        label=msg("orders"),
        brief=msg("orders, bill, checklist"),
        help=msg("Go to the orders."),
        run=lambda host: host.show_pane("orders"),
        why_not=_answering,
    ),
    Command(
        id="pane-bill",
        keys="2",
        group=Group.MOVE,
        label=msg("bill"),
        brief=msg("orders, bill, checklist"),
        help=msg("Go to the bill."),
        run=lambda host: host.show_pane("bill"),
        why_not=_answering,
    ),
    Command(
        id="pane-checklist",
        keys="3",
        group=Group.MOVE,
        label=msg("checklist"),
        brief=msg("orders, bill, checklist"),
        help=msg("Go to the checklist."),
        run=lambda host: host.show_pane("checklist"),
        why_not=_answering,
    ),
    Command(
        id="next-pane",
        keys="tab",
        group=Group.MOVE,
        label=msg("next pane"),
        brief=msg("the next pane, the one before"),
        help=msg("Go to the next pane."),
        run=lambda host: host.cycle(1),
    ),
    Command(
        id="previous-pane",
        keys="shift+tab",
        group=Group.MOVE,
        label=msg("previous pane"),
        brief=msg("the next pane, the one before"),
        help=msg("Go to the previous pane."),
        run=lambda host: host.cycle(-1),
    ),
    Command(
        id="channels",
        keys="h",
        group=Group.VIEW,
        label=msg("channels"),
        brief=msg("channels' rules; precautions"),
        help=msg("Every channel's rules; change those that differ for you, or add a channel of your own."),
        run=lambda host: host.show_channels(),
    ),
    Command(
        id="compare",
        keys="m",
        group=Group.VIEW,
        label=msg("compare"),
        brief=msg("compare plans; cost a year"),
        help=msg("Before you buy: up to four plans side by side, and what each does to the coming months."),
        run=compare,
    ),
    Command(
        id="yearly",
        keys="y",
        group=Group.VIEW,
        label=msg("yearly cost"),
        brief=msg("compare plans; cost a year"),
        help=msg("What the order costs a year: every rate, the line that it is compared with, what its page states."),
        run=yearly,
        why_not=_no_order,
    ),
    Command(
        id="leave",
        keys="escape",
        group=Group.MOVE,
        label=msg("back"),
        brief=msg("come back; drop the filter"),
        help=msg("Come back: out of the checklist or the bill to the orders, or drop the filter."),
        run=lambda host: host.leave(),
    ),
)
