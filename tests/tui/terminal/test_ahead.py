"""A key answers a question about the world only when the question had been painted before the key came."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.ahead import QUIET, Ahead, Asking, Care, Press, Responder, responder

METHOD, PAID, REFERENCE = Asking(4, Care.NONE), Asking(5, Care.SEEN), Asking(6, Care.NONE)
SOON = QUIET / 10


def asked(of: Responder, *, answers: bool) -> Ahead:
    """Whether it was paid is asked behind a key of the second 1; it is painted in the second 2."""
    started = Ahead(responder=of).requested()
    started = started.replied() if answers else started
    return started.asking(METHOD).typed(1, on_question=True, press=Press.ENTER).asking(PAID)


def counts(of: Ahead, at: float, *, press: Press = Press.ENTER) -> bool:
    return of.counts(at, on_question=True, press=press)


def dropped(of: Ahead, at: float) -> Ahead:
    """After a key that does not count."""
    assert not counts(of, at)
    return of.typed(at, on_question=True, press=Press.ENTER)


@pytest.mark.parametrize("of", [Responder.DIRECT, Responder.RELAYED])
@pytest.mark.parametrize("answers", [True, False])
def test_before_the_question_is_painted_no_key_counts_however_late_it_comes(of: Responder, answers: bool) -> None:
    assert not counts(asked(of, answers=answers), 1)
    assert not counts(asked(of, answers=answers), 1000)


def test_a_terminal_that_answers_is_believed_at_once_and_no_other() -> None:
    painted = asked(Responder.DIRECT, answers=True).was_painted(2)
    assert not counts(painted, 2 + 1000), "a line that delivers late"
    assert counts(painted.replied(), 2 + SOON)


def test_where_none_answers_half_a_second_goes_by_without_a_key() -> None:
    painted = asked(Responder.DIRECT, answers=False).was_painted(2)
    assert not counts(painted, 2 + QUIET - 0.01)
    assert counts(painted, 2 + QUIET)
    held = dropped(dropped(painted, 2 + SOON), 2 + 2 * SOON)
    assert not counts(held, 2 + QUIET), "keys that were dropped are keys"
    assert counts(held, 2 + 2 * SOON + QUIET)


def test_behind_a_multiplexer_both_are_asked() -> None:
    painted = asked(Responder.RELAYED, answers=True).was_painted(2)
    assert not counts(painted, 2 + QUIET)
    assert not counts(painted.replied(), 2 + SOON)
    assert counts(painted.replied(), 2 + QUIET)
    assert counts(asked(Responder.RELAYED, answers=False).was_painted(2), 2 + QUIET)


def test_a_key_that_was_read_before_the_painting_and_handled_after_it_does_not_count() -> None:
    assert not counts(asked(Responder.DIRECT, answers=False).was_painted(1000), 1000 - QUIET)


def test_a_question_that_was_seen_takes_the_next_keys_without_a_pause() -> None:
    painted = asked(Responder.RELAYED, answers=True).was_painted(2).replied()
    moved = painted.typed(3, on_question=True)
    assert counts(moved, 3 + SOON)


def test_the_reply_to_an_older_request_is_not_the_one_behind_the_question() -> None:
    slow = Ahead(responder=Responder.DIRECT).requested().asking(PAID).was_painted(2)
    assert not counts(slow.replied(), 3 - QUIET * 1.5), "it answers the request of the start"
    assert counts(slow.replied().replied(), 2 + SOON)


def test_replies_that_nobody_asked_for_are_none() -> None:
    forged = Ahead(responder=Responder.DIRECT).requested().replied().replied().replied().asking(PAID).was_painted(2)
    assert not counts(forged, 2 + SOON)


def test_another_question_is_to_be_painted_itself() -> None:
    seen = asked(Responder.DIRECT, answers=True).was_painted(2).replied().typed(3, on_question=True)
    assert not counts(seen.asking(Asking(7, Care.SEEN)), 1000)
    assert seen.asking(PAID) == seen, "the same one is as seen as before"


def test_without_a_terminal_what_is_drawn_is_seen() -> None:
    assert counts(asked(Responder.NONE, answers=False), 1 + SOON)
    assert not asked(Responder.NONE, answers=False).unpainted


@pytest.mark.parametrize("of", Responder)
def test_the_first_key_after_another_terminals_change_answers_nothing_whatever_is_asked(of: Responder) -> None:
    changed = Ahead(responder=of).asking(METHOD).asking(Asking(5, Care.NONE, by_another=True))
    assert not counts(changed, 9, press=Press.OTHER)
    assert counts(dropped(changed, 9), 9 + SOON)
    elsewhere = changed.typed(8, on_question=False)
    assert not counts(elsewhere, 9), "a key that went elsewhere is not that key"


def test_a_first_step_takes_one_enter_of_a_packet_and_not_a_second() -> None:
    first = Ahead(responder=Responder.DIRECT).typed(1, on_question=False).asking(Asking(1, Care.FRESH))
    assert counts(first, 1), "the key that opened it was no enter"
    second = first.typed(1, on_question=True, press=Press.ENTER).asking(Asking(2, Care.FRESH))
    assert not counts(second, 1)
    assert counts(second, 1 + SOON)
    assert counts(second, 1, press=Press.OTHER), "the cursor may move"


def test_what_was_typed_behind_a_dropped_key_in_one_packet_is_dropped_wherever_it_would_go() -> None:
    held = dropped(asked(Responder.DIRECT, answers=False).was_painted(2), 2 + SOON)
    assert not held.counts(2 + SOON, on_question=False)
    assert held.counts(2 + 2 * SOON, on_question=False)


@pytest.mark.parametrize("of", Responder)
@pytest.mark.parametrize("care", Care)
def test_an_enter_whose_predecessor_may_not_be_done_counts_only_after_half_a_second(of: Responder, care: Care) -> None:
    """It answers whatever question it finds when it arrives, and that may be another than is asked now."""
    asked = Ahead(responder=of).requested().replied().asking(Asking(1, care)).was_painted(1).replied()
    moved = asked.typed(3, on_question=True)
    for on_question in (True, False):
        assert not moved.counts(3, on_question=on_question, press=Press.ENTER, hurried=True)
        assert not moved.counts(3 + SOON, on_question=on_question, press=Press.ENTER, hurried=True)
        assert moved.counts(3 + QUIET, on_question=on_question, press=Press.ENTER, hurried=True)


@pytest.mark.parametrize("care", Care)
def test_other_keys_answer_nothing_so_they_count_as_ever(care: Care) -> None:
    unpainted = Ahead(responder=Responder.DIRECT).asking(Asking(1, care)).typed(1, on_question=False)
    for asked in (unpainted, unpainted.was_painted(2), unpainted.was_painted(2).replied()):
        assert asked.counts(3, on_question=True, hurried=True) == asked.counts(3, on_question=True)


Event = Callable[[Ahead, float], Ahead]
KEY: Event = lambda of, at: of.typed(at, on_question=True, press=Press.ENTER)  # noqa: E731  # an event is a line
PAINT: Event = lambda of, at: of.was_painted(at) if of.unpainted else of  # noqa: E731
REPLY: Event = lambda of, _at: of.replied()  # noqa: E731


@pytest.mark.parametrize("of", Responder)
@pytest.mark.parametrize("care", Care)
@pytest.mark.parametrize("hurried", [False, True])
@given(data=st.data())
def test_the_number_of_an_answer_counts_when_enter_does(
    of: Responder, care: Care, hurried: bool, data: st.DataObject
) -> None:
    state, now = Ahead(responder=of).requested().asking(METHOD).typed(1, on_question=True).asking(Asking(5, care)), 1.0
    events = st.sampled_from([KEY, PAINT, REPLY])
    for event, later in data.draw(st.lists(st.tuples(events, st.sampled_from([0.0, 0.1, 0.6])), max_size=8)):
        now += later
        state = event(state, now)
    enter, number = (
        state.counts(now, on_question=True, press=press, hurried=hurried) for press in (Press.ENTER, Press.DIGIT)
    )
    assert number == enter
    assert state.typed(now, on_question=True, press=Press.DIGIT, hurried=hurried) == state.typed(
        now, on_question=True, press=Press.ENTER, hurried=hurried
    )


def test_of_one_packet_one_number_is_taken_and_no_second_answer() -> None:
    asked = (
        Ahead(responder=Responder.DIRECT).asking(Asking(1, Care.FRESH)).typed(1, on_question=True, press=Press.DIGIT)
    )
    second = asked.asking(Asking(2, Care.FRESH))
    assert not second.counts(1, on_question=True, press=Press.DIGIT)
    assert not second.counts(1, on_question=True, press=Press.ENTER)
    assert second.counts(1 + SOON, on_question=True, press=Press.DIGIT)


def test_digits_of_an_amount_answer_nothing_and_need_no_rest_between_them() -> None:
    """Where it cannot be seen whether the key before is done, only the first of them might find an answer."""
    field = Ahead(responder=Responder.DIRECT).asking(Asking(1)).typed(1, on_question=True, press=Press.ENTER)
    early = 1 + SOON
    assert not field.counts(early, on_question=True, press=Press.TYPED_DIGIT, hurried=True)
    assert field.counts(early, on_question=True, press=Press.TYPED_DIGIT)
    amount, now = field, 1 + QUIET
    for press in (Press.TYPED_DIGIT, Press.TYPED_DIGIT, Press.TYPED, Press.TYPED_DIGIT):
        assert amount.counts(now, on_question=True, press=press, hurried=True)
        amount, now = amount.typed(now, on_question=True, press=press, hurried=True), now + SOON
    assert not amount.counts(now, on_question=True, press=Press.ENTER, hurried=True)


@pytest.mark.parametrize("of", [Responder.DIRECT, Responder.RELAYED])
def test_half_a_second_does_not_make_a_question_seen_that_was_not_painted(of: Responder) -> None:
    assert not asked(of, answers=True).counts(1000, on_question=True, press=Press.ENTER, hurried=True)


def test_an_early_enter_that_was_dropped_breaks_the_rest_as_any_key_does() -> None:
    dropped = (
        Ahead().asking(METHOD).typed(1, on_question=True).typed(1.4, on_question=True, press=Press.ENTER, hurried=True)
    )
    assert not dropped.counts(1.6, on_question=True, press=Press.ENTER, hurried=True)
    assert dropped.counts(1.4 + QUIET, on_question=True, press=Press.ENTER, hurried=True)


@given(
    of=st.sampled_from([Responder.DIRECT, Responder.RELAYED]),
    answers=st.booleans(),
    events=st.lists(st.tuples(st.sampled_from([KEY, PAINT, REPLY]), st.sampled_from([0.0, 0.1, 0.6])), max_size=12),
)
def test_a_key_counts_by_a_reply_behind_the_painting_or_by_half_a_second_of_rest(
    of: Responder, answers: bool, events: list[tuple[Event, float]]
) -> None:
    state, now = asked(of, answers=answers), 1.0
    painted = last = None
    replies = 0
    for event, later in events:
        now += later
        if event is KEY and counts(state, now) and not state.seen:
            assert painted is not None
            rested = now - max(painted, last or painted) >= QUIET
            behind = replies >= (1 if answers else 2)
            assert behind or rested
            assert rested or of is Responder.DIRECT
        painted = now if event is PAINT and painted is None else painted
        replies += event is REPLY
        last = now if event is KEY else last
        state = event(state, now)


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"TERM": "xterm-256color"}, Responder.DIRECT),
        ({"TERM": "dumb"}, Responder.DIRECT),
        ({"TERM": "xterm-256color", "TMUX": ""}, Responder.DIRECT),
        ({"TERM": "xterm-256color", "TMUX": "/tmp/tmux-1000/default,1,0"}, Responder.RELAYED),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host"}, Responder.RELAYED),
        ({"TERM": "screen"}, Responder.RELAYED),
        ({"TERM": "screen.xterm-256color"}, Responder.RELAYED),
        ({"TERM": "tmux-256color"}, Responder.RELAYED),
        ({"TERM": "xterm-256color", "ZELLIJ": "0"}, Responder.RELAYED),
        ({"TERM": "xterm-256color", "NCURSES_NO_UTF8_ACS": "1"}, Responder.RELAYED),
    ],
)
def test_a_multiplexer_is_known_by_what_it_leaves_in_the_environment(env: dict[str, str], expected: Responder) -> None:
    assert responder(env) is expected


def test_where_nothing_is_known_of_the_wire_it_is_the_careful_way() -> None:
    assert Ahead().responder is Responder.RELAYED
