import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channel import builtin
from models.exchange.columns import COLUMNS
from models.exchange.export import export_csv, export_json, template
from models.exchange.merge import ImportPlan, plan_import
from models.exchange.reading import read_orders
from models.exchange.record import order_fields
from models.exchange.row import Form
from models.ledger import Correction, Ledger, add_orders
from models.order import Order
from models.repayment import Allocation, Repayment
from tests.models.exchange.samples import CATALOGUE, order, orders

WRITERS = {"csv": export_csv, "json": export_json}


@given(st.lists(orders(), max_size=3, unique_by=lambda each: each.id), st.sampled_from(["csv", "json"]))
def test_any_orders_exported_and_read_again_are_equal(given_orders: list[Order], form: Form) -> None:
    ledger = add_orders(Ledger(), given_orders)
    reading = read_orders(WRITERS[form](ledger).encode(), form, CATALOGUE)
    assert reading.problems == ()
    assert [read_order for _, read_order in reading.orders] == given_orders
    plan = plan_import(ledger, reading)
    assert (plan.new, plan.same, plan.problems) == ((), tuple(given_orders), ())


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_template_imports_cleanly(form: Form) -> None:
    reading = read_orders(template(form).encode(), form, builtin())
    assert (reading.problems, reading.remarks) == ((), ())
    assert [each.channel for _, each in reading.orders] == ["huabei", "jd-baitiao", "cmb"]
    assert {each.first_due.year for _, each in reading.orders} == {2026}


def test_both_templates_hold_the_same_orders() -> None:
    first, second = (read_orders(template(form).encode(), form, builtin()).orders for form in ("csv", "json"))
    assert [each for _, each in first] == [each for _, each in second]


def test_fields_are_the_imports_names_and_the_id() -> None:
    assert order_fields(order(principal="1499", due_day="31")) == {
        "id": order().id,
        "order_no": "5261111000000001",
        "title": "小米14 Pro",
        "bought_at": "2026-11-11 20:05",
        "channel": "huabei",
        "principal": "1499.00",
        "periods": 12,
        "amount_per_period": "134.90",
        "fee_per_period": "9.99",
        "first_due": "2026-12-10",
        "note": "",
        "paid_periods": 0,
        "due_day": 31,
        "archived": False,
        "auto_debit": "",
        "account": "",
    }


@pytest.mark.parametrize("text", ["2026-11-11", "2026-11-11 00:01", "2026-11-11 20:05:30"])
def test_a_purchase_time_is_written_as_precisely_as_it_is_known(text: str) -> None:
    assert order_fields(order(bought_at=text))["bought_at"] == text


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


@given(st.lists(orders(), max_size=3, unique_by=lambda each: each.id))
def test_no_exported_cell_starts_like_a_formula(given_orders: list[Order]) -> None:
    exported = cells(export_csv(add_orders(Ledger(), given_orders)))
    assert not [cell for cell in exported if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_title_like_a_formula_is_guarded_in_csv_and_plain_in_json() -> None:
    ledger = add_orders(Ledger(), [order(title='=HYPERLINK("http://x")')])
    assert '\'=HYPERLINK("http://x")' in cells(export_csv(ledger))
    assert json.loads(export_json(ledger))["orders"][0]["title"] == '=HYPERLINK("http://x")'


def test_an_empty_ledger_is_a_header_or_empty_lists() -> None:
    assert export_csv(Ledger()) == ",".join(COLUMNS) + "\n"
    assert json.loads(export_json(Ledger())) == {"schema": 1, "orders": [], "repayments": [], "corrections": []}


def test_json_holds_the_whole_ledger_with_amounts_as_text() -> None:
    repayment = Repayment(
        id="r1",
        channel="huabei",
        due=date(2026, 12, 10),
        amount=134_90,
        paid_at=datetime(2026, 12, 9, 12, 30, tzinfo=UTC),
        method="balance",
        allocations=(Allocation(order().id, 1, 9_99, 124_91),),
    )
    correction = Correction(
        id="huabei/2026-12-10", total=140_00, at=datetime(2026, 12, 9, tzinfo=UTC), reason="late interest"
    )
    ledger = Ledger(orders={order().id: order()}, repayments={"r1": repayment}, corrections={correction.id: correction})
    exported = json.loads(export_json(ledger), parse_float=pytest.fail)
    assert exported["orders"] == [order_fields(order())]
    assert exported["repayments"] == [
        {
            "id": "r1",
            "channel": "huabei",
            "due": "2026-12-10",
            "amount": "134.90",
            "paid_at": "2026-12-09T12:30:00+00:00",
            "method": "balance",
            "reference": "",
            "confirmed": True,
            "allocations": [{"order": order().id, "number": 1, "fee": "9.99", "principal": "124.91"}],
        }
    ]
    assert exported["corrections"] == [
        {
            "id": "huabei/2026-12-10",
            "total": "140.00",
            "at": "2026-12-09T00:00:00+00:00",
            "reason": "late interest",
        }
    ]
    plan = plan_import(ledger, read_orders(export_json(ledger).encode(), "json", CATALOGUE))
    assert plan == ImportPlan(same=(order(),), remarks=plan.remarks)
    assert [str(remark) for remark in plan.remarks] == ["only orders are imported; left out: repayments, corrections"]
