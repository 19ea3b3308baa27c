"""Replies of the terminal are taken out from between the keys, however they are cut on the way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.replies import PATIENCE, Replied, Replies

REPLY = "\x1b[0n"


def waiting(requests: int = 1) -> Replies:
    replies = Replies()
    for _ in range(requests):
        replies.asked(0)
    return replies


def as_text(pieces: list[str | Replied]) -> str:
    """The pieces, with `!` for a reply."""
    return "".join("!" if isinstance(piece, Replied) else piece for piece in pieces)


@pytest.mark.parametrize("reply", [REPLY, "\x1b[3n"])
def test_a_reply_stands_where_it_came_between_the_keys(reply: str) -> None:
    assert as_text(waiting().feed(f"a\r{reply}\rb", 0)) == "a\r!\rb"


def test_a_reply_that_nobody_asked_for_is_taken_out_and_is_none() -> None:
    assert as_text(waiting().feed(f"a{REPLY}b{REPLY}c", 0)) == "a!bc"
    assert as_text(Replies().feed(REPLY, 0)) == ""


def test_every_request_has_its_reply() -> None:
    replies = waiting(2)
    assert as_text(replies.feed(REPLY + "a", 0)) == "!a"
    assert as_text(replies.feed(REPLY + "b", 9)) == "!b"


TYPED = st.text(st.sampled_from(["\x1b", "[", "0", "n", "A", "\r", "小"]), max_size=8).filter(
    lambda text: REPLY not in text
)


@given(before=TYPED, after=TYPED, cuts=st.sets(st.integers(0, 20)))
def test_wherever_it_is_cut_no_key_is_lost_and_no_part_of_a_reply_is_a_key(
    before: str, after: str, cuts: set[int]
) -> None:
    whole = before + REPLY + after
    replies = waiting()
    came = []
    for start, end in pairwise(sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})):
        came += replies.feed(whole[start:end], 0)
    assert as_text([*came, replies.tick(PATIENCE)]) == before + "!" + after


def test_an_escape_is_held_back_for_as_long_as_a_reply_may_begin_with_it() -> None:
    replies = waiting()
    assert replies.feed("\x1b", 1) == []
    assert replies.holding
    assert replies.tick(PATIENCE - 0.1) == ""
    assert replies.tick(PATIENCE) == "\x1b"
    assert not replies.holding


def test_a_terminal_that_has_replied_before_is_waited_for_until_it_does() -> None:
    replies = waiting()
    replies.feed(REPLY, 0)
    replies.asked(10)
    assert replies.feed("\x1b", 10) == []
    assert replies.tick(1000) == ""
    assert as_text(replies.feed("[0n", 1000)) == "!"


def test_where_no_reply_is_awaited_an_escape_passes_at_once() -> None:
    assert Replies().feed("\x1b", 0) == ["\x1b"]
    assert waiting().feed("\x1b", PATIENCE) == ["\x1b"]
