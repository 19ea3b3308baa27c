"""The days of an account are others: what is repaid stays, all else moves, and every record keeps its instalments."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, changed, moved
from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.orders import add_orders
from models.actions.promise import promise
from models.actions.seen import figure_seen
from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.bills.derive import derive_apart
from models.bills.following import following
from models.bills.rederive import rederive
from models.channels.cycle import DueMove
from models.channels.due import bills_known, is_on_bills
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.reduction import Reduction, Target
from models.store import Store
from models.values.message import Problem, msg
from tests.models.builders import NOW, book, by_hand, check_book, corrected, ledger, order, plan, repaid

TODAY = date(2026, 12, 5)


def lines(bill: Bill) -> set[tuple[str, int]]:
    return {(line.order_id, line.number) for line in bill.lines if line.order}


def cards(*names: str, **rest) -> Ledger:
    return ledger(*(order(each, channel="cmb", bought_at=datetime(2026, 11, 1), **rest) for each in names))


def test_corrected_bills_move_with_their_neighbours_whether_more_or_less_is_owed():
    of = cards("phone", "robot")
    idents = list(book(of).bills)
    of = corrected(corrected(of, idents[0], 19_000), idents[1], 30_000)
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=25), TODAY)
    now = check_book(after)
    assert list(now.bills) == ["cmb/2026-12-25", "cmb/2027-01-25", "cmb/2027-02-25"]
    assert [each.amount for each in now.bills.values()] == [19_000, 30_000, 20_200]
    assert {each.id: len(each.lines) for each in after.corrections.values()} == dict.fromkeys(list(now.bills)[:2], 2)


def test_a_correction_knows_none_of_the_instalments_that_left_its_bill():
    of = repaid(corrected(cards("phone", "robot"), "cmb/2026-12-10", 25_000), "cmb/2026-12-10", 5_000)
    (paid,) = {share.order for each in of.repayments.values() for share in each.allocations}
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=15), TODAY)
    (made,) = after.corrections.values()
    assert (made.id, [line.order for line in made.lines]) == ("cmb/2026-12-10", [paid])
    assert made.change == 4_800
    assert sum(each.outstanding for each in check_book(after).bills.values()) == 60_600 + 4_800 - 5_000


def test_what_an_order_entered_since_explained_goes_with_it():
    of = corrected(cards("phone"), "cmb/2026-12-10", 20_000)
    late = order("robot", channel="cmb", bought_at=datetime(2026, 11, 2), terms=plan(4_000, 2, 0))
    of = repaid(add_orders(of, [late], by_hand()), "cmb/2026-12-10", 3_000)
    was = book(of)
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=25), TODAY)
    assert sum(each.amount for each in check_book(after).bills.values()) == sum(
        each.amount for each in was.bills.values()
    )


def test_a_bill_that_was_turned_into_instalments_keeps_its_date():
    of = corrected(cards("phone", "robot"), "cmb/2026-12-10", 40_000)
    of = convert(of, by_hand(), book(of).bill("cmb/2026-12-10"), 15_000, 3, 0, NOW, "账单分期")
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=25), TODAY)
    assert check_book(after).bill("cmb/2026-12-10").outstanding == 25_000
    assert {each.bill for each in after.conversions.values()} == {"cmb/2026-12-10"}


def test_a_reduction_of_a_period_is_of_the_bill_that_has_it():
    of = cards("phone", "robot")
    said = Reduction(id="a", bill="cmb/2026-12-10", target=Target.FEE, amount=50, at=NOW, order="robot", number=1)
    of = replace(of, reductions={"a": said})
    of = repaid(of, "cmb/2026-12-10", 5_000)
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=15), TODAY)
    (made,) = after.reductions.values()
    assert ("robot", 1) in lines(check_book(after).bill(made.bill))


@st.composite
def bought(draw: st.DrawFn, ident: str, channel: str) -> Order:
    """An order with any first due date from its purchase on."""
    at = datetime(2026, draw(st.integers(8, 11)), draw(st.integers(1, 28)))
    periods = draw(st.integers(1, 5))
    first = at.date() + timedelta(days=draw(st.sampled_from((5, 20, 30, 31, 40))))
    paid = draw(st.sampled_from((0, 0, 1)))
    return order(
        ident, channel=channel, terms=plan(1_000 * periods, periods, 5), due=first, bought_at=at, paid_periods=paid
    )


DAYS = st.integers(1, 31)
SAID = st.one_of(
    st.builds(AccountDetails, bill_day=DAYS),
    st.builds(AccountDetails, due_day=DAYS),
    st.builds(AccountDetails, bill_day=DAYS, due_day=DAYS),
    st.builds(DueMove, st.dates(date(2026, 11, 1), date(2027, 1, 31)), st.none() | DAYS, DAYS),
)
CHANNELS = ("jd-baitiao", "huabei", "cmb", "xiaomi", "bank-card")


def acted(draw: st.DrawFn, of: Ledger, kind: str, channel: str) -> Ledger:
    """The ledger with something said of one of its bills, if that is possible."""
    bill = draw(st.sampled_from([*book(of).bills.values()]))
    amount = draw(st.sampled_from((1, 300, 700, 5_000)))
    acts: Mapping[str, Callable[[], Ledger]] = {
        "more": lambda: set_total(of, bill, bill.amount + amount, NOW),
        "lowered": lambda: set_total(
            of, bill, bill.amount - min(amount, 5), NOW, target=draw(st.sampled_from(tuple(Target)))
        ),
        "less": lambda: set_total(of, bill, max(1, bill.amount - amount), NOW),
        "repay": lambda: repaid(of, bill.id, min(amount, bill.outstanding)),
        "order": lambda: add_orders(of, [draw(bought(f"late{len(of.orders)}", channel))], by_hand()),
        "promise": lambda: promise(of, bill, bill.due, NOW),
        "defer": lambda: defer(of, bill, NOW),
        "minimum": lambda: minimum_paid(of, bill, NOW),
        "figure": lambda: figure_seen(of, bill, amount, NOW, "app"),
    }
    try:
        return acts[kind]()
    except Problem:
        return of


@given(st.data())
def test_whatever_is_recorded_what_is_repaid_stays_and_all_else_moves_with_its_records(data):
    channel = data.draw(st.sampled_from(CHANNELS))
    of = ledger(*(data.draw(bought(f"o{k}", channel)) for k in range(data.draw(st.integers(1, 3)))))
    kinds = st.sampled_from(
        ("more", "less", "lowered", "repay", "order", "promise", "defer", "minimum", "figure", "days")
    )
    for kind in [*data.draw(st.lists(kinds, max_size=5)), "days"]:
        if kind != "days":
            of = acted(data.draw, of, kind, channel)
            continue
        said = data.draw(SAID)
        try:
            after = (
                moved(of, by_hand(), channel, said)
                if isinstance(said, DueMove)
                else changed(of, by_hand(), channel, said, TODAY)
            )
        except Problem:
            continue
        check_moved(of, after, channel)
        of = after


def check_records(of: Ledger, after: Ledger, channel: str) -> None:
    """What is deferred is deferred to a bill that there is; what was reduced elsewhere is reduced where it is now."""
    was, now = derive_apart(of, by_hand()), derive_apart(after, by_hand())
    for table in ("promises", "deferrals", "figures", "reductions"):
        for before, record in zip(getattr(of, table).values(), getattr(after, table).values(), strict=False):
            if len(getattr(of, table)) == 1:  # of those of bills that became one, the last is kept
                about_bill, then = getattr(before, "bill", before.id), getattr(record, "bill", record.id)
                if about_bill in was.bills:
                    assert lines(was.bill(about_bill)) & lines(now.bill(then))
                else:  # it is there because of what went over to it, and so is the one that it is now
                    assert about_bill not in book(of).bills or then in where_it_went(after)
    now = book(after)
    for deferral in after.deferrals.values():
        assert deferral.to in now.bills or deferral.to == bill_id(channel, following(now.bill(deferral.id)).due)
    for ident, made in after.reductions.items():
        if made.bill == ident and made != of.reductions.get(ident):
            assert made.amount <= -after.corrections[ident].change


def where_it_went(of: Ledger) -> set[str]:
    """The bills that others went over to."""
    return {each.over.to for each in book(of).bills.values() if each.over}


def check_moved(of: Ledger, after: Ledger, channel: str) -> None:
    """What must hold of a ledger whose account's days are others."""
    assert rederive(book(of), of, after, by_hand()) == check_book(after)
    was, now = derive_apart(of, by_hand()), derive_apart(after, by_hand())
    for sums in ("amount", "paid", "outstanding"):
        assert sum(getattr(each, sums) for each in now.bills.values()) == sum(
            getattr(each, sums) for each in was.bills.values()
        )
    for ident, each in after.corrections.items():
        known = {(line.order, line.number) for line in each.lines if line.order and line.number}
        assert known <= lines(book(after).bill(ident))
    check_records(of, after, channel)
    rules = contracts(of, by_hand())[channel], contracts(after, by_hand())[channel]
    repaid_periods = {(share.order, share.number) for each in of.repayments.values() for share in each.allocations}
    if not bills_known(rules[1]) or rules[0].due_moves or rules[1].due_moves:
        return
    for ident, one in of.orders.items():
        own = bills_known(rules[0]) and not is_on_bills(rules[0], one.first_due)
        last = max((number for order_id, number in repaid_periods if order_id == ident), default=0)
        for line in now.schedules[ident][max(last, one.repaid_before) :]:
            assert own or is_on_bills(rules[1], line.due)
    for key in repaid_periods - {("", 0)}:
        assert was.schedules[key[0]][key[1] - 1].due == now.schedules[key[0]][key[1] - 1].due


def apart() -> Ledger:
    """Two orders on bills of their own, ¥101.00 each a month, which the bill day 5 and due day 15 make one."""
    return ledger(
        *(
            order(each, channel="cmb", due=date(2026, 12, day), bought_at=datetime(2026, 11, 1))
            for each, day in (("phone", 10), ("robot", 12))
        )
    )


PHONES, ROBOTS, BOTH = "cmb/2026-12-10", "cmb/2026-12-12", "cmb/2026-12-15"


def on_bills(of: Ledger) -> Ledger:
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=15), TODAY)
    check_moved(of, after, "cmb")
    return after


def test_bills_that_become_one_have_the_sum_of_their_figures_if_each_has_one():
    of = figure_seen(apart(), book(apart()).bill(PHONES), 10_500, NOW, "app")
    assert on_bills(of).figures == {}  # nobody said of this bill that it comes to ¥105.00
    both = figure_seen(of, book(of).bill(ROBOTS), 10_100, NOW + timedelta(hours=1), "app")
    (made,) = on_bills(both).figures.values()
    assert (made.id, made.total, made.seen_at) == (BOTH, 20_600, NOW)


def test_a_figure_goes_with_its_bill_but_not_where_its_lines_part():
    of = figure_seen(cards("phone", "robot"), book(cards("phone", "robot")).bill(PHONES), 20_500, NOW, "app")
    assert {ident: each.total for ident, each in on_bills(of).figures.items()} == {BOTH: 20_500}
    assert on_bills(repaid(of, PHONES, 5_000)).figures == {}


def test_a_figure_of_a_bill_that_gets_another_line_is_of_it_no_more():
    of = ledger(
        order("phone", channel="cmb", due=date(2026, 12, 15), bought_at=datetime(2026, 11, 1)),
        order("robot", channel="cmb", due=date(2026, 12, 12), bought_at=datetime(2026, 11, 1)),
    )
    of = figure_seen(of, book(of).bill(BOTH), 10_500, NOW, "app")
    assert on_bills(of).figures == {}


def lowered(of: Ledger, ident: str, less: int, target: Target = Target.FEE) -> Ledger:
    bill = book(of).bill(ident)
    return set_total(of, bill, bill.amount - less, NOW, target=target)


def reductions(of: Ledger) -> dict[str, tuple[Target, int]]:
    assert all(ident == each.bill for ident, each in of.reductions.items())
    return {ident: (each.target, each.amount) for ident, each in of.reductions.items()}


def test_a_reduction_is_of_the_merged_bill_as_far_as_something_is_reduced_there():
    of = lowered(apart(), PHONES, 50)
    assert reductions(on_bills(of)) == {BOTH: (Target.FEE, 50)}
    assert reductions(on_bills(set_total(of, book(of).bill(ROBOTS), 10_120, NOW))) == {BOTH: (Target.FEE, 30)}
    assert reductions(on_bills(set_total(of, book(of).bill(ROBOTS), 10_150, NOW))) == {}


def test_the_reductions_of_bills_that_become_one_are_one():
    of = lowered(lowered(apart(), PHONES, 50), ROBOTS, 30)
    assert reductions(on_bills(of)) == {BOTH: (Target.FEE, 80)}
    of = lowered(lowered(apart(), PHONES, 50), ROBOTS, 500, Target.PRINCIPAL)
    assert reductions(on_bills(of)) == {BOTH: (Target.BILL, 550)}


def test_a_reduction_goes_with_the_lines_that_it_was_taken_off():
    of = repaid(lowered(cards("phone", "robot"), PHONES, 150), PHONES, 5_000)
    (paid,) = {share.order for each in of.repayments.values() for share in each.allocations}
    off = {line.order_id: line.reduced for line in book(of).bill(PHONES).lines}
    (other,) = off.keys() - {paid}
    assert reductions(on_bills(of)) == {PHONES: (Target.FEE, off[paid]), BOTH: (Target.FEE, off[other])}


def test_a_bill_is_deferred_to_one_that_there_is_when_what_is_repaid_stays():
    of = defer(repaid(cards("phone"), PHONES, 5_000), book(repaid(cards("phone"), PHONES, 5_000)).bill(PHONES), NOW)
    (made,) = on_bills(of).deferrals.values()
    assert (made.id, made.to) == (PHONES, "cmb/2027-01-15")


def test_what_was_deferred_of_a_bill_is_deferred_where_it_is_now():
    of = repaid(cards("phone", "robot"), PHONES, 10_100)
    of = defer(of, book(of).bill(PHONES), NOW)
    (made,) = on_bills(of).deferrals.values()
    assert (made.id, made.to) == (BOTH, "cmb/2027-01-15")


def test_a_last_bill_is_deferred_to_the_day_of_the_next_though_no_line_moves():
    of = add_orders(Ledger(), [order("phone", terms=plan(30_000, 1, 100))], by_hand())
    of = defer(of, book(of).bill("huabei/2026-12-10"), NOW)
    after = moved(of, by_hand(), "huabei", DueMove(date(2026, 12, 15), 10, 20))
    assert [each.to for each in after.deferrals.values()] == ["huabei/2027-01-20"]


def test_undo_and_redo_of_other_days_are_exact(tmp_path: Path):

    of = repaid(corrected(cards("phone", "robot"), "cmb/2026-12-10", 25_000), "cmb/2026-12-10", 5_000)
    store = Store(tmp_path / "ledger.json")
    before = store.commit(msg("enter"), lambda _: of, NOW).ledger
    said = AccountDetails(bill_day=5, due_day=15)
    after = store.commit(msg("set"), lambda each: changed(each, by_hand(), "cmb", said, TODAY), NOW).ledger
    assert store.undo(NOW).ledger == before
    assert store.redo(NOW).ledger == after
