import time

import msgspec
import pytest
from hypothesis import given

from models.actions.orders import add_orders, archive_order, edit_order
from models.exchange.import_plan import ImportPlan, plan_import
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of, order, several

EMPTY = Ledger()
UNNUMBERED = {**ROW, "order_no": ""}
BAND = {**ROW, "order_no": "", "title": "小米手环 9"}
"""Another thing at the same price, on the same day."""


def planned(ledger: Ledger, *rows: dict[str, str]) -> ImportPlan:
    return plan_import(ledger, read_orders(csv_of(*rows), "csv", CATALOGUE))


def remarks(plan: ImportPlan) -> list[str]:
    return [str(remark) for remark in plan.remarks]


def problems(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, str(problem.message)) for problem in plan.problems]


def test_orders_that_are_not_there_are_new() -> None:
    plan = planned(EMPTY, ROW, BAND)
    assert plan == ImportPlan(new=(order(), order(order_no="", title="小米手环 9")))


def test_the_same_import_twice_changes_nothing() -> None:
    ledger = add_orders(EMPTY, [order(), order(order_no="")], {})
    assert planned(ledger, ROW, UNNUMBERED) == ImportPlan(same=(order(), order(order_no="")))


def test_an_order_with_other_terms_under_the_same_number_is_kept_and_remarked_on() -> None:
    ledger = add_orders(EMPTY, [order()], {})
    plan = planned(ledger, {**ROW, "title": "Redmi K70", "periods": "6", "principal": "", "note": "new"})
    assert (plan.new, plan.same, plan.problems) == ((), (order(),), ())
    assert remarks(plan) == [
        "小米14 Pro is there already and stays as it is; row 2 differs in title, principal, periods, note"
    ]


def test_an_order_whose_number_was_corrected_is_known_by_its_old_and_its_new_one() -> None:
    ledger = edit_order(
        add_orders(EMPTY, [order()], {}),
        msgspec.structs.replace(order(), order_no="77"),
    )
    for number, remarked in (("77", 0), (ROW["order_no"], 1)):
        plan = planned(ledger, {**ROW, "order_no": number})
        assert (plan.new, len(plan.same), len(plan.remarks)) == ((), 1, remarked)


def test_an_edited_order_without_a_number_is_known_by_what_it_was_and_what_it_is() -> None:
    ledger = edit_order(
        add_orders(EMPTY, [order(order_no="")], {}),
        msgspec.structs.replace(order(order_no=""), title="Redmi K70"),
    )
    assert remarks(planned(ledger, UNNUMBERED)) == [
        "Redmi K70 is there already and stays as it is; row 2 differs in title"
    ]
    assert planned(ledger, {**UNNUMBERED, "title": "Redmi K70"}) == ImportPlan(same=tuple(ledger.orders.values()))


def test_an_order_without_a_number_is_known_when_the_channel_moves_its_remainder() -> None:
    row = {**UNNUMBERED, "channel": "cmb"}
    ledger = add_orders(EMPTY, planned(EMPTY, row).new, {})
    moved = {**CATALOGUE, "cmb": msgspec.structs.replace(CATALOGUE["cmb"], remainder=CATALOGUE["huabei"].remainder)}
    plan = plan_import(ledger, read_orders(csv_of(row), "csv", moved))
    assert plan == ImportPlan(same=tuple(ledger.orders.values()))


def test_how_a_plan_is_given_is_no_difference_where_it_comes_to_the_same_amounts() -> None:
    rated = {**ROW, "fee_per_period": "", "amount_per_period": "", "total_fee_rate": "8%"}
    ledger = add_orders(EMPTY, planned(EMPTY, rated).new, {})
    older = {**ROW, "amount_per_period": "134.90x11;135.02", "fee_per_period": "9.99x11;10.03"}
    assert planned(ledger, older) == ImportPlan(same=tuple(ledger.orders.values()))
    assert "differs in amount_per_period, fee_per_period, total_fee_rate" in remarks(planned(ledger, ROW))[0]


def test_a_file_that_says_a_period_is_settled_differs_where_the_ledger_knows_of_none() -> None:
    ledger = add_orders(EMPTY, [order(paid_periods=0)], {})
    assert "differs in paid_periods" in remarks(planned(ledger, {**ROW, "paid_periods": "1"}))[0]


def test_an_archived_order_stays_archived() -> None:
    ledger = archive_order(add_orders(EMPTY, [order()], {}), order().id, archived=True)
    plan = planned(ledger, ROW)
    assert plan.new == ()
    assert "differs in archived" in remarks(plan)[0]


def test_a_row_that_repeats_a_numbered_one_counts_once() -> None:
    plan = planned(EMPTY, ROW, ROW)
    assert plan.new == (order(),)
    assert plan.problems == ()
    assert remarks(plan) == ["row 3 repeats row 2; it counts once"]


def test_two_different_rows_with_one_number_are_a_problem() -> None:
    plan = planned(EMPTY, ROW, {**ROW, "title": "Redmi K70", "note": "other"})
    assert problems(plan) == [(3, "order_no", "row 2 has the same order number, but differs in title, note")]


def test_two_rows_of_one_purchase_without_numbers_are_a_problem_that_names_both() -> None:
    plan = planned(EMPTY, UNNUMBERED, ROW, UNNUMBERED)
    assert problems(plan) == [
        (4, "", "rows 2 and 4 are the same purchase and have no order number; remove one or number both")
    ]


def test_two_purchases_that_differ_only_in_their_numbers_are_both_new() -> None:
    assert len(planned(EMPTY, {**ROW, "order_no": "1"}, {**ROW, "order_no": "2"}).new) == 2


def test_problems_and_remarks_of_the_reading_are_handed_on() -> None:
    reading = read_orders(csv_of({**ROW, "title": ""}, ROW).decode().encode("gb18030"), "csv", CATALOGUE)
    plan = plan_import(EMPTY, reading)
    assert plan.problems == reading.problems
    assert plan.remarks == reading.remarks
    assert plan.new == (order(),)


@given(several())
def test_what_is_new_can_be_added_and_is_then_the_same(given_orders: list[Order]) -> None:
    reading = Reading(orders=tuple(enumerate(given_orders, 2)))
    first = plan_import(EMPTY, reading)
    assert len(first.new) + len(first.perhaps) == len(given_orders)
    ledger = add_orders(EMPTY, given_orders, {})
    assert plan_import(ledger, reading) == ImportPlan(same=tuple(given_orders))


# Spelt otherwise, or alike


@pytest.mark.parametrize(
    "spelt",
    ['="{}"', "'{}", "`{}", "#{}", "订单号：{}", " {} ", "{}.0", "\u200b{}", "５２６１{}"],
)
def test_the_same_order_is_the_same_in_every_spelling_of_its_number(spelt: str) -> None:
    number = "5261111000000001"
    ledger = add_orders(EMPTY, [order(order_no=number)], {})
    other = spelt.format(number.removeprefix("5261") if spelt.startswith("５") else number)
    plan = planned(ledger, {**ROW, "order_no": other, "title": f" {ROW['title']}\u3000"})
    assert (plan.new, plan.same, plan.perhaps, plan.remarks) == ((), (order(order_no=number),), (), ())


def test_an_order_keeps_its_number_as_it_was_typed() -> None:
    (made,) = planned(EMPTY, {**ROW, "order_no": "#5261 1110"}).new
    assert made.order_no == "#5261 1110"


def test_a_row_that_repeats_one_in_another_spelling_counts_once() -> None:
    plan = planned(EMPTY, {**ROW, "order_no": "5261111"}, {**ROW, "order_no": "5,261,111.0", "title": "小米 14 pro"})
    assert (len(plan.new), remarks(plan), plan.problems) == (1, ["row 3 repeats row 2; it counts once"], ())


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "手机"},
        {"bought_at": "2026-11-11"},
        {"order_no": "", "title": "手机"},
        {"order_no": ""},
    ],
)
def test_an_order_that_is_like_another_but_for_title_time_or_number_is_perhaps_the_same(
    changed: dict[str, str],
) -> None:
    for number in ("", "77"):
        ledger = add_orders(EMPTY, [order(order_no=number)], {})
        row = {**ROW, "order_no": "" if number else "99", **changed}
        plan = planned(ledger, row)
        assert (plan.new, plan.same, [(each.row, each.like.order_no) for each in plan.perhaps]) in (
            ((), (), [(2, number)]),
            ((), (order(order_no=""),), []),  # without a number on either side it is just the same
        )
        assert plan.perhaps or changed == {"order_no": ""}


@pytest.mark.parametrize(
    "changed",
    [
        {"bought_at": "2026-11-10"},
        {"first_due": "2026-12-11", "title": "手机"},
        {"channel": "cmb", "title": "手机"},
        {"principal": "", "amount_per_period": "1.00", "fee_per_period": "", "title": "手机"},
        {"order_no": "2"},
    ],
)
def test_an_order_that_differs_in_more_is_new(changed: dict[str, str]) -> None:
    ledger = add_orders(EMPTY, [order(order_no="1")], {})
    plan = planned(ledger, {**ROW, "order_no": "", **changed})
    assert (len(plan.new), plan.perhaps) == (1, ())


def test_two_rows_of_one_file_are_perhaps_the_same_only_under_one_title() -> None:
    plan = planned(EMPTY, ROW, BAND, UNNUMBERED)
    assert (len(plan.new), [(each.row, each.like.title) for each in plan.perhaps]) == (2, [(4, ROW["title"])])


def test_what_was_entered_as_another_order_is_there_when_the_file_is_imported_again() -> None:
    ledger = add_orders(EMPTY, [order()], {})
    (alike,) = planned(ledger, BAND).perhaps
    assert planned(add_orders(ledger, [alike.order], {}), BAND) == ImportPlan(same=(alike.order,))


def test_many_orders_that_are_alike_take_no_longer_than_others() -> None:
    rows = [(row, order(order_no="", title=f"手环 {row}")) for row in range(2, 22)]
    many = [(row, msgspec.structs.replace(one, id=f"{row}", title=f"{one.title} {row}")) for row, one in rows * 1000]
    begun = time.process_time()
    plan = plan_import(EMPTY, Reading(orders=tuple(many)))
    assert time.process_time() - begun < 5
    assert plan.perhaps == ()
