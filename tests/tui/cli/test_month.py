"""`fenqi month`: the month in figures."""

from pathlib import Path

from tests.tui.cli.shell import Shell


def test_the_months_figures_as_json(shell: Shell) -> None:
    """November: ¥422.06 of the phone and ¥200.00 of the robot were repaid before they were entered, ¥101.00 is left."""
    answer = shell("month", "--json").json
    assert answer == {
        "schema": answer["schema"],
        "overdue": "0.00",
        "left": "101.00",
        "repaid": "622.06",
        "months": [
            {"month": "2026-11", "amount": "723.06", "left": "101.00"},
            {"month": "2026-12", "amount": "723.06", "left": "723.06"},
            {"month": "2027-01", "amount": "723.06", "left": "723.06"},
            {"month": "2027-02", "amount": "622.06", "left": "622.06"},
            {"month": "2027-03", "amount": "622.06", "left": "622.06"},
            {"month": "2027-04", "amount": "622.06", "left": "622.06"},
        ],
        "credit": {},
        "owed": {"total": "5101.54", "ends_on": "2027-08-10"},
        "until_payday": None,
        "share_percent": None,
        "mark": None,
        "highest": None,
        "left_over": None,
    }


def test_beside_an_income_and_a_payday_what_is_due_and_its_share_are_said(shell: Shell) -> None:
    """November: ¥723.06 fall due, of which ¥101.00 are left, due on the 25th; the next ones are due 12-10 and 12-25."""
    shell("budget", "--income", "1500", "--payday", "25", "--fixed", "500", "--yes")
    answer = shell("month", "--json").json
    assert answer["until_payday"] == {
        "on": "2026-11-25",
        "before": "101.00",
        "to_confirm": "0.00",
        "after": "723.06",
        "next": "2026-12-25",
    }
    assert (answer["share_percent"], answer["mark"], answer["left_over"]) == (48.2, "warn", "276.94")
    assert answer["highest"] == {"month": "2026-11", "share_percent": 48.2, "mark": "warn"}
    assert '"share_percent":48.20,' in shell("month", "--json").out, "exact, as no float is"
    assert shell("month").out.splitlines()[-6:] == [
        "owed in all ¥5,101.54, last due 2027-08-10",
        "due by the payday 2026-11-25, with what is overdue: ¥101.00",
        "due after it, until the payday 2026-12-25: ¥723.06",
        "48% of income, repaid included: warning",
        "highest 2026-11, 48%: warning",
        "¥276.94 left after this month's bills and the fixed costs",
    ]


def test_an_income_of_nothing_has_a_mark_and_no_share(shell: Shell) -> None:
    shell("budget", "--income", "0", "--yes")
    answer = shell("month", "--json").json
    assert (answer["share_percent"], answer["mark"], answer["until_payday"]) == (None, "alarm", None)
    assert "no income: alarm" in shell("month").out


def test_without_a_budget_only_what_is_owed_is_said(shell: Shell) -> None:
    assert shell("month").out.splitlines()[-1] == "owed in all ¥5,101.54, last due 2027-08-10"


def test_what_is_overdue_and_what_lies_with_an_institution(shell: Shell) -> None:
    shell("record", "huabei", "--amount", "700", "--method", "balance", "--way", "again", "--yes")
    shell.now = "2026-11-26T09:00:00+08:00"
    answer = shell("month", "--json").json
    assert answer["overdue"] == "101.00"
    # 700.00 − 622.06 = 77.94, which the next bill has
    assert answer["months"][2] == {"month": "2027-01", "amount": "645.12", "left": "645.12"}
    assert answer["credit"] == {}


def test_a_second_payment_of_a_bill_of_this_month_is_repaid_in_it(shell: Shell) -> None:
    paid = ("record", "jd-baitiao", "--amount", "101", "--method", "balance", "--yes")
    assert shell(*paid).code == 0
    assert shell("month", "--json").json["repaid"] == "723.06"
    assert shell("record", "jd-baitiao/2026-11-25", *paid[2:], "--way", "again").code == 0
    answer = shell("month", "--json").json
    assert (answer["repaid"], answer["left"]) == ("824.06", "0.00")
    assert "repaid             ¥824.06" in shell("month").out.splitlines()


def test_a_second_payment_of_a_bill_of_another_month_is_of_that_month(shell: Shell) -> None:
    shell("record", "huabei/2026-12-10", "--amount", "622.06", "--method", "balance", "--yes")
    shell("record", "huabei/2026-12-10", "--amount", "622.06", "--method", "balance", "--way", "again", "--yes")
    assert shell("month", "--json").json["repaid"] == "622.06"
    lines = shell("month").out.splitlines()
    assert "of which for other months  ¥1,244.12" in lines


def test_an_earlier_month_in_which_something_is_still_owed_stands_first(shell: Shell) -> None:
    shell.now = "2027-01-03T09:00:00+08:00"
    answer = shell("month", "--json").json
    assert [each["month"] for each in answer["months"][:3]] == ["2026-11", "2026-12", "2027-01"]
    assert answer["months"][0] == {"month": "2026-11", "amount": "723.06", "left": "101.00"}
    assert len(answer["months"]) == 8
    assert "2026-11  ¥723.06  ¥101.00" in shell("month").out.splitlines()


def test_what_was_imported_as_not_repaid_is_seen_in_its_month(empty_shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "past.csv"
    file.write_text(
        "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
        "耳机,2026-08-20,huabei,300.00,3,100.00,0.00,2026-09-10\n",
        "utf-8",
    )
    empty_shell("import", file, "--past", "unpaid", "--yes")
    answer = empty_shell("month", "--json").json
    assert (answer["overdue"], answer["left"], answer["repaid"]) == ("300.00", "100.00", "0.00")
    assert [(each["month"], each["left"]) for each in answer["months"][:3]] == [
        ("2026-09", "100.00"),
        ("2026-10", "100.00"),
        ("2026-11", "100.00"),
    ]
    assert {each["status"] for each in empty_shell("bills", "--json").json["bills"]} == {"overdue"}


def test_the_months_figures_as_a_table(shell: Shell) -> None:
    lines = shell("month").out.splitlines()
    assert lines[:3] == ["overdue              ¥0.00", "to pay this month  ¥101.00", "repaid             ¥622.06"]
    assert "2026-12  ¥723.06  ¥723.06" in lines


def test_a_month_without_orders_is_empty(shell: Shell) -> None:
    shell("undo", "--yes")
    answer = shell("month", "--json")
    assert answer.code == 0
    assert answer.json["months"][0] == {"month": "2026-11", "amount": "0.00", "left": "0.00"}


def test_what_a_bill_has_used_of_credit_is_written_with_the_next_action_and_undone_with_it(shell: Shell) -> None:
    for way in ((), ("--way", "again")):
        shell("record", "huabei", *(("--amount", "700") if way else ()), "--method", "balance", *way, "--yes")
    assert shell.ledger.credits == {}
    shell.now = "2027-01-11T09:00:00+08:00"  # when the bill of January was due
    shell("budget", "--income", "9000", "--yes")
    (used, *_) = shell.ledger.credits.values()
    assert used.bill == "huabei/2027-01-10"
    shell("undo", "--yes")
    assert shell.ledger.credits == {}
