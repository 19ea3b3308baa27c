"""How auto-debit is set up: what only the page of a channel shows."""

import pytest

from models.channels.builtin import builtin
from models.channels.channel import LANGUAGES
from models.channels.pages import SetUp, set_ups


def test_each_is_of_a_channel_that_there_is() -> None:
    assert set_ups().keys() <= builtin().keys()


@pytest.mark.parametrize("ident", list(set_ups()))
def test_a_path_is_in_both_languages_with_its_source_and_names_the_switch(ident: str) -> None:
    found: SetUp = set_ups()[ident]
    for words in (found.path, found.source.words, *([found.trap] if found.trap else [])):
        assert all(words[language].strip() for language in LANGUAGES)
    assert all("自动" in found.path[language] for language in LANGUAGES)


@pytest.mark.parametrize("ident", ["huabei", "jd-baitiao", "cmb"])
def test_where_the_minimum_can_be_chosen_that_is_named_as_the_trap(ident: str) -> None:
    assert "最低" in set_ups()[ident].trap["zh_CN"]
