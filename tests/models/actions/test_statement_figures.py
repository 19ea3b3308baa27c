"""The institution's own figure for a bill, from a statement: beside what is derived, explained and kept."""

from datetime import date

from models.actions.finding import FindingKind, Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, card, line, one, repaid, six_orders

BILL = "huabei/2026-12-10"


def figure(amount: str, due: date = date(2026, 12, 10), when: str = "2026-12-01", channel: str = "huabei", **rest):
    return line("bill", when, amount, channel=channel, due=due, **rest)


def kept(ledger: Ledger, bill: str = BILL) -> tuple[int, str] | None:
    found = ledger.figures.get(bill)
    return (found.total, found.source) if found else None


def test_a_figure_that_agrees_is_kept_with_its_source_until_a_newer_one():
    found = beside(six_orders(), alipay(figure("581.20"), covers=None))
    assert (one(found).kind, one(found).level, kept(found.ledger)) == (
        FindingKind.AGREES,
        Sureness.SURE,
        (581_20, "alipay"),
    )
    again = beside(found.ledger, found.statement)
    assert again.ledger == found.ledger and one(again).known
    older = beside(found.ledger, alipay(figure("581.20", when="2026-11-01"), covers=None))
    assert older.ledger == found.ledger


def test_a_figure_that_differs_is_explained_and_corrects_nothing_by_itself():
    higher = figure("681.20")
    found = beside(six_orders(), alipay(higher, covers=None))
    finding = one(found)
    assert (finding.kind, finding.level, finding.difference) == (FindingKind.DIFFERS, Sureness.ASK, 100_00)
    assert finding.reasons and bill_of(found.ledger, BILL).amount == 581_20
    assert kept(found.ledger) == (681_20, "alipay"), "it is what the institution says all the same"
    said = beside(six_orders(), alipay(higher, covers=None), {higher.id: "correct"})
    assert bill_of(said.ledger, BILL).amount == 681_20 and not said.asks
    assert not beside(said.ledger, alipay(higher, covers=None)).asks


def test_a_card_has_more_on_its_bill_than_its_instalments_and_its_repayment_is_of_all_of_it():
    whole = figure("3256.80", date(2026, 11, 25), "2026-11-05", channel="cmb")
    paid = repaid("2026-11-20", "3256.80", channel="cmb")
    found = beside(six_orders(), card(whole, paid, card="1234"))
    assert [each.level for each in found.findings] == [Sureness.SURE, Sureness.SURE]
    (made,) = found.ledger.repayments.values()
    assert (made.amount, made.credit, bill_of(found.ledger, "cmb/2026-11-25").outstanding) == (268_00, 0, 0)
    without = beside(six_orders(), card(paid, card="1234"))
    assert one(without).level is Sureness.ASK and one(without).choices[0].id == "rest"


def test_a_cards_bill_of_less_than_its_instalments_is_a_difference():
    less = figure("168.00", date(2026, 11, 25), "2026-11-05", channel="cmb")
    assert one(beside(six_orders(), card(less, card="1234"))).difference == -100_00


def test_a_figure_that_is_right_though_it_differs_is_not_asked_about_again():
    higher = figure("681.20")
    said = beside(six_orders(), alipay(higher, covers=None), {higher.id: "ignore"})
    assert not said.asks and not beside(said.ledger, alipay(higher, covers=None)).asks


def test_a_cards_bill_is_compared_with_the_instalments_of_its_statement():
    whole = figure("3256.80", date(2026, 11, 25), "2026-11-05", channel="cmb")
    there = line("instalment", "2026-11-05", "268.00", channel="cmb", period=3, periods=12)
    other = line("instalment", "2026-11-05", "99.00", channel="cmb", period=1, periods=3)

    def said(*lines: StatementLine) -> str:
        found = beside(six_orders(), card(whole, *lines, card="1234"))
        return " ".join(str(why) for each in found.findings if each.line == whole for why in each.reasons)

    assert "3/12" not in said(there, other) and "3/12" not in said()
    assert "小米电视 S Pro 65 no instalment 3/12 of ¥268.00 is in the statement" in said(other)
