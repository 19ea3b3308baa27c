"""A channel with other apps than the one that it is based on sends nobody into those: its texts name its own."""

import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from models.channels.builtin import GENERIC, builtin
from models.channels.channel import LANGUAGES, Channel
from models.channels.effective import effective_channel, usual
from models.channels.inherited import STEPS
from models.channels.override import ChannelOverride
from models.channels.pages import page_of, set_up_of
from models.channels.rules import Steps
from models.values.message import Words

OWN_APP = {"name": dict.fromkeys(LANGUAGES, "我的App"), "domain": "my.cn"}
NAMED = {"name": dict.fromkeys(LANGUAGES, "我的分期"), "short": dict.fromkeys(LANGUAGES, "我的"), "lender": "我的公司"}
BASES = [each for each in builtin() if each != GENERIC]


def mine(base: str, **values: object) -> Channel:
    own = ChannelOverride(id="mybt", base=base, values={**NAMED, "apps": [OWN_APP], **values})
    return effective_channel(builtin(), own)


def texts(channel: Channel) -> Iterator[Words]:
    """Every text of it that people read as what to do, or what is so there."""
    yield channel.entry
    yield from (getattr(channel.steps, name) for name in Steps.__struct_fields__)
    yield from (each.name for each in channel.methods)
    yield channel.auto_debit.when
    yield from (rule.words for rule in (channel.early, channel.minimum) if rule)


def of_apps(channel: Channel) -> set[str]:
    """What its apps are called: in Chinese, and what is Latin in the other name."""
    english = (re.sub(r"[^\x20-\x7f]+", "", each.name["en"]).strip() for each in channel.apps)
    return {each.name["zh_CN"] for each in channel.apps} | {each for each in english if each}


@pytest.mark.parametrize("base", BASES)
def test_no_text_of_a_channel_of_ones_own_names_the_app_or_the_institution_that_it_is_based_on(base):
    foreign = of_apps(builtin()[base]) | {builtin()[base].short["zh_CN"], builtin()[base].name["zh_CN"]}
    for words in texts(mine(base)):
        for language in words:
            assert not [each for each in foreign if each in words[language]], words


@pytest.mark.parametrize("base", builtin())
def test_the_first_step_names_its_own_apps(base):
    assert mine(base).steps.platform == {
        "zh_CN": "自己打开我的App，不要点短信里的链接",
        "en": "Open 我的App yourself; follow no link from a message",
    }


def test_where_the_path_is_not_its_own_the_common_one_stands_there_and_says_that_no_source_tells_it():
    own = mine("jd-baitiao")
    assert own.entry["zh_CN"] == "多在 我的 › 账单 › 还款"
    assert own.steps.entry["en"].startswith("No source tells the path here")
    assert own.steps.entry["zh_CN"].startswith("没有来源写明路径")
    assert own.uncertain["entry"].assumed


def test_a_text_that_names_no_app_is_taken_over():
    own, base = mine("ccb"), builtin()["ccb"]
    assert own.entry == base.entry
    assert own.steps.amount == base.steps.amount
    assert own.uncertain["entry"] == base.uncertain["entry"]


def test_what_the_user_said_stays_whatever_it_names():
    entry = dict.fromkeys(LANGUAGES, "京东金融 › 我的分期")
    own = mine("jd-baitiao", entry=entry, auto_debit={"when": dict.fromkeys(LANGUAGES, "京东扣款")})
    assert own.entry == entry
    assert own.auto_debit.when["en"] == "京东扣款"


@pytest.mark.parametrize("base", builtin())
def test_with_the_same_apps_all_texts_are_taken_over(base):
    own = effective_channel(builtin(), ChannelOverride(id="second", base=base, values=NAMED))
    assert list(texts(own)) == list(texts(builtin()[base]))


@pytest.mark.parametrize("base", BASES)
def test_a_built_in_channel_whose_app_has_another_name_names_that(base):
    renamed = effective_channel(builtin(), ChannelOverride(id=base, values={"apps": [OWN_APP]}))
    gone, kept = builtin()[base].apps[0].name["zh_CN"], [each.name["zh_CN"] for each in renamed.apps]
    assert "我的App" in renamed.steps.platform["zh_CN"]
    for words in (renamed.entry, renamed.steps.platform, renamed.steps.entry):
        left = words["zh_CN"]
        for each in sorted(kept, key=len, reverse=True):
            left = left.replace(each, "")
        assert gone not in left
    path = set_up_of(renamed)
    assert path is None or not path.path["zh_CN"].startswith(gone)


@pytest.mark.parametrize("base", BASES)
def test_its_page_says_nothing_of_the_other_institution(base):
    page = page_of(mine(base), base)
    assert (page.notes, page.also, page.set_up) == ({}, (), None)
    assert set_up_of(mine(base)) is None


def test_what_holds_for_any_bank_is_on_its_page():
    assert page_of(mine(GENERIC), GENERIC) == page_of(builtin()[GENERIC])


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_common_step_has_room_on_one_line(step, language):
    assert cell_len(STEPS[step][language]) <= 76
    assert not STEPS[step][language].endswith((".", "。"))


def test_what_holds_where_the_user_says_nothing_is_the_catalogues_without_paths_of_other_apps():
    own = ChannelOverride(id="mybt", base="jd-baitiao", values={**NAMED, "apps": [OWN_APP], "due_after": 12})
    found = usual(builtin(), own)
    assert found is not None
    assert found.entry == mine("jd-baitiao").entry
    assert (found.apps, found.due_after) == (builtin()["jd-baitiao"].apps, 9)
    assert usual(builtin(), ChannelOverride(id="huabei", values={"due_day": 8})) == builtin()["huabei"]
    assert usual(builtin(), ChannelOverride(id="huabei", values={"apps": [{"name": 3}]})) == builtin()["huabei"]
    assert usual(builtin(), ChannelOverride(id="lost", base="gone")) is None
