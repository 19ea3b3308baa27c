"""Auto-debit set up for the minimum: the bill, the accounts and the question after it say the same of the rest."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.channels.rules import Extent, Switch
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SetUpStep
from models.store import Store
from models.values.message import msg
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import NOW, at, derive, found, ledger, order, with_more
from tests.tui.cli.shell import Shell
from tests.tui.hands import Hands, session_at
from tui.panes.bill_text import bill_text
from tui.state.question import Case, Question
from tui.state.set_up_acts import end
from tui.state.set_up_extent import extent, only_minimum
from tui.state.taken import taken
from tui.state.views import Detail

DUE_DAY = at("2026-12-10T12:00:00+08:00")
WHOLE = ["huabei", "jd-baitiao", "ccb", "cmb"]
"""Where instalments count in the minimum whole."""


def bought(account: str, more: int = 0) -> Ledger:
    of = ledger(order("phone", channel=account))
    return with_more(of, f"{account}/2026-12-10", more) if more else of


def case_of(of: Ledger, account: str, now=NOW) -> Case:
    mine = session_at(Hands(now), builtin())
    return Case(
        found(of, f"{account}/2026-12-10", now, builtin()), derive(of, builtin()), mine, ledger=of, about=account
    )


def texts(question: Question) -> str:
    return " ".join(
        (*(text for text, _ in question.text), *(f"{each.words} {each.leaves}" for each in question.answers))
    )


@pytest.mark.parametrize("account", [*WHOLE, "meituan"])
def test_where_instalments_count_whole_no_rest_of_them_is_announced(account: str) -> None:
    of = with_set_up(bought(account), account, until=SetUpStep.EXTENT)
    said = (texts(extent(case_of(of, account))), texts(only_minimum(case_of(of, account))))
    of = with_set_up(bought(account), account, extent=Extent.MINIMUM, until=SetUpStep.AGREE)
    ended = str(end(case_of(of, account)).said)
    if account in WHOLE:
        assert "a rest is expected of what is no instalment" in ended
        assert "of what is no instalment" in said[0]
        assert "Instalments are taken whole" in said[1]
        assert "every" not in ended + said[0]
    else:
        assert "a rest is expected at every bill" in ended
        assert "every time" in said[0]


@pytest.mark.parametrize("account", WHOLE)
@pytest.mark.parametrize("chosen", [Extent.FULL, Extent.MINIMUM])
def test_the_bill_and_the_accounts_say_that_only_the_minimum_is_taken(account, chosen, tmp_path, capsys) -> None:
    of = with_set_up(bought(account), account, extent=chosen)
    case = case_of(of, account)
    lines = bill_text(Detail(bill=case.bill, book=case.book), case.session, 76)
    head = " ".join(text for line in list(lines)[:6] for text, _ in line)
    assert ("on, only the minimum" in head) is (chosen is Extent.MINIMUM)
    shell = Shell(tmp_path / "ledger.json", capsys)
    Store(shell.db).commit(msg("begin"), lambda _: of, NOW)
    assert ("on, only the minimum" in shell("accounts").out) is (chosen is Extent.MINIMUM)
    changed = shell("account", "set", account, "--pay-account", "工资卡", "--yes").out
    assert ("on, only the minimum" in changed) is (chosen is Extent.MINIMUM)


def test_one_that_was_turned_off_takes_no_minimum(tmp_path, capsys) -> None:
    of = with_set_up(with_set_up(bought("jd-baitiao"), "jd-baitiao", extent=Extent.MINIMUM), "jd-baitiao", off=True)
    shell = Shell(tmp_path / "ledger.json", capsys)
    Store(shell.db).commit(msg("begin"), lambda _: of, NOW)
    assert "minimum" not in shell("accounts").out


@pytest.mark.parametrize("account", ["huabei", "jd-baitiao"])
@pytest.mark.parametrize("later", [timedelta(), timedelta(days=1)])
def test_the_question_whether_it_was_taken_names_the_rest(account: str, later: timedelta) -> None:
    of = with_set_up(bought(account, 300_00), account, extent=Extent.MINIMUM)
    question = taken(case_of(of, account, DUE_DAY + later))
    (answer,) = (each for each in question.answers if each.id == "taken")
    assert answer.words == "yes, the minimum"
    assert "270.00 and its interest go to 01-10" in answer.leaves
    assert "all of it" not in texts(question)


def test_where_nothing_is_left_all_of_it_is_taken() -> None:
    question = taken(
        case_of(with_set_up(bought("jd-baitiao"), "jd-baitiao", extent=Extent.MINIMUM), "jd-baitiao", DUE_DAY)
    )
    (answer,) = (each for each in question.answers if each.id == "taken")
    assert (answer.words, answer.leaves) == ("yes, all of it", "")


def test_an_order_that_auto_debit_does_not_take_is_named_as_left_to_be_repaid() -> None:
    apart = replace(order("tv", channel="cmb"), auto_debit=Switch.OFF)
    of = with_set_up(ledger(order("phone", channel="cmb")), "cmb")
    of = replace(of, orders={**of.orders, "tv": apart})
    (answer,) = (each for each in taken(case_of(of, "cmb", DUE_DAY)).answers if each.id == "taken")
    assert answer.words == "yes, ¥101.00"
    assert answer.leaves == "101.00 is to be repaid by hand"
