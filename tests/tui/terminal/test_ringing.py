"""Ringing: the bell once, and a notification where a terminal shows one and prints none."""

import pytest

from tui.terminal.ringing import BELL, MOST, Ringing, notification

PLAIN = "\x1b]9;花呗\a"


@pytest.mark.parametrize(
    ("env", "sent"),
    [
        ({"TERM": "xterm-256color"}, PLAIN),
        ({"TERM": "foot"}, PLAIN),
        ({"TERM": "tmux-256color"}, "\x1bPtmux;\x1b\x1b]9;花呗\a\x1b\\"),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux,1,0"}, "\x1bPtmux;\x1b\x1b]9;花呗\a\x1b\\"),
        ({"TERM": "screen"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "dumb"}, ""),
        ({}, ""),
    ],
)
def test_a_terminal_is_sent_what_it_does_not_print(env: dict[str, str], sent: str) -> None:
    assert notification("花呗", env) == sent


def test_no_text_ends_the_sequence_or_begins_another() -> None:
    sent = notification("a\x1b]52;c;x\a\x9c\x07b\r\nc", {"TERM": "xterm"})
    assert sent.startswith("\x1b]9;") and sent.endswith("\a")
    assert sent[4:-1].isprintable()


def test_it_rings_once_for_all_and_not_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    sent: list[str] = []
    ringing = Ringing()
    ringing.ring(["a"])
    ringing.connect(sent.append)
    ringing.ring(list("abcdef"))
    (data,) = sent
    assert data.endswith(f"\a{BELL}") and data.count("\x1b]9;") == MOST
    ringing.connect(None)
    ringing.ring(["a"])
    assert len(sent) == 1
