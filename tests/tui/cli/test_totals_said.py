"""What `fenqi correct` answers: what becomes of credit, and of what was turned into instalments."""

from pathlib import Path

import pytest

from tests.tui.cli.shell import Answer, Shell

HEADER = "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
PHONE = "手机,2026-10-20,花呗,3000.00,12,268.00,18.00,2026-11-10\n"
FRIDGE = "冰箱,2026-11-21,花呗,3000.00,1,3000.00,0.00,2026-12-10\n"
TEA = "茶,2026-11-20,花呗,600.00,3,202.00,2.00,2026-12-10\n"
DECEMBER = "huabei/2026-12-10"


class Payer(Shell):
    """A shell whose clock goes on, and that says what it does."""

    def on(self, day: str) -> "Payer":
        self.now = f"{day}T12:00:00+08:00"
        return self

    def does(self, *arguments: str) -> Answer:
        answer = self(*arguments, "--yes")
        assert answer.code == 0, answer.err
        return answer

    def corrects(self, *arguments: str) -> Answer:
        return self("correct", *arguments, "--yes")

    def owed(self, bill: str) -> str:
        return next(str(each["outstanding"]) for each in self("bills", "--json").json["bills"] if each["id"] == bill)


@pytest.fixture
def payer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Payer:
    return Payer(tmp_path / "ledger.json", capsys).on("2026-11-22")


def buys(payer: Payer, folder: Path, *rows: str) -> None:
    path = folder / "orders.csv"
    path.write_text(HEADER + "".join(rows), "utf-8")
    assert payer("import", path, "--yes").code == 0


@pytest.fixture
def paid_twice(payer: Payer, tmp_path: Path) -> Payer:
    """268.00 lie with the institution, which pays the bill of December whole."""
    buys(payer.on("2026-11-08"), tmp_path, PHONE)
    payer.does("record", "huabei/2026-11-10", "--amount", "268", "--method", "balance")
    payer.does("record", "huabei/2026-11-10", "--amount", "268", "--method", "balance", "--way", "again")
    return payer.on("2026-12-01")


def test_where_a_reason_is_believed_the_answer_says_that_the_credit_stays_taken_off(paid_twice: Payer) -> None:
    said = paid_twice.corrects(DECEMBER, "--total", "100", "--reason", "手续费").out
    assert "the ¥268.00 of credit stays taken off it: the ¥100.00 that it is more is owed besides" in said


def test_where_the_total_is_more_than_the_credit_it_does_not(paid_twice: Payer) -> None:
    said = paid_twice.corrects(DECEMBER, "--total", "268.01", "--reason", "手续费")
    assert "¥268.00 of credit and refunds was not taken off it" in said.out
    assert "stays taken off" not in said.out
    assert "corrected by ¥0.01 to the institution's figure: 手续费" in said.out


@pytest.fixture
def turned_twice(payer: Payer, tmp_path: Path) -> Payer:
    """Of 3,160.80 two parts were turned: 2,000.00 and then 1,000.00."""
    buys(payer, tmp_path, FRIDGE, "手机,2026-11-20,花呗,1800.00,12,160.80,10.80,2026-12-10\n")
    for amount in ("2000", "1000"):
        payer.does("convert", "huabei", "--amount", amount, "--periods", "3", "--fee", "60")
    return payer


FIRST, SECOND = "Huabei bill of 2026-12-10 by instalments", "Huabei bill of 2026-12-10 by instalments 2"


@pytest.mark.parametrize(
    ("total", "named"),
    [
        ("1160.80", f"¥1,000.00 of the bill was turned into {SECOND}, and a total of ¥1,160.80 is with just that"),
        ("2160.80", f"¥2,000.00 of the bill was turned into {FIRST}, and a total of ¥2,160.80 is with just that"),
        (
            "3160.80",
            f"¥3,000.00 of the bill was turned into {FIRST}, {SECOND}, and a total of ¥3,160.80 is with just that",
        ),
    ],
)
def test_of_several_parts_that_were_turned_it_names_those_that_the_total_is_with(
    turned_twice: Payer, total: str, named: str
) -> None:
    refused = turned_twice.corrects(DECEMBER, "--total", total)
    assert named in refused.err
    assert "delete what it became" in refused.err


def test_of_a_coupon_on_a_bill_that_was_more_it_says_both(payer: Payer, tmp_path: Path) -> None:
    buys(payer, tmp_path, TEA)
    payer.does("correct", DECEMBER, "--total", "212", "--reason", "x")
    said = payer.corrects(DECEMBER, "--total", "207", "--target", "bill")
    assert (said.code, payer.owed(DECEMBER)) == (0, "207.00")
    assert "this bill was lowered by ¥5.00: a coupon" in said.out
    assert "corrected by ¥10.00 to the institution's figure: x" in said.out
