"""Auto-debit set up on a real terminal at 80x24, by the channel's own path, cut off in the middle; keys are counted."""

import signal
from datetime import date
from pathlib import Path

import pytest

from models.actions.set_up_steps import steps_of
from models.channels.builtin import builtin
from models.channels.pages import set_ups
from models.channels.rules import Extent, Switch
from models.ledger.setting_up import SettingUp, SetUpStep
from models.store import Store
from models.values.message import msg
from tests.e2e.conftest import NOW
from tests.e2e.terminal import Terminal
from tests.e2e.test_repaying import READING, start
from tests.models.builders import at, ledger, order
from tests.often import is_long
from tui.run.language import Language, language_of
from tui.words.set_up import step_name

CARD = "1234"
KEYS = {"huabei": 9, "jd-baitiao": 8, "xiaomi": 8, "cmb": 8, "ccb": 9}
"""Key presses of the whole way, besides the label of the pay account and the key that takes the offer to go on."""
PATHS = {
    "huabei": "支付宝 › 我的 › 花呗",
    "jd-baitiao": "我的钱包 › 白条",
    "xiaomi": "小米钱包",
    "cmb": "信用卡还款 › 自动还款",
}
LANGUAGES = ("en", "zh_CN")
TOGETHER = [
    (account, language)
    for at, account in enumerate(KEYS)
    for turn, language in enumerate(LANGUAGES)
    if is_long() or at % len(LANGUAGES) == turn
]
"""Each account in one language, both in turn; `make soak` tries all in all."""


def at_step(terminal: Terminal, step: SetUpStep, steps: tuple[SetUpStep, ...], words: Language) -> None:
    terminal.wait_for(f"▸ {steps.index(step) + 1} {words.say(step_name(step, off=False))}")


@pytest.mark.soak
@pytest.mark.parametrize(("account", "language"), TOGETHER)
def test_it_is_set_up_step_by_step_and_goes_on_after_a_cut(tmp_path: Path, account: str, language: str) -> None:
    db, words = tmp_path / "ledger.json", language_of(language)
    store = Store(db)
    store.commit(msg("begin"), lambda _: ledger(order("phone", channel=account)), at(NOW))
    steps = steps_of(SettingUp(id=account, asked_at=at(NOW)), builtin()[account])
    with start(db, language) as terminal:
        terminal.wait_for("phone")
        terminal.press(["A"])
        at_step(terminal, SetUpStep.APP, steps, words)
        terminal.press(["enter"])
        at_step(terminal, SetUpStep.PATH, steps, words)
        terminal.wait_for(PATHS.get(account, words.t("No source tells the path here. As a rule:")))
        assert (account in set_ups()) is (account in PATHS)
        terminal.press(["enter"])
        at_step(terminal, SetUpStep.ACCOUNT, steps, words)
        terminal.press(["enter"])
        terminal.wait_for(words.t("like 招行储蓄卡 1234"))
        terminal.press([*CARD, "enter"])
        at_step(terminal, SetUpStep.EXTENT, steps, words)
        pressed = len(terminal.pressed)
        terminal.kill(signal.SIGKILL)
    with start(db, language) as terminal:
        terminal.wait_for(words.t("go on there"))
        terminal.press(["enter"])
        at_step(terminal, SetUpStep.EXTENT, steps, words)
        for step in steps[4:]:
            terminal.press(["enter"])
            at_step(terminal, step, steps, words)
        terminal.watch(READING)
        terminal.press(["down", "enter"])
        terminal.wait_until(lambda: not store.load().ledger.set_ups[account].under_way, "the end of the list")
        one = store.load().ledger.accounts[account]
        always = builtin()[account].auto_debit.default is Switch.ALWAYS
        assert (one.auto_debit, one.extent) == (Switch.ALWAYS if always else Switch.ON, Extent.FULL)
        assert (one.pay_account, one.set_up_on) == (CARD, date(2026, 12, 5))
        assert pressed + len(terminal.pressed) - len(CARD) - 1 == KEYS[account]
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
