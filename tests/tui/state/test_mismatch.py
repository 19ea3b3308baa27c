"""What is asked where the app shows another figure than the bill's, and what the answers do."""

import pytest
from msgspec.structs import replace

from models.actions import checklist
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import at, book, by_hand, found, ledger, order, plan, up_to_amount
from tests.tui.answering import leads_to
from tests.tui.hands import Hands, session_at
from tui.state.mismatch import differs
from tui.state.paid import paid
from tui.state.question import Case, Commit, Question, Then
from tui.state.repayment import REPAYMENT
from tui.words.board import Sum, ToPay

DEC, JAN = "huabei/2026-12-10", "huabei/2027-01-10"
LATE = at("2026-12-15T12:00:00+08:00")
ONE = ledger(order("phone", terms=plan(40_000, 4, 0)))
THREE = ledger(
    *(order(name, terms=plan(3 * owed, 3, 0)) for name, owed in (("a", 44_990), ("b", 40_040), ("c", 34_066)))
)


def case(of: Ledger, ident: str, catalogue: Catalogue, language: str = "en") -> Case:
    mine = session_at(Hands(LATE), catalogue, language=language)
    return Case(found(of, ident, LATE, catalogue), derive(of, catalogue), mine, of.checklists.get(ident), of)


def asked(of: Ledger, ident: str, figure: int, catalogue: Catalogue | None = None) -> Question:
    of = up_to_amount(of, ident, LATE, catalogue or by_hand())
    return differs(case(of, ident, catalogue or by_hand()), figure)


def said(question: Question) -> list[tuple[str, str]]:
    return [(each.words, each.leaves) for each in question.answers]


def test_bill_and_app_stand_under_each_other_and_are_subtracted_there() -> None:
    question = asked(THREE, JAN, 44_990)
    assert isinstance(question.board, Sum)
    assert [(row.label, row.amount) for row in question.board.rows] == [
        ("bill", "1,190.96"),
        ("the app", "449.90"),
        ("the app is less by", "741.06"),
    ]
    assert question.board.rows[0].note == "449.90 + 400.40 + 340.66"
    widths = {sum(map(len, (text for text, _ in line[:2]))) for line in question.board.lines(40, tall=False)}
    assert len(widths) <= 2, "the amounts end in one column, and the rule with them"


def test_there_is_one_exact_explanation_and_each_way_on_says_what_it_leaves_behind() -> None:
    question = asked(THREE, JAN, 44_990)
    assert [text for text, _ in question.text] == ["it is the instalment of a alone, 2/3; 2 more on this bill"]
    assert said(question) == [
        ("mistyped: type it again", ""),
        ("pay 449.90 only", "741.06 stays due by 01-10"),
        ("the app is right: make it 449.90", "the others: not billed"),
        ("something happened to it", "asks what"),
        ("stop: pay nothing now", "the bill stays as it is"),
    ]


def test_that_it_pays_both_is_an_answer_from_either_bill_and_two_repayments_in_one_commit() -> None:
    for start, other in ((DEC, JAN), (JAN, DEC)):
        of = up_to_amount(ONE, start, LATE)
        question = differs(case(of, start, by_hand()), 20_000)
        assert ("it pays both: 12-10 + 01-10", "2 repayments, one reference") in said(question)
        assert ("the app is right: make it 200.00", f"the bill of {other[-5:]} stays open") in said(question)
        settled = leads_to(question, "several")
        assert isinstance(settled, Commit)
        of = settled.change(of, found(of, start, LATE))
        of = checklist.choose_method(of, found(of, start, LATE), "balance", LATE)
        last = paid(case(of, start, by_hand()))
        assert isinstance(last.board, ToPay)
        assert last.board.amount == "¥200.00"
        assert ("for", "12-10 + 01-10") in last.board.facts
        recorded = leads_to(last, "now")
        assert isinstance(recorded, Commit)
        of = recorded.change(of, found(of, start, LATE))
        assert {each.partition("#")[0] for each in of.repayments} == {DEC, JAN}
        assert [book(of).bill(each).outstanding for each in (DEC, JAN)] == [0, 0]


def test_what_may_be_paid_twice_at_the_other_bill_is_asked_before_both_are_paid() -> None:
    of = up_to_amount(ONE, JAN, LATE, builtin())
    one = case(of, JAN, builtin())
    first = leads_to(differs(one, 20_000), "several")
    assert isinstance(first, Then)
    assert first.ask is not None
    question = first.ask(one)
    assert question.text[0][0].startswith("of the bill due 12-10: auto-debit ended at 12-10 22:00")
    settled = leads_to(question, "looked")
    assert isinstance(settled, Commit)
    of = settled.change(of, one.bill)
    assert of.checklists[JAN].done[-1].way == "several"


def test_where_each_order_is_repaid_on_its_own_the_part_is_that_orders() -> None:
    each = {**by_hand(), "huabei": replace(by_hand()["huabei"], mode=Mode.ORDER)}
    of = up_to_amount(THREE, JAN, LATE, each)
    question = differs(case(of, JAN, each), 40_040)
    assert ("pay 400.40, of b alone", "790.56 stays due by 01-10") in said(question)
    settled = leads_to(question, "part")
    assert isinstance(settled, Commit)
    assert settled.change(of, found(of, JAN, LATE, each)).checklists[JAN].done[-1].order == "b"


def test_of_two_orders_with_that_amount_it_is_asked_which() -> None:
    each = {**by_hand(), "huabei": replace(by_hand()["huabei"], mode=Mode.ORDER)}
    twins = ledger(order("phone", terms=plan(15_000, 3, 0)), order("watch", terms=plan(15_000, 3, 0)))
    words = [words for words, _ in said(asked(twins, JAN, 5_000, each))]
    assert words[1:3] == ["pay 50.00, of phone alone", "pay 50.00, of watch alone"]


def test_every_set_of_orders_that_comes_to_the_figure_is_an_answer_and_is_paid_by_it() -> None:
    each = {**by_hand(), "huabei": replace(by_hand()["huabei"], mode=Mode.ORDER)}
    prices = (("pad", 30_000), ("ring", 10_000), ("watch", 10_000))
    of = ledger(*(order(name, terms=plan(3 * owed, 3, 0)) for name, owed in prices))
    one = asked(of, JAN, 20_000, each)
    assert [text for text, _ in one.text] == ["it is ring + watch together; 1 more on this bill"]
    assert said(one)[1] == ("pay 200.00, of ring + watch together", "300.00 stays due by 01-10")
    question = asked(of, JAN, 40_000, each)
    assert [text for text, _ in question.text] == ["it is one of these: pad + ring; pad + watch"]
    words = [words for words, _ in said(question)]
    assert words[1:3] == ["pay 400.00, of pad + ring together", "pay 400.00, of pad + watch together"]
    begun = up_to_amount(of, JAN, LATE, each)
    for answer, paid_for in zip(question.answers[1:3], (("pad", "ring"), ("pad", "watch")), strict=True):
        settled = answer.leads()
        assert isinstance(settled, Commit)
        after = settled.change(begun, found(begun, JAN, LATE, each))
        assert after.checklists[JAN].done[-1].orders == paid_for


def test_a_part_of_an_overdue_bill_leaves_the_rest_overdue() -> None:
    assert ("pay 50.00 only", "50.00 stays overdue") in said(asked(ONE, DEC, 5_000))


def test_the_line_for_an_amount_takes_digits_and_separators_only_and_reads_what_they_can_only_be() -> None:
    of = up_to_amount(ONE, JAN, LATE)
    question = REPAYMENT.ask(case(of, JAN, by_hand()))
    assert question is not None
    assert question.field is not None
    assert question.field.marks
    assert isinstance(leads_to(question, "100,00"), Commit)
    with pytest.raises(Problem, match=r"1\.234 may be 1\.234 or 1,234"):
        leads_to(question, "1.234")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_was_it_paid_shows_amount_whom_from_what_and_until_when_with_the_cursor_on_not_yet(language: str) -> None:
    of = up_to_amount(ONE, JAN, LATE)
    settled = leads_to(REPAYMENT.ask(case(of, JAN, by_hand())), "100.00")
    assert isinstance(settled, Commit)
    of = settled.change(of, found(of, JAN, LATE))
    of = checklist.choose_method(of, found(of, JAN, LATE), "yuebao", LATE)
    question = paid(case(of, JAN, by_hand(), language))
    assert isinstance(question.board, ToPay)
    values = [value for _, value in question.board.facts]
    assert question.board.amount == "¥100.00"
    assert ["花呗" in values[0], "余额宝" in values[1], values[2]] == [True, True, "2027-01-10 23:59"]
    assert [each.id for each in question.answers] == ["stop", "now", "unseen", "earlier"]
    assert [bool(each.leaves) for each in question.answers] == [True, False, True, True]


def test_less_than_the_bill_of_a_single_order_may_be_paid_only() -> None:
    of = ledger(order("phone", terms=plan(30_000, 3, 720)))
    assert ("pay 97.20 only", "10.00 stays due by 01-10") in said(asked(of, JAN, 9_720))
