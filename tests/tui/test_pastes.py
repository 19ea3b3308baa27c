"""A paste reaches the parser whole, as one line without control characters, however it was cut on its way."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.text import clean
from tui.pastes import END, START, Pastes

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
