"""The first step of repaying and of setting up auto-debit names the apps that its answers name, and no other."""

import pytest
from msgspec.structs import replace

from models.actions import checklist
from models.channels.builtin import builtin
from models.channels.channel import LANGUAGES
from models.channels.effective import effective
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from tests.models.builders import NOW, derive, found, ledger, order
from tests.tui.hands import Hands, session_at
from tui.state.question import Case, Question
from tui.state.repaying import entry, platform
from tui.state.setting_up import app

VALUES = {
    "name": dict.fromkeys(LANGUAGES, "我的分期"),
    "short": dict.fromkeys(LANGUAGES, "我的分期"),
    "lender": "我的公司",
    "apps": [{"name": dict.fromkeys(LANGUAGES, "我的App"), "domain": "my.cn"}],
}


def case(base: str, language: str) -> Case:
    of: Ledger = replace(
        ledger(order("phone", channel="mybt")),
        channels={"mybt": ChannelOverride(id="mybt", base=base, values=VALUES)},
    )
    book = derive(of, builtin())
    (ident, *_) = book.bills
    of = checklist.begin(of, found(of, ident, NOW, builtin()), NOW)
    mine = session_at(Hands(NOW), builtin(), language=language)
    return Case(found(of, ident, NOW, builtin()), book, mine, of.checklists[ident], of, "mybt")


def read(question: Question) -> str:
    return "\n".join((*(text for text, _ in question.text), *(each.words for each in question.answers)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", builtin())
def test_of_a_channel_of_ones_own_it_is_its_own_app(base: str, language: str) -> None:
    one = case(base, language)
    others = {each.name["zh_CN"] for each in builtin()[base].apps}
    assert effective(builtin(), one.ledger.channels)["mybt"].apps[0].name["zh_CN"] == "我的App"
    for question in (platform(one), app(one)):
        assert "我的App" in question.text[0][0]
        assert not [each for each in others if each in read(question)]
    assert not [each for each in others if each in read(entry(one))]
