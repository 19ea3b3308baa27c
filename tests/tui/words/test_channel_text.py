"""A channel's rules lose no cell at the right edge, however narrow their pane is."""

import re

import pytest
from rich.cells import cell_len

from models.bills.minimum_share import with_share
from models.channels.builtin import builtin
from tui.run.language import language_of
from tui.words.channel_rules import channel_text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [20, 24, 32, 33, 45, 70])
def test_no_line_is_wider_than_its_pane(language, width):
    for channel in builtin().values():
        for line in channel_text(channel, frozenset({"cutoff"}), "", language_of(language), width):
            text = "".join(part for part, _ in line)
            assert cell_len(text) <= width, text


@pytest.mark.parametrize("width", [24, 45, 70])
def test_only_the_mark_of_an_uncertain_rule_has_a_colour_and_it_is_not_that_of_a_day_that_is_near(width):
    lines = channel_text(builtin()["xiaomi"], frozenset({"cutoff"}), "", language_of("en"), width)
    marks = ["".join(text for text, ink in line if ink == "accent") for line in lines]
    marks = [each.removeprefix(" · ") for each in marks if each]
    assert marks[:3] == ["uncertain (1)", "changed", "uncertain (2)"]
    assert all(re.fullmatch(r"uncertain \(\d+\)|changed", each) for each in marks), "each in one piece"
    assert not {ink for line in lines for _, ink in line} & {"warn", "bad"}


def test_a_channel_is_headed_by_its_name_alone_and_what_the_shell_calls_it_stands_below():
    first, *lines = channel_text(builtin()["xiaomi"], frozenset(), "", language_of("en"), 70)
    assert first == (("Xiaomi Instalments 小米分期", "bold"),)
    assert "in the shell    xiaomi" in {"".join(text for text, _ in line).rstrip() for line in lines}


def test_what_a_channel_says_nothing_of_is_named_once_and_has_no_row():
    lines = channel_text(builtin()["xiaomi"], frozenset(), "", language_of("en"), 70)
    rows = ["".join(text for text, _ in line).rstrip() for line in lines]
    assert not [row for row in rows if row.endswith(" —")]
    assert any(row.startswith("nothing said of bill day, due day") for row in rows)


def test_a_share_of_the_minimum_that_was_inferred_is_shown_and_said_to_be_no_rule():
    channel = with_share(builtin()["cmb"], "0.1")
    lines = channel_text(channel, frozenset(), "", language_of("en"), 100)
    text = "\n".join("".join(part for part, _ in line).strip() for line in lines)
    assert (
        "10% of everything else on the bill\nno rule says that share: it is what was paid as the minimum before" in text
    )
