"""What a file would change, in words, and the questions that it leaves, before it is imported."""

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from models.exchange.answers import Answers
from models.exchange.import_plan import ImportPlan
from tui.forms.choose import Choose
from tui.forms.past import PastScreen
from tui.run.importing import Unanswered
from tui.run.session import Session
from tui.state.importing import EACH, ImportChoice, alike, of_past
from tui.terminal.cells import Cells, wrap
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.one_line import OneLine
from tui.widgets.page import Helped
from tui.words.import_preview import preview


class ImportPreview(Helped[ImportPlan | None]):
    """Enter imports what is shown, where nothing is wrong; what is asked of it is asked at once, and again by `a`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "take", show=False, priority=True),
        Binding("a", "ask", show=False),
    ]

    def __init__(self, session: Session, name: str, found: Unanswered) -> None:
        super().__init__(session)
        self._file = name
        self._found = found
        self._plan = found.answered(Answers())

    def compose(self) -> ComposeResult:
        heading = self.session.language.t("Import orders from {file}", file=self._file)
        yield OneLine(Content(heading), classes="heading")
        yield Lines(cursor=False, classes="preview")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(Lines).focus()
        self._show()
        self.action_ask()

    @property
    def _ready(self) -> bool:
        plan = self._plan
        return bool(plan.new or plan.whole) and not plan.problems

    @property
    def _open(self) -> bool:
        """Whether something is asked of it still."""
        return bool(self._plan.perhaps or self._plan.questions)

    def _show(self) -> None:
        t, lines = self.session.language, preview(self.session, self._plan, screen=True)
        if any(each.row for each in self._plan.problems):  # what is wrong with the file is no row to correct
            lines.append(t.t("nothing can be imported until these are corrected in the file"))
        elif not self._ready and not self._plan.problems:
            lines.append(t.t("nothing is left to import of this file"))

        def text(width: int) -> list[Cells]:
            return [((part, ""),) for line in lines for part in wrap(line, width, indent=4)]

        self.query_one(Lines).show_text(text)
        keys = [("⏎", t.t("import them"))] if self._ready else []
        keys += [("a", t.t("answer what is asked"))] if self._open and not self._plan.problems else []
        self.query_one(KeyBar).show([*keys, ("↑ ↓", t.t("scroll"))], [("?", t.t("help")), ("esc", t.t("another file"))])

    def action_take(self) -> None:
        """Import what is shown."""
        if self._ready:
            self.dismiss(self._plan)

    def action_ask(self) -> None:
        """Ask what is to be said of it; what was answered before is asked again."""
        begun = self._found.answered(Answers())
        if (begun.perhaps or begun.questions) and not begun.problems:
            self.run_worker(self._ask(begun), exclusive=True)

    async def _ask(self, begun: ImportPlan) -> None:
        answers, t = Answers(), self.session.language
        for asked in alike(begun, t):
            answer = await self._chosen(asked)
            answers = asked.leads(answers, answer)
        open_ = self._found.answered(answers)
        every, answer = of_past(open_, t), EACH
        if every:
            answer = await self._chosen(every)
            answers = every.leads(answers, answer)
        if answer == EACH:
            answers = await self._of_each(open_, answers)
        self._plan = self._found.answered(answers)
        self._show()

    async def _of_each(self, open_: ImportPlan, answers: Answers) -> Answers:
        """The answers with which of its past periods are repaid, of each order that is asked about."""
        for order in open_.new:
            if numbers := open_.questions.get(order.id):
                repaid = await self.app.push_screen_wait(
                    PastScreen(self.session, order.title, self._found.dues(order, numbers))
                )
                if repaid is not None:
                    answers = replace(answers, past={**answers.past, order.id: repaid})
        return answers

    async def _chosen(self, asked: ImportChoice) -> str:
        """The answer; the one that leaves it open for `esc`."""
        found = await self.app.push_screen_wait(Choose(self.session, asked.said, asked.answers, asked.open))
        return found or asked.open
