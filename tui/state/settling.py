"""How the amount step ends: what the app shows is verified, in full or in part."""

from collections.abc import Callable

from models.actions import verifying
from models.ledger.progress import Step, Way
from models.values.money import Fen
from tui.state.question import Answer, Asker, Case, Commit, Next, Question, Then, amount_field
from tui.state.step import step
from tui.terminal.ahead import Care
from tui.words.part import part_said


def in_part(case: Case, ask: Asker) -> tuple[Answer, ...]:
    """That only a part is paid, which `ask` asks for."""
    return (Answer("part", case.session.language.t("pay only a part of the bill"), lambda: Then(ask)),)


def part_of_figure(case: Case, figure: Fen) -> Question:
    """How much of what the app shows is paid."""
    return _part(case, lambda pay: verified(case, figure, Way.PART, pay), of_day=True)


def part_of_bill(case: Case) -> Question:
    """How much of the verified amount is paid."""
    now = case.now
    return _part(
        case,
        lambda pay: step(case, Step.AMOUNT, lambda ledger, newest: verifying.pay_part(ledger, newest, pay, now)),
    )


def _part(case: Case, leads: Callable[[Fen], Next], *, of_day: bool = False) -> Question:
    ask = (case.session.language.t("How much will you pay now?"), "bold")
    return Question(
        id="part",
        text=(*part_said(case.bill, case.session), ask),
        field=amount_field(leads),
        care=Care.NONE,
        of_day=of_day,
    )


def verified(case: Case, figure: Fen, way: Way, pay: Fen) -> Commit:
    """The app's figure is verified, and `pay` is to be paid."""
    now = case.now
    return step(
        case,
        Step.AMOUNT,
        lambda ledger, newest: verifying.settle_amount(ledger, newest, figure, way, pay, now),
    )
