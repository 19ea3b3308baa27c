"""`fenqi payoff`: which orders to settle early first."""

from tests.tui.cli.shell import Shell


def test_each_strategy_is_said_with_its_orders_what_it_saves_and_when_all_is_repaid(shell: Shell) -> None:
    """花呗 charges all fees of the phone; 白条 the next fee of two that are not billed, if it is settled today."""
    answer = shell("payoff", "--extra", "500", "--json").json
    assert answer["owed"] == "5101.54"
    best, nothing = answer["strategies"]["best"], answer["strategies"]["nothing"]
    assert [each["total"] for each in best["settled"]] == ["302.00"]
    assert (best["saved"], best["paid"], best["free_on"]) == ("1.00", "5100.54", "2027-08-10")
    assert (nothing["orders"], nothing["saved"], nothing["paid"]) == ([], "0.00", "5101.54")
    assert set(answer["strategies"]) == {"best", "snowball", "avalanche", "nothing"}
    assert answer["curve"][0] == {"month": "2026-11", "owed": "4798.54"}
    assert answer["curve"][-1] == {"month": "2027-08", "owed": "0.00"}
    assert {each["why"] for each in answer["kept"]} == {"no_gain"}


def test_a_person_reads_the_strategies_as_a_table_and_that_the_app_decides(shell: Shell) -> None:
    said = shell("payoff", "--once", "5000").out
    assert "saves most" in said
    assert "Redmi K70" in said
    assert "the app's own figure decides" in said
    assert shell("--lang", "zh_CN", "payoff").out.count("2027-08-10") == 4


def test_what_is_no_amount_is_refused_and_of_nothing_owed_nothing_is_planned(shell: Shell) -> None:
    wrong = shell("payoff", "--extra", "much")
    assert (wrong.code, wrong.out) == (1, "")
    assert "much" in wrong.err
