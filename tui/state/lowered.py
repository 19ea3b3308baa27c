"""The institution took something off a bill: a coupon, a waived fee, or all of it."""

from collections.abc import Sequence
from functools import partial

from models.actions.checklist import without_checklist
from models.actions.reduction import meant_by
from models.actions.total import less_by, set_total
from models.bills.bill import Bill
from models.bills.schedule import Line
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.values.message import Message, msg
from models.values.money import Fen, grouped, plain, yuan
from tui.state.question import Answer, Case, Commit, Next, Question, Then, amount_field, stop
from tui.terminal.ahead import Care
from tui.words.board import Sum, SumRow

TARGETS = {
    Target.FEE: msg("a fee was waived"),
    Target.PRINCIPAL: msg("the price was lowered"),
    Target.BILL: msg("this bill alone: a coupon"),
}
"""What an institution may lower, as it is asked."""


def how_much(case: Case, less: Fen = 0) -> Question:
    """How much was taken off; `less` is proposed."""
    t, bill = case.session.language, case.bill
    return Question(
        id="lowered-amount",
        text=((t.t("How much was taken off this bill?"), "bold"),),
        field=amount_field(lambda amount: Then(partial(of_what, amount=amount)), proposal=plain(less) if less else ""),
        care=Care.NONE,
        board=Sum((SumRow(t.t("bill"), grouped(bill.outstanding)),), typed=t.t("taken off")),
        board_after=1,
    )


def of_what(case: Case, amount: Fen) -> Question:
    """What was lowered: a later refund, early settlement and the true rate follow it."""
    t, bill = case.session.language, case.bill
    left = grouped(bill.outstanding - amount)
    return Question(
        id="lowered",
        text=((t.t("What was lowered by {amount}?", amount=yuan(amount)), "bold"),),
        answers=(
            stop(t.t("stop here"), t.t("the bill stays as it is")),
            *(
                Answer(
                    target.value,
                    t.say(words),
                    partial(_of_target, case, amount, target),
                    t.t("{left} stays due {due}", left=left, due=f"{bill.due:%m-%d}"),
                )
                for target, words in TARGETS.items()
            ),
        ),
    )


def _of_target(case: Case, amount: Fen, target: Target) -> Next:
    """Of which order it was is asked where it may be of several."""
    bill = case.bill
    lines = meant_by(bill, target, less_by(bill, bill.amount - amount, target))
    if len(lines) > 1:
        return Then(partial(of_which, amount=amount, target=target, lines=lines))
    return _lower(case, amount, target)


def of_which(case: Case, amount: Fen, target: Target, lines: Sequence[Line]) -> Question:
    """Of which order on the bill it was."""
    t = case.session.language
    return Question(
        id="lowered-order",
        text=((t.t("Of which order was {amount} taken off?", amount=yuan(amount)), "bold"),),
        answers=(
            stop(t.t("stop here"), t.t("the bill stays as it is")),
            *(
                Answer(line.order_id, line.order.title, partial(_lower, case, amount, target, line.order_id))
                for line in lines
                if line.order
            ),
        ),
    )


def taken_off(bill: Bill, amount: Fen) -> Message:
    """What undo calls that so much was taken off the bill."""
    return msg(
        "{amount} taken off {channel} {due}", amount=yuan(amount), channel=bill.channel.name, due=bill.due.isoformat()
    )


def _lower(case: Case, amount: Fen, target: Target, order: str = "") -> Commit:
    bill, now = case.bill, case.now

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        lower = set_total(ledger, newest, newest.amount - amount, now, target=target, order=order)
        return lower if newest.outstanding > amount else without_checklist(lower, newest)

    return Commit(taken_off(bill, amount), change)
