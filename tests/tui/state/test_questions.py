"""Every question of every checklist is asked here without a screen, and each of its answers leads somewhere."""

import ast
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.bills.bill import auto_debit_window
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from models.values.message import Problem
from tests.models.builders import at, found, ledger, order, walk_to_amount
from tests.tui.hands import Hands, session_at
from tui.state import amount, paid
from tui.state.auto_debit import CONFIRMATION, how_much
from tui.state.question import Case, Commit, Extra, Leave, Question, Then
from tui.state.reference import REFERENCE
from tui.state.repaying import REPAYMENT

ID = "huabei/2026-12-10"
EVE, DUE_DAY, AFTER = (at(f"2026-12-{day}T12:00:00+08:00") for day in ("09", "10", "12"))
STATE = Path(__file__).parents[3] / "tui" / "state"
OF = ledger(order("phone"))


def case(of: Ledger, now: object = EVE) -> Case:
    mine = session_at(Hands(now), builtin())
    return Case(found(of, ID, mine.now(), builtin()), derive(of, builtin()), mine, of.checklists.get(ID), of)


def begun() -> Ledger:
    return checklist.begin(OF, found(OF, ID, EVE, builtin()), EVE)


def answered(of: Ledger) -> Ledger:
    """With the warnings of the eve answered."""
    one = found(of, ID, EVE, builtin())
    for warning in checklist.warnings(of.checklists[ID], one, EVE):
        of = checklist.answer(of, one, warning.id, next(iter(warning.reasons)), EVE)
    return of


def at_amount() -> Ledger:
    return walk_to_amount(OF, ID, EVE, builtin())


def verified() -> Ledger:
    of = at_amount()
    one = found(of, ID, EVE, builtin())
    return verifying.settle_amount(of, one, one.outstanding, Way.MATCH, one.outstanding, EVE)


def chosen() -> Ledger:
    of = verified()
    return checklist.choose_method(of, found(of, ID, EVE, builtin()), "balance", EVE)


def unseen() -> Ledger:
    of = chosen()
    return payment.complete(of, found(of, ID, EVE, builtin()), EVE, EVE, confirmed=False)


def checked() -> Ledger:
    return auto_debit.confirm_balance(OF, found(OF, ID, EVE, builtin()), EVE)


def entered() -> Ledger:
    of = answered(begun())
    one = found(of, ID, EVE, builtin())
    (app, *_) = checklist.official(one)
    return checklist.confirm_platform(of, one, app.name["zh_CN"], EVE)


def referred() -> Question | None:
    of = unseen()
    (made,) = of.repayments
    return REFERENCE.ask(replace(case(of), about=made))


ASKED: dict[str, Callable[[], Question | None]] = {
    "warning:auto-debit": lambda: REPAYMENT.ask(case(begun(), DUE_DAY)),
    "platform": lambda: REPAYMENT.ask(case(answered(begun()))),
    "entry": lambda: REPAYMENT.ask(case(entered())),
    "amount": lambda: REPAYMENT.ask(case(at_amount())),
    "differs": lambda: amount.differs(case(at_amount()), 9_000),
    "doubted": lambda: amount.doubted(case(at_amount()), 900_000),
    "nothing": lambda: amount.nothing(case(at_amount())),
    "part": lambda: amount.part_of_bill(case(verified())),
    "method": lambda: REPAYMENT.ask(case(verified())),
    "paid": lambda: paid.paid(case(chosen())),
    "paid-before": lambda: paid.paid(case(chosen(), AFTER)),
    "when": lambda: paid.when(case(chosen()), seen=True),
    "arrived": lambda: CONFIRMATION.ask(case(unseen())),
    "taken": lambda: CONFIRMATION.ask(case(OF, DUE_DAY)),
    "how-much": lambda: how_much(case(OF, DUE_DAY)),
    "balance": lambda: CONFIRMATION.ask(case(OF)),
    "account": lambda: CONFIRMATION.ask(case(checked())),
    "reference": referred,
}


@pytest.mark.parametrize("ident", ASKED)
def test_a_question_is_asked_without_a_screen_and_each_answer_leads_on(ident: str) -> None:
    question = ASKED[ident]()
    assert question is not None
    assert question.id == ident
    assert all(text for text, _ in question.text)
    assert bool(question.answers) is not bool(question.field)
    for answer in question.answers:
        try:
            leads = answer.leads()
        except Problem as problem:
            assert str(problem)
        else:
            assert isinstance(leads, Commit | Extra | Leave | Then)
    if question.field:
        take = partial(question.field.take, "2026-12-09 10:00" if ident == "when" else "12.00")
        assert isinstance(take(), Commit | Extra | Then)


def test_no_question_is_left_out() -> None:
    calls = (
        node
        for file in STATE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "id" and isinstance(node.value, ast.Constant | ast.JoinedStr)
    )
    ids = {ast.unparse(each.value).strip("f'\"").partition("{")[0] for each in calls}
    assert {ident.partition("auto-debit")[0] if ident.startswith("warning") else ident for ident in ASKED} == ids


def test_the_bill_that_they_are_asked_about_has_an_auto_debit() -> None:
    assert auto_debit_window(case(OF).bill) is not None
