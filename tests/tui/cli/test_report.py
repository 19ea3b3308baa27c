"""`fenqi report` and `fenqi proof` from the shell."""

import csv

import pytest

from tests.tui.cli.shell import Shell


def table(shell: Shell, *asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shell("report", *asked, "--csv").out.splitlines()))


def test_the_months_sums_are_those_of_the_month(shell: Shell) -> None:
    """November: ¥622.06 were repaid before they were entered, ¥101.00 is left."""
    month = shell("month", "--json").json
    *accounts, total = table(shell, "--month", "2026-11")
    assert [each["account_id"] for each in accounts] == ["huabei", "jd-baitiao"]
    assert (total["due"], total["left"]) == (month["months"][0]["amount"], month["left"])
    assert shell("report", "--month", "2026-11").out.splitlines()[-5:] == [
        "all accounts",
        "  fell due             ¥723.06",
        "  of that repaid       ¥622.06",
        "  of that left to pay  ¥101.00",
        "  fees in it            ¥11.06",
    ]


def test_the_years_left_are_what_the_bills_have(shell: Shell) -> None:
    left = [float(table(shell, "--year", year)[-1]["left"]) for year in ("2026", "2027")]
    assert f"{sum(left):.2f}" == shell("bills", "--json").json["totals"]["outstanding"]


def test_a_year_says_its_months(shell: Shell) -> None:
    *_, head, _, _, october, november, december = shell("report", "--year", "2026").out.splitlines()
    assert " ".join(head.split()) == "month amount repaid to pay paid in this time"
    assert october.split() == ["2026-10", "¥505.06", "¥505.06", "¥0.00", "¥0.00"]
    assert november.split() == ["2026-11", "¥723.06", "¥622.06", "¥101.00", "¥0.00"]
    assert december.split() == ["2026-12", "¥723.06", "¥0.00", "¥723.06", "¥0.00"]


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_guarded(shell: Shell) -> None:
    shell("channel", "add", "purse", "name==1+1", "lender=x", "apps.name=p", "apps.domain=x.example.com", "--yes")
    bought = ("--title", "A", "--bought-at", "2026-11-20", "--channel", "purse", "--first-due", "2026-12-10")
    terms = ("--principal", "300", "--periods", "3", "--amount-per-period", "100")
    assert shell("order", "add", *bought, *terms, "--yes").code == 0
    names = {row["account"] for row in table(shell, "--year", "2026")}
    assert [name for name in names if name.endswith("=1+1")] == ["'=1+1"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [((), 2), (("--month", "2026-11", "--year", "2026"), 2), (("--month", "2026-13"), 1), (("--year", "26"), 1)],
)
def test_another_time_is_refused_with_what_to_write(shell: Shell, asked: tuple[str, ...], code: int) -> None:
    answer = shell("report", *asked)
    assert (answer.code, answer.out) == (code, "")
    assert "2026" in answer.err


def test_a_proof_is_the_same_text_twice_whatever_the_time(shell: Shell) -> None:
    shell("record", "jd-baitiao", "--amount", "101", "--method", "balance", "--reference", "R1", "--yes")
    first = shell("proof", "jd-baitiao/2026-11-25").out
    shell.now = "2027-03-01T09:00:00+01:00"
    assert shell("proof", "jd-baitiao/2026-11-25").out == first
    assert (
        "  ¥101.00  2026-11-22 14:00 · by JD wallet balance · reference R1 · the institution's app showed it" in first
    )


def test_of_an_account_it_is_the_last_bill_with_a_repayment(shell: Shell) -> None:
    shell("record", "jd-baitiao", "--amount", "101", "--method", "balance", "--yes")
    assert "bill jd-baitiao/2026-11-25, due on" in shell("proof", "jd-baitiao").out
    assert "bill huabei/2026-09-10, due on" in shell("proof", "huabei").out, "of none the first"


def test_a_proof_of_a_bill_that_there_is_not_is_refused(shell: Shell) -> None:
    answer = shell("proof", "huabei/2026-01-01")
    assert (answer.code, answer.out) == (1, "")
