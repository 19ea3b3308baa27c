"""What the benchmark says of an answer: the cells that it changes, and the bytes that they need."""

from tests.bench.changes import RUN, STYLE, Changed, Shown


def test_what_is_written_again_changes_nothing() -> None:
    shown = Shown(20, 4)
    assert shown.changed(b"\x1b[1;3Hab\x1b[2;1H\xe5\xb0\x8f").cells == 4
    assert shown.changed(b"\x1b[1;3Hab\x1b[2;1H\xe5\xb0\x8f") == Changed(0, 0)


def test_a_run_needs_the_way_there_its_style_and_its_text() -> None:
    shown = Shown(20, 4)
    assert shown.changed(b"\x1b[1;3Hab") == Changed(2, RUN + STYLE + 2)
    assert shown.changed(b"\x1b[1;3Hcd\x1b[31m\x1b[3;9H\xe5\xb0\x8f") == Changed(4, 2 * (RUN + STYLE) + 2 + 3)


def test_what_lies_between_is_written_where_that_is_shorter() -> None:
    shown = Shown(20, 4)
    shown.changed(b"abcdefghijklmnopqrst")
    assert shown.changed(b"\x1b[1;1HX\x1b[1;4HY") == Changed(2, RUN + STYLE + 4)
    assert shown.changed(b"\x1b[1;1HZ\x1b[1;14HZ") == Changed(2, 2 * RUN + STYLE + 2)
