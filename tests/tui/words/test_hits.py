"""What a search hit is underlined, in whatever width and spelling it was typed."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.values.identity import plain_key
from tui.terminal.cells import fit
from tui.words.hits import HIT, hits, underlined


def marked(text: str, *wanted: str) -> str:
    """The letters that are underlined."""
    return "".join(part for part, ink in underlined(text, wanted) if HIT in ink.split())


def test_each_word_is_found_wherever_it_stands_and_however_it_is_spelt() -> None:
    assert marked("小米14 Pro 小米", "小米") == "小米小米"
    assert marked("Redmi K70 至尊版", "ｋ７０", "red") == "RedK70"
    assert marked("米家 冰箱", "家冰") == "家冰", "spaces make no difference"
    assert marked("米家冰箱", "电视") == marked("米家冰箱", "") == marked("米家冰箱") == ""


def test_of_a_text_that_was_cut_what_is_left_of_the_hit_is_underlined() -> None:
    title = "小米笔记本 Pro 14"
    cells = underlined(fit(title, 9), ("笔记本",), "dim", of=title)
    assert cells == (("小米", "dim"), ("笔记", f"dim {HIT}"), ("…", "dim"))


texts = st.text(st.sampled_from("小米ABcＫ7 ·-é\u200b"), max_size=12)


@given(texts, texts, st.integers(1, 20))
def test_nothing_is_lost_or_moved_and_what_is_found_is_what_a_search_finds(text: str, wanted: str, width: int) -> None:
    shown = fit(text, width)
    cells = underlined(shown, (wanted,), of=text)
    assert "".join(part for part, _ in cells) == shown
    assert sum(cell_len(part) for part, _ in cells) == width
    sought = plain_key(wanted)
    if sought and sought in plain_key(text):
        assert hits(text, (wanted,))
