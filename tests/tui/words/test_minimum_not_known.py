"""Auto-debit set up for a minimum that nobody knows: nowhere is the whole bill said to be what it takes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.balance import read_balance
from models.actions.enough import take_from, weighed
from models.actions.warnings import raised
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.rules import Extent, Switch
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SetUpStep
from models.store import Store
from models.values.message import msg
from tests.models.actions.test_set_up import CARD, with_set_up
from tests.models.builders import NOW, at, found, ledger, order, plan
from tests.tui.cli.shell import Shell
from tests.tui.hands import Hands, session_at
from tui.state import auto_debit, set_up_end
from tui.state.question import Case
from tui.words.cannot_pay import advice
from tui.words.coverage import covered_said
from tui.words.not_in_order import not_in_order
from tui.words.remarks import remarks

EVE, RUNS, AFTER = (at(f"2026-12-{hour}+08:00") for hour in ("09T20:00:00", "10T12:00:00", "11T12:00:00"))
ID = "meituan/2026-12-10"


def set_up(*, holds: int = 100_00, extent: Extent = Extent.MINIMUM) -> Ledger:
    """A bill of ¥134.90, taken from a card that holds so much on the eve; no rule of the channel says its minimum."""
    of = with_set_up(ledger(order("phone", channel="meituan", terms=plan(134_90, 1, 0))), "meituan", extent=extent)
    of = take_from(of, builtin(), found(of, ID, EVE, builtin()), CARD, EVE)
    return weighed(read_balance(of, CARD, holds, EVE), builtin(), CARD, EVE)


def case(of: Ledger, now: datetime = EVE, language: str = "en") -> Case:
    session = session_at(Hands(now), builtin(), language=language)
    return Case(found(of, ID, now, builtin()), derive(of, builtin()), session, ledger=of, about="meituan")


def said(one: Case) -> Iterator[tuple[str, str]]:
    """All that is said of the bill and its auto-debit, with its ink."""
    bill, session = one.bill, one.session
    yield from ((session.language.say(each.message), "") for each in raised(bill, session.now()))
    yield from remarks(bill, None, one.book, 0, session)
    yield from covered_said(bill, one.ledger, one.book, session)
    yield from filter(None, [not_in_order(bill, one.ledger, one.book, session)])
    yield from (each.said for each in advice(bill, one.ledger, one.book, session))
    yield from auto_debit.balance(one).text
    yield from set_up_end.agreed(one).text
    turning = replace(one, ledger=with_set_up(one.ledger, "meituan", NOW, off=True, until=SetUpStep.AGREE))
    yield from set_up_end.agreed(turning).text


WHOLE = {
    "en": ("takes ¥134.90", "taken ¥134.90", ": ¥134.90 is taken", "take ¥134.90", "is short"),
    "zh_CN": ("扣 ¥134.90", "扣款 ¥134.90", "差 ¥34.90"),
}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("now", [EVE, RUNS, AFTER])
def test_nobody_says_that_the_whole_bill_is_taken_or_that_the_account_is_short_for_certain(now, language):
    for text, _ in said(case(set_up(), now, language)):
        assert not [each for each in WHOLE[language] if each in text.replace("最多差", "")], text
    whole = " ".join(text for text, _ in said(case(set_up(extent=Extent.FULL), now, language)))
    assert any(each in whole for each in WHOLE[language]), "of the whole bill it is said"


def test_the_account_may_be_short_by_what_the_whole_bill_lacks_and_that_is_not_red():
    texts = list(said(case(set_up())))
    assert (f"{CARD} may be short by up to ¥34.90 on 12-10", "warn") in texts
    assert not [text for text, ink in texts if ink == "bad" and "¥" in text]


def test_what_covers_the_whole_bill_leaves_at_least_the_rest_of_it():
    assert (f"{CARD} covers it: at least ¥15.10 is left then", "good") in said(case(set_up(holds=150_00)))


def test_the_warning_at_p_names_the_minimum_and_the_most_that_it_may_be():
    (near,) = raised(case(set_up()).bill, EVE)
    assert "takes only the minimum" in str(near.message)
    assert "how much is not known, at most ¥134.90" in str(near.message)
    (ended,) = raised(case(set_up(), AFTER).bill, AFTER)
    assert "may have taken up to ¥134.90" in str(ended.message)


def test_where_nobody_said_that_it_is_on_the_minimum_is_not_the_whole_bill_either():
    of = set_up()
    account = replace(of.accounts["meituan"], auto_debit=Switch.UNKNOWN, set_up_on=None, debited_before=())
    of = replace(of, accounts={"meituan": account})
    (near,) = raised(case(of).bill, EVE)
    assert "may be on, and take up to ¥134.90" in str(near.message)
    lines = remarks(case(of).bill, None, case(of).book, 0, case(of).session)
    assert [text for text, _ in lines if "may be on, and take up to ¥134.90 between" in text]


def test_the_shell_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shell = Shell(tmp_path / "ledger.json", capsys)
    shell.now = EVE.isoformat()
    Store(shell.db).commit(msg("begin"), lambda _: set_up(), EVE)
    answer = shell("balance", CARD, "100", "--yes").out
    assert (
        "12-10 MTuan: the minimum, how much is not known (at most ¥134.90), is taken, short by up to ¥34.90" in answer
    )
    assert answer.splitlines()[-1] == "perhaps short by up to ¥34.90 on 2026-12-10"
    found = shell("balance", CARD, "100", "--yes", "--json").json
    (debit,) = found["debits"]
    assert (debit["amount"], debit["least"], debit["certain"]) == ("134.90", "0.00", False)
    assert found["short"] == {"on": "2026-12-10", "amount": "34.90", "least": "0.00"}
    assert shell("due", "--json").json["bills"][0]["debit"]["amount"] is None
