import tomllib
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import models.channels.channel
from models.channels.builtin import GENERIC, SOURCE, builtin, compiled, parse_catalogue
from models.channels.channel import LANGUAGES, Channel
from models.channels.cycle import DueMove
from models.channels.due import dues, first_due, meant_day
from models.channels.effective import effective
from models.channels.override import ChannelOverride
from models.channels.rules import EarlyRule, Mode, Steps, Switch
from models.plans.split import Remainder
from models.values.dates import END_OF_DAY
from models.values.message import Problem
from models.values.money import parse_amount

CHANNELS = [pytest.param(channel, id=ident) for ident, channel in builtin().items()]
DAYS = st.integers(1, 31)
DATES = st.dates(date(2000, 1, 1), date(2099, 6, 30))

WORDS = '{ zh_CN = "零钱", en = "Purse" }'
SOUND = f"""
[sources]
contract = {{ words = {{ zh_CN = "合同", en = "a contract" }}, verified_on = 2026-11-22 }}
[purse]
name = {WORDS}
short = {WORDS}
lender = "零钱消费金融有限公司"
apps = [{{ name = {WORDS}, domain = "purse.example" }}]
entry = {WORDS}
mode = "statement"
bill_day = 1
due_day = 10
methods = [{{ id = "balance", name = {WORDS} }}]
source = "contract"
[purse.steps]
platform = {WORDS}
entry = {WORDS}
amount = {WORDS}
method = {WORDS}
complete = {WORDS}
"""


def statement(bill_day: int, due_day: int) -> Channel:
    return msgspec.structs.replace(builtin()["huabei"], bill_day=bill_day, due_day=due_day)


def test_the_channels_are_offered_in_order_with_the_generic_card_last():
    tables = [ident for ident in tomllib.loads(SOURCE.read_text("utf-8")) if ident != "sources"]
    assert list(builtin()) == tables
    assert tables[-1] == GENERIC
    assert all(channel.id == ident for ident, channel in builtin().items())


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_channel_speaks_both_languages_within_the_panes_room(channel, language):
    for step in Steps.__struct_fields__:
        sentence = getattr(channel.steps, step)[language]
        assert 0 < cell_len(sentence) <= 76, sentence
        assert not sentence.endswith(("。", "."))
    assert 0 < cell_len(channel.short[language]) <= 6
    for words in (channel.name, channel.entry, channel.auto_debit.when):
        assert words[language].strip()
    if channel.early:
        assert channel.early.words[language].strip()


@pytest.mark.parametrize("channel", builtin().values(), ids=builtin())
def test_the_way_to_repay_is_said_by_its_path_and_the_step_says_only_what_else_there_is(channel):
    assert not any(" › " in words for words in channel.steps.entry.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_channels_go_by_one_name(language):
    for names in (
        [each.name[language] for each in builtin().values()],
        [e.short[language] for e in builtin().values()],
    ):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("ident", "domain"),
    [  # the facts, for the channels whose domain somebody looked up
        ("huabei", "alipay.com"),
        ("jd-baitiao", "jd.com"),
        ("cmb", "cmbchina.com"),
        ("ccb", "ccb.com"),
        ("icbc", "icbc.com.cn"),
        ("abc", "abchina.com"),
        ("douyin", "douyin.com"),
        ("meituan", "meituan.com"),
    ],
)
def test_every_app_belongs_to_the_institutions_own_domain(ident, domain):
    assert {app.domain for app in builtin()[ident].apps} == {domain}


def test_xiaomis_apps_go_by_their_old_names_and_their_new_ones_each_with_its_domain():
    assert {app.name["zh_CN"]: app.domain for app in builtin()["xiaomi"].apps} == {
        "小米金融": "mi.com",
        "小米钱包": "mi.com",
        "天星金融": "airstar.com",
        "天星金融钱包": "airstar.com",
    }


@pytest.mark.parametrize("channel", [each for each in CHANNELS if each.id != "xiaomi"])
def test_the_apps_of_a_channel_belong_to_one_domain(channel):
    assert len({app.domain for app in channel.apps}) == 1


def test_the_generic_card_points_to_the_domain_on_its_back():
    card = builtin()["bank-card"]
    assert [app.domain for app in card.apps] == [""]
    assert "背面" in card.steps.platform["zh_CN"]
    assert "back of the card" in card.steps.platform["en"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_channel_takes_a_credit_card(channel):
    for method in channel.methods:
        assert "credit" not in f"{method.id} {method.name['en']}".lower()
        assert "信用" not in method.name["zh_CN"]
    assert not channel.takes("credit-card")


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_default_can_be_traced_and_doubted(channel):
    for source in (channel.source, *channel.uncertain.values()):
        assert all(source.words[language].strip() for language in LANGUAGES)
        assert date(2016, 11, 1) <= source.verified_on <= date(2026, 11, 22)
    assert {"cutoff", "late_daily_rate", "late_base", "remainder"} <= set(channel.uncertain)
    if channel.early:
        assert "early" in channel.uncertain
    assert not channel.due_days or channel.due_day in channel.due_days
    assert channel.remainder is Remainder.LAST


def test_a_source_is_named_once_and_used():
    text = Path(models.channels.channel.__file__).with_name("channels.toml").read_text("utf-8")
    for name in tomllib.loads(text)["sources"]:
        assert text.count(f'"{name}"') > 0, name


@pytest.mark.parametrize("broken", ["sources = 3", "[sources]\ncontract = 3"])
def test_sources_that_are_no_tables_are_refused(broken):
    table = SOUND[SOUND.index("[purse]") :]
    with pytest.raises(Problem):
        parse_catalogue(f"{broken}\n{table}")


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c.values[0].card])
def test_a_card_leaves_its_days_to_its_owner_and_counts_a_late_afternoon_as_too_late(channel):
    assert channel.mode is Mode.STATEMENT
    assert first_due(channel, date(2026, 11, 22)) is None
    assert f"{channel.cutoff}" == "17:00:00"
    assert "最低还款额" in channel.steps.amount["zh_CN"]
    assert parse_amount(channel.grace_amount) == 10_00


def test_the_known_traps_are_said_where_they_bite():
    assert "信用购" in builtin()["huabei"].steps.entry["zh_CN"]
    assert "逐笔" in builtin()["jd-baitiao"].steps.entry["zh_CN"]
    assert "剩余应还" in builtin()["huabei"].steps.amount["zh_CN"]


def test_what_the_mall_takes_is_said_by_a_source_or_by_nobody():
    said = {channel.id for channel in builtin().values() if channel.mall}
    assert said >= {"huabei", "jd-baitiao", "xiaomi", "cmb", "ccb", "icbc", "abc", "bank-card"}
    assert not said & {"douyin", "meituan"}


def test_of_a_channel_of_ones_own_no_source_says_that_the_mall_takes_it():
    own = ChannelOverride(id="purse", base="huabei", values={})
    made = effective(builtin(), {"purse": own, "huabei": ChannelOverride(id="huabei", values={"due_day": 9})})
    assert made["purse"].mall is None
    assert made["huabei"].mall == builtin()["huabei"].mall


def test_huabei_debits_by_itself_and_cannot_be_stopped():
    huabei = builtin()["huabei"]
    assert huabei.auto_debit.default is Switch.ALWAYS
    assert huabei.cutoff == END_OF_DAY
    assert huabei.due_days == (8, 9, 10, 15, 20)
    assert huabei.fee_rates[12] == "0.088"
    assert huabei.early is not None
    assert huabei.early.rule is EarlyRule.REMAINING_FEES


@pytest.mark.parametrize(
    ("bill_day", "due_day", "bought", "due"),
    [
        pytest.param(5, 15, date(2026, 11, 4), date(2026, 11, 15), id="the day before the bill"),
        pytest.param(5, 15, date(2026, 11, 5), date(2026, 12, 15), id="on the bill day"),
        pytest.param(5, 15, date(2026, 11, 6), date(2026, 12, 15), id="the day after the bill"),
        pytest.param(1, 10, date(2026, 12, 31), date(2027, 1, 10), id="over the year's end"),
        pytest.param(20, 8, date(2026, 11, 19), date(2026, 12, 8), id="due in the month after the bill"),
        pytest.param(31, 18, date(2027, 2, 27), date(2027, 3, 18), id="bill day 31 in February"),
        pytest.param(31, 18, date(2027, 2, 28), date(2027, 4, 18), id="on the clamped bill day"),
        pytest.param(31, 18, date(2027, 4, 30), date(2027, 6, 18), id="bill day 31 springs back"),
        pytest.param(31, 31, date(2027, 4, 30), date(2027, 6, 30), id="bill day 31 after a clamped one"),
        pytest.param(10, 31, date(2027, 2, 1), date(2027, 2, 28), id="due day 31 in February"),
        pytest.param(10, 31, date(2027, 2, 10), date(2027, 3, 31), id="due day 31 springs back"),
        pytest.param(30, 31, date(2027, 2, 1), date(2027, 3, 31), id="bill and due day clamped together"),
        pytest.param(10, 10, date(2026, 11, 9), date(2026, 12, 10), id="due on the bill's own day is a month on"),
    ],
)
def test_a_statement_is_due_after_the_first_bill_that_follows_the_purchase(bill_day, due_day, bought, due):
    assert first_due(statement(bill_day, due_day), bought) == due


@pytest.mark.parametrize(
    ("bought", "due"),
    [
        (date(2026, 11, 22), date(2026, 12, 22)),
        (date(2026, 12, 22), date(2027, 1, 22)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_an_order_on_its_own_date_is_due_a_month_after_the_purchase(bought, due):
    assert first_due(builtin()["xiaomi"], bought) == due


def test_baitiao_is_billed_monthly_on_a_day_that_is_asked_for():
    baitiao = builtin()["jd-baitiao"]
    assert (baitiao.mode, baitiao.bill_day, baitiao.due_day, baitiao.due_after) == (Mode.STATEMENT, None, None, 9)
    assert first_due(baitiao, date(2026, 11, 5)) is None, "its first due date is asked"
    assert first_due(msgspec.structs.replace(baitiao, bill_day=1), date(2026, 11, 5)) == date(2026, 12, 10)
    assert baitiao.uncertain["mode"].verified_on == date(2023, 6, 30)


def test_an_order_follows_its_own_day_until_the_bill_day_is_known():
    baitiao = builtin()["jd-baitiao"]
    assert dues(baitiao, date(2026, 12, 5), 3) == (date(2026, 12, 5), date(2027, 1, 5), date(2027, 2, 5))
    assert dues(baitiao, date(2026, 12, 31), 3) == (date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28))


def test_of_xiaomi_it_is_not_known_whether_it_debits():
    assert builtin()["xiaomi"].auto_debit.default is Switch.UNKNOWN


@given(bill_day=DAYS, due_day=DAYS, bought=DATES)
def test_a_statement_is_due_after_the_purchase_and_within_62_days(bill_day, due_day, bought):
    due = first_due(statement(bill_day, due_day), bought)
    assert due is not None
    assert bought < due <= bought + timedelta(days=62)
    assert due.day == min(due_day, monthrange(due.year, due.month)[1])


@given(bill_day=DAYS, due_day=DAYS, bought=DATES)
def test_a_later_purchase_is_never_due_earlier(bill_day, due_day, bought):
    channel = statement(bill_day, due_day)
    dues = [first_due(channel, bought + timedelta(days=n)) for n in range(32)]
    assert all(earlier <= later for earlier, later in pairwise(dues))


@given(bill_day=DAYS, old=DAYS, new=DAYS, bought=DATES, periods=st.integers(1, 40))
def test_a_due_day_moved_from_the_start_is_the_due_day(bill_day, old, new, bought, periods):
    moved = msgspec.structs.replace(statement(bill_day, old), due_moves=(DueMove(date(1970, 1, 1), None, new),))
    plain = statement(bill_day, new)
    first = first_due(plain, bought)
    assert first is not None
    assert first_due(moved, bought) == first
    expected = dues(plain, first, periods, meant_day(plain, bought, first))
    assert dues(moved, first, periods, meant_day(moved, bought, first)) == expected


@given(bill_day=st.integers(1, 28), old=DAYS, new=st.integers(1, 28), first=DATES, since=DATES)
def test_every_bill_keeps_one_due_date_across_a_move(bill_day, old, new, first, since):
    first = first.replace(day=min(old, 28))
    moved = msgspec.structs.replace(statement(bill_day, old), due_moves=(DueMove(since, None, new),))
    usual, now = dues(statement(bill_day, old), first, 30, old), dues(moved, first, 30, old)
    assert all(earlier < later for earlier, later in pairwise(now))
    for was, due in zip(usual, now, strict=True):
        assert due == was if was < since else due.day == new
        assert abs((due - was).days) <= 31


def test_a_due_day_moved_across_the_bill_day_is_due_in_the_month_of_the_bill():
    card = msgspec.structs.replace(statement(18, 5), due_moves=(DueMove(date(2027, 1, 20), None, 25),))
    assert first_due(card, date(2027, 1, 10)) == date(2027, 1, 25)
    running = dues(card, date(2026, 12, 5), 4)
    assert [f"{due}" for due in running] == ["2026-12-05", "2027-01-05", "2027-01-25", "2027-02-25"]
    assert dues(card, date(2027, 1, 25), 2) == (date(2027, 1, 25), date(2027, 2, 25)), "what is moved stays"


def test_where_no_bill_day_is_known_a_moved_due_day_stays_in_its_month():
    card = msgspec.structs.replace(builtin()["cmb"], due_moves=(DueMove(date(2027, 1, 20), None, 25),))
    assert dues(card, date(2027, 1, 5), 2) == (date(2027, 1, 5), date(2027, 2, 25))


@given(bought=DATES)
def test_an_order_on_its_own_date_is_due_within_31_days(bought):
    due = first_due(builtin()["xiaomi"], bought)
    assert due is not None
    assert bought < due <= bought + timedelta(days=31)


def test_a_sound_table_is_read_with_cautious_defaults():
    purse = parse_catalogue(SOUND)["purse"]
    assert (purse.grace_days, purse.grace_amount, purse.fee_rates) == (0, "0.00", {})
    assert purse.minimum is purse.early is None
    assert purse.auto_debit.default is Switch.OFF
    assert purse.cutoff == END_OF_DAY


ADDED = "source ="


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("bill_day = 1\n", "", "bill_day"),
        ("due_day = 10\n", "", "due_day"),
        ("due_day = 10", "due_day = 32", "due_day"),
        ("bill_day = 1\n", "bill_day = 0\n", "bill_day"),
        ("bill_day = 1\n", 'bill_day = "1"\n', "bill_day"),
        (ADDED, "due_days = [8, 40]\nsource =", "due_days"),
        (ADDED, 'zone = "Mars/Olympus"\nsource =', "zone"),
        (ADDED, 'zone = "../passwd"\nsource =', "zone"),
        (ADDED, 'zone = ""\nsource =', "zone"),
        (ADDED, 'late_daily_rate = "1.5"\nsource =', "late_daily_rate"),
        (ADDED, 'late_daily_rate = "NaN"\nsource =', "late_daily_rate"),
        (ADDED, 'late_daily_rate = "-0.1"\nsource =', "late_daily_rate"),
        (ADDED, "late_daily_rate = 0.0005\nsource =", "late_daily_rate"),
        (ADDED, 'late_base = "fees"\nsource =', "late_base"),
        (ADDED, 'grace_amount = "ten"\nsource =', "grace_amount"),
        (ADDED, "grace_days = -1\nsource =", "grace_days"),
        (ADDED, 'fee_rates = { 0 = "0.1" }\nsource =', "fee_rates"),
        (ADDED, 'fee_rates = { 12 = "8.8" }\nsource =', "fee_rates"),
        (ADDED, 'fee_rates = { twelve = "0.1" }\nsource =', "fee_rates"),
        (ADDED, 'early = { rule = "percent-of-rest", percent = "3%" }\nsource =', "early.percent"),
        (ADDED, 'early = { rule = "free" }\nsource =', "early.rule"),
        (ADDED, 'early = { rule = "percent-of-rest" }\nsource =', "early.percent"),
        (ADDED, 'early = { rule = "next-fee", words = { en = "fee" } }\nsource =', "early.words.zh_CN"),
        (ADDED, "auto_debit = { days_before = 99 }\nsource =", "auto_debit.days_before"),
        (ADDED, 'auto_debit = { default = "maybe" }\nsource =', "auto_debit.default"),
        (ADDED, 'notes = { zh_CN = "注意" }\nsource =', "notes.en"),
        (ADDED, 'minimum = { words = { en = "10%" } }\nsource =', "minimum.words.zh_CN"),
        (ADDED, 'minimum = { instalments = "1.1" }\nsource =', "minimum.instalments"),
        (ADDED, 'minimum = { other = "10%" }\nsource =', "minimum.other"),
        (ADDED, 'minimum = { share = "1" }\nsource =', "minimum.share"),
        (ADDED, 'uncertain = ["due_day"]\nsource =', "uncertain"),
        (ADDED, 'uncertain = { weather = "contract" }\nsource =', "uncertain"),
        (ADDED, 'uncertain = { due_day = "hearsay" }\nsource =', "uncertain.due_day"),
        (ADDED, 'uncertain = { due_day = { words = { zh_CN = "书" } } }\nsource =', "uncertain.due_day.verified_on"),
        (
            ADDED,
            'uncertain = { due_day = { words = { zh_CN = "书" }, verified_on = 2026-11-22 } }\nsource =',
            "uncertain.due_day.words.en",
        ),
        (ADDED, "uncertain = { due_day = 3 }\nsource =", "uncertain.due_day"),
        (ADDED, 'colour = "red"\nsource =', "colour"),
        ('source = "contract"\n', "", "source"),
        ('source = "contract"', 'source = "hearsay"', "source"),
        (ADDED, 'early = { rule = "next-fee", methods = ["nope"] }\nsource =', "early.methods"),
        ('mode = "statement"', 'mode = "weekly"', "mode"),
        ('domain = "purse.example"', 'domain = ""', "apps.domain"),
        ('domain = "purse.example"', 'domain = "https://purse.example/pay"', "apps.domain"),
        (f'methods = [{{ id = "balance", name = {WORDS} }}]', "methods = []", "methods"),
        (f'{{ id = "balance", name = {WORDS} }}', ", ".join([f'{{ id = "a", name = {WORDS} }}'] * 2), "methods"),
        ('id = "balance"', 'id = "My Balance"', "methods.id"),
        (f"complete = {WORDS}\n", "", "steps.complete"),
        (f"complete = {WORDS}\n", 'complete = { zh_CN = "好" }\n', "steps.complete.en"),
        (f"short = {WORDS}\n", 'short = { zh_CN = "好", en = " " }\n', "short.en"),
    ],
)
def test_a_broken_table_names_itself_and_the_field(old, new, field):
    assert SOUND.count(old) == 1
    with pytest.raises(Problem) as caught:
        parse_catalogue(SOUND.replace(old, new))
    assert caught.value.field == field
    assert "purse" in str(caught.value)
    assert field.rpartition(".")[2] in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"a contract"', '""', "sources.contract.words.en"),
        ('"a contract"', r'"a \u001B[31mcontract"', "sources.contract.words.en"),
        (", verified_on = 2026-11-22 }", " }", "sources.contract.verified_on"),
        ("[purse]", "hearsay = 3\n[purse]", "sources.hearsay"),
    ],
)
def test_a_broken_source_names_itself_and_no_channel(old, new, field):
    assert SOUND.count(old) == 1
    with pytest.raises(Problem) as caught:
        parse_catalogue(SOUND.replace(old, new))
    assert caught.value.field == field
    assert f"source {field.split('.')[1]}: " in str(caught.value)
    assert "purse" not in str(caught.value)


def test_what_is_no_method_is_said_to_be_none():
    with pytest.raises(Problem, match=r"early\.methods names nope, which is not among its methods"):
        parse_catalogue(SOUND.replace(ADDED, 'early = { rule = "next-fee", methods = ["nope"] }\nsource ='))


def test_a_catalogue_without_the_channel_that_stands_in_for_lost_ones_is_refused():
    with pytest.raises(Problem, match="has no bank-card"):
        compiled(SOUND.encode())


@pytest.mark.parametrize("ident", ["Purse", '"my purse"', '"a/b"', "-purse", "p" * 33, '"零钱"', r'"\u001B[2J"'])
def test_a_table_name_that_cannot_be_an_id_is_refused(ident):
    with pytest.raises(Problem) as caught:
        parse_catalogue(SOUND.replace("[purse", f"[{ident}"))
    assert caught.value.field == "id"
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("text", ["[purse", "purse = 1", '["\\u001B"]\n"\\u001B" = 1'])
def test_what_is_not_a_table_of_channels_is_refused_without_control_characters(text):
    with pytest.raises(Problem) as caught:
        parse_catalogue(text)
    assert "\x1b" not in str(caught.value)


def test_a_stand_in_for_a_lost_channel_keeps_the_id_that_the_file_has():
    assert msgspec.structs.replace(builtin()["bank-card"], id="招行 卡").id == "招行 卡"
