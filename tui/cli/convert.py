"""A bill turned into instalments of its own (账单分期), said in the shell."""

import click

from models.actions.convert import convert as converted
from models.bills.derive import derive
from models.channels.most_periods import exceeded
from models.channels.rate_lines import rate_line
from models.exchange.contract import bill_json
from models.exchange.contract_orders import rates_json
from models.exchange.record import order_fields
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.offers.typed_terms import parse_periods
from models.plans.annual_cost import dated_cost
from models.values.message import msg
from models.values.money import parse_amount, yuan
from tui.cli.noop import N_
from tui.cli.one_bill import as_it_is, one_bill
from tui.cli.writing import How, Written, carry_out, writes
from tui.run.session import Session
from tui.words.bill import instalment_title
from tui.words.cost import fees_said, really
from tui.words.most_periods import too_many


@click.command(help=N_("Turn a bill, or a part of it, into instalments of its own (账单分期)."))
@click.argument("bill")
@click.option("--amount", required=True, metavar="AMOUNT", help=N_("The part of the bill that is turned."))
@click.option("--periods", required=True, metavar="N", help=N_("The number of periods, a month each."))
@click.option("--fee", required=True, metavar="AMOUNT", help=N_("All fees together, as the app shows them."))
@writes
@click.pass_obj
def convert(session: Session, bill: str, amount: str, periods: str, fee: str, how: How) -> int:
    fen, count, fees = parse_amount(amount), parse_periods(periods), parse_amount(fee)
    found = one_bill(session, bill)

    def change(ledger: Ledger) -> Ledger:
        bill, title = as_it_is(session, ledger, found), instalment_title(found, session)
        return converted(ledger, session.catalogue, bill, fen, count, fees, session.now(), title)

    def done(before: Ledger, after: Ledger) -> Written:
        (order,) = (each for ident, each in after.orders.items() if ident not in before.orders)
        return _done(session, after, order)

    label = msg(
        "turn {amount} of {channel} {due} into instalments",
        amount=yuan(fen),
        channel=found.channel.name,
        due=found.due.isoformat(),
    )
    return carry_out(session, how, label, change, done)


def _done(session: Session, after: Ledger, order: Order) -> Written:
    book, language = derive(after, session.catalogue), session.language
    t = language.t
    bill, lines = book.bill(order.of), book.schedules[order.id]
    cost = dated_cost(order.plan, order.lent_on, tuple(line.due for line in lines))
    said = really(order.plan, cost, rate_line(bill.channel, order.lent_on), language)
    fields = {
        "bill": bill_json(bill, session.moment(), after),
        "order": order_fields(order),
        "rates_percent": rates_json(cost)["rates_percent"],
        "too_many": exceeded(order.plan.periods, bill.channel) is not None,
    }
    periods = t(
        "{count} periods from {due} on: {amounts}",
        count=len(lines),
        due=lines[0].due.isoformat(),
        amounts=" · ".join(yuan(line.amount) for line in lines),
    )
    owed = t("the bill {bill} is {amount} now", bill=bill.id, amount=yuan(bill.amount))
    long = too_many(order.plan.periods, bill.channel, language)
    return Written(fields, (owed, periods, fees_said(order.plan, language), said, *filter(None, (long,))))


COMMANDS: dict[str, click.Command] = {"convert": convert}
