"""The whole ledger as JSON, and back: into an empty ledger it is the same, into another its orders are added."""

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from models.channels.account import Account
from models.channels.builtin import builtin
from models.exchange.export import export, not_carried
from models.exchange.fields import written
from models.exchange.import_plan import ImportPlan, imported, plan_import
from models.exchange.reading import read_orders
from models.exchange.whole import counts, tables
from models.ledger.conversion import Conversion
from models.ledger.ledger import Ledger
from models.ledger.order import Kind
from models.store.records import TABLES, read_record, to_document
from models.values.message import Problem
from tests.models import builders
from tests.models.whole_strategies import FURTHER, whole_ledgers

EMPTY = Ledger()
PHONE = builders.order()
ROBOT = builders.order("robot", bought_at=datetime(2026, 11, 2))
PAID = builders.repaid(builders.ledger(PHONE), "huabei/2026-12-10")


def exported(ledger: Ledger) -> Any:
    return json.loads(export("json", ledger, builtin()))


def planned(content: object, into: Ledger = EMPTY) -> ImportPlan:
    return plan_import(into, read_orders(json.dumps(content).encode(), "json", builtin()))


def faults(plan: ImportPlan) -> list[tuple[str, int, str, str]]:
    return [(each.table, each.row, each.column, str(each.message)) for each in plan.problems]


@given(whole_ledgers())
def test_a_ledger_exported_and_imported_into_an_empty_one_is_the_same(ledger: Ledger) -> None:
    plan = plan_import(Ledger(), read_orders(export("json", ledger, builtin()).encode(), "json", builtin()))
    assert faults(plan) == []
    assert plan.whole == (ledger if counts(ledger) else None)
    assert imported(Ledger(), plan, builtin()) == ledger


@given(whole_ledgers())
def test_whatever_is_imported_is_read_back_from_the_ledgers_file(ledger: Ledger) -> None:
    for table in TABLES:
        for ident, record in getattr(ledger, table).items():
            assert read_record(to_document(record), table, ident, "") == record


def test_the_parts_of_the_json_are_the_tables_of_the_file_and_all_of_them_are_tried() -> None:
    assert tables() == TABLES
    rest = {"orders", "repayments", "corrections", "checklists", "channels", "debits", "closings", "refunds"}
    assert FURTHER.keys() | rest == TABLES.keys()


def test_what_is_owed_is_the_same_afterwards() -> None:
    whole = planned(exported(PAID)).whole
    assert whole == PAID
    assert builders.book(whole).bills == builders.book(PAID).bills


def test_a_whole_ledger_goes_into_no_other_and_only_its_orders_are_added_there() -> None:
    robot = builders.ledger(ROBOT)
    plan = planned(exported(PAID), robot)
    assert (plan.whole, [each.id for each in plan.new]) == (None, ["phone"])
    assert plan.rest == {"repayments": 1}
    assert imported(robot, plan, {}).repayments == {}


def test_a_ledger_that_was_filled_meanwhile_is_left_alone() -> None:
    with pytest.raises(Problem, match="the ledger is not empty any more"):
        imported(builders.ledger(PHONE), planned(exported(PAID)), builtin())


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_ledger_with_a_single_record_of_any_kind_is_not_empty(table: str) -> None:
    one = replace(Ledger(), **{table: {"x": object()}})
    assert planned(exported(PAID), Ledger()).whole is not None
    assert counts(one) == {table: 1}


@pytest.mark.parametrize(
    ("table", "change", "field", "said"),
    [
        ("repayments", {"amount": "101"}, "amount", "101 is not an amount"),
        ("repayments", {"amount": 101}, "amount", "101 is not an amount"),
        ("repayments", {"amount": "1e3"}, "amount", "1e3 is not an amount"),
        ("repayments", {"due": "2026-02-30"}, "due", 'written like "2026-12-10"'),
        ("repayments", {"paid_at": "2026-12-05T12:00:00"}, "paid_at", "+08:00"),
        ("repayments", {"confirmed": "yes"}, "confirmed", "is expected"),
        ("repayments", {"way": "sideways"}, "way", "sideways"),
        ("repayments", {"colour": "red"}, "colour", "not known"),
        ("repayments", {"id": None}, "id", "missing"),
        ("repayments", {"id": ""}, "id", "missing"),
        ("repayments", {"channel": "cmb"}, "channel", "two different accounts"),
        ("repayments", {"reference": "a\x1b[2J"}, "reference", "control characters"),
        ("repayments", {"allocations": [{"order": "phone", "number": 1, "fee": "x"}]}, "allocations.1.fee", "x is not"),
        ("repayments", {"allocations": {}}, "allocations", "a list is expected"),
        ("orders", {"principal": "299.00"}, "principal", "does not go with the plan"),
        ("orders", {"channel": "cmb"}, "channel", "does not go with"),
        ("orders", {"title": None}, "title", "missing"),
        ("orders", {"plan": {"type": "gift"}}, "plan.type", "must be one of equal-instalment"),
        ("orders", {"first_due": "2026-10-01"}, "first_due", "before the purchase"),
    ],
)
def test_what_is_wrong_with_a_record_is_said_with_its_place_and_nothing_is_taken(
    table: str, change: dict[str, Any], field: str, said: str
) -> None:
    content = exported(PAID)
    content[table][0] |= change
    for into in (Ledger(), builders.ledger(ROBOT)):
        [(where, row, column, message)] = faults(planned(content, into))
        assert (where or "orders", row, column) == (table, 1, field)
        assert said in message


def test_unknown_parts_and_records_that_are_there_twice_are_said() -> None:
    content = exported(PAID)
    content["gifts"] = []
    content["repayments"] *= 2
    content["corrections"] = {}
    assert [each[:3] for each in faults(planned(content))] == [
        ("", 0, "gifts"),
        ("repayments", 2, "id"),
        ("", 0, "corrections"),
    ]


def test_an_order_that_a_person_wrote_keeps_the_id_that_the_rest_names() -> None:
    content = exported(PAID)
    for name in ("plan", "kept", "debited_before"):
        del content["orders"][0][name]
    assert planned(content).whole == PAID


def test_an_export_of_the_first_schema_is_its_orders_as_before() -> None:
    order = {
        "title": "phone",
        "bought_at": "2026-11-01 20:00",
        "channel": "huabei",
        "periods": 3,
        "amount_per_period": "101.00",
        "first_due": "2026-12-10",
        "account": "建行 1234",
    }
    content = {"schema": 1, "orders": [{**order, "id": "0123456789"}], "repayments": [{"id": "r1"}], "refunds": []}
    plan = planned(content)
    assert (plan.whole, plan.problems, [each.pay_account for each in plan.new]) == (None, (), ["建行 1234"])
    assert (plan.remarks, plan.older) == ((), {"repayments": 1})


def test_an_order_of_an_account_that_is_not_held_is_not_added_to_another_ledger() -> None:
    card = Account.of(builtin()["cmb"], "cmb-1234")
    theirs = replace(builders.ledger(builders.order(channel="cmb-1234")), accounts={card.id: card})
    assert planned(exported(theirs)).whole == theirs
    [(_, row, column, said)] = faults(planned(exported(theirs), builders.ledger(ROBOT)))
    assert (row, column) == (1, "account_id")
    assert "`fenqi account add cmb --last4 1234`" in said


def test_a_bill_that_became_an_order_is_not_owed_a_second_time_elsewhere() -> None:
    turned = replace(builders.order("turned"), kind=Kind.BILL, of="huabei/2026-12-10")
    made = Conversion(id="turned", bill=turned.of, amount=100_00, at=builders.NOW)
    theirs = replace(builders.ledger(PHONE, turned), conversions={"turned": made})
    assert planned(exported(theirs)).whole == theirs
    plan = planned(exported(theirs), builders.ledger(ROBOT))
    assert [each.id for each in plan.new] == ["phone"]
    assert (plan.rest, [row for row, _ in plan.left_out]) == ({"conversions": 1}, [2])


def test_a_list_of_orders_with_something_beside_it_is_no_whole_ledger() -> None:
    content = {"schema": 2, "orders": exported(PAID)["orders"], "now": "2026-12-05T12:00:00+08:00"}
    plan = planned(content)
    assert (plan.whole, plan.new, plan.problems) == (None, (PHONE,), ())
    assert [str(each) for each in plan.remarks] == ["only orders are imported; left out: now"]


def test_every_field_is_written_also_what_is_not_known() -> None:
    card = Account.of(builtin()["jd-baitiao"])
    assert set(written(card)) == set(Account.__struct_fields__)
    assert written(card)["auto_debit"] is None


@given(whole_ledgers())
def test_csv_says_of_every_kind_of_record_that_it_has_no_room_for_it(of):
    said = {ident: each for ident, each in of.precautions.items() if each.last or each.off}
    known = replace(of, precautions=said)  # of the others nobody said anything
    held = {table: len(getattr(known, table)) for table in TABLES if getattr(known, table)}
    turned = sum(order.kind is Kind.BILL for order in of.orders.values())
    found = not_carried("csv", of, builtin())
    # An account that is as its channel makes it is made again by its orders.
    assert {table: count for table, count in found.items() if table != "accounts"} == {
        **{table: count for table, count in held.items() if table not in {"orders", "accounts"}},
        **({"conversions": max(turned, held.get("conversions", 0))} if turned else {}),
    }
