"""`fenqi capture`: what a message of an institution says, beside the ledger. Nothing is written."""

import shlex
from collections.abc import Iterable, Iterator

import click

from models.actions.noticed import NextStep, Noticed, ToAlarm, ToCompare, ToOrder, ToRecord, ToRefund, noticed
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.channels.channel import AUTO_DEBIT, Catalogue
from models.channels.effective import effective
from models.exchange.encoding import decode
from models.exchange.notices import notices_json
from models.exchange.statement.message import read_messages
from models.ledger.notice import NoticeKind
from models.values.dates import instant_said
from models.values.message import Message, Problem, msg
from models.values.money import plain
from tui.cli.given import standard_input
from tui.cli.noop import N_
from tui.cli.printing import print_json
from tui.cli.reading import as_json
from tui.run.session import Session
from tui.words.notice import notice_said

MOST = 1 << 16
"""Characters that are read; no message is as long."""
EXIT_ALARM = 20


@click.command(
    help=N_(
        "What a message says, beside the ledger: paste the text of a bill, a repayment or a purchase. It writes "
        "nothing, takes no message for a payment and opens no link. Without `--text` it reads standard input."
    )
)
@click.option("--text", metavar="TEXT", help=N_("The message itself."))
@as_json
@click.pass_obj
def capture(session: Session, /, text: str | None, as_json: bool) -> int:
    pasted = _standard_input(session) if text is None else text
    if not pasted.strip():
        raise Problem("there is no message; paste one, or give it with `--text`", field="text")
    if len(pasted) > MOST:
        raise Problem("that is too long for a message: over {limit} characters", field="text", limit=f"{MOST:,}")
    ledger, now = session.load().ledger, session.now()
    book = derive(ledger, session.catalogue)
    known = effective(session.catalogue, ledger.channels)
    found = tuple(noticed(each, ledger, book, now) for each in read_messages(pasted, now, known))
    if as_json:
        print_json(notices_json(found))
    else:
        for line in _lines(found, known, session):
            click.echo(line)
    return EXIT_ALARM if any(map(_alarms, found)) else 0


def _alarms(found: Noticed) -> bool:
    return found.next is NextStep.ALARM or any(each.official is False for each in found.notice.links)


def _standard_input(session: Session) -> str:
    return decode(standard_input(session, msg("paste the message and end it with `ctrl+d`")))[0]


def _lines(messages: Iterable[Noticed], channels: Catalogue, session: Session) -> Iterator[str]:
    """First the links of all messages that are not to be used; then each message, and what comes next."""
    language = session.language
    said = [(each, notice_said(each, channels)) for each in messages]
    for _, each in said:
        yield from map(language.say, each.warnings)
    for number, (found, each) in enumerate(said):
        if number:
            yield ""
        yield from map(language.say, each.facts)
        if step := _step(found):
            yield language.say(_next(found, step))


def _next(found: Noticed, command: str) -> Message:
    """What is to be done next: what only a message says is looked at in the app first."""
    if found.next is NextStep.COMPARE:
        return msg(
            "look in the app: if it says the same, `{command}`; or enter the order that is missing", command=command
        )
    if found.next is NextStep.ALARM:
        return msg("look in the app, then say what it shows: `{command}`", command=command)
    return msg("next: `{command}`", command=command)


def _step(found: Noticed) -> str:
    """The command that comes next, as far as the message says it; "" where none does."""
    match found.leads:
        case ToRecord(method=method) as to if method == AUTO_DEBIT:
            return f"fenqi confirm {to.bill} --taken {plain(to.amount)}"
        case ToRecord() as to:
            paid = f" --paid-at {_time(found)}" if to.paid_at else ""
            unsure = "" if to.confirmed else " --unconfirmed"
            return f"fenqi record {to.bill} --amount {plain(to.amount)} --method {to.method or 'ID'}{paid}{unsure}"
        case ToCompare() as to if found.notice.kind is not NoticeKind.REPAID and not _is_card(found):
            return f"fenqi correct {to.bill} --total {plain(to.figure)}"
        case ToAlarm(bill=bill, taken=taken) if bill:
            return f"fenqi confirm {bill} " + (f"--taken {plain(taken)}" if taken else "--failed")
        case ToRefund(order=order, amount=amount):
            day = f" --on {_time(found)[:10]}" if found.notice.at else ""
            return f"fenqi refund {order} --amount {plain(amount)}{day}"
        case ToOrder(cells=cells):
            return "fenqi order add " + " ".join(
                f"--{name.replace('_', '-')} {shlex.quote(text)}" for name, text in cells.items()
            )
        case _:
            return ""


def _is_card(found: Noticed) -> bool:
    """Whether the bill has more on it than the orders that are known here."""
    return found.bill is not None and found.bill.channel.card


def _time(found: Noticed) -> str:
    at = found.notice.at
    return instant_said(at, HOME_ZONE).replace(" ", "T") if at else ""


COMMANDS: dict[str, click.Command] = {"capture": capture}
