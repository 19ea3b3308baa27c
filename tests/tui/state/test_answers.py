"""What the checklist asks at its last step, and what the answers do."""

import re
from datetime import datetime

import pytest

from models.actions import checklist, verifying
from models.bills.debit_phase import Phase, phase
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.ledger.auto_debit import Outcome
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from tests.models.builders import at, by_hand, found, ledger, order, up_to_amount
from tests.tui.answering import leads_to
from tests.tui.hands import Hands, session_at
from tui.run.session import Session
from tui.state import early, mismatch
from tui.state.auto_debit import CONFIRMATION
from tui.state.checklists import checklist_named, own
from tui.state.question import Case, Commit, Leave, Question, Then
from tui.words.board import Sum, ToPay

ID, EARLY = "huabei/2026-12-10", "early/phone"
BEFORE, DUE_DAY, AFTER = (at(f"2026-12-{day}T12:00:00+08:00") for day in ("05", "10", "11"))


def at_the_end(ident: str, now: datetime, catalogue: Catalogue) -> Ledger:
    """The checklist of an order of ¥101.00 a period at its last step."""
    of = up_to_amount(ledger(order("phone")), ident, now, catalogue)
    owed = found(of, ident, now, catalogue).outstanding
    of = verifying.settle_amount(of, found(of, ident, now, catalogue), owed, Way.MATCH, owed, now)
    return checklist.choose_method(of, found(of, ident, now, catalogue), "balance", now)


def case(of: Ledger, ident: str, mine: Session) -> Case:
    one = found(of, ident, mine.now(), mine.catalogue)
    return Case(one, derive(of, mine.catalogue), mine, of.checklists.get(ident))


def asked(of: Ledger, ident: str, mine: Session) -> Question:
    one = case(of, ident, mine)
    question = checklist_named(own(one.bill).checklist).ask(one)
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "no need to pay: auto-debit took ¥101.00"), ("zh_CN", "不用再付：自动还款已扣 ¥101.00")],
)
def test_it_can_be_said_that_auto_debit_took_the_money_already(language, label):
    for now in (DUE_DAY, AFTER):
        of = at_the_end(ID, now, builtin())
        question = asked(of, ID, session_at(Hands(now), builtin(), language=language))
        assert [each.words for each in question.answers if each.id == "debited"] == [label]


@pytest.mark.parametrize(
    ("ident", "now", "catalogue"),
    [(ID, BEFORE, builtin()), (ID, DUE_DAY, by_hand()), (EARLY, DUE_DAY, builtin())],
    ids=["before its window", "where it is off", "of early settlement"],
)
def test_auto_debit_that_cannot_have_taken_the_money_is_not_offered(ident, now, catalogue):
    of = at_the_end(ident, now, catalogue)
    assert "debited" not in {each.id for each in asked(of, ident, session_at(Hands(now), catalogue)).answers}


def test_what_auto_debit_took_is_recorded_as_that_and_as_seen():
    of, mine = at_the_end(ID, AFTER, builtin()), session_at(Hands(AFTER), builtin())
    one = found(of, ID, AFTER, builtin())
    answer = leads_to(asked(of, ID, mine), "debited")
    assert isinstance(answer, Commit)
    done = answer.change(of, one)
    (made,) = done.repayments.values()
    assert (made.amount, made.method, done.checklists) == (10_100, "auto-debit", {})
    assert done.debits[ID].outcome is Outcome.TAKEN


def test_after_early_settlement_the_whole_order_is_looked_for_and_no_part_of_it_is_offered():
    words = "Then check in the app that the whole order shows as settled, with nothing left"
    mine = session_at(Hands(DUE_DAY), builtin())
    texts = {
        ident: [text for text, _ in asked(at_the_end(ident, DUE_DAY, builtin()), ident, mine).text]
        for ident in (ID, EARLY)
    }
    assert words in texts[EARLY]
    assert words not in texts[ID]
    for ident, differs, offered in ((ID, mismatch.differs, True), (EARLY, early.quote_differs, False)):
        of = up_to_amount(ledger(order("phone")), ident, DUE_DAY, builtin())
        question = differs(case(of, ident, mine), 9_900)
        assert ("part" in {each.id for each in question.answers}) is offered


@pytest.mark.parametrize(("language", "today"), [("en", "holds today only: pay it today"), ("zh_CN", "请今天付款")])
@pytest.mark.parametrize("channel", ["xiaomi", "cmb"])
def test_the_steps_of_early_settlement_agree_that_its_quote_is_paid_today(channel: str, language: str, today: str):
    mine, of = session_at(Hands(BEFORE), builtin(), language=language), ledger(order("phone", channel=channel))
    of = up_to_amount(of, EARLY, BEFORE, builtin())
    owed = found(of, EARLY, BEFORE, builtin()).outstanding
    of = verifying.settle_amount(of, found(of, EARLY, BEFORE, builtin()), owed, Way.MATCH, owed, BEFORE)
    method = asked(of, EARLY, mine)
    said = [text for text, _ in method.text] + [each.words for each in method.answers]
    assert today in said[0]
    assert not [each for each in said if re.search("days|天到账|working|工作日|ahead|提前", each)]
    other = next(each for each in method.answers if each.id == "another-way").leads()
    assert isinstance(other, Then)
    assert len(other.ask(case(of, EARLY, mine)).text) == 1, "and not by when it must be there"


def test_an_early_settlement_is_compared_with_an_estimate_and_no_bill_is_made_to_fit():
    mine = session_at(Hands(DUE_DAY), builtin())
    of = up_to_amount(ledger(order("phone")), EARLY, DUE_DAY, builtin())
    for ask, right in ((early.quote_differs, "the app is right"), (mismatch.doubted, "the app does say so")):
        question = ask(case(of, EARLY, mine), 9_900)
        assert isinstance(question.board, Sum)
        assert question.board.rows[0].label == "estimate"
        assert f"{right}: settle for 99.00" in [each.words for each in question.answers]


def test_while_auto_debit_runs_it_can_be_said_that_it_was_taken_or_failed_or_is_looked_at_later():
    of, mine = ledger(order("phone")), session_at(Hands(DUE_DAY), builtin())
    one = found(of, ID, DUE_DAY, builtin())
    assert phase(one, DUE_DAY) is Phase.RUNNING
    question = CONFIRMATION.ask(case(of, ID, mine))
    assert question is not None
    assert [each.id for each in question.answers] == ["stop", "taken", "part", "failed"]
    assert leads_to(question, "stop") == Leave()
    answer = leads_to(question, "failed")
    assert isinstance(answer, Commit)
    of = answer.change(of, one)
    assert (of.debits[ID].outcome, list(of.checklists)) == (Outcome.FAILED, [ID]), "the checklist is there at once"
    question = asked(of, ID, mine)
    assert "may be tried again until 12-10 22:00: repay by hand before the cut-off, 12-10 23:59" in question.text[0][0]


@pytest.mark.parametrize(
    ("now", "language", "said"),
    [
        ("2026-12-10T23:59:59+08:00", "en", ("until", "12-10 23:59")),
        ("2026-12-11T00:00:00+08:00", "en", ("was due", "12-10 23:59")),
        ("2026-12-12T09:00:00+08:00", "zh_CN", ("还款日", "12-10 23:59")),
        ("2027-01-02T09:00:00+08:00", "en", ("was due", "2026-12-10 23:59")),
    ],
)
def test_until_when_it_is_to_be_paid_is_said_only_before_that_has_passed(now, language, said):
    of, mine = at_the_end(ID, at(now), by_hand()), session_at(Hands(at(now)), by_hand(), language=language)
    board = asked(of, ID, mine).board
    assert isinstance(board, ToPay)
    assert board.facts[-1] == said
