"""Every question of every checklist is asked here without a screen, and each of its answers leads somewhere."""

import ast
from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions import auto_debit, checklist, direct, payment, verifying
from models.actions.account_changes import AccountDetails, changed
from models.actions.balance import read_balance
from models.actions.direct import ReportedRepayment, repay
from models.actions.noticed import ToRecord
from models.actions.warnings import BY_HAND, GO_ON, NOT_IN_IT, NOT_TAKEN, NOT_THE_BILL, SLOWLY, raised
from models.bills.auto_debit_window import auto_debit_window
from models.bills.derive import derive
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.balance import Balance
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.ledger.setting_up import SettingUp, SetUpDone, SetUpStep
from models.values.message import Problem
from tests.models.builders import at, found, ledger, order, up_to_amount, with_more
from tests.tui.hands import Hands, session_at
from tui.run.language import language_of
from tui.state import amount, early, from_message, happened, lowered, mismatch, paid, past, settling, turned, twice
from tui.state.auto_debit import CONFIRMATION
from tui.state.cannot_pay import CANNOT_PAY, which_day
from tui.state.checklists import CHECKLISTS, checklist_named
from tui.state.done import DONE
from tui.state.early import EARLY
from tui.state.from_message import FROM_MESSAGE, topic_of_record
from tui.state.happened import HAPPENED
from tui.state.question import AccountCommit, Case, Commit, Edit, Extra, Leave, Question, Then
from tui.state.reference import of_a_card, reference
from tui.state.repaying import another_way
from tui.state.repayment import REPAYMENT
from tui.state.set_up_extent import only_minimum
from tui.state.setting_up import SETTING_UP, other_account
from tui.state.taken import how_much, rest
from tui.terminal.ahead import Care

ID, EARLY_ID = "huabei/2026-12-10", "early/phone"
EVE, DUE_DAY, AFTER = (at(f"2026-12-{day}T12:00:00+08:00") for day in ("09", "10", "12"))
STATE = Path(__file__).parents[3] / "tui" / "state"
OF = ledger(order("phone"))
SHOPPED = with_more(OF, ID, 5_100_00)
MI, MI_ID = ledger(order("phone", channel="xiaomi")), "xiaomi/2026-12-10"
CARD_ID = "cmb/2026-12-10"
CARD_ON = changed(
    ledger(order("phone", channel="cmb")), builtin(), "cmb", AccountDetails(auto_debit=Switch.ON), EVE.date()
)
LATE = ledger(order("phone", entered_on=date(2026, 12, 20)))


def case(of: Ledger, now: object = EVE, ident: str = ID) -> Case:
    mine = session_at(Hands(now), builtin())
    return Case(found(of, ident, mine.now(), builtin()), derive(of, builtin()), mine, of.checklists.get(ident), of)


def begun(ident: str = ID) -> Ledger:
    return checklist.begin(OF, found(OF, ident, EVE, builtin()), EVE)


def answered(ident: str = ID) -> Ledger:
    """With the warnings of the eve answered."""
    of = begun(ident)
    one = found(of, ident, EVE, builtin())
    for warning in checklist.warnings(of.checklists[ident], one, EVE):
        of = checklist.answer(of, one, warning.id, next(iter(warning.reasons)), EVE)
    return of


def entered(ident: str = ID) -> Ledger:
    of = answered(ident)
    one = found(of, ident, EVE, builtin())
    (app, *_) = checklist.official(one)
    return checklist.confirm_platform(of, one, app.name["zh_CN"], EVE)


def at_amount(ident: str = ID) -> Ledger:
    return up_to_amount(OF, ident, EVE, builtin())


def verified(ident: str = ID) -> Ledger:
    of = at_amount(ident)
    one = found(of, ident, EVE, builtin())
    return verifying.settle_amount(of, one, one.outstanding, Way.MATCH, one.outstanding, EVE)


def chosen(ident: str = ID) -> Ledger:
    of = verified(ident)
    return checklist.choose_method(of, found(of, ident, EVE, builtin()), "balance", EVE)


def unseen() -> Ledger:
    of = chosen()
    return payment.complete(of, found(of, ID, EVE, builtin()), EVE, EVE, confirmed=False)


def checked() -> Ledger:
    return auto_debit.confirm_account(OF, found(OF, ID, EVE, builtin()), "招行 1234", EVE)


def known() -> Ledger:
    """With a pay account that somebody read the balance of."""
    return read_balance(OF, "招行 1234", 5_000, EVE)


def paid_in_part() -> Ledger:
    return repay(OF, found(OF, ID, EVE, builtin()), said(5_000, PaidAs.PART), EVE)


def minimum_by_hand() -> Ledger:
    """The minimum of a bill with other purchases repaid by hand, and nothing taken of the rest."""
    of = repay(SHOPPED, found(SHOPPED, ID, EVE, builtin()), said(700_00, PaidAs.PART, SHOPPED), EVE)
    return auto_debit.failed(of, found(of, ID, AFTER, builtin()), AFTER)


def paid_whole() -> Ledger:
    return repay(OF, found(OF, ID, EVE, builtin()), said(10_100, PaidAs.FULL), EVE)


def said(amount: int, way: PaidAs, ledger: Ledger = OF) -> ReportedRepayment:
    of = found(ledger, ID, EVE, builtin())
    one = ReportedRepayment(amount=amount, method="balance", paid_at=EVE, way=way)
    return direct.answered(one, direct.warnings(of, one, EVE))


def by_message(now: object = EVE, method: str = "balance") -> Case:
    """A message says that the bill was repaid."""
    to = ToRecord(bill=ID, amount=10_100, method=method, paid_at=EVE)
    return replace(case(OF, now), about=topic_of_record(to).about)


def typed_in(question: Question, text: str, one: Case) -> Question:
    """What is asked once that was typed."""
    assert question.field is not None
    leads = question.field.take(text)
    assert isinstance(leads, Then)
    assert leads.ask is not None
    return leads.ask(one)


def recorded() -> Case:
    of = unseen()
    (made,) = of.repayments
    return replace(case(of), about=made)


def setting_up(*done: SetUpStep, of: Ledger = OF, off: bool = False) -> Case:
    """With auto-debit of 花呗 being set up, or of another account turned off, after these steps."""
    about = "cmb" if off else "huabei"
    answers = {SetUpStep.APP: "支付宝", SetUpStep.ACCOUNT: "招行 1234", SetUpStep.EXTENT: "full"}
    steps = tuple(SetUpDone(step=each, at=EVE, answer=answers.get(each, "")) for each in done)
    record = SettingUp(id=about, asked_at=EVE, started_at=EVE, off=off, done=steps)
    one = case(replace(of, set_ups={about: record}), ident=CARD_ID if off else ID)
    return replace(one, about=about)


def on_already() -> Case:
    """With auto-debit of a card on."""
    return replace(case(CARD_ON, ident=CARD_ID), about="cmb")


ASKED: dict[str, Callable[[], Question | None]] = {
    "warning:auto-debit": lambda: REPAYMENT.ask(case(begun(), DUE_DAY)),
    "platform": lambda: REPAYMENT.ask(case(answered())),
    "entry": lambda: REPAYMENT.ask(case(entered())),
    "amount": lambda: REPAYMENT.ask(case(at_amount())),
    "differs": lambda: mismatch.differs(case(at_amount()), 9_000),
    "quote-differs": lambda: early.quote_differs(case(at_amount(EARLY_ID), ident=EARLY_ID), 9_000),
    "made-less": lambda: mismatch.what_made_it_less(case(at_amount()), 9_000),
    "doubted": lambda: mismatch.doubted(case(at_amount()), 900_000),
    "warning-of-other:auto-debit": lambda: mismatch.warned_of(
        case(at_amount()), 9_000, next(raised(found(OF, ID, DUE_DAY, builtin()), DUE_DAY)), {}, "12-10"
    ),
    "nothing": lambda: amount.nothing(case(at_amount())),
    "part": lambda: settling.part_of_bill(case(verified())),
    "which-order": lambda: settling.part_of_which(case(verified()), 1_000, lambda _pay, _orders: Leave()),
    "method": lambda: REPAYMENT.ask(case(verified())),
    "another-way": lambda: another_way(case(verified())),
    "paid": lambda: paid.paid(case(chosen())),
    "paid-before": lambda: paid.paid(case(chosen(), AFTER)),
    "when": lambda: paid.when(case(chosen()), seen=True),
    "arrived": lambda: CONFIRMATION.ask(case(unseen())),
    "past": lambda: CONFIRMATION.ask(case(LATE)),
    "past-which": lambda: past.which(case(LATE)),
    "taken": lambda: CONFIRMATION.ask(case(OF, DUE_DAY)),
    "how-much": lambda: how_much(case(OF, DUE_DAY)),
    "minimum-taken": lambda: rest(case(SHOPPED, DUE_DAY), 700_00),
    "account": lambda: CONFIRMATION.ask(case(known())),
    "which-account": lambda: CONFIRMATION.ask(case(OF)),
    "balance": lambda: CONFIRMATION.ask(case(checked())),
    "done": lambda: DONE.ask(recorded()),
    "reference": lambda: reference(recorded()),
    "of-a-card": lambda: of_a_card(recorded(), "6222021234567894", "招行 7894"),
    "happened": lambda: HAPPENED.ask(case(OF)),
    "deferred": lambda: happened.deferred(case(OF)),
    "minimum": lambda: happened.the_rest(case(paid_in_part())),
    "lowered-amount": lambda: lowered.how_much(case(OF)),
    "lowered": lambda: lowered.of_what(case(OF), 1_000),
    "lowered-order": lambda: lowered.of_which(case(OF), 50, Target.FEE, case(OF).bill.lines),
    "turned-amount": lambda: turned.how_much(case(SHOPPED)),
    "turned-periods": lambda: turned.how_many(case(SHOPPED), 500_000),
    "turned-fee": lambda: turned.what_fee(case(SHOPPED), 500_000, 3),
    "turned": lambda: typed_in(turned.what_fee(case(SHOPPED), 500_000, 3), "125", case(SHOPPED)),
    "set-up-on": lambda: SETTING_UP.ask(on_already()),
    "set-up-app": lambda: SETTING_UP.ask(setting_up()),
    "set-up-path": lambda: SETTING_UP.ask(setting_up(*SET_UP[:1])),
    "set-up-account": lambda: SETTING_UP.ask(setting_up(*SET_UP[:2], of=known())),
    "set-up-other": lambda: other_account(setting_up(*SET_UP[:2])),
    "set-up-extent": lambda: SETTING_UP.ask(setting_up(*SET_UP[:3])),
    "set-up-minimum": lambda: only_minimum(setting_up(*SET_UP[:3], of=SHOPPED)),
    "set-up-order": lambda: SETTING_UP.ask(setting_up(*SET_UP[:4])),
    "set-up-agree": lambda: SETTING_UP.ask(setting_up(*SET_UP[:5])),
    "turned-off-there": lambda: SETTING_UP.ask(setting_up(*SET_UP[:2], of=CARD_ON, off=True)),
    "cannot-pay": lambda: CANNOT_PAY.ask(case(OF)),
    "promise-day": lambda: which_day(case(OF)),
    "message-shown": lambda: FROM_MESSAGE.ask(by_message()),
    "message-method": lambda: from_message.by_what(by_message(method=""), seen=True),
    "warning-of-message:auto-debit": lambda: from_message.warned_of(
        by_message(DUE_DAY), "balance", next(raised(found(OF, ID, DUE_DAY, builtin()), DUE_DAY)), {}, seen=True
    ),
    "twice-amount": lambda: twice.how_much(case(paid_whole())),
    "twice-method": lambda: twice.by_what(case(paid_whole()), 10_100),
    "twice-when": lambda: twice.when(case(paid_whole()), 10_100, "balance"),
}
SET_UP = tuple(SetUpStep)
TYPED = {
    "when": "2026-12-09 10:00",
    "twice-when": "2026-12-09 10:00",
    "turned-periods": "3",
    "past-which": "1-1",
    "promise-day": "12-20",
}
"""What is typed where that is no amount."""
STEPS = dict(zip(Step, (answered, entered, at_amount, verified, chosen), strict=True))
OPEN: dict[str, dict[Hashable, Case]] = {
    "repayment": {step: case(made()) for step, made in STEPS.items()},
    "early": {step: case(made(EARLY_ID), ident=EARLY_ID) for step, made in STEPS.items()},
    "confirmation": {
        "arrived": case(unseen()),
        "past": case(LATE),
        "taken": case(OF, DUE_DAY),
        "rest": case(minimum_by_hand(), AFTER),
        "account": case(known()),
        "balance": case(checked()),
    },
    "done": {"done": recorded()},
    "happened": {"happened": case(OF)},
    "set-up": {
        **{step: setting_up(*SET_UP[:number]) for number, step in enumerate(SET_UP)},
        "on": on_already(),
    },
    "cannot-pay": {"cannot-pay": case(OF)},
    "from-message": {"message-shown": by_message()},
}
"""What each question of each checklist is asked about."""


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
            assert isinstance(leads, AccountCommit | Commit | Edit | Extra | Leave | Then)
    if question.field:
        take = partial(question.field.take, TYPED.get(ident, "12.00"))
        assert isinstance(take(), AccountCommit | Commit | Extra | Then)


OUTSIDE: dict[str, Callable[[], Question | None]] = {
    **ASKED,
    "taken, once its window is over": lambda: CONFIRMATION.ask(case(OF, AFTER)),
    "taken, where nobody knows that it is on": lambda: CONFIRMATION.ask(case(MI, AFTER, MI_ID)),
}


@pytest.mark.parametrize("ident", OUTSIDE)
def test_the_cursor_of_a_question_about_the_world_stands_on_an_answer_that_claims_nothing(ident: str) -> None:
    """Enter alone leaves, or asks for what the app shows again."""
    question = OUTSIDE[ident]()
    assert question is not None
    if question.care is Care.SEEN and question.answers:
        assert question.answers[0].leads() in (Leave(), Then(None))


def test_of_an_auto_debit_that_nobody_knows_to_be_on_one_number_makes_the_bill_overdue() -> None:
    one = case(MI, AFTER, MI_ID)
    assert status(one.bill, Moment(AFTER)) is Status.TO_CONFIRM
    question = CONFIRMATION.ask(one)
    assert question is not None
    assert question.answers[3].words == "no, and it is not paid"
    commit = question.answers[3].leads()
    assert isinstance(commit, Commit)
    of = commit.change(MI, one.bill)
    assert status(found(of, MI_ID, AFTER, builtin()), Moment(AFTER)) is Status.OVERDUE


def test_each_checklist_is_found_by_its_own_name() -> None:
    assert [checklist_named(name).name for name in CHECKLISTS] == list(CHECKLISTS)


@pytest.mark.parametrize("name", CHECKLISTS)
def test_every_question_of_a_checklist_is_open_in_its_turn(name: str) -> None:
    of, cases = checklist_named(name), OPEN[name]
    assert {key: of.open(one) for key, one in cases.items()} == {key: key for key in of.questions}
    for key, one in cases.items():
        asked, half = of.ask(one), of.ask(one, how_much)
        assert asked is not None
        assert asked.as_read == of.questions[key](one).as_read
        assert half is not None
        assert half.id == "how-much", "what is asked in the middle of an answer stands"


def test_a_reference_that_looks_like_a_card_of_the_users_is_asked_about_before_it_is_kept() -> None:
    one = recorded()
    card = replace(one, ledger=replace(one.ledger, balances={"招行 7894": Balance(id="招行 7894", amount=0, at=EVE)}))
    asked = typed_in(reference(card), "6222021234567894", card)
    assert (asked.id, [each.id for each in asked.answers]) == ("of-a-card", ["again", "keep"])
    then, keep = (each.leads() for each in asked.answers)
    assert isinstance(then, Then)
    assert then.ask is reference
    assert isinstance(keep, Extra)
    (made,) = keep.change(card.ledger).repayments.values()
    assert made.reference == "6222021234567894"
    field = reference(one).field
    assert field is not None
    assert isinstance(field.take("6222021234567894"), Extra), "of no card of the user's nothing is asked"


def test_a_warning_comes_before_what_stands_in_the_middle_of_an_answer() -> None:
    for of, ident in ((REPAYMENT, ID), (EARLY, EARLY_ID)):
        asked = of.ask(case(begun(ident), DUE_DAY, ident), how_much)
        assert asked is not None
        assert asked.id == "warning:auto-debit"


def test_auto_debit_that_took_more_than_is_owed_is_refused_where_one_types_how_much_it_took() -> None:
    one = case(OF, DUE_DAY)
    field = how_much(one).field
    assert field is not None
    commit = field.take("300")
    assert isinstance(commit, Commit)
    with pytest.raises(Problem, match=r"more than the ¥101\.00 owed"):
        commit.change(OF, one.bill)


def test_that_a_bill_settles_an_order_early_is_asked_where_its_checklist_is_chosen_and_nowhere_else() -> None:
    asking = [file.name for file in STATE.glob("*.py") if ".settles" in file.read_text("utf-8")]
    assert asking == ["checklists.py"]


def test_no_question_is_left_out() -> None:
    calls = (
        node
        for file in STATE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "id" and isinstance(node.value, ast.Constant | ast.JoinedStr)
    )
    ids = {ast.unparse(each.value).strip("f'\"").partition("{")[0] for each in calls}
    assert {ident.partition(":")[0] + ":" if ident.startswith("warning") else ident for ident in ASKED} == ids


def test_the_bill_that_they_are_asked_about_has_an_auto_debit() -> None:
    assert auto_debit_window(case(OF).bill) is not None


def test_no_answer_to_a_warning_says_what_somebody_else_said() -> None:
    for mapping in (GO_ON, BY_HAND, NOT_TAKEN, NOT_IN_IT, NOT_THE_BILL, SLOWLY):
        for reason in mapping.values():
            assert "institution" not in str(reason)
            assert "机构" not in language_of("zh_CN").say(reason)
    asked = REPAYMENT.ask(case(begun(), DUE_DAY))
    assert asked is not None
    assert [text for text, _ in asked.text][1] == "Why pay by hand while auto-debit is on?"
    assert [each.id for each in asked.answers] == ["stop", "check", "empty", "told"]


def test_without_a_payday_none_is_offered_as_the_day_of_a_promise() -> None:
    question = CANNOT_PAY.ask(case(OF))
    assert question is not None
    assert "payday" not in [each.id for each in question.answers]
