"""What institutions are said to offer where a bill cannot be paid in time: of third parties, and nothing invented."""

import pytest

from models.channels.builtin import builtin
from models.channels.channel import LANGUAGES
from models.channels.relief import reliefs


def test_each_is_of_a_channel_that_there_is() -> None:
    assert reliefs().keys() <= builtin().keys()


@pytest.mark.parametrize("ident", reliefs())
def test_each_is_in_both_languages_with_a_source_that_is_no_assumption(ident: str) -> None:
    for each in reliefs()[ident]:
        for words in (each.words, each.source.words, *([each.cost] if each.cost else [])):
            assert all(words[language].strip() for language in LANGUAGES)
        assert not each.source.assumed


def test_where_the_catalogue_has_the_rule_of_the_minimum_it_is_not_said_twice() -> None:
    for ident, found in reliefs().items():
        if builtin()[ident].minimum is not None:
            assert not any("最低" in each.words["zh_CN"] for each in found)
