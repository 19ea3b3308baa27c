"""Schema 2 of the JSON: all that schema 1 said, said the same, and what is new in it."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.channels.account import Account
from models.exchange.columns import COLUMNS
from models.ledger.ledger import Ledger, put
from models.ledger.order import Order
from models.store import Store
from models.values.message import msg
from tests.tui.cli.answers import NEXT, PART, with_a_minimum
from tests.tui.cli.everything import AT, BILL, DATA, everything
from tests.tui.cli.shell import Shell
from tui.cli.main import run

__all__ = ["everything"]

RENAMED = {"account": "pay_account"}
"""Names of schema 1 for which a file has another now: of an order, what auto-debit takes from."""


def kept(name: str) -> Any:
    """What the older version printed."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def check_said(then: Any, now: Any, where: str = "") -> None:
    """Every name of `then` is in `now`, with the same value; a number to twelve digits."""
    if isinstance(then, dict):
        for name, each in then.items():
            if name not in {"schema", *RENAMED}:
                check_said(each, now[name], f"{where}.{name}")
            elif name in RENAMED:
                check_said(each, now[RENAMED[name]], f"{where}.{name}")
    elif isinstance(then, list):
        assert len(then) == len(now), where
        for number, pair in enumerate(zip(then, now, strict=True)):
            check_said(*pair, f"{where}[{number}]")
    else:
        assert now == (pytest.approx(then, rel=1e-12) if isinstance(then, float) else then), where


def by_id(answer: Any) -> dict[str, Any]:
    return {bill["id"]: bill for bill in answer["bills"]}


@pytest.mark.parametrize("command", ["bills", "orders"])
def test_all_that_schema_1_said_is_in_schema_2(everything: Shell, command: str) -> None:
    now = everything(command, "--json").json
    assert now["schema"] == 2
    check_said(kept(command), now)


def test_all_that_due_said_is_there_and_what_is_promised_or_not_shown_yet_is_new(everything: Shell) -> None:
    then, now = by_id(kept("due")), by_id(everything("due", "--json").json)
    check_said(then, now)
    new = [now[ident] for ident in now.keys() - then.keys()]
    assert {each["status"] for each in new if each["promise"] is None} == {"to_confirm"}


def test_all_that_show_said_of_each_order_is_there(everything: Shell) -> None:
    for ident, then in kept("show").items():
        check_said(then, everything("show", ident, "--json").json)


def test_what_the_ledger_says_of_a_bill_is_in_it(everything: Shell) -> None:
    bill = by_id(everything("bills", "--json").json)[BILL]
    seen = {"total": "525.82", "seen_at": "2026-11-24T20:00:00+08:00", "source": "app"}
    assert bill["figure"] == {**seen, "due": None, "minimum": None}
    assert bill["promise"] == "2026-12-20"
    assert bill["moved_from"] == "cmb/2026-12-18"
    assert (bill["credit"], bill["carried_over"]) == ("0.00", None)
    assert bill["minimum"] == {"amount": "525.82", "paid_in_time": False}


def test_of_a_bill_whose_minimum_was_paid_and_of_the_next_one_it_is_in_both_what_went_over(everything: Shell) -> None:
    Store(everything.db).commit(msg("edit"), with_a_minimum, AT)
    bills = by_id(everything("bills", "--json").json)
    left, nxt = bills[PART], bills[NEXT]
    assert (left["status"], left["outstanding"]) == ("minimum_paid", "0.00")
    assert left["minimum"]["paid_in_time"] is True
    assert left["carried_over"] == {"to": NEXT, "amount": "142.87", "interest": "4.88", "estimated": True}
    assert [(line["kind"], line["number"], line["amount"]) for line in nxt["lines"][-2:]] == [
        ("carried_over", 0, "142.87"),
        ("late", 0, "4.88"),
    ]


def test_the_kind_of_a_line_is_what_it_stands_for(everything: Shell) -> None:
    bills = by_id(everything("bills", "--json").json)
    kinds = {line["kind"] for bill in bills.values() for line in bill["lines"] if line["order"]}
    assert kinds == {"instalment"}
    assert [bills[ident]["lines"][-1]["kind"] for ident in ("cmb/2026-10-16", "huabei/2026-10-10")] == [
        "correction",
        "late",
    ]


def test_a_bill_has_its_repayments_its_auto_debit_and_its_checklist(everything: Shell) -> None:
    bills = by_id(everything("bills", "--json").json)
    (taken,) = bills["xiaomi/2026-11-20"]["repayments"]
    assert taken == {
        "id": taken["id"],
        "account_id": "xiaomi",
        "bill": taken["bill"],
        "amount": taken["amount"],
        "paid_at": taken["paid_at"],
        "method": taken["method"],
        "other": None,
        "reference": taken["reference"],
        "confirmed": True,
        "way": None,
        "credit": "0.00",
    }
    assert taken["paid_at"].endswith("+08:00")
    assert bills["xiaomi/2026-10-20"]["debit"] == {
        "window": {"from": "2026-10-20T00:00:00+08:00", "to": "2026-10-20T23:59:59+08:00"},
        "amount": "432.74",
        "pay_account": "招行储蓄卡 1234",
        "phase": "failed",
        "outcome": "failed",
        "extent": "unknown",
    }
    assert bills["jd-baitiao/2026-09-18"]["debit"] is None
    assert bills["old-mall/2026-10-14"]["checklist"] == {"step": "entry"}
    assert bills["xiaomi/2026-10-20"]["checklist"] is None


def test_an_order_has_its_repayments_its_refunds_and_its_early_settlement(everything: Shell) -> None:
    settled = everything("show", "07c4f8ea43", "--json").json
    assert settled["closing"] == {
        "first": 4,
        "at": "2026-10-23T15:05:00+08:00",
        "estimate": "3878.10",
        "figure": "3870.33",
        "fees_paid": "310.36",
        "saved": "7.77",
    }
    assert {each["bill"] for each in settled["repayments"]} >= {"early/07c4f8ea43"}
    assert [each["share"] for each in settled["repayments"] if each["bill"] == "early/07c4f8ea43"] == ["3870.33"]
    refunded = everything("show", "33ba058b25", "--json").json
    assert refunded["refunds"] == [
        {"id": "33ba058b25~1", "amount": "90.00", "at": "2026-10-25T09:05:00+08:00", "full": False}
    ]
    assert refunded["closing"] is None


def test_the_rates_in_per_cent_are_those_of_the_older_names(everything: Shell) -> None:
    answers = [everything("show", "3ed7923281", "--json").json]
    answers.append(everything("quote", "--principal", "1200", "--periods", "3", "--fee-rate", "0.6%", "--json").json)
    for answer in answers:
        rates = answer["rates_percent"]
        assert rates == {
            "monthly": answer["monthly_irr"] * 100,
            "simple": answer["apr_simple"],
            "compound": answer["apr_compound"],
            "by_dates": None if answer["xirr"] is None else answer["xirr"] * 100,
        }
        assert rates["simple"] > 5


def test_where_only_the_sum_is_known_principal_fee_and_rates_are_null(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "unknown.csv"
    file.write_text(
        "order_no,title,bought_at,channel,periods,amount_per_period,first_due,paid_periods\n"
        "77,耳机,2026-11-01,jd-baitiao,3,101.00,2026-11-25,0\n",
        "utf-8",
    )
    assert shell("import", "--yes", file).code == 0
    (bill,) = shell("due", "--json").json["bills"]
    said = {line["title"]: (line["principal"], line["fee"], line["amount"]) for line in bill["lines"]}
    assert said == {"Redmi K70": ("100.00", "1.00", "101.00"), "耳机": (None, None, "101.00")}
    show = shell("show", "77", "--json").json
    assert {(row["principal"], row["fee"], row["amount"]) for row in show["schedule"]} == {(None, None, "101.00")}
    assert (show["totals"]["principal"], show["totals"]["fee"], show["totals"]["amount"]) == (None, None, "303.00")
    assert set(show["rates_percent"].values()) == {None}
    assert {show[name] for name in ("monthly_irr", "apr_simple", "apr_compound", "xirr")} == {None}


AMOUNTS = {
    *(
        "amount",
        "paid",
        "outstanding",
        "corrected",
        "principal",
        "fee",
        "reduced",
        "credit",
        "total",
        "share",
        "due_soon",
    ),
    *("overdue", "early_charge", "estimate", "fee_total"),
}
DATES = {"due", "promise"}
INSTANTS = {"now", "due_at", "paid_at", "seen_at", "at", "from", "to"}


def check_forms(value: Any, name: str = "") -> None:
    """Amounts are text in yuan, dates ISO, instants ISO with their offset; `figure` is an object on a bill."""
    match value:
        case dict():
            for key, each in value.items():
                check_forms(each, key)
        case list():
            for each in value:
                check_forms(each, name)
        case None:
            pass
        case _ if name in AMOUNTS:
            assert isinstance(value, str), name
            assert re.fullmatch(r"-?\d+\.\d\d", value), (name, value)
        case _ if name in DATES:
            assert date.fromisoformat(value).isoformat() == value
        case _ if name in INSTANTS:
            assert datetime.fromisoformat(value).utcoffset() is not None, (name, value)
        case str():
            assert value or name in {*COLUMNS, "of"}, f"{name} is not known, which is null; in a file it is empty"
        case _:
            assert isinstance(value, bool | int | float)


def test_amounts_are_text_dates_are_iso_and_instants_have_their_offset(everything: Shell) -> None:
    for command in (["bills"], ["due"], ["orders"], ["show", "07c4f8ea43"], ["show", "33ba058b25"], ["doctor"]):
        check_forms(everything(*command, "--json").json)
    check_forms(everything("quote", "--principal", "1200", "--periods", "3", "--interest-free", "--json").json)


def second_card(ledger: Ledger) -> Ledger:
    """With 白条's order on a further account of it."""
    moved: dict[str, Order] = {
        ident: replace(each, account_id="jd-2") if each.account_id == "jd-baitiao" else each
        for ident, each in ledger.orders.items()
    }
    first = ledger.accounts["jd-baitiao"]
    second: Account = replace(first, id="jd-2", label="备用")
    return replace(ledger, orders=moved, accounts=put(ledger.accounts, "jd-2", second))


def test_a_bill_of_a_further_account_names_the_institution_and_the_account(shell: Shell) -> None:
    Store(shell.db).commit(msg("edit"), second_card, AT)
    (bill,) = shell("due", "--json").json["bills"]
    assert (bill["id"], bill["channel"], bill["account_id"]) == ("jd-2/2026-11-25", "jd-baitiao", "jd-2")
    assert [line["account_id"] for line in bill["lines"]] == ["jd-2"]
    order = shell("show", "2030", "--json").json["order"]
    assert (order["channel"], order["account_id"]) == ("jd-2", "jd-2"), "a file says the contract in `channel`"


def test_the_json_says_the_same_in_every_language(everything: Shell) -> None:
    for command in (["bills"], ["due"], ["orders"], ["show", "07c4f8ea43"]):
        chinese, english = (
            everything.raw("--lang", lang, *everything.options, *command, "--json") for lang in ("zh_CN", "en")
        )
        assert chinese.out == english.out


def test_a_question_writes_nothing(everything: Shell) -> None:
    before = everything.db.read_bytes()
    for command in ("bills", "due", "orders"):
        assert run([*everything.options, command, "--json"]) == 0
    assert everything.db.read_bytes() == before
