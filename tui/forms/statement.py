"""A statement beside the ledger: its lines with trouble first, the one under the cursor, and what is answered to it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize

from models.actions.finding import LEAVE, LineFinding, OrderOffer
from models.ledger.statement import Statement
from models.values.message import Message, Problem, msg
from tui.forms.confirm import Confirm
from tui.run.session import Session
from tui.state.statement_page import AnsweredStatement, StatementActs, answer_ids, next_to_answer, sure, to_save
from tui.terminal.cells import Cells
from tui.widgets.choices import NUMBERS
from tui.widgets.keybar import KeyBar, NotNow
from tui.widgets.lines import Lines
from tui.widgets.message_line import SaidLine
from tui.widgets.page import Helped
from tui.widgets.stops import Stops
from tui.words.findings import FindingSection, sections
from tui.words.statement_page import (
    FOLD,
    TableLine,
    changes,
    finding_text,
    head_lines,
    heads,
    leaving,
    table,
    table_line,
    when,
)


class StatementPage(Helped[AnsweredStatement | None]):
    """A digit answers the line under the cursor; nothing is changed before it is saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"answer({at})", show=False) for at, key in enumerate(NUMBERS)),
        Binding("n", "skip", show=False),
        Binding("A", "take_sure", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, session: Session, statement: Statement, acts: StatementActs) -> None:
        super().__init__(session)
        self._statement = statement
        self._acts = acts
        self._answers: dict[str, str] = {}
        self._found = acts.found(statement, self._answers)
        self._unfolded = False
        self._table: list[TableLine] = []
        self._numbers: dict[str, int] = {}
        self._parts: Sequence[FindingSection] = ()

    def compose(self) -> ComposeResult:
        yield Lines(cursor=False, focusable=False, id="statement-head")
        with Vertical(id="findings"):
            yield Lines(cursor=False, focusable=False, id="findings-heads")
            yield Stops(id="findings-list")
        with Vertical(id="finding"):
            yield Lines(cursor=False, focusable=False, id="finding-text")
        yield SaidLine(id="said")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.language.t
        self.query_one("#findings").border_title = Content(t("line by line"))
        self.query_one("#finding").border_title = Content(t("this line"))
        self.query_one("#findings-heads", Lines).show_text(lambda width: [heads(width, self.session)])
        self.query_one("#findings-list").focus()
        self._list()
        self._go_to_asked()

    @property
    def _keeps(self) -> bool:
        """Whether something is kept though nothing is sure or answered, as a figure is that differs."""
        return bool(self._found.kept) or self._found.changes

    @property
    def _listed(self) -> Stops:
        return self.query_one("#findings-list", Stops)

    @property
    def _key(self) -> str:
        """What is under the cursor."""
        return self._table[self._listed.cursor].key if self._table else ""

    def _finding(self) -> LineFinding | None:
        key = self._key
        return next((each for each in self._found.findings if each.key == key), None)

    def _list(self) -> None:
        """List the findings as they are with what was answered; the cursor stays on its line."""
        before, parts = self._key, sections(self._found, self.session)
        self._table = table(parts, unfolded=self._unfolded)
        rows = (row.key for part in parts for row in part.rows)
        self._numbers = {key: at for at, key in enumerate(rows, 1)}
        stops = [at for at, line in enumerate(self._table) if line.key]
        at = next((at for at in stops if self._table[at].key == before), stops[0] if stops else 0)
        self._listed.offer(
            len(self._table), lambda index, width: table_line(self._table[index], width, self.session), stops, at
        )
        self._parts = parts
        self.query_one("#statement-head", Lines).show_text(self._head)
        self._show()

    def _head(self, width: int) -> list[Cells]:
        return head_lines(self._found, self._parts, self.session, width)

    def _show(self) -> None:
        """Show all of the line under the cursor, and what the keys do to it."""
        finding, found, session, t = self._finding(), self._found, self.session, self.session.language
        at = when(finding) if finding else ""
        self.query_one("#finding").border_subtitle = Content(at)
        self.query_one("#findings").border_subtitle = Content(self._which())
        text = self.query_one("#finding-text", Lines)
        text.show_text(lambda width: finding_text(finding, found, session, width) if finding else [])
        self._give_room(len(finding_text(finding, found, session, text.room)) if finding else 0)
        ids = answer_ids(finding) if finding and not finding.known else []
        keys = [("j k", t.t("line"))]
        if ids:
            keys.append(("1" if len(ids) == 1 else f"1-{len(ids)}", t.t("answer")))
        count = to_save(found)
        keys += [("^S", t.say(changes(count)))] if count or self._keeps else []
        if sure(found):
            label = t.t("take all that is sure")
            keys.append(("A", label if self._left_out else NotNow(label)))
        left = leaving(finding) if finding else None
        keys += [("n", t.say(left))] if left else []
        self.query_one(KeyBar).show(keys, [("?", t.t("help")), ("esc", t.t("leave"))])

    @property
    def _left_out(self) -> bool:
        """Whether a line that is sure was left out."""
        return any(self._answers.get(each) == LEAVE for each in sure(self._found))

    def _which(self) -> str:
        """Which of all lines the cursor stands on; "" where it is on none."""
        at = self._numbers.get(self._key)
        if at is None:
            return ""
        return self.session.language.t("{at} of {count} · trouble first", at=at, count=len(self._numbers))

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._show)  # by then its width is known

    def _give_room(self, lines: int) -> None:
        """All of the head is shown, and of the line under the cursor as long as half of the page is left to the
        others."""
        head = self.query_one("#statement-head", Lines)
        room = head.room_within(self.app.size.width)  # a scrollbar that stands there before this is known, goes
        head.styles.height = len(self._head(room))
        self.query_one("#finding").styles.min_height = min(lines + 2, self.size.height // 2 + 2)

    def _go_to_asked(self) -> None:
        """Put the cursor on the first line that waits for an answer."""
        keys = [line.key for line in self._table]
        self._listed.cursor = next_to_answer(self._found, keys, self._listed.cursor)
        self._show()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._say(None)
        self._show()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        if self._key == FOLD:
            self._unfolded = True
            self._list()

    def action_answer(self, index: int) -> None:
        """Give the answer with that number to the line under the cursor."""
        finding = self._finding()
        ids = answer_ids(finding) if finding is not None and not finding.known else []
        if finding is None or index >= len(ids):
            return
        if not self._listed.painted:
            self._say(msg("keys typed before the page was shown do not count"), bad=True)
            return
        if ids[index] == "order" and finding.offers:
            self.run_worker(self._enter(finding.offers[0]), exclusive=True)
        else:
            self._answer(finding.key, ids[index])

    def action_skip(self) -> None:
        """Leave the line under the cursor as it is, and say so: its row stays, and only the cursor may go on."""
        finding = self._finding()
        if finding is not None and leaving(finding):
            taken = finding.key in sure(self._found)
            self._answer(finding.key, LEAVE)
            self._say(msg("left out; A takes it again") if taken else msg("left as it is: nothing of it is saved"))

    def action_take_sure(self) -> None:
        """Take all that is sure, also what was left out before; where nothing was, say so."""
        if not self._left_out:
            nothing = msg("no line is sure by itself: answer them one by one")
            self._say(msg("all that is sure is taken already: ^S saves it") if sure(self._found) else nothing)
            return
        for key in sure(self._found):
            self._answers.pop(key, None)
        self._plan()

    def _answer(self, key: str, answer: str) -> None:
        before = dict(self._answers)
        self._answers[key] = answer
        if not self._plan():
            self._answers = before
            return
        self._go_to_asked()

    def _plan(self) -> bool:
        """Lay it beside the ledger with what was answered; whether that could be."""
        try:
            self._found = self._acts.found(self._statement, self._answers)
        except Problem as problem:
            self._say(problem.message, bad=True)
            return False
        self._say(None)
        self._list()
        return True

    async def _enter(self, offer: OrderOffer) -> None:
        await self._acts.enter(offer)
        self._plan()

    def action_save(self) -> None:
        """Save what is sure and what was answered."""
        if to_save(self._found) or self._keeps:
            self.dismiss(AnsweredStatement(self._statement, dict(self._answers)))
        else:
            self._say(msg("there is nothing to save: answer a line first"))

    def action_leave(self) -> None:
        """Leave; where something was answered, only after asking."""
        if self._answers:
            self.run_worker(self._leave())
        else:
            self.dismiss(None)

    async def _leave(self) -> None:
        question = msg("Leave without saving what was answered?")
        if await self.app.push_screen_wait(Confirm(self.session, question, title=msg("not saved"))):
            self.dismiss(None)

    def _say(self, message: Message | None, *, bad: bool = False) -> None:
        said = self.session.language.say(message) if message is not None else ""
        self.query_one("#said", SaidLine).say(said, bad=bad)
