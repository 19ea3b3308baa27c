"""A bill, or a part of it, was turned into instalments (账单分期): how much, into how many, and at what fee."""

from functools import partial

from models.actions.checklist import without_checklist
from models.actions.convert import bill_instalment, check_amount, convert
from models.bills.bill import Bill
from models.bills.converting import convertible, still_estimated
from models.bills.schedule import due_dates_of
from models.channels.rate_lines import rate_line
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.offers.typed_terms import parse_periods
from models.plans.annual_cost import dated_cost
from models.plans.plan import check_periods, parts
from models.values.message import msg
from models.values.money import Fen, grouped, plain, yuan
from tui.state.question import Answer, Case, Commit, Question, Then, again, amount_field, stop, typed
from tui.terminal.ahead import Care
from tui.words.bill import instalment_title
from tui.words.board import Sum, SumRow
from tui.words.cost import fees_said, really
from tui.words.most_periods import too_many
from tui.words.styled import Styled


def how_much(case: Case, less: Fen = 0) -> Question:
    """How much of the bill was turned; `less`, or all that can be, is proposed."""
    t, bill = case.session.language, case.bill
    most = convertible(bill)
    other: tuple[Styled, ...] = ()
    if most < bill.outstanding - still_estimated(bill):
        words = t.t("{most} of the bill is no instalment; only that can be turned, as far as known.", most=yuan(most))
        other = ((words, ""),)
    return Question(
        id="turned-amount",
        text=(*other, (t.t("How much of the bill was turned into instalments?"), "bold")),
        field=amount_field(partial(_amount, case), proposal=plain(min(less or most, most))),
        care=Care.NONE,
    )


def _amount(case: Case, amount: Fen) -> Then:
    check_amount(case.bill, amount)
    return Then(partial(how_many, amount=amount))


def how_many(case: Case, amount: Fen) -> Question:
    """Into how many periods."""
    t = case.session.language

    def periods(text: str) -> int:
        count = parse_periods(text)
        check_periods(count)
        return count

    ask = t.t("Into how many periods was {amount} turned?", amount=yuan(amount))
    return Question(
        id="turned-periods",
        text=((ask, "bold"),),
        field=typed(periods, lambda count: Then(partial(what_fee, amount=amount, periods=count))),
        care=Care.NONE,
    )


def what_fee(case: Case, amount: Fen, periods: int) -> Question:
    """At what fee, as the app shows it."""
    t = case.session.language
    ask = t.t("All fees together, as the app shows them? 0 if it takes none.")
    return Question(
        id="turned-fee",
        text=((ask, "bold"),),
        field=amount_field(partial(_fee, case, amount, periods)),
        care=Care.NONE,
    )


def _fee(case: Case, amount: Fen, periods: int, fee: Fen) -> Then:
    order = bill_instalment(case.bill, amount, periods, fee, case.now, instalment_title(case.bill, case.session))
    return Then(partial(turned_so, amount=amount, order=order, fee=fee))


def turned_so(case: Case, amount: Fen, order: Order, fee: Fen) -> Question:
    """Whether the app shows it so: what the bill falls to, and what is due when and at what rate."""
    t, bill = case.session.language, case.bill
    days = due_dates_of(order, bill.channel)
    cost = dated_cost(order.plan, order.lent_on, days)
    amounts = [grouped(part.amount) for part in parts(order.plan)]
    said = amounts[0] if len(set(amounts)) == 1 else " · ".join((amounts[0], "…", amounts[-1]))
    rates = (fees_said(order.plan, t), really(order.plan, cost, rate_line(bill.channel, order.lent_on), t))
    long = too_many(order.plan.periods, bill.channel, t)
    return Question(
        id="turned",
        text=(
            *((each, "") for each in rates if each),
            *(((long, "warn"),) if long else ()),
            (t.t("Does the app show it so?"), "bold"),
        ),
        answers=(
            again(t.t("no: type it again")),
            Answer("turned", t.t("yes: turn it into instalments"), partial(_turn, case, amount, order, fee)),
            stop(t.t("stop here")),
        ),
        board=Sum(
            (
                SumRow(t.t("bill"), grouped(bill.outstanding)),
                SumRow(t.t("turned"), grouped(amount)),
                SumRow(t.t("stays due {due}", due=f"{bill.due:%m-%d}"), grouped(bill.outstanding - amount), ruled=True),
                SumRow(t.t("{count} periods from {due}", count=len(days), due=f"{days[0]:%m-%d}"), said),
            )
        ),
    )


def _turn(case: Case, amount: Fen, order: Order, fee: Fen) -> Commit:
    bill, now, session = case.bill, case.now, case.session

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        made = convert(ledger, session.catalogue, newest, amount, order.plan.periods, fee, now, order.title)
        return made if newest.outstanding > amount else without_checklist(made, newest)

    return Commit(
        msg(
            "turn {amount} of {channel} {due} into instalments",
            amount=yuan(amount),
            channel=bill.channel.name,
            due=bill.due.isoformat(),
        ),
        change,
    )
