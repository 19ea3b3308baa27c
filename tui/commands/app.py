"""Commands about the app itself: undo, help, quit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Message, msg
from tui.commands.command import Command, Group
from tui.run.restricted import no_demo

if TYPE_CHECKING:
    from tui.commands.host import Host


def nothing_to_undo(host: Host) -> Message | None:
    return None if host.working.snapshot.undo else msg("there is nothing to undo")


def _nothing_to_redo(host: Host) -> Message | None:
    return None if host.working.snapshot.redo else msg("there is nothing to redo")


def no_sample(host: Host) -> Message | None:
    """Why sample data cannot be looked at now: it is for those who have nothing of their own to look at."""
    if host.session.demo:
        return msg("this is the sample data; q quits it")
    refused = no_demo(host.session)  # its shell refuses `fenqi demo` as well
    if refused is None and host.working.ledger.orders:
        return msg("there are orders here; `fenqi demo` opens sample data")
    return refused


def open_sample(host: Host) -> None:
    """Leave for a sample; this ledger is opened again when that is quit."""
    host.app.exit(SAMPLE)


def _undo(host: Host) -> None:
    from tui.commands.done import undo_and_go_back

    undo_and_go_back(host)


def _redo(host: Host) -> None:
    from tui.commands.done import redo_what_is_meant

    redo_what_is_meant(host)


def _quit(host: Host) -> None:
    if host.selection.extra:
        from tui.commands.done import left

        left(host, host.conversation.topic.about)
    host.app.exit()


def _repaint(host: Host) -> None:
    host.app.refresh()


def _stay(host: Host) -> None:
    host.tell(STAYS)


STAYS = msg("ctrl+z does not put fenqi aside; q quits, all is on disk; u undoes")

SAMPLE = "demo"
"""The app ends with this wish: it is begun again after a run on sample data."""

LANGUAGE = "language "
"""Before the code of a language: the app ends with this wish, and begins again in that language."""

COMMANDS = (
    Command(
        id="undo",
        keys="u",
        group=Group.APP,
        label=msg("undo"),
        brief=msg("undo; redo"),
        help=msg("Undo the last action done here; ask before another terminal's."),
        run=_undo,
        why_not=nothing_to_undo,
        bar=True,
    ),
    Command(
        id="redo",
        keys="ctrl+r",
        group=Group.APP,
        label=msg("redo"),
        brief=msg("undo; redo"),
        help=msg("Redo what was undone here last; ask before what another terminal undid."),
        run=_redo,
        why_not=_nothing_to_redo,
    ),
    Command(
        id="help",
        keys="question_mark",
        group=Group.APP,
        label=msg("help"),
        brief=msg("this page; find a command"),
        help=msg("This page."),
        run=lambda host: host.show_help(),
        bar=True,
    ),
    Command(
        id="palette",
        keys="ctrl+p",
        group=Group.APP,
        label=msg("commands"),
        brief=msg("this page; find a command"),
        help=msg("Find a command by its name."),
        run=lambda host: host.show_palette(),
    ),
    Command(
        id="repaint",
        keys="ctrl+l",
        group=Group.APP,
        label=msg("repaint"),
        brief=msg("repaint; why fenqi stays"),
        help=msg("Paint the whole screen again, after a line that went bad or another program wrote into it."),
        run=_repaint,
    ),
    Command(
        id="stay",
        keys="ctrl+z",
        group=Group.APP,
        label=msg("stay"),
        brief=msg("repaint; why fenqi stays"),
        help=msg("fenqi cannot be put aside: quit it, all is on disk. u undoes."),
        run=_stay,
    ),
    Command(
        id="demo",
        keys="D",
        group=Group.APP,
        label=msg("look at a sample"),
        brief=msg("sample data; quit"),
        help=msg(
            "While there is no order: a ledger of sample data, which is deleted when you quit it; you come back here."
        ),
        run=open_sample,
        why_not=no_sample,
    ),
    Command(
        id="quit",
        keys="q",
        group=Group.APP,
        label=msg("quit"),
        brief=msg("sample data; quit"),
        help=msg("Quit. Everything is on disk already."),
        run=_quit,
        bar=True,
    ),
)
