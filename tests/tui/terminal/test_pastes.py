"""A paste reaches the parser whole, as one line without control characters, however it was cut on its way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.text import clean
from tui.terminal.pastes import END, HANDS, ROOM, START, Pastes

TYPED = st.text("a小\x1b[20\r", max_size=8).filter(lambda text: START not in text)
PASTED = st.text("q小 \x1b[201\r\n\t", max_size=12).filter(lambda text: END not in text + END[:-1])


def fed(pieces: list[str]) -> str:
    pastes = Pastes()
    return "".join(pastes.feed(piece) for piece in pieces)


@given(TYPED, PASTED, st.lists(st.integers(0, 40), max_size=6))
def test_however_it_is_cut_a_paste_is_one_clean_line(typed: str, pasted: str, cuts: list[int]) -> None:
    text = f"{typed};{START}{pasted}{END}{typed}"
    bounds = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(bounds)]
    assert fed(pieces) == f"{typed};{START}{clean(pasted)}{END}{typed}"


@given(st.lists(TYPED, max_size=5).filter(lambda pieces: START not in "".join(pieces)))
def test_what_is_typed_passes_at_once(pieces: list[str]) -> None:
    pastes = Pastes()
    assert [pastes.feed(piece) for piece in pieces] == pieces


def test_two_pastes_in_one_piece_are_two() -> None:
    assert fed([f"{START}a\n{END}x{START}\x1bb{END}"]) == f"{START}a{END}x{START}\ufffdb{END}"


@given(TYPED, PASTED, st.text("jkq1", max_size=4))
def test_a_paste_without_an_end_is_text_and_what_is_typed_after_it_is_keys(typed: str, pasted: str, later: str) -> None:
    pastes = Pastes()
    assert pastes.feed(f"{typed};{START}{pasted}") == f"{typed};{START}"
    assert pastes.open
    assert pastes.give_up() == clean(pasted) + END
    assert not pastes.open
    assert pastes.feed(later) == later


@pytest.mark.parametrize("key", ["\x03", "\x11", "\x03\x11"])
def test_ctrl_c_and_ctrl_q_get_through_an_open_paste_at_once(key: str) -> None:
    assert fed([f"{START}abc", key]) == f"{START}abc{END}{key}"
    assert fed([START, key, "q"]) == f"{START}{END}{key}q"


def test_ctrl_q_in_the_middle_of_a_paste_without_an_end_gets_through_when_that_is_given_up() -> None:
    pastes = Pastes()
    pastes.feed(f"{START}abc\x11d")
    assert pastes.give_up() == f"abc\ufffdd{END}\x11"


def test_in_a_whole_paste_they_are_text() -> None:
    assert fed([f"{START}a\x11b\x03{END}"]) == f"{START}a\ufffdb\ufffd{END}"


@pytest.mark.parametrize("rest", [f"q\rq{END}", "q" * HANDS + "q"])
def test_what_comes_late_of_a_paste_is_no_key(rest: str) -> None:
    pastes = Pastes()
    pastes.feed(f"{START}abc")
    pastes.give_up()
    assert pastes.feed(rest).startswith(START)
    assert pastes.feed("x") == ("x" if END in rest else "")


def test_of_an_endless_paste_the_beginning_is_kept() -> None:
    pastes = Pastes()
    pastes.feed(START)
    for _ in range(40):
        assert pastes.feed("x" * 4096) == ""
    assert pastes.feed(f"y{END}q") == "x" * ROOM + END + "q"
