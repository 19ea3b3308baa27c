"""What the palette offers, with the reason where it cannot be now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from models.bills.status import row_status
from models.channels.channel import LANGUAGES, Channel
from models.ledger.order import Order
from models.values.message import Message, msg
from models.values.money import yuan
from tui.commands.app import LANGUAGE
from tui.commands.command import Command, key_name
from tui.commands.themes import THEME_WORDS, choose_theme
from tui.run.language import language_of
from tui.state.finding import CATEGORY_WORDS, Category, EntryDetails, Findable
from tui.state.sections import unseen
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES

if TYPE_CHECKING:
    from tui.commands.host import Host

PANES = ("pane-orders", "pane-bill", "pane-checklist")
"""The commands that bring a pane to the front."""
LEAVE_FIRST = msg("leave this page first")
"""Why nothing else can be done while a page waits for an answer or holds what was typed."""
NAMES = {"en": "English", "zh_CN": "简体中文"}
"""The languages, each as those call it who speak it."""


def entries(host: Host, commands: Iterable[Command], *, waits: bool) -> Iterator[Findable]:
    """All that there is. `waits`: a page is open that has to be left or answered first."""
    hindrance = LEAVE_FIRST if waits else None
    for command in commands:
        yield _of_command(host, command, hindrance)
    yield from (_of_order(host, order, hindrance) for order in host.working.ledger.orders.values())
    yield from _of_channels(host, hindrance)
    for name in THEME_WORDS:
        yield _of_theme(host, name)
    for code in LANGUAGES:
        yield _of_language(host, code, hindrance)


def _of_command(host: Host, command: Command, hindrance: Message | None) -> Findable:
    say = host.session.language.say

    def details() -> EntryDetails:
        why = hindrance or command.why_not(host)
        key = key_name(host.session.config.keymap.get(command.id, command.keys))
        return EntryDetails(beside=key, ink="key", why=say(why) if why else "")

    kind = Category.PANE if command.id in PANES else Category.COMMAND
    return Findable(kind, say(command.label), partial(host.action_command, command.id), say(command.help), details)


def _of_order(host: Host, order: Order, hindrance: Message | None) -> Findable:
    language = host.session.language

    def details() -> EntryDetails:
        row = host.working.book.row(order.id)
        status = row_status(row, host.session.moment())
        beside = language.words(row.channel.short)
        if row.next is not None and row.bill is not None:
            owed = row.next.outstanding if row.next.order else row.over
            beside += f" {row.next.due:%m-%d} · {yuan(owed or unseen(row.bill, order.id))}"
        why = language.say(hindrance) if hindrance else ""
        return EntryDetails((STATUS_GLYPHS[status], STATUS_STYLES[status]), beside, why=why)

    channel = host.working.book.row(order.id).channel  # the filter of the list finds it by that, too
    also = " ".join((order.order_no, order.note, order.account_id, *_names(channel)))
    return Findable(Category.ORDER, order.title, partial(host.find, order.id), also, details)


def _of_channels(host: Host, hindrance: Message | None) -> Iterator[Findable]:
    language = host.session.language

    def details() -> EntryDetails:
        return EntryDetails(beside=language.t("rules"), why=language.say(hindrance) if hindrance else "")

    for ident, channel in host.working.channels().items():
        also = " ".join((ident, *_names(channel), *channel.aliases))
        yield Findable(
            Category.CHANNEL, language.words(channel.name), partial(host.show_channels, ident), also, details
        )


def _names(channel: Channel) -> tuple[str, ...]:
    return (*channel.name.values(), *channel.short.values())


def _of_theme(host: Host, name: str) -> Findable:
    language = host.session.language

    def details() -> EntryDetails:
        return EntryDetails(beside=language.t("in use") if name == host.app.theme else "")

    words, also = language.say(THEME_WORDS[name]), f"{name} {language.say(CATEGORY_WORDS[Category.THEME])}"
    return Findable(Category.THEME, words, partial(choose_theme, host, name), also, details)


def _of_language(host: Host, code: str, hindrance: Message | None) -> Findable:
    language = host.session.language

    def details() -> EntryDetails:
        now = language.t("in use") if code == language.code else ""
        return EntryDetails(beside=now, why=language.say(hindrance) if hindrance else "")

    def choose() -> None:
        if code != language.code:
            host.app.exit(f"{LANGUAGE}{code}")

    return Findable(
        Category.LANGUAGE, NAMES[code], choose, f"language {language_of(code).t('language')} {code}", details
    )
