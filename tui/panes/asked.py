"""What is asked, in lines: the sentences of a question with its board between them, and its answers."""

from collections.abc import Iterable, Sequence

from tui.state.question import Answer, Question
from tui.terminal.cells import Cells, cut, fit, wrap

INDENT = "    "


def wrapped(lines: Iterable[tuple[str, str]], width: int, indent: str = "") -> list[Cells]:
    """Sentences with their styles in lines of at most `width` cells."""
    return [((indent + part, style),) for text, style in lines for part in wrap(text, width - len(indent))]


def asked(question: Question, width: int, *, tall: bool) -> list[Cells]:
    """The sentences of a question with its board between them; `tall`: with empty lines around that."""
    text, at = question.text, question.board_after
    if question.board is None:
        return wrapped(text, width, INDENT)
    before, after = wrapped(text[:at], width, INDENT), wrapped(text[at:], width, INDENT)
    board: list[Cells] = [((INDENT, ""), *line) for line in question.board.lines(width - len(INDENT), tall=tall)]
    air: list[Cells] = [()] if tall else []
    return [*air, *before, *(air if before else []), *board, *((*air, *after, *air) if after else ())]


def whole(answer: Answer, width: int) -> Sequence[Cells]:
    """All lines of an answer."""
    if answer.lines is not None:
        return answer.lines(width)
    return [((line, ""),) for line in wrap(answer.words, width)]


def option(answer: Answer, beside: int | None, width: int) -> Cells:
    """An answer, and in the column `beside` what it leaves."""
    if answer.lines is not None:
        return answer.lines(width)[0]
    if beside is None or not answer.leaves:
        return ((cut(answer.words, width), ""),)
    return ((fit(answer.words, beside), ""), (answer.leaves, "dim"))
