"""What to check around an auto-debit, after a repayment that the app did not show, or after a part of a bill."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import cast

from models.actions import payment
from models.actions.balance import offered_labels
from models.actions.enough import confirm_balance, take_from
from models.bills.auto_debit_window import auto_debit_range, takes_unknown
from models.bills.bill import Window, unconfirmed
from models.bills.coverage import AutoDebitAhead, PayAccount, pay_account
from models.bills.debit_phase import AutoDebitStep, Phase, next_step, phase
from models.bills.minimum import rest_unsaid
from models.bills.unsaid import unsaid_line
from models.ledger.repayment import Repayment
from models.values.account_label import given_label
from models.values.money import Fen, plain, yuan
from tui.state.checklist import Checklist
from tui.state.confirming import why_not_confirm
from tui.state.happened import the_rest
from tui.state.past import past
from tui.state.question import Answer, Case, Commit, Question, Then, amount_field, stop, typed
from tui.state.taken import careful, seen_of, taken, window_of
from tui.words.coverage import auto_debits_said, held_said, unknown_said
from tui.words.first_auto_debit import first_auto_debit
from tui.words.styled import Styled


class ToSee(StrEnum):
    """What can be checked of a bill."""

    ARRIVED = "arrived"
    """A repayment that was made, and is not yet seen in the app."""
    PAST = "past"
    """Whether it was repaid before its order was entered."""
    TAKEN = "taken"
    """The auto-debit that runs or has run."""
    REST = "rest"
    """Whether the rest goes over to the next bill, where a part of at least the minimum was repaid in time."""
    ACCOUNT = "account"
    """The account that it takes from first."""
    BALANCE = "balance"
    """What that holds, before it runs."""


def to_see(case: Case) -> ToSee | None:
    """What to check now; None where there is nothing."""
    if why_not_confirm(case.bill, case.session) is not None:
        return None
    if unconfirmed(case.bill) is not None:
        return ToSee.ARRIVED
    if unsaid_line(case.bill) is not None:
        return ToSee.PAST
    if phase(case.bill, case.now) in {Phase.RUNNING, Phase.UNSEEN}:
        return ToSee.TAKEN
    if rest_unsaid(case.bill, case.now):
        return ToSee.REST
    return ToSee.BALANCE if next_step(case.bill) is AutoDebitStep.BALANCE else ToSee.ACCOUNT


def arrived(case: Case) -> Question:
    """Whether the app shows the repayment by now that is not yet confirmed."""
    t, zone, repayment = case.session.language, case.bill.due_at.tzinfo, cast("Repayment", unconfirmed(case.bill))
    text = t.t(
        "{amount} was paid on {when}. Does the app show it as repaid?",
        amount=yuan(repayment.amount),
        when=f"{repayment.paid_at.astimezone(zone):%m-%d %H:%M}",
    )
    return Question(
        id="arrived",
        text=((text, "bold"),),
        answers=(
            stop(t.t("no, not yet")),
            Answer(
                "seen",
                t.t("yes, it shows it"),
                lambda: seen_of(case.bill, lambda ledger, _: payment.confirm(ledger, repayment.id)),
            ),
            Answer(
                "back",
                t.t("no, the money came back or never left"),
                lambda: seen_of(case.bill, lambda ledger, _: payment.never_arrived(ledger, repayment.id)),
            ),
        ),
    )


def _ahead(case: Case, window: Window) -> tuple[Styled, ...]:
    """What will be taken, and when."""
    t = case.session.language
    when = t.words(case.bill.channel.auto_debit.when)
    start = f"{window.start:%m-%d %H:%M}"
    if takes_unknown(case.bill):
        text = (
            t.t("The minimum is taken from {start} on; how much that is, is not known here.", start=start)
            if window.known
            else t.t("The minimum may be taken from {start} on; how much that is, is not known here.", start=start)
        )
        first = first_auto_debit(case.bill, case.ledger, case.book, case.session)
        return (*first, (text, "warn"), *(((when, "dim"),) if when else ()))
    least, most = auto_debit_range(case.bill)
    text = (
        t.t("{amount} is taken from {start} on.", amount=yuan(window.amount), start=start)
        if window.known and least == most
        else t.t("{amount} may be taken from {start} on.", amount=yuan(most), start=start)
    )
    return (*careful(case), (text, "warn"), *(((when, "dim"),) if when else ()))


def account(case: Case) -> Question:
    """From which account it is taken first: one that is known, or another."""
    t, known = case.session.language, offered_labels(case.ledger, window_of(case).pay_account)
    if not known:
        return which_account(case)
    ask = t.t("From which account is it taken first?")
    return Question(
        id="account",
        text=(*_ahead(case, window_of(case)), (ask, "bold")),
        answers=(
            stop(t.t("stop here")),
            *(Answer(each, each, partial(_from, case, each)) for each in known),
            Answer("another", t.t("another account"), lambda: Then(which_account)),
        ),
    )


def which_account(case: Case) -> Question:
    """From which account it is taken first, which is typed."""
    t = case.session.language

    ask = t.t("Which account goes first? A label is enough, no number.")
    return Question(
        id="which-account",
        text=(*_ahead(case, window_of(case)), (ask, "bold")),
        field=typed(given_label, partial(_from, case), placeholder=t.t("like 招行储蓄卡 1234")),
    )


def _from(case: Case, named: str) -> Commit:
    now, catalogue = case.now, case.session.catalogue
    return seen_of(case.bill, lambda ledger, newest: take_from(ledger, catalogue, newest, named, now))


def balance(case: Case) -> Question:
    """What the account holds, of which all is taken that comes before this bill's debit."""
    t, bills, now = case.session.language, case.book.bills.values(), case.now
    label = case.bill.auto_debit.pay_account if case.bill.auto_debit else ""
    found = pay_account(case.ledger, bills, label, now)
    taken = found.until(case.bill.id)
    short = (found.left_after(case.bill.id) or 0) < 0
    unknown = pay_account(case.ledger, bills, "", now)
    return Question(
        id="balance",
        text=(
            *held_said(found, case.bill.channel.zone, case.session),
            *auto_debits_said(taken, case.session),
            *unknown_said(unknown, case.session),
            *(_too_little(found, taken, case) if short else ()),
            (t.t("What does {account} hold? Type it from its app.", account=label), "bold"),
        ),
        field=amount_field(
            partial(_holds, case),
            proposal=plain(found.balance.amount) if short and found.balance and not found.repaid else "",
        ),
    )


def _too_little(found: PayAccount, taken: Sequence[AutoDebitAhead], case: Case) -> Iterator[Styled]:
    """What to do where the money does not cover them, or may not; nothing where the app has to be looked at first."""
    t = case.session.language.t
    if (taken[-1].at_best or 0) < 0:
        words = t("Top it up and type what it holds then, or repay by hand with p; escape and N where you cannot pay.")
        yield words, "warn"
    elif not found.repaid:
        words = t("It may be too little: look in the app how much is taken, then top it up, or repay by hand with p.")
        yield words, "warn"


def _holds(case: Case, amount: Fen) -> Commit:
    now, catalogue = case.now, case.session.catalogue
    return seen_of(case.bill, lambda ledger, newest: confirm_balance(ledger, catalogue, newest, amount, now))


CONFIRMATION = Checklist(
    name="confirmation",
    open=to_see,
    questions={
        ToSee.ARRIVED: arrived,
        ToSee.PAST: past,
        ToSee.TAKEN: taken,
        ToSee.REST: the_rest,
        ToSee.ACCOUNT: account,
        ToSee.BALANCE: balance,
    },
)
