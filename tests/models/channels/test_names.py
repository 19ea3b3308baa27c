"""What people call a channel: by any of its names and aliases, whatever their width, case and brackets."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, added
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.builtin import builtin, parse_catalogue
from models.channels.channel import Catalogue
from models.channels.effective import effective
from models.channels.names import channel_names, name_key
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.channels.test_channel import SOUND

CALLED = {
    "huabei": ("支付宝花呗", "花呗分期", "蚂蚁花呗", "HUABEI", "花呗"),
    "jd-baitiao": ("京东白条", "白条", "京东", "JD 白条", "jd_baitiao"),
    "xiaomi": ("小米金融", "天星金融", "小米分期", "小米钱包"),
    "cmb": ("招商银行", "招行", "招商银行信用卡", "招商银行（信用卡）", "ＣＭＢ", "招行信用卡"),
    "ccb": ("建设银行", "中国建设银行", "建行", "龙卡", "建设银行-信用卡"),
    "icbc": ("工商银行", "中国工商银行", "工行", "工银信用卡"),
    "abc": ("农业银行", "中国农业银行", "农行", "中国农业银行（信用卡）"),
    "douyin": ("抖音", "抖音月付", "抖音·月付"),
    "meituan": ("美团", "美团月付", "Meituan"),
    "bank-card": ("信用卡", "银行卡", "credit card"),
}
"""What people were heard to say; of every channel its names and aliases are tried besides."""


def meant(text: str, held: Catalogue | None = None) -> str:
    return channel_names(held or builtin()).named(text).id


@pytest.mark.parametrize("channel", CALLED)
def test_a_channel_goes_by_what_people_call_it(channel: str) -> None:
    for name in CALLED[channel]:
        for written in (name, f" {name}\t", name.upper(), name[0] + "\u200b" + name[1:], f"\ufeff{name}\u00a0"):
            assert meant(written) == channel, written


@pytest.mark.parametrize("channel", builtin())
def test_every_channel_has_aliases_and_goes_by_each_of_them(channel: str) -> None:
    assert builtin()[channel].aliases
    for alias in builtin()[channel].aliases:
        assert meant(alias) == channel


def test_no_alias_belongs_to_two_channels_nor_is_a_name_of_another() -> None:
    owners = Counter(
        (name, ident)
        for ident, each in builtin().items()
        for name in {name_key(text) for text in (ident, *each.name.values(), *each.short.values(), *each.aliases)}
    )
    shared = Counter(name for name, _ in owners)
    assert [name for name, count in shared.items() if count > 1] == []


def test_an_alias_that_is_no_text_is_refused_with_channel_and_field() -> None:
    with pytest.raises(Problem, match="channel purse: aliases holds control characters"):
        parse_catalogue(SOUND.replace('lender = "', 'aliases = ["a\\u0007"]\nlender = "', 1))


def test_a_channel_of_ones_own_does_not_take_the_aliases_of_the_one_it_starts_from() -> None:
    own = ChannelOverride(
        id="cmb-2", base="cmb", values={"name": {"zh_CN": "平安", "en": "Ping An"}, "short": _two("平安")}
    )
    held = effective(builtin(), {own.id: own})
    assert held["cmb-2"].aliases == ()
    assert (meant("招商银行", held), meant("平安", held)) == ("cmb", "cmb-2")


def test_a_name_that_the_user_gave_goes_before_an_alias() -> None:
    own = ChannelOverride(id="mine", base="bank-card", values={"name": _two("招商银行"), "short": _two("招商银行")})
    assert meant("招商银行", effective(builtin(), {own.id: own})) == "mine"


@pytest.mark.parametrize("text", ["招商银行 1234", "招商银行（1234）", "招行(尾号1234)", "招商银行信用卡-1234"])
def test_a_card_goes_by_an_alias_with_its_digits(text: str) -> None:
    card = Account.of(builtin()["cmb"], "cmb-1234")
    ledger = Ledger(accounts={"cmb": Account.of(builtin()["cmb"]), card.id: replace(card, last4="1234")})
    assert channel_names(contracts(ledger, builtin()), builtin()).named(text).id == "cmb-1234"


def test_an_account_is_added_under_any_name_of_its_channel() -> None:
    for name in ("招商银行", "ＣＭＢ", "招行\u200b"):
        assert added(Ledger(), builtin(), name, AccountDetails(), date(2026, 11, 22))[1].channel == "cmb"


def _two(text: str) -> dict[str, str]:
    return {"zh_CN": text, "en": text}


def card(ident: str, label: str = "", last4: str = "", channel: str = "bank-card") -> Account:
    return replace(Account.of(builtin()[channel], ident), label=label, last4=last4)


def cards(*accounts: Account) -> Catalogue:
    return contracts(Ledger(accounts={each.id: each for each in accounts}), builtin())


def label(held: Catalogue, ident: str) -> str:
    return held[ident].short["zh_CN"].removeprefix("银行卡").strip()


@pytest.mark.parametrize(
    "text", ["宁波银行 1111", "1111 宁波银行", "银行信用卡 宁波银行 1111", "信用卡 宁波银行（1111）"]
)
def test_an_account_goes_by_its_label_and_its_digits_together(text: str) -> None:
    held = cards(card("bank-card", "宁波银行", "1111"), card("bank-card-2", "宁波银行", "2222"))
    assert channel_names(held, builtin()).named(text).id == "bank-card"


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (("宁波银行", "1111"), ("宁波银行", "2222"), ("宁波银行 1111", "宁波银行 2222")),
        (("宁波银行", ""), ("宁波银行", "2222"), ("宁波银行", "宁波银行 2222")),
        (("宁波银行", "1111"), ("杭州银行", "1111"), ("宁波银行", "杭州银行")),
        (("1111", ""), ("", "1111"), ("1111 (bank-card)", "1111 (bank-card-2)")),
        (("", ""), ("", ""), ("(bank-card)", "(bank-card-2)")),
    ],
)
def test_accounts_of_one_label_are_shown_with_their_digits_or_their_ids(first, second, names) -> None:
    held = cards(card("bank-card", *first), card("bank-card-2", *second))
    assert (label(held, "bank-card"), label(held, "bank-card-2")) == names


MARKS = st.tuples(
    st.sampled_from(["", "主卡", "主 卡", "1111", "招行", "宁波银行 1111"]), st.sampled_from(["", "1111", "2222"])
)


@given(st.lists(st.tuples(st.sampled_from(["bank-card", "cmb"]), MARKS), min_size=1, max_size=5))
def test_every_name_that_is_shown_finds_its_account_or_is_refused_with_names_that_differ(given_) -> None:
    accounts = [card(f"{channel}-{number}", *marks, channel) for number, (channel, marks) in enumerate(given_, 2)]
    held = cards(*accounts)
    names = channel_names(held, builtin())
    for each in accounts:
        for text in (*held[each.id].name.values(), *held[each.id].short.values()):
            found = names.found(text)
            assert each.id in {one.id for one in found}, text
            for language in ("en", "zh_CN"):
                assert len({one.short[language] for one in found}) == len(found)


def test_names_that_may_be_meant_stand_in_the_commas_and_brackets_of_each_language():
    with pytest.raises(Problem) as refused:
        channel_names(builtin()).named("花贝")
    (offered,) = [each for each in refused.value.message.params.values() if isinstance(each, dict)]
    assert "花呗（huabei）" in offered["zh_CN"] and "Huabei (huabei)" in offered["en"]
    assert not set(",()") & set(offered["zh_CN"])
