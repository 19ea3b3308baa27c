"""`fenqi record`: a repayment that was made, with the gates of its checklist."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from models.actions.direct import ReportedRepayment, answered, check_answers, perhaps_for, unanswered, warnings
from models.actions.reference import as_typed
from models.actions.several import apart, repay_all
from models.actions.together import pays as pays_together
from models.actions.together import with_others
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive
from models.exchange.contract import bill_json, repayment_json
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.values.message import Message, Problem, msg
from models.values.money import parse_amount, plain, yuan
from tui.cli.like_card import like_cards
from tui.cli.naming import bill_named
from tui.cli.noop import N_
from tui.cli.order_named import order_named
from tui.cli.paying import answers_in, pays, shares_in, time_paid, to_answer
from tui.cli.which_order import to_say_which
from tui.cli.writing import EXIT_OPEN, How, Written, carry_out, writes
from tui.run.session import Session
from tui.words.bill import bill_said, over_said, repayment_said
from tui.words.minimum import too_late_said
from tui.words.part import rest_said


@click.command(
    help=N_(
        "Record a repayment that was made. BILL is the id of a bill, or an account: its earliest bill that is not "
        "settled. Several bills are repaid by their sum. Less than is owed is a part payment."
    )
)
@click.argument("bills", nargs=-1, required=True, metavar="BILL...")
@click.option("--amount", required=True, metavar="AMOUNT", help=N_("What was paid, for all the bills together."))
@click.option("--for", "shares", multiple=True, metavar="ORDER=AMOUNT", help=N_("What of it went to one order."))
@click.option("--paid-at", metavar="TIME", help=N_("When it was paid, like 2026-12-09T21:30+08:00; now otherwise."))
@click.option(
    "--way",
    type=click.Choice([each.value for each in PaidAs]),
    help=N_("What it is of the bill: `again` is a second payment of it, which becomes credit."),
)
@pays(required=True)
@writes
@click.pass_obj
def record(session: Session, /, bills: tuple[str, ...], how: How, **options: Any) -> int:
    ledger, now = session.load().ledger, session.now()
    book = derive(ledger, session.catalogue)
    named = {each.id: each for each in (bill_named(ledger, book, session, wanted) for wanted in bills)}
    said = _said(ledger, book, next(iter(named.values())), session, options)
    parts = list(zip(named.values(), apart(tuple(named.values()), said, book, now), strict=True))
    _check_others(parts, book, now)
    raised = [warn for bill, part in parts for warn in warnings(bill, part, now)]
    repay_all(ledger, session.catalogue, tuple(named), answered(said, raised), now)  # what no reason helps comes first
    check_answers(said.answers, raised)
    for bill, part in parts:
        if perhaps := perhaps_for(bill, part):
            return to_say_which(bill, perhaps, ledger, how, session, part.amount)
    warned = [(bill, warn) for bill, part in parts for warn in unanswered(bill, part, now)]
    if warned:
        return to_answer(warned, how, session)
    if like_cards(session, how, [as_typed(said.reference)], no_card=options["no_card"]):
        return EXIT_OPEN
    return carry_out(
        session,
        how,
        _label(tuple(named.values())),
        lambda newest: repay_all(newest, session.catalogue, tuple(named), said, now),
        lambda before, after: _done(before, after, tuple(named), session),
    )


def _said(ledger: Ledger, book: Book, bill: Bill, session: Session, options: dict[str, Any]) -> ReportedRepayment:
    shares = shares_in(options["shares"], session.language)
    return ReportedRepayment(
        amount=parse_amount(options["amount"]),
        method=options["method"],
        other=options["other"],
        paid_at=time_paid(options["paid_at"], bill.channel.zone, session.now()),
        reference=options["reference"],
        confirmed=not options["unconfirmed"],
        way=PaidAs(options["way"]) if options["way"] else None,
        shares=tuple((order_named(session, ledger, book, order).id, share) for order, share in shares),
        answers=answers_in(options["answers"], session.language),
    )


def _check_others(parts: Sequence[tuple[Bill, ReportedRepayment]], book: Book, now: datetime) -> None:
    """Problem where the amount, which is too much for the one bill, pays others of its account as well."""
    bill, said = parts[0]
    if len(parts) > 1 or said.amount <= bill.outstanding or said.way not in {None, PaidAs.FULL}:
        return
    others = with_others(bill, pays_together(bill, said.amount, book, now))
    if others:
        raise Problem(
            "{amount} is what this bill and {others} come to together: "
            "record them with `fenqi record {bills} --amount {figure}`",
            field="amount",
            amount=yuan(said.amount),
            others=", ".join(others),
            bills=" ".join(sorted((bill.id, *others), key=lambda ident: book.bill(ident).due)),
            figure=plain(said.amount),
        )


def _label(bills: Sequence[Bill]) -> Message:
    if len(bills) == 1:
        return msg("repayment of {channel} {due}", channel=bills[0].channel.name, due=bills[0].due.isoformat())
    return msg("repayments of bills: {count}", count=len(bills))


def _done(before: Ledger, after: Ledger, idents: Sequence[str], session: Session) -> Written:
    """The repayments and their bills; what a part leaves, and what that costs."""
    was, book, moment = derive(before, session.catalogue), derive(after, session.catalogue), session.moment()
    made = [each for ident, each in after.repayments.items() if ident not in before.repayments]
    bills = [book.bill(ident) for ident in idents]
    repayments = [repayment_json(each, bill.channel.zone) for each, bill in zip(made, bills, strict=True)]
    as_json = [bill_json(bill, moment, after) for bill in bills]
    sentences = []
    for each, bill in zip(made, bills, strict=True):
        sentences.append(repayment_said(each, bill, session))
        rest = (text for text, _ in rest_said(was.bill(bill.id), each.amount, session))
        sentences += over_said(bill, session) if bill.over else rest
        sentences += too_late_said(bill, each, session)
        sentences.append(bill_said(bill, session))
    if len(bills) == 1:
        return Written({"repayment": repayments[0], "bill": as_json[0]}, tuple(sentences))
    return Written({"repayments": repayments, "bills": as_json}, tuple(sentences))


COMMANDS: dict[str, click.Command] = {"record": record}
