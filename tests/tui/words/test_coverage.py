"""Whether a pay account covers a bill's auto-debit, in a sentence: with all that is taken on the same days."""

from pathlib import Path

import pytest

from models.actions.enough import look_at_balance, take_from
from models.bills.bill import Bill
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models.builders import at, ledger, order, plan
from tests.tui.hands import Hands, session_at
from tui.words.coverage import covered

CARD = "招行 1234"
EVE = at("2026-12-09T20:00:00+08:00")
MI, HUABEI = "xiaomi/2026-12-10", "huabei/2026-12-10"
OF = ledger(
    order("phone", channel="xiaomi", terms=plan(50_000, 1, 0), auto_debit=Switch.ON, pay_account=CARD),
    order("watch", terms=plan(60_000, 1, 0)),
)


def bill(of: Ledger, ident: str) -> Bill:
    return derive(of, builtin()).bill(ident)


def said(file: Path, of: Ledger, ident: str, language: str = "en") -> str:
    """What is said of that bill; "" for nothing."""
    mine = session_at(Hands(EVE), builtin(), file=file, language=language)
    found = covered(bill(of, ident), of, derive(of, builtin()), mine)
    return mine.language.say(found[0]) if found else ""


def holding(held: int) -> Ledger:
    """Both bills are taken from the card, which holds so much."""
    of = take_from(OF, builtin(), bill(OF, MI), CARD, EVE)
    of = take_from(of, builtin(), bill(of, HUABEI), CARD, EVE)
    return look_at_balance(of, builtin(), bill(of, HUABEI), held, EVE)


@pytest.mark.parametrize("ident", [MI, HUABEI])
def test_two_debits_of_one_day_which_together_exceed_the_account_are_both_said_to_be_short(tmp_path, ident):
    of = holding(70_000)
    assert said(tmp_path / "l", of, ident) == f"{CARD} is short by ¥400.00 on 12-10: Huabei and Mi together"
    assert said(tmp_path / "l", of, ident, "zh_CN") == f"{CARD} 12-10 差 ¥400.00：花呗和小米合计"


@pytest.mark.parametrize("ident", [MI, HUABEI])
def test_an_account_covers_a_debit_only_with_all_others_of_its_day(tmp_path, ident):
    assert said(tmp_path / "l", holding(110_100), ident) == f"{CARD} covers it: ¥1.00 is left then"
