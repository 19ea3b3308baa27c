"""The bar of what is repaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.run.surface import Surface
from tui.words.progress import DONE, TO_COME, progress

WIDTHS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("repaid", "whole", "bar"),
    [
        (0, 100, "────────"),
        (1, 1_000_000, "╾───────"),
        (50, 100, "━━━━────"),
        (44, 100, "━━━╾────"),
        (33_332, 100_000, "━━╾─────"),
        (999_999, 1_000_000, "━━━━━━━╾"),
        (100, 100, "━━━━━━━━"),
        (0, 0, "━━━━━━━━"),
    ],
)
def test_it_shows_what_is_repaid_to_half_a_cell(repaid, whole, bar):
    assert "".join(progress(repaid, whole, 8)) == bar


@given(st.integers(0, 10**9), st.integers(1, 10**9), WIDTHS)
def test_it_is_as_wide_as_it_is_to_be_and_full_only_when_all_is_repaid(repaid, whole, width):
    done, to_come = progress(repaid, whole, width)
    assert len(done) + len(to_come) == width
    assert (set(done) == {DONE} and not to_come) is (repaid >= whole)
    assert (not done) is (repaid == 0)
    assert set(to_come) <= {TO_COME}


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6), WIDTHS)
def test_more_repaid_is_never_a_shorter_bar(one, more, whole, width):
    halves = [2 * bar.count(DONE) + bar.count("╾") for bar in (progress(x, whole, width)[0] for x in (one, one + more))]
    assert halves[0] <= halves[1]


def test_a_console_without_our_glyphs_shows_as_well_how_far_it_is():
    assert Surface(plain=True).fitted("".join(progress(44, 100, 8))) == "===>----"
