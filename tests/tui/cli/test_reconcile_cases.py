"""The worked cases: files in the institutions' own layouts, and what each must come to, as its `expected.json` says."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models.actions.statements import CASES, by_hand, entered
from tests.models.builders import at
from tests.tui.cli.shell import Answer, Shell

NAMES = sorted(each.name for each in CASES.iterdir() if (each / "expected.json").exists() and each.name[:2] != "12")
BESIDE = {"expected.json", "extra.csv", "locked.zip", "not-a-statement.pdf"}
FOUND = {"repayments": "repaid", "lines": "instalments", "refunds": "refunded", "on_credit": "bought"}
"""What a case calls what the JSON has under another name."""
FOUND |= {"money_in_unclear": "money_in", "sum": "sum", "failed": "failed"}
KNOWN = {"06-cgb-instalment-lines": ("account:cgb-credit=bank-card",)}
"""What is asked before anything else, and its answer."""

Json = Mapping[str, Any]


def expected(name: str) -> Json:
    found: Json = json.loads((CASES / name / "expected.json").read_text("utf-8"))
    return found


def ledger_of(name: str) -> Ledger:
    """The ledger of a case, with what was recorded before."""
    case = expected(name)
    files = [(CASES / name / each).resolve() for each in case["ledger"]]
    ledger = entered(*files, now=at(case["now"]))
    for each in case["recorded_before"]:
        confirmed = each.get("confirmed", True)
        ledger = by_hand(ledger, each["bill"], each["amount"], each["method"], each["paid_at"], confirmed=confirmed)
    return ledger


@pytest.fixture
def case(shell: Shell, request: pytest.FixtureRequest) -> Iterator[tuple[str, Json, Shell]]:
    """A case by its name, and a shell over its ledger."""
    name: str = request.param
    shell.now = expected(name)["now"]
    Store(shell.db).commit(msg("edit"), lambda _: ledger_of(name), at(shell.now))
    yield name, expected(name), shell


def files(name: str) -> list[Path]:
    return sorted(each for each in (CASES / name).iterdir() if each.name not in BESIDE)


def asked(shell: Shell, name: str, file: Path, *options: str) -> Answer:
    answers = [text for each in KNOWN.get(name, ()) for text in ("--answer", each)]
    return shell("reconcile", file, *answers, "--json", *options)


def says(entry: Json, finding: Json) -> bool:
    """Whether that finding is what the plan of a case has there."""
    bills = entry.get("bills") or [entry["bill"]] if "bill" in entry or "bills" in entry else []
    if bills and [each["bill"] for each in finding["bills"]] != bills:
        return False
    if "sure" in entry and (finding["level"] == "sure") != entry["sure"]:
        return False
    wanted: dict[str, Any] = {
        "method": entry.get("method"),
        "late_days": entry.get("late_days"),
        "difference": entry.get("difference"),
        "discount": entry.get("discount"),
        "reference": entry.get("adds_reference"),
        "time_known": entry.get("time_known"),
        "kind": kind(entry),
        "title": entry.get("order"),
    }
    if any(value is not None and finding[name] != value for name, value in wanted.items()):
        return False
    if "paid_at" in entry and finding["paid_at"] != entry["paid_at"]:
        return False
    return amounts(entry, finding)


def kind(entry: Json) -> str | None:
    """The kind of finding that an entry is about, where it can only be one."""
    kinds = {
        "contradiction": "contradiction",
        "recorded_only": "recorded_only",
        "amend": "amend",
        "confirms": "confirm",
        "seen_again": "seen",
        "refund": "refund",
        "agrees": "agrees",
        "one_to_many": "record",
        "discount": "discount",
    }
    return next((value for name, value in kinds.items() if name in entry), None)


def amounts(entry: Json, finding: Json) -> bool:
    if "amend" in entry:
        return [finding["recorded"], finding["amount"]] == entry["amend"]
    record = entry.get("record")
    if isinstance(record, list):
        return [each["amount"] for each in finding["bills"]] == record
    one = record or entry.get("refund") or entry.get("amount") or entry.get("recorded_only")
    return one is None or finding["amount"] == one


@pytest.mark.parametrize("case", NAMES, ids=str, indirect=True)
def test_each_case_comes_to_what_it_must(case: tuple[str, Json, Shell]) -> None:
    name, must, shell = case
    steps = must.get("steps") or [{**must, "file": each.name} for each in files(name)]
    for step in steps:
        file = CASES / name / step["file"]
        answer = asked(shell, name, file, "--dry-run")
        assert answer.code == step["exit"], answer.err
        check_found(must.get("found", {}), answer.json)
        plan = [each for each in answer.json["findings"] if not each["key"].startswith("account:")]
        for entry in step.get("plan", ()):
            times = entry.get("count", 1)
            assert sum(says(entry, each) for each in plan) == times, (entry, plan)
        check_offers(must.get("offers", ()), plan)
        assert {"now", "source", "covers"} <= answer.json.keys() and answer.json["committed"] == 0
        shown = shell.ledger
        taken = asked(shell, name, file, "--yes")
        check_undo(shell, shown)
        asked(shell, name, file, "--yes")
        again = asked(shell, name, file, "--yes")
        assert [each for each in again.json["findings"] if each["level"] == "sure" and each["kind"] != "agrees"] == []
        assert again.json["committed"] == 0 and taken.code in {0, step["exit"]}
    check_after(must.get("after", {}), shell)


def check_found(found: Json, said: Json) -> None:
    for each, value in found.items():
        if each in FOUND:
            assert said["found"][FOUND[each]] == value, each


def check_offers(offers: Any, plan: list[Json]) -> None:
    made = [offer for each in plan for offer in each["offers"]]
    for each in offers:
        plain = {key: value for key, value in each["enter_order"].items() if "day after" not in str(value)}
        assert [offer for offer in made if plain.items() <= offer.items()], (plain, made)


def check_undo(shell: Shell, before: Ledger) -> None:
    """One undo takes all of it back; where nothing was sure, there is nothing to take back."""
    if shell.ledger != before:
        assert shell("undo", "--yes").code == 0
        assert shell.ledger == before


def check_after(after: Json, shell: Shell) -> None:
    bills = {each["id"]: each for each in shell("bills", "--all", "--json").json["bills"]}
    for each in after.get("settled", ()):
        assert bills[each]["status"] == "settled"
    if "repayments_of_bill" in after:
        (made,) = bills["cmb/2026-09-25"]["repayments"]
        assert made["confirmed"] == after["confirmed"] and made["reference"]


@pytest.mark.parametrize("case", ["03-alipay-autodebit-failed"], indirect=True)
def test_the_record_that_the_statement_contradicts_is_taken_off_by_an_answer(case: tuple[str, Json, Shell]) -> None:
    name, must, shell = case
    (file,) = files(name)
    wanted = must["after_the_answer_take_the_record_off"]
    answer = asked(shell, name, file, "--answer", f"bill:{wanted['bill']}=take-off", "--yes")
    (bill,) = (each for each in shell("bills", "--all", "--json").json["bills"] if each["id"] == wanted["bill"])
    assert answer.code == 0
    assert {key: bill[key] for key in ("status", "outstanding")} == {
        key: wanted[key] for key in ("status", "outstanding")
    }


@pytest.mark.parametrize("case", ["09-two-sources-one-payment"], indirect=True)
def test_what_the_channels_own_source_does_not_have_is_said(case: tuple[str, Json, Shell]) -> None:
    name, must, shell = case
    said = asked(shell, name, files(name)[0]).json["findings"]
    missing = [each["bill"] for each in said if each["kind"] == "no_repayment"]
    assert missing == must["also_after_file_1"]["no_repayment_seen"]
