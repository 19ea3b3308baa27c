"""`fenqi month`: the month in figures."""

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
    }


def test_what_is_overdue_and_what_lies_with_an_institution(shell: Shell) -> None:
    shell("record", "huabei", "--amount", "700", "--method", "balance", "--way", "again", "--yes")
    shell.now = "2026-11-26T09:00:00+08:00"
    answer = shell("month", "--json").json
    assert (answer["overdue"], answer["credit"]) == ("101.00", {"huabei": "77.94"})


def test_the_months_figures_as_a_table(shell: Shell) -> None:
    lines = shell("month").out.splitlines()
    assert lines[:3] == ["overdue              ¥0.00", "left this month    ¥101.00", "repaid this month  ¥622.06"]
    assert "2026-12  ¥723.06  ¥723.06" in lines


def test_a_month_without_orders_is_empty(shell: Shell) -> None:
    shell("undo", "--yes")
    answer = shell("month", "--json")
    assert answer.code == 0
    assert answer.json["months"][0] == {"month": "2026-11", "amount": "0.00", "left": "0.00"}
