"""What only the page of a channel shows: how auto-debit is set up, and what one source alone says."""

import pytest

from models.channels.builtin import builtin
from models.channels.channel import LANGUAGES
from models.channels.pages import SetUp, channel_pages, set_ups


def test_each_is_of_a_channel_that_there_is() -> None:
    assert set_ups().keys() <= builtin().keys()


@pytest.mark.parametrize("ident", channel_pages())
def test_its_notes_are_in_both_languages_where_there_are_any(ident: str) -> None:
    notes = channel_pages()[ident].notes
    assert not notes or all(notes[language].strip() for language in LANGUAGES)


@pytest.mark.parametrize("ident", list(set_ups()))
def test_a_path_is_in_both_languages_with_its_source_and_names_the_switch(ident: str) -> None:
    found: SetUp = set_ups()[ident]
    for words in (found.path, found.source.words, *([found.trap] if found.trap else [])):
        assert all(words[language].strip() for language in LANGUAGES)
    assert all("自动" in found.path[language] for language in LANGUAGES)


@pytest.mark.parametrize("ident", ["huabei", "jd-baitiao", "cmb"])
def test_where_the_minimum_can_be_chosen_that_is_named_as_the_trap(ident: str) -> None:
    assert "最低" in set_ups()[ident].trap["zh_CN"]


@pytest.mark.parametrize(
    ("idents", "said", "year"),
    [
        (["jd-baitiao"], ("提前结清", "0.065%"), 2025),
        (
            [ident for ident, page in channel_pages().items() if page.also and builtin()[ident].card],
            ("提前结清", "1%", "天数"),
            2025,
        ),
    ],
    ids=["a service fee", "cards by days"],
)
def test_what_another_source_has_for_settling_early_stands_there_with_its_date(
    idents: list[str], said: tuple[str, ...], year: int
) -> None:
    for ident in idents:
        (also,) = channel_pages()[ident].also
        assert all(each in also.words["zh_CN"] for each in said)
        assert also.words["en"]
        assert also.source.verified_on.year == year
