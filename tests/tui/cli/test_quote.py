"""`fenqi quote`: what an offer costs, as JSON and as lines; what contradicts itself is refused."""

import json
from datetime import date
from itertools import pairwise

import pytest

from tests.tui.cli.shell import Answer, Shell

TEN_THOUSAND = ("--principal", "10000", "--periods", "12")
UNKNOWN = "there is no channel nobody; known are Huabei (huabei), JD (jd-baitiao), "


def ask(shell: Shell, *options: str) -> Answer:
    return shell("quote", *options)


def quoted(shell: Shell, *options: str):
    answer = ask(shell, *options, "--json")
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


def amounts(quote) -> list[str]:
    return [row["amount"] for row in quote["schedule"]]


def dues(quote) -> list[str]:
    return [row["due"] for row in quote["schedule"]]


def test_the_json_keeps_its_contract(empty_shell: Shell):
    quote = quoted(empty_shell, *TEN_THOUSAND, "--fee-rate", "0.6%")
    assert list(quote) == [
        *("schema", "principal", "fee_total", "total", "schedule", "rates_percent"),
        *("monthly_irr", "apr_simple", "apr_compound", "xirr", "rate_line", "too_many"),
    ]
    assert quote["rate_line"] == {"percent": "24", "since": None, "over": []}
    assert quote["schema"] == 2
    assert (quote["principal"], quote["fee_total"], quote["total"]) == ("10000.00", "720.00", "10720.00")
    assert quote["schedule"][0] == {
        "number": 1,
        "due": "2026-12-22",
        "principal": "833.33",
        "fee": "60.00",
        "amount": "893.33",
    }
    assert amounts(quote) == ["893.33"] * 11 + ["893.37"]
    assert quote["monthly_irr"] == pytest.approx(0.0108618, abs=1e-7)
    assert quote["apr_simple"] == pytest.approx(13.0342, abs=1e-4)
    assert quote["apr_compound"] == pytest.approx(13.8417, abs=1e-4)
    assert quote["xirr"] is None


@pytest.mark.parametrize(
    ("options", "fee_total", "first", "last"),
    [
        (["--fee-rate", "0.006"], "720.00", "893.33", "893.37"),
        (["--total-fee-rate", "7.2%"], "720.00", "893.33", "893.37"),
        (["--interest-free"], "0.00", "833.33", "833.37"),
        (["--fee-rate", "0.6%", "--fee-timing", "first"], "720.00", "1553.33", "833.37"),
        (["--fee-rate", "0.6%", "--remainder", "first"], "720.00", "893.37", "893.33"),
        (["--annual-rate", "12%"], "661.86", "888.49", "888.47"),
        (["--annual-rate", "12%", "--method", "equal-principal"], "650.00", "933.33", "841.70"),
        (["--amounts", "893.33x11,893.37"], "720.00", "893.33", "893.37"),
        (["--amounts", "893.33x11;893.37"], "720.00", "893.33", "893.37"),
        (["--amounts", "893.33"], "719.96", "893.33", "893.33"),
        (["--amounts", "833.33", "--remainder", "first"], "0.00", "833.37", "833.33"),
    ],
)
def test_every_way_of_charging_is_quoted(empty_shell: Shell, options, fee_total, first, last):
    quote = quoted(empty_shell, *TEN_THOUSAND, *options)
    assert (quote["fee_total"], amounts(quote)[0], amounts(quote)[-1]) == (fee_total, first, last)
    assert len(quote["schedule"]) == 12


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        (["--principal", "5000", "--periods", "24", "--amounts", "250,230x23"], ["250.00"] + ["230.00"] * 23),
        (["--principal", "5000", "--amounts", "250,230x23"], ["250.00"] + ["230.00"] * 23),
        (["--principal", "5000000", "--periods", "23", "--amounts", "250,230x23"], ["250230.00"] * 23),
        (["--principal", "690", "--amounts", "250,230，240"], ["250.00", "230.00", "240.00"]),
        (["--principal", "1499", "--amounts", "134,90x12"], ["134.90"] * 12),
        (["--principal", "290", "--amounts", "99,98,97"], ["99.00", "98.00", "97.00"]),
        (["--principal", "3000", "--periods", "3", "--amounts", "1,050,1,000x2"], ["1050.00"] + ["1000.00"] * 2),
        ([*TEN_THOUSAND, "--amounts", "1,234.50x12"], ["1234.50"] * 12),
        (["--principal", "4000", "--amounts", ",".join(["200"] * 23)], ["200.00"] * 23),
    ],
)
def test_a_comma_between_amounts_means_what_fits_periods_and_principal(empty_shell: Shell, options, listed):
    assert amounts(quoted(empty_shell, *options)) == listed


def test_the_number_of_periods_follows_from_listed_amounts(empty_shell: Shell):
    quote = quoted(empty_shell, "--principal", "1000", "--amounts", "340x2,345.50")
    assert amounts(quote) == ["340.00", "340.00", "345.50"]
    assert [row["fee"] for row in quote["schedule"]] == ["8.50", "8.50", "8.50"]


def test_the_rows_of_a_checkout_come_out_to_the_fen(empty_shell: Shell):
    quote = quoted(
        empty_shell, "--principal", "1499", "--periods", "12", "--total-fee-rate", "8%", "--channel", "huabei"
    )
    assert {(row["amount"], row["fee"]) for row in quote["schedule"][:-1]} == {("134.90", "9.99")}


def test_a_bank_rounds_the_whole_amount(empty_shell: Shell):
    terms = ("--principal", "1499", "--periods", "12", "--total-fee-rate", "9.36%")
    assert amounts(quoted(empty_shell, *terms, "--channel", "cmb"))[1] == "136.61"
    assert amounts(quoted(empty_shell, *terms, "--channel", "cmb", "--rounding", "floor-parts"))[1] == "136.60"


def test_a_fee_at_the_purchase_counts_as_a_cost_of_what_was_received(empty_shell: Shell):
    plain, upfront = (
        quoted(empty_shell, *TEN_THOUSAND, "--fee-rate", "0.6%", *more) for more in ([], ["--upfront-fee", "100"])
    )
    assert (upfront["fee_total"], upfront["total"]) == ("820.00", "10820.00")
    assert amounts(upfront) == amounts(plain)
    assert upfront["apr_simple"] > plain["apr_simple"] + 1


# Dates


def test_without_dates_it_is_as_if_bought_today_where_the_institution_is(empty_shell: Shell):
    empty_shell.now = "2026-11-22T20:00:00-05:00"  # the 23rd in Shanghai
    assert dues(quoted(empty_shell, *TEN_THOUSAND, "--interest-free"))[:2] == ["2026-12-23", "2027-01-23"]
    assert dues(quoted(empty_shell, *TEN_THOUSAND, "--interest-free", "--channel", "huabei"))[0] == "2026-12-10"


def test_the_day_of_the_month_comes_back_after_a_short_one(empty_shell: Shell):
    quote = quoted(empty_shell, "--principal", "30", "--periods", "3", "--interest-free", "--bought", "2027-01-31")
    assert dues(quote) == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_real_dates_give_a_rate_of_their_own(empty_shell: Shell):
    terms = (*TEN_THOUSAND, "--fee-rate", "0.6%", "--bought", "2026-11-11")
    late = quoted(empty_shell, *terms)
    soon = quoted(empty_shell, *terms, "--first-due", "2026-11-25")
    assert dues(soon)[:2] == ["2026-11-25", "2026-12-25"]
    assert 0.13 < late["xirr"] < soon["xirr"]
    assert late["apr_simple"] == soon["apr_simple"]


def test_a_first_due_date_alone_is_counted_from_today(empty_shell: Shell):
    first = ("--first-due", "2026-12-22")
    terms = (*TEN_THOUSAND, "--fee-rate", "0.6%", *first)
    assert quoted(empty_shell, *terms)["xirr"] == quoted(empty_shell, *terms, "--bought", "2026-11-22")["xirr"]


def test_a_first_due_date_goes_on_by_the_channels_rule(empty_shell: Shell):
    terms = ("--principal", "30", "--periods", "3", "--interest-free", "--bought", "2027-01-31")
    short = ("--channel", "xiaomi", "--first-due", "2027-02-28")
    assert dues(quoted(empty_shell, *terms, *short)) == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_a_due_date_before_the_purchase_is_refused(empty_shell: Shell):
    answer = ask(empty_shell, *TEN_THOUSAND, "--interest-free", "--first-due", "2026-11-21")
    assert answer == (1, "", "fenqi: the first due date 2026-11-21 is before the purchase on 2026-11-22\n")


def test_thirty_years_of_months_are_all_there(empty_shell: Shell):
    quote = quoted(empty_shell, "--principal", "1000000", "--periods", "360", "--annual-rate", "4.2%")
    days = [date.fromisoformat(due) for due in dues(quote)]
    assert len(days) == 360
    assert all(28 <= (later - earlier).days <= 31 for earlier, later in pairwise(days))


# Lines


def test_the_lines_show_the_advertised_rate_beside_the_real_ones(empty_shell: Shell):
    answer = ask(empty_shell, "--principal", "1200", "--periods", "2", "--fee-rate", "0.6%", "--bought", "2026-11-22")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "no.  due         principal    fee   amount",
        "  1  2026-12-22    ¥600.00  ¥7.20  ¥607.20",
        "  2  2027-01-22    ¥600.00  ¥7.20  ¥607.20",
        "principal ¥1,200.00 + fees ¥14.40 = ¥1,214.40",
        "advertised: 0.6% a period",
        "IRR 0.7989% a month",
        "simple (单利): 9.59% a year",
        "compound: 10.02% a year",
        "by the real dates: 10.05% a year",
    ]


def test_in_chinese_the_simple_rate_is_called_by_its_name(empty_shell: Shell):
    answer = empty_shell("--lang", "zh_CN", "quote", *TEN_THOUSAND, "--fee-rate", "0.6%")
    assert "单利" in answer.out
    assert "advertised" not in answer.out


@pytest.mark.parametrize(
    ("rate", "over", "said"),
    [
        ("21%", [], "a year"),
        ("24%", ["compound"], "compound 26.82% is over 24%, simple is not"),
        ("24.1%", ["simple", "compound"], "!! simple and compound over 24%, the line for such loans"),
    ],
)
def test_it_is_said_which_rates_are_over_the_line_for_such_loans(empty_shell: Shell, rate, over, said):
    asked = (*TEN_THOUSAND, "--annual-rate", rate)
    assert ask(empty_shell, *asked).out.splitlines()[-1].endswith(said)
    assert quoted(empty_shell, *asked)["rate_line"]["over"] == over


def test_where_there_is_no_rate_it_is_null_and_said_why(empty_shell: Shell):
    terms = ("--principal", "5", "--periods", "2", "--interest-free", "--upfront-fee", "5")
    answer = ask(empty_shell, *terms, "--json")
    assert [answer.json[name] for name in ("monthly_irr", "apr_simple", "apr_compound", "xirr")] == [None] * 4
    assert "no annual rate" in answer.err
    lines = ask(empty_shell, *terms)
    assert lines.code == 0
    assert "a year" not in lines.out


# What is refused


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "`--principal` is missing"),
        (["--principal", "10000", "--fee-rate", "0.6%"], "`--periods` is missing"),
        (
            [*TEN_THOUSAND],
            "give exactly one of --fee-rate, --total-fee-rate, --annual-rate, --amounts, --interest-free",
        ),
        ([*TEN_THOUSAND, "--fee-rate", "0.6%", "--total-fee-rate", "7.2%"], "give exactly one"),
        ([*TEN_THOUSAND, "--fee-rate", "", "--interest-free"], "give exactly one"),
        ([*TEN_THOUSAND, "--fee-rate", "0.6%", "--method", "equal-principal"], "--method does not go with --fee-rate"),
        (
            [*TEN_THOUSAND, "--annual-rate", "6%", "--fee-timing", "first"],
            "--fee-timing does not go with --annual-rate",
        ),
        ([*TEN_THOUSAND, "--amounts", "900", "--rounding", "half-up"], "--rounding does not go with --amounts"),
        ([*TEN_THOUSAND, "--fee-rate", "0.6%", "--rounding", "up"], "floor-parts"),
        (["--colour"], "No such option"),
    ],
)
def test_options_that_make_no_offer_are_wrong_usage(empty_shell: Shell, options, said):
    answer = ask(empty_shell, *options)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--principal", "10000", "--periods", "0", "--interest-free"], "number of periods is 0"),
        (["--principal", "10000", "--periods", "361", "--interest-free"], "number of periods is 361"),
        (["--principal", "10000", "--periods", "361", "--amounts", "1"], "number of periods is 361"),
        (
            ["--principal", "10000", "--periods", "-3", "--interest-free"],
            "number of periods is -3; it must be 1 to 360",
        ),
        (["--principal", "10000", "--periods", "1e3", "--interest-free"], "1e3 is not a whole number"),
        (["--principal", "10000", "--periods", "", "--interest-free"], "not a whole number"),
        (["--principal", "0", "--periods", "3", "--interest-free"], "must be more than ¥0.00"),
        (["--principal", "-5", "--periods", "3", "--interest-free"], "negative"),
        (["--principal", "1000000000000000", "--periods", "3", "--interest-free"], "over ¥100,000,000.00"),
        (["--principal", "NaN", "--periods", "3", "--interest-free"], "NaN is not an amount"),
        ([*TEN_THOUSAND, "--fee-rate", "NaN"], "NaN is not a rate"),
        ([*TEN_THOUSAND, "--fee-rate", ""], "is not a rate"),
        ([*TEN_THOUSAND, "--fee-rate", "7.2"], "7.2 is over 100%"),
        ([*TEN_THOUSAND, "--total-fee-rate", "-1%"], "negative"),
        ([*TEN_THOUSAND, "--annual-rate", "1e3"], "1e3 is not a rate"),
        ([*TEN_THOUSAND, "--amounts", "900x11"], "11 amounts are listed for 12 periods"),
        ([*TEN_THOUSAND, "--amounts", "800x12"], "less than the principal"),
        ([*TEN_THOUSAND, "--amounts", "900x12", "--remainder", "last"], "no remainder to place"),
        (["--amounts", "500,600"], "500,600 may be 500;600 or 500,600; separate the amounts with semicolons"),
        (
            [*TEN_THOUSAND, "--interest-free", "--channel", "nobody"],
            UNKNOWN,
        ),
        ([*TEN_THOUSAND, "--interest-free", "--bought", "2026-13-01"], "there is no date 2026-13-01"),
        ([*TEN_THOUSAND, "--interest-free", "--upfront-fee", "x"], "x is not an amount"),
    ],
)
def test_values_that_cannot_be_are_refused_in_a_sentence(empty_shell: Shell, options, said):
    answer = ask(empty_shell, *options)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("fenqi: ")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_quote_stores_nothing(empty_shell: Shell):
    quoted(empty_shell, *TEN_THOUSAND, "--interest-free")
    assert not empty_shell.db.exists()


def test_a_rate_beyond_all_sense_is_not_printed_in_digits(empty_shell: Shell) -> None:
    answer = ask(empty_shell, "--principal", "1000", "--periods", "12", "--interest-free", "--upfront-fee", "999.99")
    assert "compound: over 9,999% a year" in answer.out
    assert all(len(line) < 80 for line in answer.out.splitlines())


def test_a_due_date_that_no_rule_gives_is_a_guess_and_no_rate_goes_by_it(empty_shell: Shell):
    terms = ("--principal", "10000", "--periods", "12", "--fee-rate", "0.6%", "--bought", "2026-11-11")
    assert quoted(empty_shell, *terms, "--channel", "huabei")["xirr"] is not None
    assert quoted(empty_shell, *terms, "--channel", "cmb")["xirr"] is None
    assert quoted(empty_shell, *terms, "--channel", "cmb", "--first-due", "2026-12-20")["xirr"] is not None


def test_of_amounts_alone_neither_fee_nor_rate_is_said(empty_shell: Shell):
    answer = ask(empty_shell, "--amounts", "250;230x2")
    assert (answer.code, answer.err) == (0, "fee not known: type the price\n")
    assert answer.out.splitlines()[-1] == "total ¥710.00"
    assert "0.00%" not in answer.out
    assert [row.split()[2:] for row in answer.out.splitlines()[1:-1]] == [
        ["?", "?", "¥250.00"],
        ["?", "?", "¥230.00"],
        ["?", "?", "¥230.00"],
    ]


@pytest.mark.parametrize("terms", [("--interest-free",), ("--amounts", "100"), ("--amounts", "100", "--interest-free")])
def test_without_a_fee_no_rate_of_zeros_is_printed(empty_shell: Shell, terms: tuple[str, ...]):
    answer = ask(empty_shell, "--principal", "1200", "--periods", "12", *terms)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == "interest-free"
    assert "0.00%" not in answer.out


def test_a_share_listed_for_every_period_is_rounded_up_where_it_is_said_to_be_interest_free(empty_shell: Shell):
    made = quoted(empty_shell, "--principal", "1000", "--amounts", "83.34x12", "--interest-free")
    assert (amounts(made)[0], amounts(made)[-1], made["fee_total"]) == ("83.34", "83.26", "0.00")
    answer = ask(empty_shell, "--principal", "1000", "--amounts", "83.34x12", "--interest-free")
    assert (answer.err, answer.out.splitlines()[-1]) == ("", "interest-free")
    refused = ask(empty_shell, "--principal", "1000", "--amounts", "83.35x12", "--interest-free")
    assert refused.code == 1, "a fen more is no rounding"


@pytest.mark.parametrize("terms", [("--amounts", "83.34x12"), ("--amounts", "83.34", "--periods", "12")])
def test_where_nobody_says_whether_8_fen_are_rounding_or_a_fee_both_options_are_named(empty_shell: Shell, terms):
    answer = ask(empty_shell, "--principal", "1000", *terms)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "fenqi: 12 × ¥83.34 is ¥0.08 more than the price ¥1,000.00; say which it is: `--interest-free` if it is only "
        "rounded up (no fee, one period is ¥83.26), `--fees '0.01x8;0x4'` if ¥0.08 is the fee\n"
    )
    made = quoted(empty_shell, "--principal", "1000", *terms, "--fees", "0.01x8;0x4")
    assert (set(amounts(made)), made["fee_total"]) == ({"83.34"}, "0.08")


def test_amounts_that_come_to_the_price_need_no_word(empty_shell: Shell):
    made = quoted(empty_shell, "--principal", "1000", "--amounts", "83.33x11,83.37")
    assert made["fee_total"] == "0.00"


@pytest.mark.parametrize("other", [("--interest-free",), ("--fee-rate", "1%")])
def test_fees_are_of_amounts_and_not_beside_another_word_for_them(empty_shell: Shell, other: tuple[str, ...]):
    given = () if "--fee-rate" in other else ("--amounts", "100")
    answer = ask(empty_shell, "--principal", "1200", "--periods", "12", *given, "--fees", "1", *other)
    assert (answer.code, answer.err.splitlines()[-1]) == (2, f"fenqi: --fees does not go with {other[0]}")


@pytest.mark.parametrize("said", [("--interest-free",), ("--fees", "0")])
def test_a_share_rounded_up_to_the_fen_is_quoted_with_a_smaller_last_period(empty_shell: Shell, said: tuple[str, ...]):
    made = ask(empty_shell, "--principal", "1000", "--periods", "12", "--amounts", "83.34", *said, "--json").json
    assert (amounts(made)[0], amounts(made)[-1], made["fee_total"]) == ("83.34", "83.26", "0.00")
