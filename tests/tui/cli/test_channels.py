"""Channels in the shell: `channels`, `channel set`, `channel add`, `channel drop`, as on their page."""

import pytest

from models.actions.own_rules import own_of
from models.channels.builtin import builtin
from models.channels.typed_rules import FIELDS, override_texts
from tests.tui.cli.shell import Shell
from tui.words.channel_labels import CHOICES, RULES

PURSE = ("channel", "add", "purse", "name=钱包", "lender=小贷", "apps.name=钱包", "apps.domain=purse.example.com")
TYPED = {
    "mode": "order",
    "bill_day": "3",
    "due_day": "20",
    "due_moves": "2026-12-15 10/20",
    "due_days": "8, 20",
    "due_after": "8",
    "cutoff": "17:00",
    "grace_days": "2",
    "grace_amount": "5.00",
    "auto_debit.default": "on",
    "auto_debit.extent": "full",
    "auto_debit.pay_account": "招行 1234",
    "auto_debit.days_before": "1",
    "auto_debit.until": "21:00",
    "methods": "balance",
    "arrivals": "debit-card: 0, alipay: 0, balance: 16:30",
    "late_daily_rate": "0.04%",
    "late_base": "principal",
    "late_since": "posting",
    "late_extra_rate": "0.02%",
    "late_penalty": "5%",
    "late_penalty_floor": "20.00",
    "minimum.instalments": "90%",
    "minimum.other": "10%",
    "early.rule": "next-fee",
    "early.percent": "4",
    "early.daily_rate": "0.065%",
    "early.free_days": "3",
    "early.methods": "debit-card",
    "fee_rates": "3: 2.5%, 12: 8.8%",
    "most_periods": "72",
    "rounding": "half-up",
    "remainder": "first",
    "entry": "我的 › 还款",
}
"""A text for every field of the form."""
CHANNELS = {
    "mode": "jd-baitiao",
    "due_after": "jd-baitiao",
    "early.percent": "cmb",
    "early.daily_rate": "cmb",
    "early.free_days": "jd-baitiao",
    "most_periods": "cmb",
    "early.methods": "cmb",
}
"""The channel whose field it is, where others have none."""


def test_every_channel_is_listed_with_its_rules_as_they_are_typed(shell: Shell) -> None:
    found = {each["id"]: each for each in shell("channels", "--json").json["channels"]}
    assert list(found) == list(builtin())
    assert found["huabei"].keys() == {"id", "base", "own", "users", "apps", "fields"}
    assert found["huabei"]["fields"].keys() == FIELDS.keys()
    assert (found["huabei"]["users"], found["huabei"]["fields"]["due_day"], found["huabei"]["own"]) == (2, "10", [])
    assert found["cmb"]["fields"]["bill_day"] is None
    assert len(shell("channels").out.splitlines()) == len(found) + 1
    assert "Alipay" in shell("channels", "花呗").out
    assert [each["id"] for each in shell("channels", "花呗", "--json").json["channels"]] == ["huabei"]


def test_all_apps_of_an_institution_are_named_with_their_domains(shell: Shell) -> None:
    """Xiaomi's have had two names each, of two domains: whoever looks for the real one knows all four."""
    (xiaomi,) = shell("channels", "xiaomi", "--json").json["channels"]
    assert [(each["name"], each["domain"]) for each in xiaomi["apps"]] == [
        ("小米金融", "mi.com"),
        ("小米钱包", "mi.com"),
        ("天星金融", "airstar.com"),
        ("天星金融钱包", "airstar.com"),
    ]
    said = shell("channels", "xiaomi").out
    for each in xiaomi["apps"]:
        assert each["name"] in said
        assert each["domain"] in said
    (card,) = shell("channels", "bank-card", "--json").json["channels"]
    assert [each["domain"] for each in card["apps"]] == [None], "whose it is, only the card says"


def test_every_field_of_the_form_can_be_said_in_the_shell(shell: Shell) -> None:
    assert TYPED.keys() == RULES.keys()
    for field, text in TYPED.items():
        channel = CHANNELS.get(field, "douyin")
        answer = shell("channel", "set", channel, f"{field}={text}", "--yes", "--json")
        assert (answer.code, answer.json["fields"][field]) == (0, text), (field, answer.err)
        own = override_texts(own_of(shell.ledger, builtin(), channel).values)
        assert own[field] == text
        assert shell("undo", "--yes").code == 0


def test_a_rule_is_set_and_dropped_and_one_undo_takes_it_back(shell: Shell) -> None:
    before = shell.ledger
    answer = shell("channel", "set", "花呗", "due_day=20", "grace-days=2", "--yes")
    assert (answer.code, answer.out.splitlines()[0]) == (0, "Huabei 花呗: due day 10 → 20, grace days 0 → 2")
    assert "2026-11-10, 2026-12-20" in answer.out, "the periods to come move along"
    assert shell("channel", "set", "huabei", "--drop", "due_day", "--yes", "--json").json["own"] == ["grace_days"]
    assert shell("channel", "set", "huabei", "grace_days=", "--yes", "--json").json["own"] == []
    for _ in range(3):
        shell("undo", "--yes")
    assert shell.ledger == before


def test_the_orders_whose_dates_move_are_shown_first_and_move(shell: Shell) -> None:
    move = ("channel", "set", "huabei", "due_moves=2026-12-15 1/20")
    assert "米家扫地机器人 2: 2026-11-10, 2026-12-10, 2027-01-10" in shell(*move).out
    moved = shell(*move, "--yes", "--json").json["orders"]
    assert moved[0]["after"][-1].endswith("-20")
    bills = [each["id"] for each in shell("bills", "--json").json["bills"]]
    assert "huabei/2027-01-20" in bills
    assert "huabei/2027-01-10" not in bills


def test_a_channel_of_ones_own_is_added_used_and_deleted(shell: Shell) -> None:
    answer = shell(*PURSE, "--base", "美团", "due_day=9", "--yes", "--json")
    assert (answer.json["base"], answer.json["fields"]["short"], answer.json["fields"]["due_day"]) == (
        "meituan",
        "钱包",
        "9",
    )
    bought = ("--title", "A", "--bought-at", "2026-11-01", "--periods", "3", "--amount-per-period", "101", "--yes")
    made = shell("order", "add", "--channel", "钱包", *bought, "--json").json["order"]
    assert (made["account_id"], made["first_due"]) == ("purse", "2026-12-09")
    assert shell("channel", "set", "钱包", "name=荷包", "short=荷包", "--yes").code == 0
    refused = shell("channel", "drop", "purse", "--yes")
    assert (refused.code, "荷包 has orders (1)" in refused.err) == (1, True)
    shell("order", "delete", "A", "--yes")
    assert shell("channel", "drop", "荷包", "--yes", "--json").json["id"] == "purse"
    assert "purse" not in shell.ledger.channels


def test_without_yes_a_rule_is_only_shown(shell: Shell) -> None:
    before = shell.ledger
    for asked in (("channel", "set", "huabei", "due_day=20"), PURSE):
        answer = shell(*asked)
        assert (answer.code, "nothing was written" in answer.err, shell.ledger) == (0, True, before)


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("set", "huabei"), 2, "write a field like `due_day=20`"),
        (("set", "huabei", "due_day"), 2, "write a field like `due_day=20`"),
        (("set", "huabei", "due_day=32"), 1, "due_day is 32; it must be 1 to 31"),
        (("set", "huabei", "due_day=11"), 1, "8, 9, 10, 15, 20"),
        (("set", "huabei", "nope=1"), 1, "there is no field nope to set; known are mode, bill_day"),
        (("set", "huabei", "--drop", "nope"), 1, "there is no field nope to set"),
        (("set", "huabei", "name=x"), 1, "there is no field name to set"),
        (("set", "huabei", "late_daily_rate=0.05"), 1, "late_daily_rate: write it with a per cent sign"),
        (("set", "huabei", "early.rule=percent-of-rest", "early.percent=0"), 1, "early.percent"),
        (("set", "douyin", "early.percent=3"), 1, "fenqi: channel douyin: early.rule is missing\n"),
        (("set", "douyin", "early.methods=balance"), 1, "fenqi: channel douyin: early.rule is missing\n"),
        *((("set", "huabei", f"{field}=zzz"), 1, f"{field}: zzz is none of") for field in CHOICES),
        (("set", "nowhere", "due_day=1"), 1, "there is no channel nowhere; the nearest are"),
        (("add", "huabei", "name=x"), 1, "there is a channel huabei already"),
        (("add", "p"), 1, "the channel needs a name"),
        (("add", "P 2", "name=x"), 1, "P 2"),
        (("add", "p", "name=x", "--base", "nowhere"), 1, "there is no channel nowhere"),
        (("drop", "huabei"), 1, "nothing about Huabei 花呗 is your own"),
    ],
)
def test_what_will_not_do_is_refused_and_no_rule_is_written(shell: Shell, asked, code: int, said: str) -> None:
    before = shell.ledger
    answer = shell("channel", *asked, "--yes")
    assert (answer.code, answer.out, shell.ledger) == (code, "", before)
    assert said in answer.err


def test_a_further_account_is_no_channel(shell: Shell) -> None:
    shell("account", "add", "cmb", "--last4", "1234", "--yes")
    assert "`fenqi account set cmb-1234`" in shell("channel", "set", "cmb-1234", "due_day=3", "--yes").err
    assert "cmb-1234" not in {each["id"] for each in shell("channels", "--json").json["channels"]}


def test_a_restricted_session_may_say_rules(shell: Shell) -> None:
    assert shell("--restricted", "channels").code == 0
    assert shell("--restricted", "channel", "set", "huabei", "due_day=20", "--yes").code == 0
