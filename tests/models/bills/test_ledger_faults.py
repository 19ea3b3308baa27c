"""The proof of a ledger: nothing is found whatever was done, and each thing that does not go together by its code."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from msgspec.structs import replace

from models.actions.direct import ReportedRepayment, repay
from models.actions.editing import edited
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.actions.used_credit import keeping
from models.bills.fault import FaultCode
from models.bills.ledger_faults import ledger_faults
from models.bills.wrong_times import yet_to_come
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.closing import Closing, Covered, Refund
from models.ledger.conversion import Conversion
from models.ledger.correction import CorrectedLine, Correction, UsedCredit
from models.ledger.credit import CreditUse
from models.ledger.figure import BillFigure
from models.ledger.had import Had
from models.ledger.ids import early_id
from models.ledger.ledger import Ledger, put
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.order import KeptDue, Kind
from models.ledger.page_seen import PageSeen
from models.ledger.progress import Answered, BillShare, Done, Progress, Step, Way
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction, Target
from models.ledger.repayment import Allocation, PaidAs, Repayment
from models.ledger.setting_up import SettingUp, SetUpDone, SetUpStep
from models.ledger.sighting import Sighting
from models.plans.plan import FeeUnknown
from models.values.message import Problem
from tests.models.bills.test_conserved import BILL, NEXT, SAID, THIRD
from tests.models.builders import BEFORE, DUE, NOW, book, by_hand, crowded, ledger, order, plan
from tests.models.store.test_undo_of_acts import ACTS, Act, begun, some
from tests.often import tried

NOWHERE = "huabei/2031-01-10"


def codes(of: Ledger) -> list[str]:
    return [each.code for each in ledger_faults(of, by_hand())]


def at_another(of: Ledger, now: datetime, n: int) -> Ledger:
    return edited(of, replace(of.orders[some(of.orders, n)], account_id="cmb"), by_hand())


def on_another_day(of: Ledger, now: datetime, n: int) -> Ledger:
    return edited(of, replace(of.orders[some(of.orders, n)], first_due=date(2026, 12, 1 + n % 28)), by_hand())


def in_other_periods(of: Ledger, now: datetime, n: int) -> Ledger:
    return edited(of, replace(of.orders[some(of.orders, n)], plan=plan(300_00, 1 + n % 6, 100)), by_hand())


EVERY: dict[str, Act] = {
    **ACTS,
    **{name: lambda of, now, n, name=name: SAID[name](of, (BILL, NEXT, THIRD)[n % 3], n) for name in SAID},
    "delete": lambda of, now, n: order_deleted(of, some(of.orders, n), by_hand()),
    "another account": at_another,
    "another day": on_another_day,
    "other periods": in_other_periods,
}
"""All that can be done to a ledger, with a number."""
DONE = st.lists(
    st.tuples(
        st.sampled_from(sorted(EVERY)), st.integers(1, 9_000) | st.integers(1, 600_00), st.sampled_from((0, 0, 30))
    ),
    max_size=8,
)
BOUGHT = crowded().filter(lambda each: each.bought_at.date() <= BEFORE.date())
"""Orders of which goods may have come back by the day on which some do here."""


@example([("figure", 3, 0), ("delete", 3, 0)], [])
@example([("defer", 3, 0), ("figure", 3, 0), ("another account", 3, 0)], [])
@tried()
@given(DONE, st.lists(BOUGHT, max_size=3, unique_by=lambda each: each.id))
def test_whatever_was_done_the_proof_finds_nothing(done, bought):
    of, now = begun(), NOW
    with suppress(Problem):
        of = add_orders(of, bought, by_hand())
    for name, number, days in done:
        now += timedelta(days=days, minutes=1)
        try:
            of = keeping(partial(EVERY[name], now=now, n=number), by_hand(), now)(of)
        except Problem:
            continue
    assert ledger_faults(of, by_hand()) == ()


def test_money_for_an_order_that_is_not_there_is_found_with_its_table_and_its_id():
    paid = Repayment(
        id="huabei/2026-12-10#1",
        account_id="huabei",
        due=DUE,
        amount=999_999_00,
        paid_at=NOW,
        method="balance",
        allocations=(Allocation("nobody", 1, 0, 5),),
    )
    found, also = ledger_faults(replace(ledger(order()), repayments={paid.id: paid}), by_hand())
    assert also.code == "unallocated"
    assert (found.code, found.table, found.id, found.impossible) == ("lost_order", "repayments", paid.id, True)
    assert str(found.message) == (
        "huabei/2026-12-10#1 in the table repayments names the order nobody, which is not there"
    )


def paid(*shares: Allocation, amount: int = 101_00, **rest) -> Callable[[Ledger], Ledger]:
    """So much repaid, of these lines."""
    given = {"id": "r", "account_id": "huabei", "due": DUE, "paid_at": NOW, "method": "balance", **rest}
    return having("repayments", Repayment(amount=amount, allocations=shares, **given))


def having(table: str, record) -> Callable[[Ledger], Ledger]:
    """That record, in the table of that name."""
    return lambda of: replace(of, **{table: put(getattr(of, table), record.id, record)})


def closed(shares: tuple[Allocation, ...] = (), **said) -> Callable[[Ledger], Ledger]:
    """The phone settled early, with the repayment that did it."""
    given = Closing(id="phone", **{"first": 1, "at": NOW, "figure": 1, **said})
    return lambda of: having("closings", given)(early(shares=shares)(of))


def early(order: str = "phone", shares: tuple[Allocation, ...] = ()) -> Callable[[Ledger], Ledger]:
    """What was repaid to settle the phone early, which says that it was of that order."""
    said = {"account_id": "huabei", "due": DUE, "paid_at": NOW, "method": "balance", "allocations": shares}
    return having("repayments", Repayment(id="early/phone#1", amount=1, order=order, **said))


def turned(amount: int) -> Callable[[Ledger], Ledger]:
    """So much of the bill turned into an order of 300.00."""
    made = Conversion(id="turned", bill=BILL, amount=amount, at=NOW)
    return lambda of: having("conversions", made)(having("orders", order("turned", kind=Kind.BILL, of=BILL))(of))


def kept_lines(*lines: CorrectedLine) -> Callable[[Ledger], Ledger]:
    """The bill's own total, beside the lines that it had then."""
    return having("corrections", Correction(id=BILL, total=101_00, at=NOW, lines=lines))


def lowered(of: Ledger, bill: str, amount: int, ident: str = "x") -> Ledger:
    """So much taken off the phone's first period, as is said of that bill."""
    less = Reduction(id=ident, bill=bill, target=Target.FEE, amount=amount, at=NOW, order="phone", number=1)
    return having("reductions", less)(of)


def refunded(of: Ledger, ident: str, amount: int, **said) -> Ledger:
    """So much of the phone given back."""
    return having("refunds", Refund(id=ident, order="phone", amount=amount, at=NOW, **said))(of)


def used(of: Ledger, amount: int, account: str = "huabei") -> Ledger:
    """So much of what was repaid used for a bill of that account."""
    use = CreditUse(id="u", account_id=account, of="r", bill=f"{account}/2027-01-10", amount=amount, at=NOW)
    return having("credits", use)(of)


WHOLE = Allocation("phone", 1, 1_00, 100_00)
OPENED = Done(step=Step.PLATFORM, at=NOW)
FOUND = Done(step=Step.ENTRY, at=NOW)
READ = Done(step=Step.AMOUNT, at=NOW, figure=300_00, pay=300_00, owed=300_00, way=Way.MATCH)
CHOSEN = Done(step=Step.METHOD, at=NOW, answer="balance")
RECORDED = Done(step=Step.COMPLETE, at=NOW, answer="r")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FAR = datetime(2199, 12, 31, tzinfo=UTC)
THERE = Correction(id=BILL, total=1, at=NOW)
LINE = CorrectedLine("phone", 1, 101_00)
TWICE = (UsedCredit("x", 1), UsedCredit("x", 2))
HUGE = CorrectedLine("phone", 1, -(10**12))


def begun_with(*done: Done) -> Callable[[Ledger], Ledger]:
    """A checklist of the bill with these steps done."""
    return having("checklists", Progress(id=BILL, started_at=NOW, done=done))


def read(**fields) -> Callable[[Ledger], Ledger]:
    """The same at the step in which the app's figure was read; `fields`: what it says else than 300.00 of 300.00."""
    return begun_with(OPENED, FOUND, replace(READ, **fields))


def setting_up(*steps: SetUpStep) -> Callable[[Ledger], Ledger]:
    """Auto-debit is being set up, with these steps done."""
    done = tuple(SetUpDone(step=each, at=NOW) for each in steps)
    return having("set_ups", SettingUp(id="huabei", asked_at=NOW, started_at=NOW, done=done))


def answered_then(at: datetime) -> Callable[[Ledger], Ledger]:
    """A checklist of the bill in which a warning was answered at that instant."""
    return having(
        "checklists", Progress(id=BILL, started_at=NOW, answered=(Answered(warning="minimum", reason="part", at=at),))
    )


BROKEN = [
    (FaultCode.LOST_ORDER, paid(WHOLE, order="nobody")),
    (FaultCode.LOST_ORDER, having("closings", Closing(id="nobody", first=1, at=NOW, figure=1))),
    (FaultCode.LOST_ORDER, having("refunds", Refund(id="x", order="nobody", amount=1, at=NOW))),
    (FaultCode.LOST_ORDER, having("conversions", Conversion(id="nobody", bill=BILL, amount=1, at=NOW))),
    (FaultCode.LOST_ORDER, having("pages", PageSeen(id="nobody", seen_on=DUE))),
    (
        FaultCode.LOST_ORDER,
        having(
            "reductions", Reduction(id="x", bill=BILL, target=Target.FEE, amount=1, at=NOW, order="nobody", number=1)
        ),
    ),
    (FaultCode.LOST_PERIOD, paid(replace(WHOLE, number=4))),
    (FaultCode.LOST_PERIOD, paid(replace(WHOLE, number=0))),
    (FaultCode.LOST_PERIOD, paid(replace(WHOLE, order="", number=3))),
    (FaultCode.LOST_PERIOD, closed(first=4)),
    (FaultCode.LOST_PERIOD, having("refunds", Refund(id="x", order="phone", amount=1, at=NOW, stands=(7,)))),
    (FaultCode.LOST_PERIOD, having("orders", order("phone", kept=(KeptDue(9, DUE),)))),
    (FaultCode.LOST_ORDER, read(order="phone", further=("nobody",))),
    (FaultCode.LOST_BILL, read(way=Way.SEVERAL, bills=(BillShare(NOWHERE, 300_00, 300_00),))),
    (FaultCode.LOST_PERIOD, kept_lines(replace(LINE, number=-1))),
    (FaultCode.LOST_PERIOD, kept_lines(LINE, LINE)),
    (FaultCode.LOST_PERIOD, having("minimums", MinimumPaid(id=BILL, at=NOW, had=(Had("phone", 0, 1),)))),
    (FaultCode.LOST_PERIOD, having("minimums", MinimumPaid(id=BILL, at=NOW, had=(Had("phone", 1, 1),) * 2))),
    (FaultCode.LOST_PERIOD, closed(covered=(Covered(1, 1), Covered(1, 1)))),
    (FaultCode.LOST_REPAYMENT, having("corrections", replace(THERE, used=(UsedCredit("r", 1),)))),
    (FaultCode.LOST_REPAYMENT, begun_with(OPENED, FOUND, READ, CHOSEN, RECORDED)),
    (FaultCode.LOST_REPAYMENT, having("sightings", Sighting(id="x", source="app", at=NOW, amount=1, repayment="r"))),
    (
        FaultCode.LOST_REPAYMENT,
        having("credits", CreditUse(id="x", account_id="huabei", of="r", bill=BILL, amount=1, at=NOW)),
    ),
    (FaultCode.LOST_REPAYMENT, having("closings", Closing(id="phone", first=1, at=NOW, figure=1))),
    (FaultCode.LOST_ORDER, early(order="")),
    (FaultCode.LOST_ORDER, early()),
    (FaultCode.LOST_PERIOD, closed(shares=(Allocation("", 2, 0, 1),))),
    (FaultCode.LOST_PERIOD, closed(first=2, shares=(Allocation("phone", 1, 0, 1),))),
    (FaultCode.LOST_PERIOD, closed(stands=(1,))),
    (FaultCode.LOST_PERIOD, closed(stands=(2,), covered=(Covered(2, 1),))),
    (FaultCode.AMOUNT, closed(figure=10)),
    (FaultCode.LOST_CHANNEL, having("orders", order("tv", channel="nowhere"))),
    (FaultCode.LOST_CHANNEL, having("accounts", Account(id="x-1", channel="x", mode=Mode.ORDER))),
    (FaultCode.LOST_CHANNEL, having("set_ups", SettingUp(id="nowhere", asked_at=NOW))),
    (FaultCode.OTHER_ACCOUNT, paid(WHOLE, account_id="cmb")),
    (FaultCode.OTHER_ACCOUNT, lambda of: lowered(of, "cmb/2026-12-10", 1)),
    (FaultCode.OTHER_ACCOUNT, lambda of: used(paid(WHOLE, amount=200_00, way=PaidAs.AGAIN)(of), 1, account="cmb")),
    (FaultCode.AMOUNT, lambda of: used(paid(WHOLE, amount=200_00, way=PaidAs.AGAIN)(of), 200_01)),
    (FaultCode.AMOUNT, lambda of: having("corrections", replace(THERE, used=TWICE))(refunded(of, "x", 1))),
    (FaultCode.AMOUNT, lambda of: lowered(lowered(of, BILL, 101_00), BILL, 1, "y")),
    (FaultCode.AMOUNT, lambda of: refunded(refunded(of, "x", 200_00), "y", 100_01)),
    (FaultCode.NOT_TURNED, having("orders", order("turned", kind=Kind.BILL, of=BILL))),
    (FaultCode.NOT_TURNED, lambda of: turned(300_01)(turned(300_00)(of))),
    (FaultCode.AMOUNT, paid(amount=0)),
    (FaultCode.AMOUNT, paid(amount=10**12)),
    (FaultCode.AMOUNT, having("refunds", Refund(id="x", order="phone", amount=300_01, at=NOW))),
    (FaultCode.AMOUNT, having("corrections", Correction(id=BILL, total=-1, at=NOW))),
    (FaultCode.AMOUNT, having("corrections", Correction(id=BILL, total=1, at=NOW, lines=(HUGE,)))),
    (FaultCode.AMOUNT, begun_with(replace(OPENED, pay=-1))),
    (FaultCode.AMOUNT, read(pay=0, way=Way.PART)),
    (FaultCode.AMOUNT, read(pay=300_01)),
    (FaultCode.AMOUNT, read(pay=300_01, way=Way.PART)),
    (FaultCode.AMOUNT, read(pay=299_99)),
    (FaultCode.AMOUNT, read(owed=300_01)),
    (FaultCode.AMOUNT, read(owed=300_01, way=Way.CORRECT)),
    (FaultCode.AMOUNT, read(owed=299_99, pay=299_99, way=Way.PART)),
    (FaultCode.AMOUNT, read(way=Way.SEVERAL, bills=(BillShare(BILL, 299_99, 299_99),))),
    (FaultCode.STEPS, begun_with(FOUND)),
    (FaultCode.STEPS, begun_with(OPENED, FOUND, CHOSEN)),
    (FaultCode.STEPS, begun_with(OPENED, OPENED)),
    (FaultCode.STEPS, setting_up(SetUpStep.PATH)),
    (FaultCode.STEPS, read(way=Way.CORRECT, replaced=replace(THERE, id=NEXT))),
    (FaultCode.AMOUNT, closed(estimate=-1)),
    (FaultCode.ALLOCATED, paid(WHOLE, amount=101_00 - 1)),
    (FaultCode.ALLOCATED, paid(replace(WHOLE, fee=-1))),
    (FaultCode.UNALLOCATED, paid(replace(WHOLE, principal=0, fee=5), amount=999_999_00, way=PaidAs.FULL)),
    (FaultCode.UNALLOCATED, paid(replace(WHOLE, principal=0, fee=5), amount=999_999_00)),
    (FaultCode.OVERPAID, paid(replace(WHOLE, principal=100_01), amount=101_01)),
    (FaultCode.NOT_CONSERVED, paid(replace(WHOLE, order="", number=0))),
    (FaultCode.ID, having("accounts", Account(id="", channel="cmb", mode=Mode.ORDER))),
    (FaultCode.DAY, paid(WHOLE, due=date(1901, 1, 1))),
    (FaultCode.DAY, having("checklists", Progress(id=BILL, started_at=datetime(1, 1, 1, tzinfo=UTC)))),
    (FaultCode.DAY, begun_with(replace(OPENED, at=FAR))),
    (FaultCode.DATES, having("orders", order("phone", kept=(KeptDue(2, DUE),)))),
    (FaultCode.DATES, lambda of: refunded(of, "x", 1, recorded_at=NOW - timedelta(seconds=1))),
    (FaultCode.TOO_EARLY, paid(WHOLE, paid_at=datetime(2026, 10, 31, tzinfo=UTC))),
    (FaultCode.TOO_EARLY, paid(WHOLE, method="auto-debit", paid_at=NOW)),
    (FaultCode.TOO_EARLY, having("refunds", Refund(id="x", order="phone", amount=1, at=LONG_AGO))),
    (FaultCode.TOO_EARLY, closed(at=LONG_AGO)),
    (FaultCode.TOO_EARLY, having("debits", AutoDebitSeen(id=BILL, outcome=Outcome.TAKEN, outcome_at=NOW))),
    (FaultCode.TWIN, having("orders", order("tv", title="Ｐhone"))),
    (FaultCode.CONTRADICTS, having("figures", BillFigure(id=BILL, total=1, seen_at=NOW, source="app", others=(2, 2)))),
    (FaultCode.CONTRADICTS, having("reductions", Reduction(id=BILL, bill=BILL, target=Target.BILL, amount=1, at=NOW))),
    (FaultCode.CONTRADICTS, paid(WHOLE, id="cmb/2026-12-10#1")),
    (FaultCode.CONTRADICTS, having("refunds", Refund(id="tv~1", order="phone", amount=1, at=NOW))),
    (FaultCode.CONTRADICTS, begun_with(replace(OPENED, at=NOW - timedelta(days=1)))),
    (FaultCode.CONTRADICTS, answered_then(NOW - timedelta(days=1))),
    (FaultCode.CONTRADICTS, having("set_ups", SettingUp(id="huabei", asked_at=NOW, off=True))),
    (FaultCode.CONTRADICTS, having("set_ups", SettingUp(id="huabei", asked_at=NOW, started_at=BEFORE))),
    (FaultCode.CONTRADICTS, having("debits", AutoDebitSeen(id=BILL, outcome=Outcome.FAILED))),
    (FaultCode.CONTRADICTS, having("promises", Promise(id=BILL, on=NOW.date() - timedelta(days=2), at=NOW))),
    (FaultCode.LOST_BILL, having("checklists", Progress(id=NOWHERE, started_at=NOW))),
    (FaultCode.LOST_BILL, having("corrections", Correction(id=NOWHERE, total=1, at=NOW))),
    (FaultCode.LOST_BILL, having("corrections", Correction(id=early_id("nobody"), total=1, at=NOW))),
    (FaultCode.LOST_BILL, having("debits", AutoDebitSeen(id=NOWHERE, balance_at=NOW))),
    (FaultCode.LOST_BILL, having("promises", Promise(id=NOWHERE, on=DUE, at=NOW))),
]


@pytest.mark.parametrize(("code", "broken"), BROKEN, ids=[f"{each[0]}-{n}" for n, each in enumerate(BROKEN)])
def test_what_does_not_go_together_is_found_by_its_code(code, broken):
    whole = ledger(order())
    assert codes(whole) == []
    assert codes(broken(whole)) == [code]


@pytest.mark.parametrize(
    "how_far",
    [
        begun_with(),
        read(),
        read(way=Way.PART, pay=1),
        read(way=Way.CORRECT, pay=1, replaced=THERE),
        read(way=Way.SEVERAL, bills=(BillShare(BILL, 300_00, 300_00),)),
        setting_up(SetUpStep.APP, SetUpStep.PATH),
    ],
)
def test_a_checklist_that_got_so_far_is_sound(how_far):
    assert codes(how_far(ledger(order()))) == []


def test_an_order_of_which_only_the_amounts_are_known_is_proved_as_any_other():
    assert codes(ledger(order(terms=FeeUnknown(amounts=(101_00, 102_00))))) == []


def test_what_was_repaid_in_full_before_more_periods_were_said_is_credit_that_nobody_has_to_look_at():
    of = ledger(order("phone", terms=plan(300_00, 1, 0)))
    said = ReportedRepayment(amount=300_00, method="balance", paid_at=NOW)
    of = repay(of, book(of).bill(BILL), said, NOW)
    of = edited(of, replace(of.orders["phone"], plan=plan(300_00, 6, 0)), by_hand())
    (made,) = of.repayments.values()
    assert (made.way, made.credit, codes(of)) == (PaidAs.FULL, 250_00, [])
    assert codes(having("repayments", replace(made, amount=300_01))(of)) == ["unallocated"]
    assert codes(having("repayments", replace(made, amount=299_99))(of)) == ["allocated"]
    assert codes(having("repayments", replace(made, became_credit=-1))(of)) == ["allocated"]


def test_what_was_repaid_of_an_order_that_costs_less_is_credit_that_nobody_has_to_look_at():
    of = ledger(order("phone", terms=plan(300_00, 1, 0)))
    of = repay(of, book(of).bill(BILL), ReportedRepayment(amount=300_00, method="balance", paid_at=NOW), NOW)
    for price in (100_00, 1):
        of = edited(of, replace(of.orders["phone"], plan=plan(price, 1, 0)), by_hand())
        (made,) = of.repayments.values()
        assert (made.credit, codes(of)) == (300_00 - price, [])


def test_a_repayment_of_a_bill_goes_to_its_lines_to_the_fen():
    of = ledger(order("phone", terms=plan(300_00, 2, 0)))
    of = repay(of, book(of).bill(BILL), ReportedRepayment(amount=150_00, method="balance", paid_at=NOW), NOW)
    (made,) = of.repayments.values()
    assert (made.way, codes(of)) == (PaidAs.FULL, [])
    (share,) = made.allocations
    assert codes(having("repayments", replace(made, amount=150_01))(of)) == ["unallocated"]
    assert codes(having("repayments", replace(made, allocations=(replace(share, principal=149_99),)))(of)) == [
        "unallocated"
    ]
    assert codes(having("repayments", replace(made, amount=150_01, way=PaidAs.AGAIN))(of)) == []


def test_auto_debit_took_it_in_time_where_its_bill_was_due_earlier_then():
    taken = Repayment(
        id="huabei/2026-12-05#1",
        account_id="huabei",
        due=DUE,
        amount=101_00,
        paid_at=NOW,
        method="auto-debit",
        allocations=(WHOLE,),
    )
    of = replace(ledger(order()), repayments={taken.id: taken})
    of = having("debits", AutoDebitSeen(id=BILL, outcome=Outcome.TAKEN, outcome_at=NOW))(of)
    assert codes(of) == []


def test_one_order_number_in_two_spellings_is_one_order():
    of = Ledger(orders={"a": order("a", order_no="XM-1001"), "b": order("b", title="tv", order_no="ＸＭ-１００１")})
    assert codes(of) == ["twin"]


def test_what_cannot_be_comes_before_what_is_merely_odd():
    of = having("promises", Promise(id=NOWHERE, on=DUE, at=NOW))(ledger(order()))
    of = having("orders", order("tv", channel="nowhere"))(of)
    assert codes(paid(WHOLE, order="nobody")(of)) == ["lost_order", "lost_channel"]


def test_what_is_dated_more_than_a_day_ahead_is_found_once_with_the_latest():
    of, tomorrow = paid(WHOLE)(ledger(order())), NOW - timedelta(hours=23)
    assert not [*yet_to_come(of, NOW), *yet_to_come(of, tomorrow)]
    (found,) = yet_to_come(having("refunds", Refund(id="x", order="phone", amount=1, at=FAR))(of), LONG_AGO)
    assert (found.code, found.table, found.id, found.impossible) == ("future", "refunds", "x", False)
    assert str(found.message).endswith("3 records are: is the clock right?")
    for table, record in (
        ("promises", Promise(id=BILL, on=DUE, at=FAR)),
        ("checklists", Progress(id=BILL, started_at=NOW, done=(replace(OPENED, at=FAR),))),
        ("pages", PageSeen(id="phone", seen_on=date(2099, 12, 31))),
    ):
        (said,) = yet_to_come(having(table, record)(of), NOW)
        assert (said.code, said.table, said.id) == ("future", table, record.id)


def test_each_code_is_tried():
    assert {code for code, _ in BROKEN} == {*FaultCode} - {FaultCode.PLAN, FaultCode.NO_BILLS, FaultCode.FUTURE}


def test_a_ledger_of_which_no_bills_can_be_made_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("models.bills.ledger_faults.derive", broken)
    assert codes(ledger(order())) == ["no_bills"]
