"""Pane 3: the checklist of the bill under the cursor, answered with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from models.actions.refusal import refusal
from tui.panes.asked import INDENT, asked, beside, option, rows_of, whole, wrapped
from tui.panes.asked_count import AskedCount
from tui.panes.pane import Pane
from tui.run.session import Session
from tui.state.checklist import Track, of_bill
from tui.state.question import Case, Next, Question
from tui.state.views import Conversation
from tui.terminal.cells import Cells
from tui.widgets.arranged import ABREAST, Arrangement
from tui.widgets.choices import Choices
from tui.widgets.lines import Lines
from tui.words.board import FigureStrip, Sum
from tui.words.steps import steps_so_far, to_come

if TYPE_CHECKING:
    from tui.widgets.figure import Figure

LATEST, APART = 8, 2
"""How many of the last repayments are shown at most, and the rows before them."""
ASKED = 3
"""Rows that are kept for what is asked before an answer takes more than one."""


class ChecklistPane(Pane):
    """What is done, what is asked, what comes next."""

    conversation: reactive[Conversation] = reactive(Conversation(), init=False, repaint=False, always_update=True)

    class Answered(Message):
        """The question was answered: what the answer leads to is found by calling `leads`, which may raise Problem."""

        def __init__(self, question: Question, leads: Callable[[], Next]) -> None:
            super().__init__()
            self.question = question
            self.leads = leads

    def __init__(self, session: Session, id: str, passes: frozenset[str] = frozenset()) -> None:  # noqa: A002  # Textual's name
        """`passes`: the keys that are commands while an amount is typed."""
        super().__init__(session, id)
        self.asked = AskedCount()
        self._written_in = Size(0, 0)
        self._spare = 0  # rows that neither the question nor its answers need
        self._just = list[Cells]()  # what was written right below the answers
        self._passes = passes
        self._answer: Figure | None = None

    def compose(self) -> ComposeResult:
        yield Lines(cursor=False, focusable=False, id="steps")
        yield Choices(id="options")
        yield Lines(cursor=False, focusable=False, id="steps-next")

    @property
    def painted(self) -> bool:
        """Whether the question is on the screen as it is asked."""
        lines = [each for each in self.query(Lines) if each.display and each.id != "steps-next"]
        return any(each.in_sight for each in lines) and all(each.painted for each in lines)

    def watch_conversation(self, old: Conversation, conversation: Conversation) -> None:
        if not conversation.goes_on(old) or old.as_read != conversation.as_read:
            self.asked.another()
        self._write()
        self._offer(keep=conversation.goes_on(old) and old.choices == conversation.choices)

    def on_resize(self, _event: Resize) -> None:
        if self.conversation.question is not None:
            if self._written_in != self.room:
                self._write()
            if self._answer is not None and self._answer.display:
                self._stand(self._answer)

    def _write(self) -> None:
        """Write what stands above and below the answer; without a question everything stands above."""
        steps, question = self.query_one("#steps", Lines), self.conversation.question
        self._written_in = self.room
        if question is None:
            self.query_one("#steps-next", Lines).display = False
            steps.styles.height = "1fr"
            steps.show_text(self._above)
            return
        # The answers are always in sight: first the steps to come give way, then air, big digits, the text's top.
        rows = max(1, self._rows(question))
        self.query_one("#options", Choices).styles.height = rows
        room = max(1, self.room.height - rows - len(self._just_below())) if self.room else None
        big = not self.session.surface.plain
        for tall, airy in ((big, True), (big, False), (False, False)):
            above = self._above(steps.room_within(self.room.width), tall=tall, airy=airy)
            if room is None or len(above) <= room:
                break
        height = len(above) if room is None else min(len(above), room)
        steps.styles.height = height
        steps.show_lines(above, tail=True)
        self._spare = 0 if room is None else room - height
        self._write_below()

    def _write_below(self) -> None:
        """Write what belongs to the answers, and at the bottom the steps to come."""
        after, coming = self.query_one("#steps-next", Lines), self._to_come()
        just = self._just = self._just_below()
        spare = self._spare - len(coming)
        if just and self._strip() is None and spare > 1:
            just, spare = [(), *just], spare - 1
        lines = [*just, *[()] * max(bool(just), spare), *coming]
        after.display = bool(lines)
        after.show_lines(lines)

    def _just_below(self) -> list[Cells]:
        """What the chosen answer leaves, where that stands below the answers, in as many lines as that of any takes; or
        the rule below a figure that is typed."""
        question, strip = self.conversation.question, self._strip()
        if strip is not None:
            return [((INDENT, ""), *strip.rule)]
        if question is None or self._beside() is not None:
            return []
        room = self.query_one("#steps", Lines).room_within(self.room.width)
        left = [wrapped([(each.leaves, "dim")], room, INDENT) if each.leaves else [] for each in question.answers]
        most, at = max(map(len, left), default=0), self.query_one("#options", Lines).cursor
        said = left[at] if at < len(left) else []
        return [*said, *[()] * (most - len(said))]

    def _strip(self) -> FigureStrip | None:
        """Where the figure is typed that is compared with those above it; None where none is."""
        question = self.conversation.question
        board = question.board if question is not None else None
        if not isinstance(board, Sum) or not board.typed:
            return None
        return board.figure_strip(self.query_one("#steps", Lines).room_within(self.room.width) - len(INDENT))

    def _rows(self, question: Question) -> int:
        """How many rows the answers take: all their lines, where the question keeps some room; else one each."""
        width = self.query_one("#options", Choices).words_within(self.room.width)
        return rows_of(question.answers, width, self.room.height - ASKED)

    def _beside(self) -> int | None:
        """The column in which stands what the answers leave; None where there is no room for all of it."""
        question, options = self.conversation.question, self.query_one("#options", Choices)
        # They may not be laid out yet.
        return beside(question.answers, options.words_within(self.room.width)) if question is not None else None

    def _above(self, width: int, *, tall: bool = False, airy: bool = False) -> list[Cells]:
        conversation, t = self.conversation, self.session.language
        case = conversation.case(self.session)
        if case is None:
            return []
        question, track = conversation.question, self._track()
        if question is None:
            why_not = refusal(case.bill)
            names = [t.say(each) for each in track.names]
            if why_not:
                lines = wrapped([(f"✓ {t.say(why_not)}", "good")], width)
            else:
                from tui.words.at_rest import at_rest

                lines = at_rest(case.bill, names, self.session, width, self.room.height, beside=self._beside_bill)
            return [*lines, *self._latest(case, width, self.room.height - len(lines))]
        if conversation.checklist.page is not None and conversation.standing is None:
            room = self.room.height - self._rows(question)
            return conversation.checklist.page(case, width, room)
        said = conversation.checklist.heading is of_bill and self._beside_bill
        head = [] if said else conversation.checklist.heading(case, width)
        steps = steps_so_far([t.say(each) for each in track.names], track.done, width)
        return [*wrapped(head, width), *steps, *asked(question, width, tall=tall, airy=airy)]

    def _latest(self, case: Case, width: int, rows: int) -> list[Cells]:
        """What was repaid last, at the bottom of a screen on which all panes stand beside each other."""
        if self.app.size.width < ABREAST or rows <= APART:
            return []
        from tui.words.latest import latest

        most = min(rows - APART, LATEST + 1)
        lines = latest(case.ledger, case.book, self.session.moment(), self.session.language, width, most)
        return [*[()] * APART, *lines] if lines else []

    @property
    def _beside_bill(self) -> bool:
        """Whether the bill that it is about stands in its own pane beside it."""
        return any(map(self.screen.has_class, (Arrangement.STACKED, Arrangement.THREE)))

    def _track(self) -> Track:
        """The steps of the checklist, done and to come."""
        conversation = self.conversation
        case, bill, progress = conversation.case(self.session), conversation.bill, conversation.progress
        if conversation.checklist.own_steps is not None and case is not None:
            return conversation.checklist.own_steps.track(case)
        from tui.words.done_step import answer_said

        said = (
            answer_said(each, progress, bill, self.session) if progress is not None and bill is not None else ""
            for each in conversation.done
        )
        return Track(conversation.checklist.steps, tuple(said))

    def _to_come(self) -> list[Cells]:
        track = self._track()
        return to_come([self.session.language.say(each) for each in track.names], len(track.done) + 1)

    def _offer(self, *, keep: bool) -> None:
        """Show the options or the line to type that belong to the question; `keep` what is typed there."""
        question = self.conversation.question
        options = self.query_one("#options", Choices)
        active = options.has_focus or any(box.has_focus for box in self.query(Input))
        choices = question.answers if question else ()
        options.display = bool(choices)
        for box in self.query(Input):
            box.display = question is not None and not choices
        self.set_class(question is not None, "-active")
        if question is None:
            return
        if choices:
            at = options.cursor if keep else 0
            options.offer(
                len(choices),
                lambda index, width: option(choices[index], self._beside(), width),
                at,
                whole=lambda index, width: whole(choices[index], width),
            )
        else:
            self._ask(question, self._line_to_type(), keep=keep)
        if active:
            self.enter()

    def _line_to_type(self) -> Figure:
        """Where an answer is typed, made when it is first needed: one costs as much at the start as all the lists."""
        if self._answer is None:
            from tui.widgets.figure import Figure

            self._answer = Figure(id="answer")
            self.mount(self._answer, after="#options")
        return self._answer

    @property
    def passes_keys(self) -> bool:
        """Whether keys that are no part of what is typed are commands."""
        return self._answer is not None and bool(self._answer.passes)

    def _ask(self, question: Question, answer: Figure, *, keep: bool) -> None:
        """Have the answer typed: a figure below those that it is compared with, or what else is asked for."""
        field = question.field
        marks = field.marks if field else ""
        if not keep:
            answer.restrict = None
            answer.value = field.proposal if field else ""
            answer.select_all()
        # Below other figures the place says what is typed.
        answer.placeholder = field.placeholder if field and self._strip() is None else ""
        answer.restrict = marks or None
        answer.passes = self._passes if marks else frozenset()
        self._stand(answer)

    def _stand(self, answer: Figure) -> None:
        """Put the field where it is typed in."""
        strip, board = self._strip(), self.conversation.question.board if self.conversation.question else None
        if strip is None:
            answer.stand_alone()
        else:
            answer.stand_below(board.typed if isinstance(board, Sum) else "", strip.start, strip.after, strip.end)

    def enter(self) -> None:
        """Put the keyboard on what is asked."""
        for widget in self.query("#options, #answer"):
            if widget.display:
                widget.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        question = self.conversation.question
        if question and self.asked.is_of(event) and event.index < len(question.answers):
            self.post_message(self.Answered(question, question.answers[event.index].leads))

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        if self._just_below() != self._just:
            self._write_below()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        question = self.conversation.question
        if question and self.asked.is_of(event) and question.field:
            self.post_message(self.Answered(question, partial(question.field.take, event.value)))
