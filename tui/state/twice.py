"""A bill that is repaid was paid a second time: how much, by what and when. It becomes credit."""

from datetime import datetime
from functools import partial

from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.values.message import msg
from models.values.money import Fen, plain, yuan
from models.values.spoken_date import instant_typed
from tui.state.question import Answer, Case, Commit, Question, Then, amount_field, stop, typed
from tui.words.bill import repayment_said
from tui.words.when_paid import when_paid


def how_much(case: Case) -> Question:
    """How much was paid the second time."""
    t, bill = case.session.language, case.bill
    last = bill.repayments[-1]
    return Question(
        id="twice-amount",
        text=(
            (t.t("On record: {repayment}", repayment=repayment_said(last, bill, case.session)), ""),
            (t.t("How much was paid the second time?"), "bold"),
        ),
        field=amount_field(lambda amount: Then(partial(by_what, amount=amount)), proposal=plain(last.amount)),
    )


def by_what(case: Case, amount: Fen) -> Question:
    """By which method."""
    t, channel = case.session.language, case.bill.channel
    ways = [(each.id, each.name) for each in channel.methods]
    return Question(
        id="twice-method",
        text=((t.t("By what was the second {amount} paid?", amount=yuan(amount)), "bold"),),
        answers=(
            stop(t.t("stop here"), t.t("nothing is recorded")),
            *(
                Answer(ident, t.words(name), partial(_by, amount, ident))
                for ident, name in (*ways, (AUTO_DEBIT, channel.method_name(AUTO_DEBIT)))
            ),
        ),
    )


def _by(amount: Fen, method: str) -> Then:
    return Then(partial(when, amount=amount, method=method))


def when(case: Case, amount: Fen, method: str) -> Question:
    """When, as the app shows it."""
    return Question(
        id="twice-when",
        text=((when_paid(case.bill, case.session), "bold"),),
        field=typed(
            lambda text: instant_typed(text, case.bill.channel.zone, case.now), partial(_record, case, amount, method)
        ),
    )


def _record(case: Case, amount: Fen, method: str, paid_at: datetime) -> Commit:
    bill, now = case.bill, case.now
    said = ReportedRepayment(amount=amount, method=method, paid_at=paid_at, way=PaidAs.AGAIN)
    label = msg("second repayment of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        # It has been paid: nothing is to be weighed any more.
        return repay(ledger, newest, answered(said, warnings(newest, said, now)), now)

    return Commit(label, change)
