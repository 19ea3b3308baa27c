import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.channels.effective import effective_channel
from models.channels.override import ChannelOverride
from models.channels.rules import EarlyRule, LateBase, Minimum, Mode, Switch
from models.channels.typed_rules import FIELDS, channel_texts, override_texts, read_override
from models.values.message import Problem

TYPED = {
    "mode": "statement",
    "bill_day": "5",
    "due_day": "20",
    "due_moves": "2026-12-01 15; 2027/06/01 20",
    "cutoff": "9:05",
    "grace_days": "3",
    "grace_amount": "10",
    "auto_debit.default": "on",
    "auto_debit.pay_account": "建行 1234",
    "auto_debit.until": "21：00",
    "late_daily_rate": "0.05%",
    "late_base": "principal",
    "minimum.instalments": "100%",
    "minimum.other": "10%",
    "early.rule": "percent-of-rest",
    "early.percent": "3%",
    "early.free_days": "3",
    "early.methods": "debit-card",
    "due_days": "15, 20",
    "auto_debit.days_before": "2",
    "methods": "debit-card, balance",
    "arrivals": "debit-card: T+1, balance: 16:30",
    "fee_rates": "3: 2.5%, 12: 8.8%",
    "most_periods": "72",
    "rounding": "half-up",
    "remainder": "first",
    "entry": "我的 › 还款",
    "lender": "京东",
}


def test_what_is_typed_is_what_the_channel_becomes():
    override = read_override(ChannelOverride(id="jd-baitiao"), TYPED)
    found = effective_channel(builtin(), override)
    assert (found.mode, found.bill_day, found.due_day) == (Mode.STATEMENT, 5, 20)
    assert [(f"{move.since}", move.due_day) for move in found.due_moves] == [("2026-12-01", 15), ("2027-06-01", 20)]
    assert (f"{found.cutoff}", found.grace_days, found.grace_amount) == ("09:05:00", 3, "10.00")
    assert (found.auto_debit.default, found.auto_debit.pay_account) == (Switch.ON, "建行 1234")
    assert f"{found.auto_debit.until}" == "21:00:00"
    assert (found.late_daily_rate, found.late_base) == ("0.0005", LateBase.PRINCIPAL)
    assert found.minimum == Minimum(instalments="1.00", other="0.10")
    assert found.early
    assert (found.early.rule, found.early.percent) == (EarlyRule.PERCENT_OF_REST, "3")


def test_a_due_date_counted_from_the_bill_day_is_read_where_no_due_day_was_moved():
    override = read_override(ChannelOverride(id="jd-baitiao"), {"mode": "statement", "bill_day": "1", "due_after": "9"})
    assert effective_channel(builtin(), override).due_after == 9


@pytest.mark.parametrize("typed", ["2026-12-15 10/20", "2026-12-15 10 20", "2026/12/15 10／20"])
def test_a_move_is_typed_with_its_bill_day_and_its_due_day(typed):
    override = read_override(ChannelOverride(id="huabei"), {"due_moves": typed})
    assert override.values == {"due_moves": [{"since": "2026-12-15", "bill_day": 10, "due_day": 20}]}
    assert override_texts(override.values) == {"due_moves": "2026-12-15 10/20"}


def test_a_move_of_the_due_day_alone_stays_one_that_an_older_version_stored_too():
    older = {"due_moves": [{"since": "2026-12-01", "day": 15}]}
    assert override_texts(older) == {"due_moves": "2026-12-01 15"}
    assert read_override(ChannelOverride(id="huabei", values=older), {"due_moves": "2026-12-01 15"}).values == older


@given(st.sets(st.sampled_from(sorted(TYPED))))
def test_a_form_that_is_saved_as_it_was_shown_changes_nothing(fields):
    override = read_override(ChannelOverride(id="jd-baitiao"), {field: TYPED[field] for field in fields})
    texts = override_texts(override.values)
    assert texts.keys() == fields
    assert read_override(override, {field: texts.get(field, "") for field in FIELDS}) == override


@given(st.sets(st.sampled_from(sorted(TYPED))))
def test_emptied_fields_are_the_catalogues_again(fields):
    override = read_override(ChannelOverride(id="jd-baitiao"), TYPED)
    kept = read_override(override, dict.fromkeys(fields, ""))
    assert override_texts(kept.values).keys() == TYPED.keys() - fields
    assert read_override(override, dict.fromkeys(TYPED, "")) == ChannelOverride(id="jd-baitiao")


def test_what_the_form_does_not_have_stays_as_it_is():
    override = ChannelOverride(
        id="cmb", values={"zone": "Asia/Hong_Kong", "auto_debit": {"days_before": 2, "default": "on"}}
    )
    kept = read_override(override, {"auto_debit.default": "", "due_day": "7"})
    assert kept.values == {"zone": "Asia/Hong_Kong", "auto_debit": {"days_before": 2}, "due_day": 7}


def test_an_own_channel_has_its_app_and_domain():
    override = read_override(
        ChannelOverride(id="cmb-2", base="bank-card"), {"name": "副卡", "apps.name": "A", "apps.domain": "a.cn"}
    )
    found = effective_channel(builtin(), override)
    assert found.name == {"zh_CN": "副卡", "en": "副卡"}
    assert [(app.name["en"], app.domain) for app in found.apps] == [("A", "a.cn")]
    assert "apps" not in read_override(override, {"apps.name": "", "apps.domain": ""}).values


def test_an_app_without_its_domain_is_refused_where_there_is_no_card():
    override = read_override(ChannelOverride(id="purse", base="huabei"), {"name": "零钱", "apps.name": "零钱"})
    with pytest.raises(Problem, match=r"apps\.domain must be a domain"):
        effective_channel(builtin(), override)


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("cutoff", "25:00", "not a time of day"),
        ("cutoff", "5pm", "not a time of day"),
        ("due_day", "十", "not a whole number"),
        ("due_moves", "15", "not a moved due day"),
        ("due_moves", "2026-13-01 15", "there is no date"),
        ("late_daily_rate", "0.05", "per cent sign"),
        ("minimum.other", "10", "per cent sign, like 10%"),
        ("minimum.instalments", "101%", "over 100%"),
        ("late_daily_rate", "101%", "over 100%"),
        ("grace_amount", "ten", "not an amount"),
    ],
)
def test_a_wrong_text_is_refused_with_its_field(field, text, reason):
    with pytest.raises(Problem, match=reason) as caught:
        read_override(ChannelOverride(id="cmb"), {field: text})
    assert caught.value.field == field


@pytest.mark.parametrize("channel", builtin().values(), ids=builtin())
def test_what_the_catalogue_says_reads_as_it_would_be_typed(channel):
    texts = channel_texts(channel)
    again = effective_channel(
        builtin(), read_override(ChannelOverride(id=channel.id), texts | {"apps.domain": channel.apps[0].domain})
    )
    assert (again.cutoff, again.grace_amount, again.early) == (
        channel.cutoff.replace(second=0),
        channel.grace_amount,
        channel.early,
    )
    assert channel_texts(again) == texts


def test_values_that_no_form_made_are_shown_as_they_are():
    texts = override_texts({"due_day": "ten", "due_moves": "later", "apps": "x", "late_daily_rate": "much", "name": {}})
    assert texts == {"due_day": "ten", "due_moves": "later", "late_daily_rate": "much"}
