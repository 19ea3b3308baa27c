"""Whether a pay account covers a bill's auto-debit, in a sentence: with all that is taken on the same days."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.auto_debit import failed
from models.actions.balance import read_balance
from models.actions.enough import confirm_balance, take_from
from models.bills.bill import Bill
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.ledger import Ledger
from tests.models.builders import at, found, ledger, order, plan, repaid
from tests.tui.hands import Hands, session_at
from tui.state.auto_debit import balance
from tui.state.question import Case
from tui.words.coverage import covered, covered_said
from tui.words.styled import Styled

CARD = "招行 1234"
EVE = at("2026-12-09T20:00:00+08:00")
MI, HUABEI = "xiaomi/2026-12-10", "huabei/2026-12-10"
OF = ledger(
    order("phone", channel="xiaomi", terms=plan(50_000, 1, 0), auto_debit=Switch.ON, pay_account=CARD),
    order("watch", terms=plan(60_000, 1, 0)),
)


def bill(of: Ledger, ident: str) -> Bill:
    return derive(of, builtin()).bill(ident)


def remarks(of: Ledger, ident: str, now: datetime, language: str = "en") -> list[Styled]:
    """What is remarked on that bill, with its ink."""
    mine = session_at(Hands(now), builtin(), language=language)
    return list(covered_said(found(of, ident, now, builtin()), of, derive(of, builtin()), mine))


def said(file: Path, of: Ledger, ident: str, language: str = "en") -> str:
    """What is said of that bill; "" for nothing."""
    mine = session_at(Hands(EVE), builtin(), file=file, language=language)
    found = covered(bill(of, ident), of, derive(of, builtin()), mine)
    return mine.language.say(found[0]) if found else ""


def holding(held: int) -> Ledger:
    """Both bills are taken from the card, which holds so much."""
    of = take_from(OF, builtin(), bill(OF, MI), CARD, EVE)
    of = take_from(of, builtin(), bill(of, HUABEI), CARD, EVE)
    return confirm_balance(of, builtin(), bill(of, HUABEI), held, EVE)


@pytest.mark.parametrize("ident", [MI, HUABEI])
def test_two_debits_of_one_day_which_together_exceed_the_account_are_both_said_to_be_short(tmp_path, ident):
    of = holding(70_000)
    assert said(tmp_path / "l", of, ident) == f"{CARD} is short by ¥400.00 on 12-10: Huabei and Mi together"
    assert said(tmp_path / "l", of, ident, "zh_CN") == f"{CARD} 12-10 差 ¥400.00：花呗和小米合计"


@pytest.mark.parametrize("ident", [MI, HUABEI])
def test_an_account_covers_a_debit_only_with_all_others_of_its_day(tmp_path, ident):
    assert said(tmp_path / "l", holding(110_100), ident) == f"{CARD} covers it: ¥1.00 is left then"


def test_what_was_repaid_by_hand_since_may_have_gone_off_the_account_so_it_is_not_called_enough(tmp_path):
    of = replace(holding(110_100), orders={**OF.orders, "kettle": order("kettle", channel="cmb")})
    later = EVE + timedelta(minutes=1)
    spent = repaid(of, "cmb/2026-12-10", 10_100, now=later)
    assert said(tmp_path / "l", spent, MI) == f"{CARD} may be short by up to ¥100.00 on 12-10: Huabei and Mi together"
    enough = repaid(replace(holding(130_000), orders=of.orders), "cmb/2026-12-10", 10_100, now=later)
    assert said(tmp_path / "l", enough, MI) == f"{CARD} covers it: at least ¥99.00 is left then"
    mine = session_at(Hands(later), builtin(), language="en")
    asked = balance(Case(bill(spent, MI), derive(spent, builtin()), mine, ledger=spent))
    first, *_, last = (text for text, _ in asked.text)
    assert first == f"{CARD}: ¥1,101.00 on 2026-12-09 20:00; ¥101.00 was repaid since, perhaps from there"
    assert last == f"What does {CARD} hold? Type it from its app."
    assert asked.field is not None
    assert asked.field.proposal == "", "it is read again"


WEEK_AHEAD, RUNS = at("2026-12-02T12:00:00+08:00"), at("2026-12-10T14:00:00+08:00")
SHORT = f"{CARD} is short by ¥400.00 on 12-10: Huabei and Mi together"
ALL_FROM = replace(
    OF, orders={ident: replace(each, auto_debit=Switch.ON, pay_account=CARD) for ident, each in OF.orders.items()}
)


@pytest.mark.parametrize("ident", [MI, HUABEI])
def test_what_lacks_is_said_as_soon_as_it_is_known_and_never_in_red_as_it_is_a_forecast(ident):
    assert remarks(read_balance(ALL_FROM, CARD, 700_00, WEEK_AHEAD), ident, WEEK_AHEAD) == [(SHORT, "warn")]
    assert remarks(read_balance(ALL_FROM, CARD, 700_00, EVE), ident, EVE) == [(SHORT, "warn")]
    assert remarks(read_balance(ALL_FROM, CARD, 700_00, RUNS), HUABEI, RUNS) == [(SHORT, "warn")]


def test_that_there_is_enough_is_said_only_from_the_day_before():
    assert remarks(read_balance(ALL_FROM, CARD, 1200_00, WEEK_AHEAD), MI, WEEK_AHEAD) == []


def test_an_older_balance_says_nothing():
    of = read_balance(ALL_FROM, CARD, 700_00, WEEK_AHEAD)
    assert remarks(of, MI, WEEK_AHEAD + timedelta(days=1)) == [(SHORT, "warn")]
    assert remarks(of, MI, WEEK_AHEAD + timedelta(days=1, minutes=1)) == []


def test_of_a_bill_that_is_taken_from_several_accounts_the_one_that_lacks_most_is_said():
    kettle = order("kettle", terms=plan(30_000, 1, 0), pay_account="余额宝", auto_debit=Switch.ON)
    of = replace(ALL_FROM, orders={**ALL_FROM.orders, "kettle": kettle})
    of = read_balance(read_balance(of, CARD, 1050_00, WEEK_AHEAD), "余额宝", 100_00, WEEK_AHEAD)
    assert remarks(of, HUABEI, WEEK_AHEAD) == [("余额宝 is short by ¥200.00 on 12-10", "warn")]


def test_of_a_bill_of_which_nothing_is_taken_nothing_lacks():
    of = read_balance(ALL_FROM, CARD, 700_00, RUNS)
    assert remarks(failed(of, bill(of, MI), RUNS), MI, RUNS) == [(SHORT, "warn")], "it may be tried again"
    denied = AutoDebitSeen(id=MI, outcome=Outcome.NOT_ON, outcome_at=RUNS)
    assert remarks(replace(of, debits={MI: denied}), MI, RUNS) == []
