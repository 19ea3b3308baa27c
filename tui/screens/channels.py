"""The channels: what each one's rules are, and the user's own rules for them."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize

from models.actions.accounts import is_further
from models.actions.own_rules import channels_of, own_fields, own_of, users
from models.bills.minimum_share import inferred_share, with_share
from models.channels.channel import Channel
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tui.commands import channels, own_steps
from tui.commands.app import nothing_to_undo
from tui.commands.commit import not_own, undo
from tui.commands.host import Host
from tui.terminal.cells import Cells, fit, right, wrap
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.message_line import SaidLine
from tui.widgets.one_line import OneLine
from tui.widgets.page import Helped
from tui.words.channel_rules import channel_text
from tui.words.name_forms import fit_name

NAME = 8
"""Cells of a channel's name that are kept before what stands behind it is left out."""


class ChannelsScreen(Helped[None]):
    """The list on the left, the rules of the channel under the cursor on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", show=False),
        Binding("a", "add", show=False),
        Binding("d", "drop", show=False),
        Binding("m", "move", show=False),
        Binding("A", "set_up", show=False),
        Binding("u", "undo", show=False),
    ]

    to_read = True

    def __init__(self, host: Host, chosen: str = "") -> None:
        super().__init__(host.session)
        self._host = host
        self._chosen = chosen
        self._channels: dict[str, Channel | Problem] = {}
        self._most = 0, 0
        """Cells of the longest counts behind a name: of the orders, and of what is one's own."""

    def compose(self) -> ComposeResult:
        yield OneLine(Content(self.session.language.t("Repayment channels")), classes="heading")
        with Horizontal(id="channels"):
            yield Lines(cursor=True, id="channels-list")
            with Vertical(id="channel"):
                yield Lines(cursor=False, id="channel-text")
                # Within one pane: where two meet below it, a character of two cells would be cut.
                yield SaidLine(id="said")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#channels-list").focus()
        self._list()

    def _show_keys(self) -> None:
        """Name what can be done with the channel under the cursor."""
        t, usable = self.session.language.t, isinstance(self._channels[self._chosen], Channel)
        keys = [
            ("e", t("edit"), True),
            ("a", t("add"), True),
            ("d", t("defaults"), channels.why_not_drop(self._host, self._chosen) is None),
            ("m", t("move due day"), usable),
            ("A", t("auto-debit"), usable),
            ("u", t("undo"), nothing_to_undo(self._host) is None),
        ]
        here = [(key, label) for key, label, works in keys if works]
        self.query_one(KeyBar).show(here, [("?", t("help")), ("esc", t("back"))])

    @property
    def _ledger(self) -> Ledger:
        return self._host.working.ledger

    def _list(self) -> None:
        """List the channels as they are now."""
        self._channels = channels_of(self._ledger, self.session.catalogue)
        idents = list(self._channels)
        at = idents.index(self._chosen) if self._chosen in self._channels else 0
        self._chosen = idents[at]
        uses, own = max(users(self._ledger, each) for each in idents), max(len(self._own(each)[0]) for each in idents)
        self._most = len(f"×{uses}"), cell_len(self._changed(own))
        self.query_one("#channels-list", Lines).show(
            len(idents), lambda index, width: self._line(idents[index], width), at
        )
        self._show()

    def _changed(self, own: int) -> str:
        return self.session.language.t("{count} changed", count=own) if own else ""

    def _line(self, ident: str, width: int) -> Cells:
        """A channel's name, how many of its fields are one's own, and how many orders use it."""
        t, channel = self.session.language, self._channels[ident]
        own = len(self._own(ident)[0])
        used = users(self._ledger, ident)
        uses, changed = (
            right(said, 2 + most) if said else ""
            for said, most in zip((f"×{used}" if used else "", self._changed(own)), self._most, strict=True)
        )
        tail = next((each for each in (changed + uses, uses) if width - cell_len(each) >= NAME), "")
        room = width - cell_len(tail)
        if not isinstance(channel, Channel):
            return ((fit(f"!! {ident}", room), "warn"), (tail, "dim"))
        return ((fit_name(channel.name, channel.short, t, room), ""), (tail, "dim"))

    def _show(self) -> None:
        """Show the rules of the channel under the cursor."""
        self._show_keys()
        pane = self.query_one("#channel-text", Lines)
        width = pane.room
        channel, language = self._channels[self._chosen], self.session.language
        if isinstance(channel, Problem):
            reason = language.say(channel.message)
            used = language.t(
                "so the catalogue's rules, or a generic card's, are used instead; e corrects it, d drops it"
            )
            pane.show_lines([*(((line, "warn"),) for line in wrap(reason, width)), ((used, "dim"),)])
            return
        own, base = self._own(self._chosen)
        inferred = inferred_share(self._chosen, self._host.working.book.bills.values())
        pane.show_lines(channel_text(with_share(channel, inferred), own, base, language, width))

    def _own(self, ident: str) -> tuple[frozenset[str], str]:
        """The fields that the user set, and what a channel of their own is based on; an account has its own page."""
        if is_further(self._ledger, ident):
            return frozenset(), ""
        own = own_of(self._ledger, self.session.catalogue, ident)
        return own_fields(own), own.base

    def on_resize(self, _event: Resize) -> None:
        if self._channels:
            self.call_after_refresh(self._show)

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._chosen = list(self._channels)[event.lines.cursor]
        self.query_one("#channel-text", Lines).home()
        self._show()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Say something else of the channel under the cursor."""
        self.run_worker(self._edit(self._chosen), group="command")

    def action_add(self) -> None:
        """Enter a channel of one's own."""
        self.run_worker(self._edit(""), group="command")

    async def _edit(self, ident: str) -> None:
        edit = channels.edit_account if is_further(self._ledger, ident) else channels.edit
        self._chosen = await edit(self._host, ident) or self._chosen
        self._after()

    def action_drop(self) -> None:
        """Drop what the user said of the channel under the cursor, after asking; or say why not."""
        why_not = channels.why_not_drop(self._host, self._chosen)
        if why_not is not None:
            self._say(self.session.language.say(why_not), bad=True)
            return
        self.run_worker(self._drop(), group="command")

    async def _drop(self) -> None:
        await channels.drop(self._host, self._chosen)
        self._after()

    def action_move(self) -> None:
        """Choose another due day for the account under the cursor."""
        self.run_worker(self._move(), group="command")

    async def _move(self) -> None:
        self._host.tell(None)
        await channels.move_day(self._host, self._chosen)
        self._after()

    def action_set_up(self) -> None:
        """Set up auto-debit of the account under the cursor, beside its bill."""
        if not isinstance(self._channels[self._chosen], Problem):
            self.dismiss()
            own_steps.start(self._host, self._chosen)

    def action_undo(self) -> None:
        """Undo the last action."""
        why_not = nothing_to_undo(self._host) or not_own(self._host)
        if why_not is not None:
            self._say(self.session.language.say(why_not), bad=True)
            return
        undo(self._host)
        self._after()

    def _after(self) -> None:
        """List the channels as they are now, and say what the main screen says of the change."""
        self._say(self._host.message_shown, bad=self._host.message_is_bad)
        self._list()

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self.query_one("#said", SaidLine).say(sentence, bad=bad)
