import csv
import io
import json
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.orders import add_orders
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.exchange.columns import COLUMNS
from models.exchange.export import export, settled_periods, template
from models.exchange.formats import FORMATS
from models.exchange.guard import guarded, unguarded
from models.exchange.import_plan import ImportPlan, plan_import
from models.exchange.reading import read_orders
from models.exchange.record import order_fields
from models.exchange.row import Reading
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.closing import Closing, Covered, Refund
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.progress import Answered, Done, Progress, Step, Way
from models.ledger.repayment import Allocation, Repayment
from tests.models import builders
from tests.models.builders import book
from tests.models.exchange.samples import CATALOGUE, order, several
from tests.models.strategies import ledgers
from tui.run.language import language_of


def exported(form: str, ledger: Ledger) -> str:
    return export(form, ledger, builders.by_hand())


def spelt_out(order: Order) -> Order:
    """The order with its due day in so many words where a month's end would leave it to the reader."""
    first = order.first_due
    ends = first.day == monthrange(first.year, first.month)[1] < 31
    return replace(order, due_day=first.day) if order.due_day is None and ends else order


def test_due_dates_stay_where_another_day_could_be_read_out_of_a_months_end() -> None:
    bought = builders.order(channel="jd-baitiao", bought_at=datetime(2026, 10, 31), due=date(2026, 11, 30))
    ((_, again),) = read_orders(exported("json", add_orders(Ledger(), [bought], {})).encode(), "json", builtin()).orders
    days = [
        [line.due for line in book(add_orders(Ledger(), [each], {})).schedules[each.id]] for each in (bought, again)
    ]
    assert days[0] == days[1]


@given(several(3), st.sampled_from(["csv", "json"]))
def test_any_orders_exported_and_read_again_are_equal(given_orders: list[Order], form: str) -> None:
    ledger = add_orders(Ledger(), given_orders, {})
    reading = read_orders(exported(form, ledger).encode(), form, CATALOGUE)
    assert reading.problems == ()
    expected = given_orders if FORMATS[form].whole else [spelt_out(each) for each in given_orders]
    assert [read_order for _, read_order in reading.orders] == expected
    plan = plan_import(ledger, reading)
    assert (plan.new, plan.same, plan.problems) == ((), tuple(given_orders), ())


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_template_imports_cleanly(form: str) -> None:
    reading = read_orders(template(form).encode(), form, builtin())
    assert (reading.problems, reading.remarks) == ((), ())
    assert [each.account_id for _, each in reading.orders] == ["huabei", "jd-baitiao", "cmb", "huabei"]
    assert {each.first_due.year for _, each in reading.orders} == {2026}


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_template_is_chinese_in_chinese_and_holds_the_same_orders(form: str) -> None:
    text = template(form, "zh_CN", language_of("zh_CN").say)
    if form == "csv":
        titles = "订单号,商品名称,购买时间,还款渠道,分期金额,期数,每期金额,每期手续费,首期还款日,备注"
        assert text.split("\n")[0].startswith(titles)
    read = read_orders(text.encode(), form, builtin())
    assert (read.problems, read.remarks) == ((), ())
    plain = read_orders(template(form).encode(), form, builtin())
    assert [replace(order, note="") for _, order in read.orders] == [replace(each, note="") for _, each in plain.orders]
    assert {order.note.isascii() for _, order in read.orders} == {False}


def test_both_templates_hold_the_same_orders() -> None:
    first, second = (read_orders(template(form).encode(), form, builtin()).orders for form in ("csv", "json"))
    assert [each for _, each in first] == [each for _, each in second]


def test_fields_are_the_imports_names_and_the_id() -> None:
    assert order_fields(order(principal="1499", due_day="31")) == {
        **dict.fromkeys(COLUMNS, ""),
        "id": order().id,
        "account_id": "huabei",
        "kind": "purchase",
        "of": "",
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
        "due_day": 31,
        "archived": False,
        "remainder": "last",
    }


@pytest.mark.parametrize("text", ["2026-11-11", "2026-11-11 00:01", "2026-11-11 20:05:30"])
def test_a_purchase_time_is_written_as_precisely_as_it_is_known(text: str) -> None:
    assert order_fields(order(bought_at=text))["bought_at"] == text


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


@given(several(3))
def test_no_exported_cell_starts_like_a_formula(given_orders: list[Order]) -> None:
    written = cells(exported("csv", add_orders(Ledger(), given_orders, {})))
    assert not [cell for cell in written if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


HIDDEN = [
    "",
    "\u200b",
    "\u2800",
    "\x00",
    "\x7f",
    "\ufeff",
    "\u00ad\u2060",
    "\ufe0f",
    "\u3164",
    "\u00a0",
    "'",
    "'\u200b",
]


@pytest.mark.parametrize("before", HIDDEN)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "﹢", "⁼", "\u2212"])
def test_the_guard_against_formulas_holds_behind_what_nobody_sees_and_is_taken_off(before: str, start: str) -> None:
    cell = f"{before}{start}1+1"
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@given(st.text(st.sampled_from("'=\u200b\ufeff \u00a0a\"1@")))
def test_whatever_the_cell_its_guard_is_taken_off_exactly(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_a_title_like_a_formula_is_guarded_in_csv_and_plain_in_json() -> None:
    ledger = add_orders(Ledger(), [order(title='=HYPERLINK("http://x")')], {})
    assert '\'=HYPERLINK("http://x")' in cells(exported("csv", ledger))
    assert json.loads(exported("json", ledger))["orders"][0]["title"] == '=HYPERLINK("http://x")'


def test_an_empty_ledger_is_a_header_or_empty_lists() -> None:
    assert exported("csv", Ledger()) == ",".join(COLUMNS) + "\n"
    assert json.loads(exported("json", Ledger())) == {"schema": 2, **{name: [] for name in Ledger.__struct_fields__}}


AT = datetime(2026, 12, 9, 12, 30, tzinfo=UTC)
TEXT = "2026-12-09T12:30:00+00:00"


def test_json_holds_the_whole_ledger_with_amounts_as_text() -> None:
    repayment = Repayment(
        id="r1",
        account_id="huabei",
        due=date(2026, 12, 10),
        amount=134_90,
        paid_at=AT,
        method="balance",
        allocations=(Allocation(order().id, 1, 9_99, 124_91),),
    )
    lines = (CorrectedLine(order().id, 1, 134_90),)
    correction = Correction(id="huabei/2026-12-10", total=140_00, at=AT, lines=lines, reason="late interest")
    amount = Done(step=Step.AMOUNT, at=AT, answer="140", figure=140_00, pay=140_00, owed=134_90, way=Way.CORRECT)
    begun = Progress(
        id="huabei/2027-01-10",
        started_at=AT,
        done=(Done(step=Step.PLATFORM, at=AT, answer="支付宝"), amount),
        answered=(Answered(warning="late", reason="known", at=AT),),
    )
    auto_debit = AutoDebitSeen(id="huabei/2026-12-10", balance_at=AT, outcome=Outcome.PART, outcome_at=AT)
    closing = Closing(
        id=order().id, first=3, at=AT, estimate=1250_00, figure=1249_00, stands=(5,), covered=(Covered(4, 40_00),)
    )
    refund = Refund(id=f"{order().id}~1", order=order().id, amount=100_00, at=AT, full=True, stands=(1,))
    own = ChannelOverride(id="cmb-2", base="cmb", values={"due_day": 8, "grace_amount": "5.00"})
    ledger = Ledger(
        orders={order().id: order()},
        repayments={"r1": repayment},
        corrections={correction.id: correction},
        checklists={begun.id: begun},
        channels={own.id: own},
        debits={auto_debit.id: auto_debit},
        closings={closing.id: closing},
        refunds={refund.id: refund},
    )
    whole = json.loads(exported("json", ledger), parse_float=pytest.fail)
    corrected = {
        "id": "huabei/2026-12-10",
        "total": "140.00",
        "at": TEXT,
        "lines": [{"order": order().id, "number": 1, "amount": "134.90"}],
        "reason": "late interest",
        "used": [],
        "returned": [],
    }
    assert whole == {
        "schema": 2,
        "orders": [
            {
                **{name: None if value == "" else value for name, value in order_fields(order()).items()},
                "pay_account": "",
                "note": "",
                "kept": [],
                "debited_before": [],
                "plan": {
                    "type": "shown",
                    "principal": "1499.00",
                    "periods": 12,
                    "amount": "134.90",
                    "fee": "9.99",
                    "remainder": "last",
                },
            }
        ],
        "repayments": [
            {
                "id": "r1",
                "channel": "huabei",
                "account_id": "huabei",
                "due": "2026-12-10",
                "amount": "134.90",
                "paid_at": TEXT,
                "method": "balance",
                "reference": "",
                "confirmed": True,
                "order": None,
                "allocations": [{"order": order().id, "number": 1, "fee": "9.99", "principal": "124.91"}],
                "way": None,
                "other": "",
                "late": None,
                "became_credit": "0.00",
            }
        ],
        "corrections": [corrected],
        "checklists": [
            {
                "id": "huabei/2027-01-10",
                "started_at": TEXT,
                "done": [
                    {
                        "step": "platform",
                        "at": TEXT,
                        "answer": "支付宝",
                        **dict.fromkeys(("figure", "pay", "owed", "way", "replaced", "order")),
                        "other": "",
                        "bills": [],
                        "further": [],
                        "entered_after": [],
                    },
                    {
                        "step": "amount",
                        "at": TEXT,
                        "answer": "140",
                        "figure": "140.00",
                        "pay": "140.00",
                        "owed": "134.90",
                        "way": "correct",
                        "replaced": None,
                        "order": None,
                        "other": "",
                        "bills": [],
                        "further": [],
                        "entered_after": [],
                    },
                ],
                "answered": [{"warning": "late", "reason": "known", "at": TEXT}],
            }
        ],
        "channels": [{"id": "cmb-2", "base": "cmb", "values": {"due_day": 8, "grace_amount": "5.00"}}],
        "debits": [
            {
                "id": "huabei/2026-12-10",
                "balance_at": TEXT,
                "pay_account": "",
                "pay_account_at": None,
                "outcome": "part",
                "outcome_at": TEXT,
            }
        ],
        "closings": [
            {
                "id": order().id,
                "first": 3,
                "at": TEXT,
                "estimate": "1250.00",
                "figure": "1249.00",
                "stands": [5],
                "covered": [{"number": 4, "amount": "40.00"}],
            }
        ],
        "refunds": [
            {
                "id": f"{order().id}~1",
                "order": order().id,
                "amount": "100.00",
                "at": TEXT,
                "full": True,
                "stands": [1],
                "waived": "0.00",
                "recorded_at": None,
            }
        ],
        **{name: [] for name in Ledger.__struct_fields__ if not getattr(ledger, name)},
    }
    plan = plan_import(ledger, read_orders(exported("json", ledger).encode(), "json", CATALOGUE))
    rest = ("repayments", "corrections", "checklists", "channels", "debits", "closings", "refunds")
    assert plan == ImportPlan(same=(order(),), rest=dict.fromkeys(rest, 1))


@given(ledgers())
def test_no_field_of_any_record_is_left_out_of_the_json(ledger: Ledger) -> None:
    whole = json.loads(exported("json", ledger))
    for table in Ledger.__struct_fields__:
        records = getattr(ledger, table)
        assert {row["id"] for row in whole[table]} == set(records)
        for row in whole[table]:
            assert set(row) >= set(records[row["id"]].__struct_fields__)


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_were_made_does_not_show(ledger: Ledger, random: Random) -> None:
    def shuffled(records: Mapping[str, Any]) -> dict[str, Any]:
        return dict(random.sample(list(records.items()), len(records)))

    other = {name: shuffled(getattr(ledger, name)) for name in Ledger.__struct_fields__ if name != "orders"}
    assert exported("json", replace(ledger, **other)) == exported("json", ledger)


# What was repaid


def test_csv_takes_what_was_repaid_along_as_paid_periods() -> None:
    phone = builders.order()
    paid = builders.repaid(builders.repaid(builders.ledger(phone), "huabei/2026-12-10"), "huabei/2027-01-10")
    reading = read_orders(exported("csv", paid).encode(), "csv", builtin())
    ((_, elsewhere),) = reading.orders
    assert elsewhere.paid_periods == 2
    assert order_fields(phone)["paid_periods"] == "", "only where there is no other place for it"
    left = [
        sum(line.outstanding for line in book(one).schedules[ident])
        for one, ident in (
            (paid, "phone"),
            (add_orders(Ledger(), [elsewhere], {}), elsewhere.id),
        )
    ]
    assert left[0] == left[1] == 101_00


def test_a_period_that_was_repaid_in_part_is_still_open_in_csv() -> None:
    paid = builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10", pay=50_00)
    assert settled_periods(book(paid)) == {"phone": 0}


def test_an_order_that_was_settled_early_is_repaid_whole_elsewhere() -> None:
    closed = builders.settled_early(builders.ledger(builders.order()), "phone")
    assert settled_periods(book(closed)) == {"phone": 3}


@pytest.mark.parametrize(("given_periods", "remarked"), [(0, False), (1, False), (2, False), (3, True)])
def test_importing_again_what_was_repaid_is_no_difference(given_periods: int, remarked: bool) -> None:
    phone = builders.order(order_no="77")
    paid = builders.repaid(builders.repaid(builders.ledger(phone), "huabei/2026-12-10"), "huabei/2027-01-10")
    older = Reading(orders=((2, replace(phone, paid_periods=given_periods)),))
    plan = plan_import(paid, older, settled_periods(book(paid)))
    assert (plan.new, plan.same) == ((), (phone,))
    assert bool(plan.remarks) == remarked
