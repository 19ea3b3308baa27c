"""The ways to pay in a channel's form: read and typed by name, kept by id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.channels.typed_rules import channel_texts
from tui.run.language import language_of
from tui.words.channel_labels import usual_said
from tui.words.method_names import FIELDS, LISTS, MethodNames

LANGUAGES = (language_of("en"), language_of("zh_CN"))
CHANNELS = builtin()
IDS = sorted({each.id for channel in CHANNELS.values() for each in channel.methods})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_a_channel_takes_is_read_by_name_and_comes_back_as_it_was(channel, language) -> None:
    one, texts = CHANNELS[channel], channel_texts(CHANNELS[channel])
    names = MethodNames(one, CHANNELS, language)
    shown = {field: names.named(field, text) for field, text in texts.items()}
    assert names.typed(shown) == texts
    if language.code != "en":
        assert not any(mark in shown.get(field, "") for field in LISTS for mark in (",", ":"))
    for method in one.methods:
        assert language.words(method.name) in shown["methods"]
    for field in FIELDS:
        assert shown.get(field, "") == usual_said(one, field, language)


@given(st.sampled_from(LANGUAGES), st.sampled_from([None, *CHANNELS.values()]), st.lists(st.sampled_from(IDS)))
def test_whatever_is_listed_each_language_reads_what_the_other_one_shows(language, channel, idents) -> None:
    text = ", ".join(idents)
    shown = MethodNames(channel, CHANNELS, language).named("methods", text)
    for other in LANGUAGES:
        assert MethodNames(channel, CHANNELS, other).typed({"methods": shown}) == {"methods": text}


def test_an_id_and_what_nobody_knows_stay_as_they_were_typed() -> None:
    names = MethodNames(CHANNELS["huabei"], CHANNELS, LANGUAGES[1])
    typed = {"methods": "余额宝，debit-card、现金", "arrivals": "余额：T+1, cash: 3", "entry": "balance: me"}
    assert names.typed(typed) == {
        "methods": "yuebao, debit-card, 现金",
        "arrivals": "balance: T+1, cash: 3",
        "entry": "balance: me",
    }
