"""Whether auto-debit is on has one word: on the page of the channels, of the accounts and of a bill."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.own_rules import own_fields, own_of, set_override
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models.builders import NOW, derive, ledger, order
from tests.tui.cli.shell import Shell
from tests.tui.hands import Hands, session_at
from tui.panes.bill_text import bill_text
from tui.run.language import language_of
from tui.state.views import Detail
from tui.words.channel_changes import changes
from tui.words.channel_labels import usual_said
from tui.words.channel_rules import rules


def of_account(ident: str, said: Switch | None) -> Ledger:
    account = replace(Account.of(builtin()[ident]), auto_debit=said)
    return replace(ledger(order("phone", channel=ident)), accounts={ident: account})


def on_the_page(of: Ledger, ident: str, language: str = "en") -> str:
    own = own_fields(own_of(of, builtin(), ident))
    shown = rules(contracts(of, builtin())[ident], language_of(language), own)
    return next(each.value for each in shown if each.field == "auto_debit.default")


@pytest.mark.parametrize("said", [None, Switch.OFF, Switch.ON])
@pytest.mark.parametrize("ident", builtin())
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_three_pages_call_it_the_same(
    ident: str, said: Switch | None, language: str, tmp_path: Path, capsys
) -> None:
    of = of_account(ident, said)
    Store(tmp_path / "l").commit(msg("edit"), lambda _: of, NOW)
    said = on_the_page(of, ident, language)
    (bill, *_) = derive(of, builtin()).bills.values()
    mine = session_at(Hands(NOW), builtin(), language=language)
    label = {"en": "auto-debit", "zh_CN": "自动还款"}[language]
    lines = bill_text(Detail(of.orders["phone"], bill, derive(of, builtin())), mine, 76)
    assert any(f"{label}  {said}" in "".join(text for text, _ in line) for line in lines)
    assert f"  {said}  " in Shell(tmp_path / "l", capsys)("--lang", language, "accounts").out


@pytest.mark.parametrize("ident", [each.id for each in builtin().values() if each.auto_debit.default is Switch.OFF])
def test_off_is_said_only_where_the_user_said_it(ident: str) -> None:
    t = language_of("en")
    assert on_the_page(Ledger(), ident) == "not known"
    assert on_the_page(of_account(ident, None), ident) == "not known"
    assert on_the_page(of_account(ident, Switch.OFF), ident) == "off"
    assert usual_said(builtin()[ident], "auto_debit.default", t) == "not known"
    own = ChannelOverride(id=ident, values={"auto_debit": {"default": "off"}})
    assert changes(None, own, builtin(), t) == "auto-debit not known → off"
    assert on_the_page(set_override(Ledger(), builtin(), own), ident) == "off"
