"""Every answer to every question of the checklist is on the screen, however little room there is."""

import re
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import (
    AIR,
    BUDS,
    FRIDGE,
    LAPTOP,
    MOP,
    TO_THE_AMOUNT,
    TO_THE_METHOD,
    TV,
    go_to,
    on_screen,
)
from tui.panes.asked import INDENT
from tui.panes.checklist import ChecklistPane
from tui.terminal.cells import Cells, wrap
from tui.widgets.choices import NUMBER, Choices
from tui.widgets.lines import Lines

SIZES = ((80, 24), (100, 30), (120, 36))
ON_ITS_BILL = {MOP: "小米14 Pro 16GB+512GB 岩石青"}
"""Where a bill of several orders has one row, the first of them stands for all."""
TO_THE_END = (*TO_THE_METHOD, "enter")


class Asked(NamedTuple):
    """A question, the order that the cursor goes to, and the keys that lead to it."""

    question: str
    title: str
    keys: tuple[str, ...]


QUESTIONS = (
    Asked("the platform", MOP, ("p",)),
    Asked("the platform, after a link", MOP, ("p", "G", "enter")),
    Asked("the entry", MOP, ("p", "enter")),
    Asked("the amount", MOP, TO_THE_AMOUNT),
    Asked("an overdue amount", TV, TO_THE_AMOUNT),
    Asked("an amount that is no amount", MOP, (*TO_THE_AMOUNT, *",", "enter")),
    Asked("another amount", MOP, (*TO_THE_AMOUNT, *"1234.56", "enter")),
    Asked("another amount of an overdue bill", TV, (*TO_THE_AMOUNT, *"700", "enter")),
    Asked("a smaller amount", LAPTOP, ("p", "2", "enter", "enter", *"5", "enter")),
    Asked("a doubtful amount", MOP, (*TO_THE_AMOUNT, *"5", "enter", "j", "j", "enter")),
    Asked("nothing to pay", MOP, (*TO_THE_AMOUNT, *"0", "enter")),
    Asked("how much of it", MOP, (*TO_THE_AMOUNT, *"1234.56", "enter", "j", "j", "enter")),
    Asked("the method", MOP, TO_THE_METHOD),
    Asked("a part, with the method", MOP, (*TO_THE_METHOD, "G", "enter")),
    Asked("the method for a part", MOP, (*TO_THE_METHOD, "G", "enter", *"100", "enter")),
    Asked("whether it was paid", MOP, TO_THE_END),
    Asked("when it was paid", MOP, (*TO_THE_END, *"jjj", "enter")),
    Asked("what was recorded", MOP, (*TO_THE_END, "j", "enter")),
    Asked("the reference", MOP, (*TO_THE_END, "j", "enter", "n")),
    Asked("past the cut-off", LAPTOP, ("p",)),
    Asked("near auto-debit", AIR, ("p",)),
    Asked("the account", AIR, ("c",)),
    Asked("the balance", AIR, ("c", *"ICBC", "enter")),
    Asked("a balance that is short", AIR, ("c", *"ICBC", "enter", *"1", "enter")),
    Asked("whether auto-debit took it", BUDS, ("c",)),
    Asked("how much auto-debit took", BUDS, ("c", "3")),
    Asked("auto-debit that nobody saw", BUDS, ("p",)),
    Asked("whether the app shows it", FRIDGE, ("c",)),
    Asked("early settlement", TV, ("f", "p")),
    Asked("what early settlement costs", TV, ("f", *TO_THE_AMOUNT)),
    Asked("another quote", TV, ("f", *TO_THE_AMOUNT, *"3333.33", "enter")),
)


def text(line: Cells) -> str:
    """What a line reads, without its end."""
    return "".join(part for part, _ in line).rstrip()


def cut_short(pane: ChecklistPane) -> list[str]:
    """The rows whose text is wider than they are, which nothing says; and those in which a figure or a date is cut."""
    found = []
    for lines in pane.query(Lines):
        for y in range(lines.size.height if lines.display else 0):
            index, part = lines._row(y)
            read = "".join(piece for piece, _ in lines._part(index, part)) if index < lines.count else ""
            if cell_len(read) > lines.room or re.search(r"[\d.,:-]…", read):
                found.append(read)
    return found


def unseen(pilot: Pilot[str]) -> list[str]:
    """What of the question is not to be read: its last line, an answer, an amount in one; or the line to type in."""
    screen, read = pilot.app.screen, on_screen(pilot)
    pane = screen.query_one(ChecklistPane)
    question = pane.conversation.question
    assert question is not None
    room = pane.query_one("#steps", Lines).room - len(INDENT)
    # What was recorded is a page of its own, which begins with this.
    last = question.text[-1][0]
    page = pane.conversation.checklist.page and pane.conversation.standing is None
    wanted = [last.partition("  ")[0] if page else wrap(last, room)[-1]]
    answer: Widget
    if question.answers:
        answer = options = pane.query_one("#options", Choices)
        labels = [each.words for each in question.answers]
        width = options.room - NUMBER
        lines = [
            [text(line) for line in each.lines(width)] if each.lines else wrap(each.words, width)
            for each in question.answers
        ]
        wanted += [f" {number} {first}" for number, (first, *_) in enumerate(lines, 1)]
        wanted += [each for _, *more in lines for each in more]
        rows = len([each for every in lines for each in every])
        wanted += [amount for label in labels for amount in re.findall(r"¥[\d,.]+\d", label)]
    else:
        answer, rows = pane.query_one(Input), 1
    x, y, _, height = answer.region
    covered = [f"row {row}" for row in range(height) if screen.get_widget_at(x, y + row)[0] is not answer]
    assert height == rows, "no answer is cut"
    return [words for words in wanted if words not in read] + covered


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.question)
async def test_all_answers_are_on_the_screen(asked: Asked, language: str) -> None:
    with make.session(language) as session:
        async with opened(session, SIZES[0]) as (pilot, screen):
            await go_to(asked.title, pilot, screen)
            await pilot.press(*asked.keys)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert screen.conversation.active, on_screen(pilot)
                assert unseen(pilot) == [], on_screen(pilot)
                assert cut_short(screen.query_one(ChecklistPane)) == []


async def test_they_come_into_sight_when_the_terminal_shrinks_and_the_text_says_that_there_is_more() -> None:
    with make.session("en") as session:
        async with opened(session, (120, 60)) as (pilot, screen):
            await go_to(MOP, pilot, screen)
            await pilot.press(*TO_THE_AMOUNT, *"5", "enter")
            await pilot.pause()
            assert "▴" not in on_screen(pilot)
            assert "  5 pay, record" in on_screen(pilot)
            await pilot.resize_terminal(100, 22)
            await pilot.pause()
            assert unseen(pilot) == []
            assert "▴" in on_screen(pilot)
            assert "  5 pay, record" not in on_screen(pilot)
            await pilot.resize_terminal(120, 60)
            await pilot.pause()
            assert "▴" not in on_screen(pilot)
            assert "  5 pay, record" in on_screen(pilot)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("asked", [each for each in QUESTIONS if each.keys in {("p",), ("f", "p")}], ids=str)
async def test_on_the_smallest_terminal_an_answer_takes_the_lines_that_it_needs(asked: Asked, language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (46, 20)) as (pilot, screen):
            await go_to(ON_ITS_BILL.get(asked.title, asked.title), pilot, screen)
            await pilot.press(*asked.keys)
            await pilot.pause()
            assert unseen(pilot) == [], on_screen(pilot)
            assert cut_short(screen.query_one(ChecklistPane)) == []
            options, question = screen.query_one("#options", Choices), screen.conversation.question
            assert question is not None
            shown = "".join(options.render_line(y).text for y in range(options.size.height))
            assert "…" not in shown
            assert shown.count("▸") == 1
            await pilot.press("G")
            await pilot.pause()
            marked = next(y for y in range(options.size.height) if "▸" in options.render_line(y).text)
            assert f"▸ {len(question.answers)} " in options.render_line(marked).text
