"""Names of institutions where there is little room."""

import pytest
from rich.cells import cell_len

from models.channels.builtin import builtin
from tui.run.language import Language
from tui.words.name_forms import name_forms

ROOM = 24
"""Cells of an account's name in the form of an order at 80x24."""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_channel_has_a_name_that_is_whole_in_the_form_of_an_order(language: str) -> None:
    for channel in builtin().values():
        forms = name_forms(channel.name, channel.short, Language(language))
        assert forms[0] == Language(language).words(channel.name)
        assert min(map(cell_len, forms)) <= ROOM


def test_a_card_keeps_its_digits_and_a_name_that_somebody_gave_is_never_shortened_to_a_part_of_it() -> None:
    card = {"en": "China Construction Bank card 建行 6152", "zh_CN": "建设银行信用卡 6152"}
    short = {"en": "CCB 6152", "zh_CN": "建行 6152"}
    assert name_forms(card, short, Language("en"))[1:] == ("China Construction Bank card 6152", "CCB 6152")
    own = {"en": "Visa 白金卡", "zh_CN": "Visa 白金卡"}
    assert name_forms(own, own, Language("en")) == ("Visa 白金卡",)
