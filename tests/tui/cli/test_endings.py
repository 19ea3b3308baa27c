"""`fenqi refund` and `fenqi early`: orders that end before their last period."""

import pytest

from models.store import Store
from models.values.message import msg
from models.values.money import parse_amount, yuan
from tests.models.builders import found, up_to_amount
from tests.tui.cli.shell import Shell
from tui.cli.writing import EXIT_OPEN

DUE_DAY = "2026-12-10T13:00:00+08:00"


@pytest.fixture
def phone(shell: Shell) -> str:
    """The id of the order of the phone, of which nine periods of twelve are to come: ¥412.00 and ¥10.06 each."""
    return next(each.id for each in shell.ledger.orders.values() if each.order_no == "101")


def test_a_refund_says_where_it_goes(shell: Shell, phone: str) -> None:
    answer = shell("refund", "101", "--amount", "500.00", "--yes", "--json")
    assert answer.json == {
        "schema": answer.json["schema"],
        "order": phone,
        "amount": "500.00",
        "principal": "500.00",
        "fees": "0.00",
        "credit": "0.00",
    }
    assert shell("undo", "--yes").out == "undone: refund of 小米14 Pro 16GB+512GB\n"
    assert not shell.ledger.refunds


def test_a_full_refund_ends_the_fees_and_what_was_repaid_is_credit(shell: Shell) -> None:
    """Of ¥1,200.00 one period of six, ¥200.00, is repaid: ¥1,000.00 is owed no more, the rest is credit."""
    answer = shell("refund", "102", "--full", "--yes", "--json").json
    assert (answer["amount"], answer["principal"], answer["credit"]) == ("1200.00", "1000.00", "200.00")
    bills = {bill["id"]: bill for bill in shell("bills", "--json").json["bills"]}
    assert bills["huabei/2026-12-10"]["credit"] == "-200.00"
    assert shell("month", "--json").json["credit"] == {}
    again = shell("refund", "102", "--full", "--yes")
    assert (again.code, again.out) == (1, "")
    assert "was refunded in full already" in again.err


def test_a_full_refund_ends_the_fees_of_what_is_not_billed_yet(shell: Shell) -> None:
    """Three periods of ¥100.00 and ¥1.00, the first of them on a bill that is out."""
    answer = shell("refund", "2030", "--amount", "300", "--full", "--yes", "--json").json
    assert (answer["principal"], answer["fees"], answer["credit"]) == ("200.00", "2.00", "100.00")


def test_what_is_billed_is_owed_as_before_and_that_much_is_credit(shell: Shell) -> None:
    """The first of three periods of ¥100.00 and ¥1.00 is on a bill that is out."""
    said = shell("refund", "2030", "--full", "--yes").out
    assert said.splitlines()[1:] == [
        "¥200.00 off the principal, in periods 2–3",
        "fees of ¥2.00 end with it",
        "billed already, so owed as before: period 1",
        "credit with JD: ¥100.00",
    ]


def test_a_refund_is_of_a_day(shell: Shell, phone: str) -> None:
    answer = shell("refund", "101", "--amount", "1", "--on", "2026-11-20", "--yes")
    assert answer.out.startswith("refunded ¥1.00 on 2026-11-20\n")
    (made,) = shell.ledger.refunds.values()
    assert made.at.isoformat() == "2026-11-20T12:00:00+08:00"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("101",), 2, "give `--amount`, or `--full`"),
        (("101", "--amount", "4944.01"), 1, "the refund can be ¥0.01 to ¥4,944.00"),
        (("101", "--amount", "0"), 1, "the refund can be"),
        (("101", "--amount", "1", "--on", "2026-11-23"), 1, "2026-11-23 is in the future"),
        (("101", "--amount", "1", "--on", "2026-08-11"), 1, "before the purchase"),
        (("101", "--amount", "1", "--on", "today"), 1, "today is not a date"),
        (("10", "--amount", "1"), 1, "10 could be 2 orders"),
        (("9", "--amount", "1"), 1, "there is no order 9"),
    ],
)
def test_a_refund_that_cannot_be_is_refused(shell: Shell, arguments: tuple[str, ...], code: int, words: str) -> None:
    answer = shell("refund", *arguments, "--yes")
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err
    assert not shell.ledger.refunds


def test_what_early_settlement_costs_is_only_read(shell: Shell, phone: str) -> None:
    """Nine periods are left, 9 × ¥412.00 and 9 × ¥10.06, and none of them is due."""
    before = shell.db.read_bytes()
    quote = shell("early", "101", "--json").json
    assert quote == {
        "schema": quote["schema"],
        "order": phone,
        "on": "2026-11-22",
        "billed": "0.00",
        "principal": "3708.00",
        "charge": "90.54",
        "total": "3798.54",
        "saved": "0.00",
        "rule": "remaining_fees",
    }
    assert "settling early saves nothing: ¥90.54 is charged for fees of ¥90.54" in shell("early", "101").out
    assert shell.db.read_bytes() == before


def test_what_is_due_by_then_is_due_in_any_case(shell: Shell) -> None:
    quote = shell("early", "101", "--on", "2026-12-10", "--json").json
    assert (quote["on"], quote["billed"], quote["principal"], quote["charge"], quote["total"]) == (
        "2026-12-10",
        "422.06",
        "3296.00",
        "80.48",
        "3798.54",
    )


BOUGHT = ("order", "add", "--title", "电视", "--principal", "3000", "--periods", "12", "--bought-at")
CARD = ("account", "add", "cmb", "--last4", "1234", "--bill-day", "18", "--due-day", "5", "--yes")


@pytest.mark.parametrize(
    ("before", "bought", "on", "sums"),
    [
        pytest.param(
            (CARD,),
            ("2026-11-05", "--channel", "招行 1234", "--total-fee-rate", "7.2%"),
            "2026-12-01",
            ("268.00", "2750.00", "82.50", "3100.50"),
            id="a percentage of what is not billed",
        ),
        pytest.param(
            (),
            ("2026-11-20", "--channel", "白条", "--fee-rate", "0.6%", "--first-due", "2026-12-10"),
            "2026-12-05",
            ("268.00", "2750.00", "18.00", "3036.00"),
            id="the next fee",
        ),
        pytest.param(
            (("channel", "set", "白条", "early.rule=next-fee-and-days", "early.daily_rate=0.065%", "--yes"),),
            ("2026-11-05", "--channel", "白条", "--fee-rate", "0.6%", "--first-due", "2026-12-10"),
            "2027-01-20",
            ("536.00", "2500.00", "121.91", "3157.91"),
            id="by days, its first two periods billed and not paid",
        ),
    ],
)
def test_what_is_billed_is_due_and_the_rest_costs_what_the_rule_says(
    shell: Shell, before: tuple[tuple[str, ...], ...], bought: tuple[str, ...], on: str, sums: tuple[str, ...]
) -> None:
    for each in before:
        assert shell(*each).code == 0
    assert shell(*BOUGHT, *bought, "--yes").code == 0
    quote = shell("early", "电视", "--on", on, "--json").json
    assert tuple(quote[name] for name in ("billed", "principal", "charge", "total")) == sums
    billed, principal, charge, _ = (yuan(parse_amount(each)) for each in sums)
    said = f"{billed} of it is billed already: due in any case; the rest is principal {principal}, charged {charge}"
    assert said in shell("early", "电视", "--on", on).out


UNKNOWN = ("order", "add", "--bought-at", "2026-11-01", "--periods", "3", "--amount-per-period", "101", "--yes")


def test_of_a_channel_whose_rule_is_not_known_neither_charge_nor_saving_is_claimed(shell: Shell) -> None:
    shell(*UNKNOWN, "--title", "外卖", "--channel", "美团", "--principal", "300")
    quote = shell("early", "外卖", "--json").json
    assert (quote["principal"], quote["billed"]) == ("300.00", "0.00")
    assert [quote[name] for name in ("charge", "total", "saved", "rule")] == [None] * 4
    said = shell("early", "外卖").out.splitlines()
    assert said == [
        "what settling early costs and saves is not known: ask for the institution's own quote in its app",
        "3 periods left: principal ¥300.00, fees ¥3.00",
    ]
    settled = shell("early", "外卖", "--record", "301", "--method", "other", "--other", "柜台", "--dry-run", "--json")
    assert (settled.json["charge"], settled.json["saved"], settled.json["repayment"]["amount"]) == (
        None,
        None,
        "301.00",
    )


def test_where_the_charge_was_not_known_no_estimate_is_said_of_what_it_cost(shell: Shell) -> None:
    shell(*UNKNOWN, "--title", "外卖", "--channel", "美团", "--principal", "300")
    assert shell("early", "外卖", "--record", "303", "--method", "other", "--other", "柜台", "--yes").code == 0
    assert shell("show", "外卖", "--json").json["closing"]["estimate"] is None
    said = shell("show", "外卖").out
    assert "for ¥303.00, from period 1 on\n" in said
    assert "the estimate was" not in said


def test_a_refund_of_an_order_whose_fee_is_not_known_claims_neither_principal_nor_fees(shell: Shell) -> None:
    shell(*UNKNOWN, "--title", "耳机", "--channel", "huabei")
    for how in (("--amount", "50"), ("--full",)):
        found_in = shell("refund", "耳机", *how, "--dry-run", "--json").json
        assert (found_in["principal"], found_in["fees"]) == (None, None)
        assert "the fee of the order is not known" in shell("refund", "耳机", *how, "--dry-run").out


def test_an_early_settlement_is_recorded_with_what_the_app_asked_for(shell: Shell, phone: str) -> None:
    answer = shell("early", "101", "--record", "3750.00", "--method", "balance", "--reference", "E1", "--yes", "--json")
    assert (answer.json["total"], answer.json["repayment"]["bill"]) == ("3798.54", f"early/{phone}")
    assert (answer.json["repayment"]["amount"], answer.json["repayment"]["reference"]) == ("3750.00", "E1")
    (closing,) = shell.ledger.closings.values()
    assert (closing.id, closing.estimate, closing.figure) == (phone, 379_854, 375_000)
    assert not shell.ledger.corrections
    assert shell("show", "101", "--json").json["totals"]["outstanding"] == "0.00"
    again = shell("early", "101", "--record", "3750.00", "--method", "balance", "--yes")
    assert "has been settled early" in again.err or "nothing is left" in again.err
    assert shell("undo", "--yes").out == "undone: early settlement of 小米14 Pro 16GB+512GB\n"
    assert not shell.ledger.closings


def test_it_was_settled_on_an_earlier_day(shell: Shell) -> None:
    settle = ("early", "101", "--record", "3798.54", "--method", "balance", "--on")
    answer = shell(*settle, "2026-11-20", "--yes", "--json").json
    assert (answer["on"], answer["repayment"]["paid_at"]) == ("2026-11-20", "2026-11-20T12:00:00+08:00")
    assert "is in the future" in shell(*settle, "2026-11-23", "--yes").err


def test_a_figure_that_is_far_off_is_written_only_where_somebody_looked_again(shell: Shell) -> None:
    settle, before = ("early", "101", "--record", "375.00", "--method", "balance", "--yes"), shell.db.read_bytes()
    answer = shell(*settle, "--json")
    assert (answer.code, [each["id"] for each in answer.json["warnings"]]) == (EXIT_OPEN, ["far-off"])
    assert "¥375.00 is far from the ¥3,798.54 here; look at the app again" in answer.err
    assert "--answer far-off=seen" in answer.err
    assert shell.db.read_bytes() == before
    assert shell(*settle, "--answer", "far-off=seen").code == 0
    assert shell.ledger.closings


def test_a_warning_of_its_ordinary_bills_is_to_be_answered_first(shell: Shell) -> None:
    shell.now = DUE_DAY
    settle = ("early", "101", "--record", "3798.54", "--method", "balance", "--yes")
    answer = shell(*settle, "--json")
    assert (answer.code, [each["id"] for each in answer.json["warnings"]]) == (EXIT_OPEN, ["auto-debit"])
    assert shell(*settle, "--answer", "auto-debit=empty").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("101", "--record", "3798.54"), 2, "`--record` needs `--method`"),
        (("101", "--record", "3798.54", "--method", "cash"), 1, "does not take this method; it takes"),
        (("2031",), 1, "nothing is left of 小米手环 8"),
    ],
)
def test_an_early_settlement_that_cannot_be_is_refused(
    shell: Shell, arguments: tuple[str, ...], code: int, words: str
) -> None:
    answer = shell("early", *arguments, "--yes")
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err


def test_while_the_checklist_of_one_of_its_bills_is_open_it_is_not_settled_from_the_shell(shell: Shell) -> None:
    bill = found(shell.ledger, "huabei/2026-12-10")
    Store(shell.db).commit(msg("another terminal"), lambda ledger: up_to_amount(ledger, bill.id), bill.due_at)
    answer = shell("early", "101", "--record", "3798.54", "--method", "balance", "--yes")
    assert answer.code == 1
    assert "the checklist of the bill due 2026-12-10 is under way" in answer.err


def test_an_early_quote_says_that_periods_to_be_confirmed_are_counted_as_owed(shell: Shell) -> None:
    late = ("--title", "耳机", "--bought-at", "2026-08-01", "--channel", "huabei", "--periods", "6", "--order-no", "7")
    shell("order", "add", *late, "--amount-per-period", "100", "--first-due", "2026-09-10", "--yes")
    said = "periods to be confirmed, counted as owed: 3; say first whether they are repaid"
    assert said in shell("early", "7").out
    shell("order", "set", "7", "--paid-periods", "1", "--yes")
    assert "to be confirmed" not in shell("early", "7").out
