"""Orders that end before their last period: `fenqi refund`, `fenqi early`."""

from datetime import date, datetime, time
from typing import Any

import click

from models.actions.direct import ReportedRepayment, answered, check_answers, repay, unanswered, warnings
from models.actions.early import EarlyQuote, early_bill, early_quote
from models.actions.reference import as_typed
from models.actions.refund import credit_with, effect_on, refund_time
from models.actions.refund import refund as refunded_by
from models.actions.refundable import no_purchase, refunded
from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.exchange.contract import repayment_json
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.dates import instant, today
from models.values.message import Problem, msg
from models.values.money import Fen, parse_amount, plain, plain_or_none, yuan
from models.values.typed import parse_date
from tui.cli.like_card import like_cards
from tui.cli.noop import N_
from tui.cli.order_named import order_named
from tui.cli.paying import answers_in, pays, to_answer
from tui.cli.printing import print_json, print_rows
from tui.cli.writing import EXIT_OPEN, How, Written, carry_out, writes
from tui.run.session import Session
from tui.words.bill import repayment_said
from tui.words.early import early_said
from tui.words.refund import consequences


def _order(ledger: Ledger, session: Session, wanted: str) -> tuple[Order, Channel]:
    """The order that is meant, and the channel as its account has it."""
    order = order_named(session, ledger, derive(ledger, session.catalogue), wanted)
    return order, channel_of(contracts(ledger, session.catalogue), order.account_id)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_date(text)
    except Problem as problem:
        raise problem.about("on") from None


@click.command(help=N_("Record that goods of ORDER were returned, and where the money goes."))
@click.argument("order")
@click.option("--amount", metavar="AMOUNT", help=N_("How much went back to the institution; with `--full` all of it."))
@click.option("--full", is_flag=True, help=N_("The whole purchase was returned, so what is left of it ends."))
@click.option("--on", metavar="DATE", help=N_("The day of the refund; today otherwise."))
@writes
@click.pass_obj
def refund(session: Session, /, order: str, amount: str | None, full: bool, on: str | None, how: How) -> int:
    if amount is None and not full:
        raise click.UsageError(session.language.t("give `--amount`, or `--full` for the whole purchase"))
    ledger, now, day = session.load().ledger, session.now(), _day(on)
    found, channel = _order(ledger, session, order)
    bought = no_purchase(found)
    if bought:
        raise Problem.of(bought)
    fen = found.plan.principal - refunded(ledger, found.id) if amount is None else parse_amount(amount)
    at = refund_time(found, day or today(now, channel.zone), channel.zone, now)

    def done(before: Ledger, after: Ledger) -> Written:
        was, book = derive(before, session.catalogue), derive(after, session.catalogue)
        credits_of = [credit_with(each, session.catalogue).get(found.account_id, 0) for each in (before, after)]
        goes = effect_on(found.id, was, book, credits_of[1] - credits_of[0])
        fields = {
            "order": found.id,
            "amount": plain(fen),
            "principal": plain_or_none(goes.principal),
            "fees": plain_or_none(goes.fees),
            "credit": plain(goes.credit),
        }
        said = session.language.t(
            "refunded {amount} on {day}", amount=yuan(fen), day=today(at, channel.zone).isoformat()
        )
        return Written(fields, (said, *map(session.language.say, consequences(goes, channel))))

    def write(newest: Ledger) -> Ledger:
        return refunded_by(newest, derive(newest, session.catalogue), found.id, fen, at, full=full)

    return carry_out(session, how, msg("refund of {title}", title=found.title), write, done)


@click.command(
    help=N_(
        "What settling ORDER early costs and saves. With `--record`, the amount that was paid for it, and `--method`, "
        "that is written down."
    )
)
@click.argument("order")
@click.option("--on", metavar="DATE", help=N_("The day on which it is settled, or was; today otherwise."))
@click.option("--record", "paid", metavar="AMOUNT", help=N_("Record that it was settled for that amount."))
@pays(required=False)
@writes
@click.pass_obj
def early(session: Session, /, order: str, on: str | None, paid: str | None, how: How, **options: Any) -> int:
    ledger, now, day = session.load().ledger, session.now(), _day(on)
    found, channel = _order(ledger, session, order)
    if paid is not None:
        if options["method"] is None:
            raise click.UsageError(session.language.t("`--record` needs `--method`: how it was paid"))
        at = refund_time(found, day or today(now, channel.zone), channel.zone, now)
        said = _said(parse_amount(paid), at, session, options)
        return _record(session, how, found, said, no_card=options["no_card"])
    at = now if day is None or day == today(now, channel.zone) else instant(day, time(12), channel.zone)
    quote = early_quote(found, derive(ledger, session.catalogue), channel, at)
    if how.as_json:
        print_json(early_quote_json(found, quote))
    else:
        print_rows(text for text, _ in early_said(quote, channel, session))
    return 0


def early_quote_json(order: Order, quote: EarlyQuote) -> dict[str, str | None]:
    """`billed` is due in any case; `principal` and `charge` are of the periods to come, and all three are the total.

    Where the channel's rule is not known, neither are `charge`, `total` and `saved`: null. Where the fee of the order
    is not known, none of them is, and by a rule the total is the most that it can be.
    """
    return {
        "order": order.id,
        "on": quote.day.isoformat(),
        "billed": plain(quote.billed),
        "principal": plain(quote.principal_to_come) if quote.fee_known else None,
        "charge": plain(quote.charge_to_come) if quote.is_known else None,
        "total": plain(quote.total) if quote.rule else None,
        "saved": plain_or_none(quote.saved),
        "rule": quote.rule.value.replace("-", "_") if quote.rule else None,
    }


def _said(amount: Fen, at: datetime, session: Session, options: dict[str, Any]) -> ReportedRepayment:
    return ReportedRepayment(
        amount=amount,
        method=options["method"],
        other=options["other"],
        paid_at=at,
        reference=options["reference"],
        confirmed=not options["unconfirmed"],
        answers=answers_in(options["answers"], session.language),
    )


def _record(session: Session, how: How, order: Order, said: ReportedRepayment, *, no_card: bool) -> int:
    now = session.now()

    def bill_in(ledger: Ledger) -> Bill:
        return early_bill(ledger, derive(ledger, session.catalogue), session.catalogue, order.id, said.paid_at)

    ledger = session.load().ledger
    bill = bill_in(ledger)
    raised = warnings(bill, said, now)
    repay(ledger, bill, answered(said, raised), now)  # what no reason helps comes first
    check_answers(said.answers, raised)
    warned = [(bill, warn) for warn in unanswered(bill, said, now)]
    if warned:
        return to_answer(warned, how, session)
    if like_cards(session, how, [as_typed(said.reference)], no_card=no_card):
        return EXIT_OPEN
    return carry_out(
        session,
        how,
        msg("early settlement of {title}", title=order.title),
        lambda newest: repay(newest, bill_in(newest), said, now),
        lambda before, after: _done(before, after, order, bill_in(before), session),
    )


def _done(before: Ledger, after: Ledger, order: Order, bill: Bill, session: Session) -> Written:
    """What was quoted, and the repayment."""
    channel = bill.channel
    (made,) = (each for ident, each in after.repayments.items() if ident not in before.repayments)
    quote = early_quote(order, derive(before, session.catalogue), channel, made.paid_at)
    fields = {**early_quote_json(order, quote), "repayment": repayment_json(made, channel.zone)}
    said = (text for text, _ in early_said(quote, channel, session))
    return Written(fields, (*said, repayment_said(made, bill, session)))


COMMANDS: dict[str, click.Command] = {"refund": refund, "early": early}
