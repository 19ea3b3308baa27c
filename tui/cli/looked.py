"""What somebody saw in the institution's app: `fenqi confirm`, `fenqi correct`."""

from collections.abc import Sequence
from datetime import datetime

import click

from models.actions import auto_debit, payment
from models.actions.comparison import far_off
from models.actions.direct import check_answers
from models.actions.minimum_paid import minimum_paid
from models.actions.reduction import meant_by
from models.actions.refusal import refusal, taken_besides, twice
from models.actions.rest_is_due import rest_is_due
from models.actions.total import less_by
from models.actions.total_there import set_total_there
from models.bills.bill import Bill, unconfirmed
from models.bills.book import Book
from models.bills.debit_phase import Phase, due_then, phase, too_early
from models.bills.derive import derive
from models.bills.minimum import minimum_payment, rest_unsaid
from models.bills.schedule import Line
from models.bills.unsaid import unsaid_line
from models.exchange.contract import bill_json
from models.ledger.ids import order_settled
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.values.message import Problem, msg
from models.values.money import Fen, parse_amount
from tui.cli.naming import bill_named
from tui.cli.noop import N_
from tui.cli.order_named import order_named
from tui.cli.paying import ANSWER, answers_in, to_answer
from tui.cli.writing import How, Written, carry_out, writes
from tui.run.session import Session
from tui.state.confirming import why_not_confirm
from tui.words.bill import bill_said, over_said
from tui.words.corrected import more_said
from tui.words.minimum import below_said, rest_in_shell

OPEN = (Phase.RUNNING, Phase.UNSEEN)
"""Where an auto-debit stands while it may have taken the money and nobody has seen whether it did."""


@click.command(
    help=N_(
        "Say what the app shows of BILL: without an option, that a repayment arrived which it did not show at first; "
        "`--taken`, that auto-debit took the money; `--failed`, that it failed, or else that the repayment never "
        "arrived."
    )
)
@click.argument("bill")
@click.option(
    "--taken",
    is_flag=False,
    flag_value="",
    metavar="[AMOUNT]",
    help=N_("Auto-debit took the money: all that it was to take, or that much."),
)
@click.option("--failed", is_flag=True, help=N_("Auto-debit failed, or the repayment never arrived."))
@click.option("--minimum", is_flag=True, help=N_("The app says that the minimum is paid: the rest goes over."))
@click.option(
    "--overdue", is_flag=True, help=N_("The app says that the rest is overdue, though the minimum may be paid.")
)
@writes
@click.pass_obj
def confirm(
    session: Session, /, bill: str, taken: str | None, failed: bool, minimum: bool, overdue: bool, how: How
) -> int:
    if taken is not None and failed:
        raise click.UsageError(session.language.t("say `--taken` or `--failed`, not both"))
    if failed + minimum + overdue > 1:
        raise click.UsageError(session.language.t("say one of `--failed`, `--minimum` and `--overdue`"))
    least = minimum if minimum or overdue else None
    ledger, now = session.load().ledger, session.now()
    book = derive(ledger, session.catalogue)
    found = _to_confirm(ledger, book, session, bill)
    amount = _taken(found, taken, now, minimum=minimum) if taken is not None else 0

    def change(newest: Ledger) -> Ledger:
        there = derive(newest, session.catalogue).bill(found.id)
        if taken is not None:
            newest = auto_debit.taken(newest, there, amount, now, again=True, minimum=least)
            return rest_is_due(newest, there, now) if overdue else newest
        if minimum or overdue:
            return minimum_paid(newest, there, now) if minimum else _overdue(newest, there, now)
        past = unsaid_line(there)
        if past is not None and phase(there, now) not in OPEN and unconfirmed(there) is None:
            raise Problem(
                "nobody said whether this was repaid before it was entered; say how many periods of {order} are: "
                "`fenqi order set {order} --paid-periods N`",
                order=past.order_id,
            )
        if failed and (phase(there, now) in OPEN or unconfirmed(there) is None):
            return auto_debit.failed(newest, there, now)
        waiting = unconfirmed(there)
        if waiting is None:
            raise Problem.of(
                why_not_confirm(there, session)
                or too_early(there, now)
                or rest_in_shell(there, now)
                or msg("say whether auto-debit took the money: `--taken` or `--failed`")
            )
        seen = payment.never_arrived if failed else payment.confirm
        return seen(newest, waiting.id)

    label = msg("confirm {channel} {due}", channel=found.channel.name, due=found.due.isoformat())
    below = tuple(below_said(found, session)) if minimum and taken is None else ()
    return carry_out(session, how, label, change, lambda _, after: _done(after, found.id, session, *below))


def _taken(bill: Bill, typed: str, now: datetime, *, minimum: bool) -> Fen:
    """How much auto-debit took: as they typed it, or what it was to take, or the minimum where they say that."""
    besides = auto_debit.taken_twice(bill, now)
    why_not = taken_besides(bill) if besides and not typed else None if besides else twice(bill) or refusal(bill)
    if why_not:
        raise Problem.of(why_not)
    if typed:
        return parse_amount(typed)
    least = minimum_payment(bill) if minimum else None
    amount = due_then(bill) if least is None else least.to_pay
    if amount is None or (minimum and least is None):
        raise Problem(
            "the minimum of this bill is not known, so say how much was taken: `--taken AMOUNT`", field="amount"
        )
    return amount


def _overdue(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """They saw that the rest does not go over."""
    if not rest_unsaid(bill, now):
        raise Problem("of the bill {bill} it is not asked whether the rest goes over", bill=bill.id)
    return rest_is_due(ledger, bill, now)


def _to_confirm(ledger: Ledger, book: Book, session: Session, wanted: str) -> Bill:
    """The bill that is meant: also the one on which an early settlement with that id stands."""
    order, now = order_settled(wanted), session.now()
    settled = (bill for bill in book.bills.values() if any(each.order == order for each in bill.repayments))
    found = next(settled, None) if order else None
    return found or bill_named(
        ledger,
        book,
        session,
        wanted,
        to_do=lambda bill: unconfirmed(bill) is not None or phase(bill, now) in OPEN,
    )


@click.command(
    help=N_(
        "Correct BILL to the institution's own total of it, with what was repaid already. It is the id of a bill, or "
        "an account: its earliest bill that is not settled."
    )
)
@click.argument("bill")
@click.option("--total", required=True, metavar="AMOUNT", help=N_("What the institution says the bill comes to."))
@click.option(
    "--target",
    type=click.Choice([each.value for each in Target]),
    help=N_("What of a lower bill was taken off: the fee, the principal, or this bill as a whole."),
)
@click.option("--order", default="", metavar="ORDER", help=N_("With `--target`: of which order on the bill it was."))
@click.option("--reason", default="", metavar="TEXT", help=N_("Why it differs."))
@click.option("--answer", "answers", multiple=True, metavar="WARNING=REASON", help=ANSWER)
@writes
@click.pass_obj
def correct(
    session: Session, /, bill: str, total: str, how: How, answers: tuple[str, ...], **options: str | None
) -> int:
    ledger, now, amount = session.load().ledger, session.now(), parse_amount(total)
    book = derive(ledger, session.catalogue)
    found = bill_named(ledger, book, session, bill)
    target = Target(options["target"]) if options["target"] else None
    order, reason = options["order"] or "", options["reason"] or ""
    order = order_named(session, ledger, book, order).id if order else ""

    def change(newest: Ledger) -> Ledger:
        there = derive(newest, session.catalogue).bill(found.id)
        if target is not None and not order:
            _check_one(meant_by(there, target, less_by(there, amount, target)))
        return set_total_there(newest, session.catalogue, there, amount, now, target=target, order=order, reason=reason)

    change(ledger)  # what no reason helps comes first
    left, given = amount - found.paid, answers_in(answers, session.language)
    warn = far_off(found, left) if found.outstanding > 0 and left > 0 else None
    check_answers(given, [warn] if warn else [])
    if warn and warn.id not in given:
        return to_answer([(found, warn)], how, session)
    label = msg("correction of {channel} {due}", channel=found.channel.name, due=found.due.isoformat())

    def done(_: Ledger, after: Ledger) -> Written:
        more = more_said(derive(after, session.catalogue).bill(found.id), session.language)
        return _done(after, found.id, session, *more)

    return carry_out(session, how, label, change, done)


def _check_one(lines: Sequence[Line]) -> None:
    """Problem where it may have been taken off any of several orders."""
    if len(lines) > 1:
        raise Problem(
            "it may be of any of these orders: {orders}; say which with `--order`",
            field="order",
            orders=", ".join(f"{line.order_id} {line.order.title}" for line in lines if line.order),
        )


def _done(after: Ledger, ident: str, session: Session, *remarks: str) -> Written:
    """The bill as it is then, and what is still to be said of it."""
    bill = derive(after, session.catalogue).bill(ident)
    rest = rest_in_shell(bill, session.now())
    asked = (session.language.say(rest),) if rest else ()
    return Written(
        bill_json(bill, session.moment(), after),
        (*remarks, *over_said(bill, session), bill_said(bill, session), *asked),
    )


COMMANDS: dict[str, click.Command] = {"confirm": confirm, "correct": correct}
