"""Channels in the shell: their rules, the user's own rules for them, and channels of the user's own."""

from collections.abc import Iterable, Mapping

import click

from models.actions.accounts import is_further
from models.actions.bill_days import redated
from models.actions.own_rules import add_channel, channels_of, drop_override, own_fields, own_of, set_override, users
from models.bills.contracts import called
from models.channels.builtin import GENERIC
from models.channels.channel import Channel
from models.channels.effective import effective, usual
from models.channels.names import channel_names
from models.channels.override import ChannelOverride
from models.channels.typed_rules import read_override
from models.exchange.accounts import redated_json
from models.exchange.channels import channel_json
from models.ledger.ledger import Ledger, LedgerChange
from models.values.message import Message, Problem, msg
from models.values.text import clean, normalise
from tui.cli.noop import N_
from tui.cli.printing import print_json, print_rows
from tui.cli.reading import as_json
from tui.cli.writing import How, Label, Written, carry_out, writes
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.channel_changes import changes
from tui.words.channel_labels import CHOICES, OWN, RULES
from tui.words.channel_rules import channel_text
from tui.words.method_names import MethodNames
from tui.words.no_longer_overdue import now_to_confirm_said
from tui.words.punctuation import said_of
from tui.words.redated import dates_said

WIDTH = 78
"""Cells of a line of a channel's rules."""


@click.command(help=N_("Every repayment channel, how many of its rules are your own, and how many orders use it."))
@click.argument("channel", required=False)
@as_json
@click.pass_obj
def channels(session: Session, channel: str | None, as_json: bool) -> int:
    ledger, catalogue, t = session.load().ledger, session.catalogue, session.language
    found = {each: made for each, made in channels_of(ledger, catalogue).items() if not is_further(ledger, each)}
    if channel is not None:
        ident = _named(session, ledger, channel)
        found = {ident: found[ident]}
    if as_json:
        print_json({"channels": [channel_json(each, made, ledger, catalogue) for each, made in found.items()]})
    elif channel is not None:
        print_rows(_rules(session, ledger, ident, found[ident]))
    else:
        rows = [
            [
                each,
                t.words(made.name) if isinstance(made, Channel) else f"!! {t.say(made.message)}",
                str(len(own_fields(own_of(ledger, catalogue, each))) or "—"),
                str(users(ledger, each)),
            ]
            for each, made in found.items()
        ]
        print_rows(columns([[t.t("id"), t.t("name"), t.t("changed"), t.t("orders")], *rows], frozenset({2, 3})))
    return 0


def _rules(session: Session, ledger: Ledger, ident: str, made: Channel | Problem) -> Iterable[str]:
    """All rules of a channel, a line each; what is wrong with the user's own ones."""
    if isinstance(made, Problem):
        return (session.language.say(made.message),)
    own = own_of(ledger, session.catalogue, ident)
    lines = channel_text(made, own_fields(own), own.base, session.language, WIDTH)
    return ("".join(text for text, _ in cells).rstrip() for cells in lines)


@click.group(help=N_("Say what the rules of a channel are for you, or add a channel of your own."))
def channel() -> None:
    pass


@channel.command(
    name="set",
    help=N_(
        "Set rules of your own for CHANNEL; one that is empty is as the catalogue has it. Bills go along to their new "
        "dates. A FIELD is one that `fenqi channels CHANNEL --json` lists, with its VALUE as it stands there, like "
        "`due_day=20` or `late_daily_rate=0.05%`."
    ),
)
@click.argument("channel")
@click.argument("given", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--drop", "dropped", multiple=True, metavar="FIELD", help=N_("This field is as the catalogue has it."))
@writes
@click.pass_obj
def set_(session: Session, channel: str, given: tuple[str, ...], dropped: tuple[str, ...], how: How) -> int:
    ident = _named(session, session.load().ledger, channel)
    texts = {**_pairs(session, given), **dict.fromkeys(dropped, "")}
    if not texts:
        raise click.UsageError(session.language.t("nothing is given to change; write a field like `due_day=20`"))

    def change(ledger: Ledger) -> Ledger:
        old = own_of(ledger, session.catalogue, ident)
        return set_override(ledger, session.catalogue, _read(old, texts, session), session.today())

    return _write(session, how, _changed(session, ident), change, ident)


@channel.command(
    help=N_(
        "Add a channel of your own, ID, in small letters and hyphens: `name`, `lender`, `apps.name` and `apps.domain` "
        "are needed, and a FIELD is one that `fenqi channels CHANNEL --json` lists, with its VALUE as it stands there."
    )
)
@click.argument("ident", metavar="ID")
@click.argument("given", nargs=-1, metavar="FIELD=VALUE...")
@click.option(
    "--base", default=GENERIC, metavar="CHANNEL", help=N_("The channel whose rules hold where you say nothing.")
)
@writes
@click.pass_obj
def add(session: Session, ident: str, given: tuple[str, ...], base: str, how: How) -> int:
    texts, new = _pairs(session, given), normalise(ident)
    begun = ChannelOverride(id=new, base=channel_names(session.catalogue).named(base).id)
    if not texts.get("name", "").strip():
        raise Problem("the channel needs a name", field="name")
    own = _read(begun, texts, session)

    def change(ledger: Ledger) -> Ledger:
        return add_channel(ledger, session.catalogue, own)

    return _write(session, how, _changed(session, new), change, new)


def _changed(session: Session, ident: str) -> Label:
    """What undo names a change of a channel's rules by."""
    return lambda _, after: msg("change channel {channel}", channel=called(after, session.catalogue, ident))


@channel.command(help=N_("Drop all rules of your own for CHANNEL; a channel of your own is deleted."))
@click.argument("channel")
@writes
@click.pass_obj
def drop(session: Session, channel: str, how: How) -> int:
    ident = _named(session, session.load().ledger, channel)

    def label(before: Ledger, _after: Ledger) -> Message:
        return msg("drop channel {channel}", channel=called(before, session.catalogue, ident))

    def change(ledger: Ledger) -> Ledger:
        return drop_override(ledger, session.catalogue, ident, session.today())

    return _write(session, how, label, change, ident, gone=True)


def _write(session: Session, how: How, label: Label, change: LedgerChange, ident: str, *, gone: bool = False) -> int:
    """Make the change, and say which fields differ and which orders get other dates; `gone`: nothing is one's own."""
    catalogue, t = session.catalogue, session.language

    def done(before: Ledger, after: Ledger) -> Written:
        dates, there = redated(before, after, catalogue), channels_of(after, catalogue).get(ident)
        was, now = (_own(each, ident, session) for each in (before, after))
        fields = channel_json(ident, there, after, catalogue) if there and not gone else {"id": ident}
        name = t.words(called(after if there else before, catalogue, ident))
        said = changes(was, now, catalogue, t) if there else t.t("your channel {channel} is deleted", channel=name)
        return Written(
            {**fields, "orders": redated_json(dates)},
            (
                said_of(name, said or t.t("nothing changes"), t),
                *(dates_said(each, t) for each in dates),
                *now_to_confirm_said(before, after, session),
            ),
        )

    return carry_out(session, how, label, change, done)


def _own(ledger: Ledger, ident: str, session: Session) -> ChannelOverride | None:
    there = ident in session.catalogue or ident in ledger.channels
    return own_of(ledger, session.catalogue, ident) if there else None


def _read(old: ChannelOverride, texts: Mapping[str, str], session: Session) -> ChannelOverride:
    """`old` with what was typed; Problem naming the field that is not known, or whose text is wrong."""
    known = {**RULES, **(OWN if old.base else {})}
    for field in texts:
        if field not in known:
            raise Problem(
                "there is no field {name} to set; known are {known}", name=clean(field, 40), known=", ".join(known)
            )
    if "name" in texts:
        if not texts["name"].strip():
            raise Problem("the channel needs a name", field="name")
        if not texts.get("short", "").strip() and not old.values.get("short"):
            texts = {**texts, "short": texts["name"]}
    try:
        for field, text in texts.items():
            _check_choice(field, text)
        methods = MethodNames(usual(session.catalogue, old), session.catalogue, session.language)
        return read_override(old, methods.typed(texts))
    except Problem as problem:
        said = session.language.say(problem.message)
        raise Problem.of(Message("{field}: {problem}", {"field": problem.field, "problem": said})) from None


def _check_choice(field: str, text: str) -> None:
    """Problem where the field is one that chooses, and the text is none of its answers."""
    answers = CHOICES.get(field)
    if answers and text.strip() and text.strip() not in answers:
        raise Problem("{text} is none of {words}", field=field, text=clean(text, 40), words=", ".join(answers))


def _pairs(session: Session, given: Iterable[str]) -> dict[str, str]:
    """The texts by field."""
    pairs = [each.partition("=") for each in given]
    for field, separator, _ in pairs:
        if not (field and separator):
            raise click.UsageError(session.language.t("write a field like `due_day=20`"))
    return {field.strip().replace("-", "_"): text for field, _, text in pairs}


def _named(session: Session, ledger: Ledger, name: str) -> str:
    """The id of the channel that goes by an id or a name; Problem where there is none, or it is a further account."""
    ident = normalise(name)
    if is_further(ledger, ident):
        raise Problem("{account} is an account: `fenqi account set {account}` changes what holds for it", account=ident)
    if ident in ledger.channels or ident in session.catalogue:
        return ident
    return channel_names(effective(session.catalogue, ledger.channels)).named(name).id


COMMANDS: dict[str, click.Command] = {"channels": channels, "channel": channel}
