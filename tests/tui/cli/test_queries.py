"""Questions from the shell: due, bills, orders, show; their tables, their JSON and their exit codes."""

from datetime import datetime
from pathlib import Path

import pytest

from models.actions import checklist, payment, verifying
from models.actions.reference import refer
from models.exchange.columns import COLUMNS
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from models.store import Store
from models.values.message import msg
from tests.models.builders import found, up_to_amount
from tests.tui.cli.shell import NOW, Shell

AFTER_ONE_BILL = "2026-11-26T09:00:00+08:00"
BEFORE_ALL = "2026-10-01T09:00:00+08:00"


def test_due_prints_a_line_for_every_bill_within_the_days(shell: Shell) -> None:
    answer = shell("due")
    assert answer.code == 0
    assert answer.out == "2026-11-25  JD Baitiao 京东白条  ¥101.00  ! due soon  3 days left\n"
    assert answer.err == ""


def test_due_looks_as_far_ahead_as_it_is_asked(shell: Shell) -> None:
    assert shell("due", "--days", "2").out == ""
    assert len(shell("due", "--days", "3").out.splitlines()) == 1
    assert len(shell("due", "--days", "18").out.splitlines()) == 2


def test_due_says_on_stderr_that_nothing_is_due(shell: Shell) -> None:
    assert shell("due", "--days", "2") == (0, "", "nothing is due within 2 days\n")


def test_due_counts_what_is_overdue_whatever_the_days(shell: Shell) -> None:
    shell.now = AFTER_ONE_BILL
    assert "overdue" in shell("due", "--days", "0").out


@pytest.mark.parametrize(
    ("now", "days", "code"),
    [
        ("2026-11-22T14:00:00+08:00", 2, 0),
        ("2026-11-22T14:00:00+08:00", 3, 10),
        ("2026-11-25T23:59:59+08:00", 0, 10),
        ("2026-11-25T15:59:59Z", 0, 10),
        ("2026-11-26T00:00:00+08:00", 0, 20),
        ("2026-11-25T16:00:00Z", 0, 20),
    ],
)
def test_the_exit_code_tells_what_is_due(shell: Shell, now: str, days: int, code: int) -> None:
    shell.now = now
    assert shell("due", "--days", str(days), "--exit-code").code == code
    assert shell("due", "--days", str(days), "--exit-code", "--json").code == code
    assert shell("due", "--days", str(days)).code == 0, "only where it was asked for"


def test_bills_as_json_keep_their_contract(shell: Shell) -> None:
    answer = shell("bills", "--json").json
    assert set(answer) == {"schema", "now", "bills", "totals"}
    assert answer["schema"] == 2
    assert answer["now"] == "2026-11-22T14:00:00+08:00"
    bills = {bill["id"]: bill for bill in answer["bills"]}
    number = {each.order_no: each.id for each in shell.ledger.orders.values()}
    assert bills["huabei/2026-12-10"] == {
        "id": "huabei/2026-12-10",
        "channel": "huabei",
        "account_id": "huabei",
        "due": "2026-12-10",
        "due_at": "2026-12-10T23:59:59+08:00",
        "status": "upcoming",
        "amount": "622.06",
        "paid": "0.00",
        "outstanding": "622.06",
        "corrected": "0.00",
        "days_left": 18,
        "minimum": {"amount": "622.06", "paid_in_time": False},
        "carried_over": None,
        "credit": "0.00",
        "late": None,
        "moved_from": None,
        "figure": None,
        "promise": None,
        "debit": {
            "window": {"from": "2026-12-10T00:00:00+08:00", "to": "2026-12-10T22:00:00+08:00"},
            "amount": "622.06",
            "pay_account": None,
            "phase": "ahead",
            "outcome": None,
            "extent": "unknown",
        },
        "checklist": None,
        "repayments": [],
        "lines": [
            {
                "order": number["101"],
                "account_id": "huabei",
                "kind": "instalment",
                "title": "小米14 Pro 16GB+512GB",
                "number": 4,
                "periods": 12,
                "principal": "412.00",
                "fee": "10.06",
                "reduced": "0.00",
                "carried": "0.00",
                "amount": "422.06",
                "paid": "0.00",
                "status": "upcoming",
            },
            {
                "order": number["102"],
                "account_id": "huabei",
                "kind": "instalment",
                "title": "米家扫地机器人 2",
                "number": 2,
                "periods": 6,
                "principal": "200.00",
                "fee": "0.00",
                "reduced": "0.00",
                "carried": "0.00",
                "amount": "200.00",
                "paid": "0.00",
                "status": "upcoming",
            },
        ],
    }


def test_bills_come_earliest_due_first_with_the_settled_ones_unless_asked_for_open_ones(shell: Shell) -> None:
    every = shell("bills", "--json").json["bills"]
    opened = shell("bills", "--open", "--json").json["bills"]
    assert [bill["due"] for bill in every] == sorted(bill["due"] for bill in every)
    assert {bill["status"] for bill in every} == {"settled", "due_soon", "upcoming"}
    assert opened == [bill for bill in every if bill["status"] != "settled"]
    named = [line.split()[0] for line in shell("bills").out.splitlines()]
    assert named == [bill["id"] for bill in every], "as the other commands take them"


def test_due_as_json_is_bills_as_json_for_fewer_bills(shell: Shell) -> None:
    due, bills = shell("due", "--json").json, shell("bills", "--json").json
    assert [bill["id"] for bill in due["bills"]] == ["jd-baitiao/2026-11-25"]
    assert due["bills"][0] in bills["bills"]
    assert due.keys() == bills.keys() | {"check"}
    assert due["totals"] == {"due_soon": "101.00", "overdue": "0.00", "outstanding": "101.00"}


def test_a_settled_bill_is_not_called_overdue(shell: Shell) -> None:
    settled = [line for line in shell("bills").out.splitlines() if "✓" in line]
    assert settled
    assert not any("overdue" in line or "left" in line for line in settled)


def test_an_order_as_json_keeps_its_contract(shell: Shell) -> None:
    answer = shell("show", "2030", "--json").json
    (found,) = (each for each in shell.ledger.orders.values() if each.order_no == "2030")
    assert answer == {
        "schema": 2,
        "order": {
            **dict.fromkeys(COLUMNS, ""),
            "id": found.id,
            "account_id": "jd-baitiao",
            "kind": "purchase",
            "of": "",
            "order_no": "2030",
            "title": "Redmi K70",
            "bought_at": "2026-10-20",
            "channel": "jd-baitiao",
            "principal": "300.00",
            "periods": 3,
            "amount_per_period": "101.00",
            "fee_per_period": "1.00",
            "first_due": "2026-11-25",
            "paid_periods": 0,
            "archived": False,
            "remainder": "last",
        },
        "schedule": [
            {
                "number": number,
                "due": due,
                "due_at": f"{due}T23:59:59+08:00",
                "principal": "100.00",
                "fee": "1.00",
                "reduced": "0.00",
                "carried": "0.00",
                "amount": "101.00",
                "paid": "0.00",
                "status": status,
            }
            for number, due, status in (
                (1, "2026-11-25", "due_soon"),
                (2, "2026-12-25", "upcoming"),
                (3, "2027-01-25", "upcoming"),
            )
        ],
        "totals": {
            "principal": "300.00",
            "fee": "3.00",
            "reduced": "0.00",
            "carried": "0.00",
            "amount": "303.00",
            "paid": "0.00",
            "outstanding": "303.00",
            "early_charge": "0.00",
        },
        "repayments": [],
        "refunds": [],
        "closing": None,
        "rates_percent": {
            "monthly": pytest.approx(0.49917, abs=1e-5),
            "simple": pytest.approx(5.99006, abs=1e-5),
            "compound": pytest.approx(6.15728, abs=1e-5),
            "by_dates": pytest.approx(5.6319, abs=1e-4),
        },
        "monthly_irr": pytest.approx(0.0049917, abs=1e-7),
        "apr_simple": pytest.approx(5.99006, abs=1e-5),
        "apr_compound": pytest.approx(6.15728, abs=1e-5),
        "xirr": pytest.approx(0.056319, abs=1e-6),
        "rate_line": {"percent": "24", "since": "2025-12-24", "over": []},
    }


def test_orders_as_json_can_be_imported_elsewhere(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> None:
    printed = shell("orders", "--json")
    assert printed.json["schema"] == 2
    assert [each["order_no"] for each in printed.json["orders"]] == ["2030", "101", "102", "2031"]
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "orders.json").write_text(printed.out, "utf-8")
    before = dict(shell.ledger.orders)
    shell.db = folder / "ledger.json"
    assert shell("import", "--yes", folder / "orders.json").code == 0
    assert dict(shell.ledger.orders) == before


def test_orders_are_listed_next_due_first_and_settled_ones_last(shell: Shell) -> None:
    lines = shell("orders").out.splitlines()
    assert [line.rsplit("  ", 1)[1] for line in lines] == [
        "Redmi K70",
        "小米14 Pro 16GB+512GB",
        "米家扫地机器人 2",
        "小米手环 8",
    ]
    assert "1/3  2026-11-25    ¥303.00  ! due soon" in lines[0]
    assert "3/3" in lines[3]
    assert "✓ settled" in lines[3]


def test_an_order_whose_fee_is_not_known_has_a_mark_in_the_list(shell: Shell) -> None:
    said = ("--bought-at", "2026-11-11", "--channel", "huabei", "--periods", "12", "--amount-per-period", "134.90")
    shell("order", "add", "--title", "小米手表", *said, "--yes")
    [marked] = [line for line in shell("orders").out.splitlines() if "fee not known" in line]
    assert marked.endswith("小米手表  ? fee not known")


def test_a_view_lists_only_its_orders(shell: Shell) -> None:
    assert [each["order_no"] for each in shell("orders", "--view", "due", "--json").json["orders"]] == ["2030"]
    assert [each["order_no"] for each in shell("orders", "--view", "settled", "--json").json["orders"]] == ["2031"]
    assert shell("orders", "--view", "overdue") == (0, "", "there are no orders\n")


def test_show_prints_the_order_what_is_left_and_its_schedule_under_headings(shell: Shell) -> None:
    answer = shell("show", "2030")
    assert answer.out.splitlines()[:6] == [
        "Redmi K70  2030",
        "left to pay: ¥303.00",
        "no.  due         principal    fee   amount  status",
        "  1  2026-11-25    ¥100.00  ¥1.00  ¥101.00  ! due soon",
        "  2  2026-12-25    ¥100.00  ¥1.00  ¥101.00  · not due yet",
        "  3  2027-01-25    ¥100.00  ¥1.00  ¥101.00  · not due yet",
    ]
    fees = "fees ¥3.00: 0.33% a period, 1.00% in all\nreally 5.99% a year (单利)\n"
    assert fees in answer.out
    assert "IRR" not in answer.out
    asked = shell("show", "2030", "--rates").out
    assert f"{fees}IRR 0.4992% a month · compound 6.16% · XIRR" in asked
    assert (
        "neither simple nor compound is over 24%\n24%: the most for new loans of small-loan companies, since" in asked
    )
    assert answer.err == ""


def test_of_amounts_alone_show_claims_neither_fee_nor_rate(empty_shell: Shell, tmp_path: Path) -> None:
    alone = tmp_path / "alone.csv"
    alone.write_text(
        "title,bought_at,channel,periods,amount_per_period,first_due,auto_debit\n"
        "小米手环,2026-11-01,huabei,3,101.00,2026-12-10,不清楚\n",
        "utf-8",
    )
    preview = empty_shell("import", "--yes", alone)
    assert preview.code == 0
    assert "?  3 × ¥101.00" in preview.err
    answer = empty_shell("show", "小米手环")
    assert [line.split()[2:5] for line in answer.out.splitlines()[3:6]] == [["?", "?", "¥101.00"]] * 3
    assert answer.out.splitlines()[6].split() == ["total", "?", "?", "¥303.00"]
    assert answer.out.splitlines()[7] == "fee not known: type the price"
    assert " a year" not in answer.out
    first = empty_shell("export", "csv").out
    assert empty_shell("import", "--dry-run", alone).err.startswith("there already")
    alone.write_text(first, "utf-8")
    assert empty_shell("import", "--dry-run", alone).err.startswith("there already, kept as they are: 1")


def test_show_lists_the_repayments_of_the_order_with_its_share(shell: Shell) -> None:
    """One repayment of ¥622.06 for the bill of two orders."""
    at = datetime.fromisoformat(NOW)
    ident, reference = "huabei/2026-12-10", "TXN2026112200012345678"

    def pay(ledger: Ledger) -> Ledger:
        of = up_to_amount(ledger, ident, at)
        of = verifying.settle_amount(of, found(of, ident, at), 622_06, Way.MATCH, 622_06, at)
        of = checklist.choose_method(of, found(of, ident, at), "balance", at)
        of = payment.complete(of, found(of, ident, at), at, at)
        return refer(of, f"{ident}#1", reference)

    Store(shell.db).commit(msg("edit"), pay, at)
    for number, share in (("101", "¥422.06"), ("102", "¥200.00")):
        lines = shell("show", number).out.splitlines()
        assert lines[-2].split() == ["repaid", "on", "bill", "for", "this", "order", "in", "all", "method", "reference"]
        assert lines[-1].startswith(f"2026-11-22 14:00  2026-12-10         {share}  ¥622.06  ")
        assert lines[-1].endswith(f"  {reference}")
    assert "repaid on" not in shell("show", "2030").out


@pytest.mark.parametrize("arguments", [["due"], ["bills"], ["orders"]])
def test_a_new_user_has_nothing_and_no_file_is_made(empty_shell: Shell, home: Path, arguments: list[str]) -> None:
    answer = empty_shell.raw("--now", NOW, *arguments)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err
    assert [] in empty_shell.raw("--now", NOW, *arguments, "--json").json.values()
    assert not (home / ".local").exists()


QUESTIONS = [["due", "--exit-code"], ["due", "--json"], ["bills"], ["orders"], ["show", "101"], ["export", "csv"]]


@pytest.mark.parametrize("arguments", QUESTIONS)
def test_a_file_that_was_named_and_is_not_there_is_a_problem(
    empty_shell: Shell, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """A slip in its name must not read as if nothing were owed."""
    said = (1, "", f"fenqi: there is no ledger at {empty_shell.db}; is its name right?\n")
    assert empty_shell(*arguments) == said
    monkeypatch.setenv("FENQI_DB", str(empty_shell.db))
    assert empty_shell.raw("--now", NOW, *arguments) == said
    assert not empty_shell.db.exists()


def test_tables_speak_the_language_that_is_asked_for(shell: Shell) -> None:
    assert "白条" in shell.raw("--lang", "zh_CN", *shell.options, "orders").out
    assert "JD " in shell.raw("--lang", "en", *shell.options, "orders").out


def test_json_is_the_same_in_every_language(shell: Shell) -> None:
    chinese, english = (shell.raw("--lang", lang, *shell.options, "bills", "--json") for lang in ("zh_CN", "en"))
    assert chinese == english
