"""What is said of auto-debit that was set up: the first debit, one for the minimum, what is under way."""

from datetime import timedelta
from pathlib import Path

import pytest

from models.actions import auto_debit
from models.channels.builtin import builtin
from models.channels.rules import Extent
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SetUpStep
from models.store import Store
from models.values.message import msg
from tests.models.actions.test_set_up import CARD_ID, OF, with_set_up
from tests.models.builders import NOW, at, derive, found, ledger, order, with_more
from tests.tui.cli.shell import Shell
from tests.tui.hands import Hands, session_at
from tui.state.auto_debit import CONFIRMATION
from tui.state.question import Case
from tui.words.remarks import remarks
from tui.words.set_up import stands_said, under_way_said

FIRST = "first auto-debit since it was set up on 2026-12-05: look on 2026-12-10 whether the money was taken"
WAS_IT = "this was the first auto-debit since it was set up on 2026-12-05: was it taken?"
EVE, DUE_DAY, AFTER = (at(f"2026-12-{day}T12:00:00+08:00") for day in ("09", "10", "12"))


def asked(of: Ledger, now: object, ident: str = CARD_ID) -> list[str]:
    """What `c` asks of that bill."""
    mine = session_at(Hands(now), builtin())
    question = CONFIRMATION.ask(Case(found(of, ident, now, builtin()), derive(of, builtin()), mine, ledger=of))
    assert question is not None
    return [text for text, _ in question.text]


def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], of: Ledger) -> Shell:
    one = Shell(tmp_path / "ledger.json", capsys)
    Store(one.db).commit(msg("begin"), lambda _: of, NOW)
    return one


@pytest.mark.parametrize(("now", "said"), [(EVE, FIRST), (DUE_DAY, FIRST), (AFTER, WAS_IT)])
def test_before_and_after_the_first_debit_the_question_about_it_asks_for_more_care(now, said) -> None:
    assert said in asked(with_set_up(OF), now)


def test_the_second_debit_is_asked_about_as_any_other() -> None:
    of = with_set_up(OF)
    of = auto_debit.taken(of, found(of, CARD_ID, DUE_DAY, builtin()), 101_00, DUE_DAY)
    said = asked(of, at("2027-01-10T12:00:00+08:00"), "cmb/2027-01-10")
    assert not [each for each in said if "first auto-debit" in each]


def test_due_announces_the_first_debit_and_no_other(tmp_path, capsys) -> None:
    one = shell(tmp_path, capsys, with_set_up(OF))
    one.now = NOW.isoformat()
    assert f"China Merchants Bank card 招行 2026-12-10: {FIRST}" in one("due").err
    assert FIRST not in one("due", "--json").out
    assert "first auto-debit" not in shell(tmp_path / "other", capsys, OF)("due").err


def test_due_asks_of_the_first_debit_whether_it_was_taken_until_somebody_answers(tmp_path, capsys) -> None:
    one = shell(tmp_path, capsys, with_set_up(OF))
    one.now = AFTER.isoformat()
    assert f" 2026-12-10: {WAS_IT}" in one("due").err
    assert one("confirm", CARD_ID, "--failed", "--yes").code == 0
    assert "first auto-debit" not in one("due").err
    one.now = DUE_DAY.isoformat()
    assert "first auto-debit" not in one("due").err


def test_where_the_minimum_is_not_known_nobody_says_that_all_is_taken() -> None:
    of = with_set_up(with_more(OF, CARD_ID, 5_100_00), extent=Extent.MINIMUM)
    mine = session_at(Hands(NOW), builtin())
    said = [text for text, _ in remarks(found(of, CARD_ID, NOW, builtin()), None, derive(of, builtin()), 0, mine)]
    assert any(
        "takes only the minimum" in each and "how much is not known: less than ¥5,201.00 is taken" in each
        for each in said
    )
    assert any("set up for the minimum" in each for each in asked(of, DUE_DAY))


def test_the_bill_says_at_which_step_a_list_stopped() -> None:
    of = with_set_up(OF, until=SetUpStep.EXTENT)
    mine = session_at(Hands(NOW + timedelta(days=1)), builtin())
    channel = found(of, CARD_ID, NOW, builtin()).channel
    ((said, _),) = under_way_said(of, channel, mine)
    assert said == "setting up auto-debit stopped at step 4: A goes on there"
    assert not list(under_way_said(with_set_up(OF), channel, mine))


def test_of_one_that_is_always_on_nobody_says_that_it_was_set_up_on() -> None:
    of = with_set_up(ledger(order("phone")), "huabei")
    said = " ".join(asked(of, DUE_DAY, "huabei/2026-12-10"))
    assert "first auto-debit since its settings were looked at on 2026-12-05" in said
    channel = found(of, "huabei/2026-12-10", NOW, builtin()).channel
    stands = stands_said(of, channel, session_at(Hands(NOW), builtin()))
    assert "is always on, looked at on 2026-12-05" in stands
    assert "on since" not in stands
