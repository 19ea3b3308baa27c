"""`fenqi due` and `fenqi bills`. What answers them goes to stdout, remarks to stderr."""

import sys
from collections.abc import Sequence
from datetime import datetime

import click

from models.actions.precaution_days import named
from models.actions.precautions import Row
from models.actions.promise import promises_standing
from models.bills.bill import Bill, days_left, past_due
from models.bills.book import Book
from models.bills.overview import unseen_bills, waiting_bills
from models.bills.status import DONE, status
from models.bills.totals import totals
from models.ledger.ledger import Ledger
from models.ledger.promise import Promise
from models.values import quantity
from models.values.dates import days_between, today
from models.values.money import yuan
from tui.cli.noop import N_
from tui.cli.printing import print_json, print_table
from tui.cli.reading import as_json, read, say
from tui.cli.whole_number import WholeNumber
from tui.run.language import language_of
from tui.run.session import Session
from tui.words.bill import over_said
from tui.words.checked import checked_in_short
from tui.words.first_auto_debit import first_said
from tui.words.late import grace_said, late_said
from tui.words.minimum import rest_in_shell
from tui.words.precautions import due_said, named_in_full
from tui.words.present import how_it_stands, status_words
from tui.words.promise import promise_in_short
from tui.words.punctuation import said_of

EXIT_DUE = 10
EXIT_OVERDUE = 20


@click.command(
    help=N_("What is overdue, due soon, promised, or paid and not yet shown by the app; suits a login message.")
)
@click.option("--days", type=WholeNumber(0, 366), default=7, show_default=True, help=N_("How far ahead to look."))
@click.option(
    "--exit-code",
    is_flag=True,
    help=N_("Exit 0 nothing due, 10 due within the days or not seen repaid, 20 the same past the due instant."),
)
@as_json
@click.pass_obj
def due(session: Session, days: int, exit_code: bool, as_json: bool) -> int:
    ledger, book = read(session)
    moment, now = session.moment(), session.now()
    unseen, promises = unseen_bills(book), promises_standing(ledger, book)
    waiting = waiting_bills(book)
    soon = {
        bill.id: bill
        for bill in waiting
        if bill.id in unseen or (bill.outstanding > 0 and _first_day(bill, promises.get(bill.id), now) <= days)
    }
    # A promise is said until it is kept or moved, however far its day is; that makes nothing due.
    bills = tuple(bill for bill in waiting if bill.id in soon or bill.id in promises)
    check = named(ledger, book.channels, now) if session.config.checks else None
    if as_json:
        from models.exchange.contract import bills_json

        print_json({**bills_json(bills, moment, ledger), "check": _check_json(check, ledger, book)})
    elif bills:
        _print_bills(session, ledger, bills)
        for bill in bills:
            _say_first_auto_debit(session, ledger, book, bill)
    else:
        say(session.language.t("nothing is due within {days}", days=quantity.days(days)))
    if check is not None and not as_json:
        say(due_said(check, ledger, book.channels, session.language))
    if not exit_code or not soon:
        return 0
    return EXIT_OVERDUE if any(past_due(bill, now) for bill in soon.values()) else EXIT_DUE


def _check_json(check: Row | None, ledger: Ledger, book: Book) -> dict[str, str | None] | None:
    """The precaution that is named today; null for none. What `due` answers is the same in every language."""
    if check is None:
        return None
    message = named_in_full(check, ledger, book.channels, language_of("en"))
    return {"id": check.id, "account_id": check.account_id or None, "message": message}


@click.command(help=N_("Every bill, earliest due first."))
@click.option("--open", "which", flag_value="open", help=N_("Only the bills that are not settled."))
@click.option(
    "--all", "which", flag_value="all", help=N_("The settled ones, too, which a terminal is spared otherwise.")
)
@as_json
@click.pass_obj
def bills(session: Session, which: str | None, as_json: bool) -> int:
    ledger, book = read(session)
    moment, t = session.moment(), session.language.t
    every = tuple(book.bills.values())
    unsettled = tuple(bill for bill in every if status(bill, moment) not in DONE)
    shortened = which is None and not as_json and sys.stdout.isatty()
    chosen = unsettled if shortened or which == "open" else every
    if as_json:
        from models.exchange.contract import bills_json

        print_json(bills_json(chosen, moment, ledger))
    elif chosen:
        _print_bills(session, ledger, chosen, by_id=True)
    elif every:
        say(t("every bill is settled; `fenqi bills --all` lists them"))
    else:
        say(t("there are no bills"))
    return 0


def _print_bills(session: Session, ledger: Ledger, bills: Sequence[Bill], *, by_id: bool = False) -> None:
    """The bills; where a person reads them, what they come to as well. `by_id`: each by its id, as
    other commands take it, which ends with its date."""
    language, moment = session.language, session.moment()
    rows = [
        [
            bill.id if by_id else bill.due.isoformat(),
            language.words(bill.channel.name),
            yuan(bill.outstanding),
            status_words(status(bill, moment), language),
            _stands(bill, ledger, session),
        ]
        for bill in bills
    ]
    t = language.t
    head = [t("bill") if by_id else t("due"), t("channel"), t("to pay"), t("status"), t("time left")]
    print_table(head, rows, frozenset({2}))
    if sys.stdout.isatty():
        sums = totals(bills, moment)
        said = t(
            "in all {outstanding}: overdue {overdue}, due soon {due_soon}",
            outstanding=yuan(sums.outstanding),
            overdue=yuan(sums.overdue),
            due_soon=yuan(sums.due_soon),
        )
        click.echo(said)


def _say_first_auto_debit(session: Session, ledger: Ledger, book: Book, bill: Bill) -> None:
    """That its auto-debit is the first since it was set up, or was, and nobody has looked at it."""
    said = first_said(bill, ledger, book, session.now())
    if said is not None:
        language, due = session.language, bill.due.isoformat()
        say(said_of(f"{language.words(bill.channel.name)} {due}", language.say(said), language))


def _first_day(bill: Bill, made: Promise | None, now: datetime) -> int:
    """In how many days the bill is due, or was promised where that is sooner; negative for a day that has passed."""
    left = days_left(bill, now)
    return left if made is None else min(left, days_between(today(now, bill.channel.zone), made.on))


def _stands(bill: Bill, ledger: Ledger, session: Session) -> str:
    """How long there is, what lateness costs, where the rest went, and what is still to be said of the bill."""
    now, asked = session.now(), rest_in_shell(bill, session.now())
    said = (
        how_it_stands(bill, now, session.language),
        *(text for text, _ in (*late_said(bill, session), *grace_said(bill, session))),
        *over_said(bill, session),
        session.language.say(asked) if asked else "",
        promise_in_short(bill, ledger, session),
        checked_in_short(bill, ledger, session),
    )
    return " · ".join(filter(None, said))


COMMANDS: dict[str, click.Command] = {"due": due, "bills": bills}
