"""What is asked, in lines: the sentences of a question with its board between them, and its answers."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from tui.state.question import Answer, Question
from tui.terminal.cells import Cells, cut, fit, wrap
from tui.words.board import ToPay

INDENT, POINT = "    ", "· "
APART = 3
"""Cells between the answers and what they leave."""


def wrapped(lines: Iterable[tuple[str, str]], width: int, indent: str = "") -> list[Cells]:
    """Sentences with their styles in lines of at most `width` cells; those of a list hang behind its mark."""
    return [
        ((indent + part, style),)
        for text, style in lines
        for part in wrap(text, width - len(indent), indent=len(POINT) if text.startswith(POINT) else 0)
    ]


def asked(question: Question, width: int, *, tall: bool, airy: bool) -> list[Cells]:
    """The sentences of a question with its board between them; `tall`: with big digits, `airy`: with empty lines."""
    text, at = question.text, question.board_after
    air: list[Cells] = [()] if airy else []
    if question.board is None:
        return [*air, *wrapped(text, width, INDENT), *air]
    before, after = wrapped(text[:at], width, INDENT), wrapped(text[at:], width, INDENT)
    indent = INDENT
    if tall and isinstance(question.board, ToPay):
        indent = INDENT[: max(0, width - question.board.across)]
    board: list[Cells] = [((indent, ""), *line) for line in question.board.lines(width - len(indent), tall=tall)]
    return [*air, *before, *(air if before else []), *board, *((*air, *after, *air) if after else ())]


def whole(answer: Answer, width: int) -> Sequence[Cells]:
    """All lines of an answer."""
    if answer.lines is not None:
        return answer.lines(width)
    return [((line, ""),) for line in wrap(answer.words, width)]


def beside(answers: Sequence[Answer], width: int) -> int | None:
    """The column in which stands what each leaves; None where there is no room for all of it, or none leaves any."""
    leaving = [cell_len(each.words) for each in answers if each.leaves]
    at = max(leaving, default=0) + APART
    longest = max((at + cell_len(one.leaves) if one.leaves else cell_len(one.words) for one in answers), default=0)
    return at if leaving and longest <= width else None


def rows_of(answers: Sequence[Answer], width: int, most: int) -> int:
    """How many rows they take: all their lines where those are no more than `most`; else one each."""
    if beside(answers, width) is not None or width < 1:
        return len(answers)
    rows = sum(len(whole(each, width)) for each in answers)
    return rows if rows <= most else len(answers)


def option(answer: Answer, at: int | None, width: int) -> Cells:
    """An answer, and in the column `at` what it leaves."""
    if answer.lines is not None:
        return answer.lines(width)[0]
    if at is None or not answer.leaves:
        return ((cut(answer.words, width), ""),)
    return ((fit(answer.words, at), ""), (answer.leaves, "dim"))
