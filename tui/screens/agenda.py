"""The agenda: the coming months, and the chosen one by its days beside what is on the pay account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.actions.budget import budget_of
from models.bills.agenda import agenda
from tui.commands.budget import budget
from tui.commands.host import Host
from tui.screens.following import FollowingPage
from tui.state.ahead import Looking, begun, kept
from tui.terminal.cells import Cells
from tui.terminal.themes import COLOURLESS
from tui.widgets.drawn_page import DrawnPage
from tui.widgets.keybar import KeyBar
from tui.words.agenda_layout import agenda_lines
from tui.words.agenda_page import AgendaPage


class AgendaScreen(FollowingPage[None]):
    """It looks ahead from the newest ledger, and goes to a bill."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "month(1)", show=False),
        Binding("k,up", "month(-1)", show=False),
        Binding("l,right", "day(1)", show=False),
        Binding("h,left", "day(-1)", show=False),
        Binding("enter", "bill", show=False),
        Binding("plus", "longer", show=False),
        Binding("tab", "account", show=False),
        Binding("i", "income", show=False),
    ]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._looking = Looking()
        self._foresee(self._looking)
        self._looking = begun(self._found)

    def compose(self) -> ComposeResult:
        yield DrawnPage(id="agenda")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._show()

    def take(self) -> None:
        self._foresee(self._looking)
        self._show()

    def _foresee(self, looking: Looking) -> None:
        """Look so many months ahead."""
        working = self._host.working
        ledger, now = working.ledger, self.session.now()
        self._found = agenda(working.book, ledger, budget_of(ledger), now, looking.months)
        self._looking = kept(looking, self._found)

    def _show(self) -> None:
        drawn = self.query_one("#agenda", DrawnPage)
        page = AgendaPage(
            self._found,
            self._looking.month,
            self._looking.chosen(self._found),
            self._looking.run(self._found),
            self._host.working.channels(),
            self.session.language,
            self.app.theme == COLOURLESS,
        )

        def lines(width: int) -> Sequence[Cells]:
            return agenda_lines(page, width, drawn.size.height)

        drawn.show_text(lines)
        self.query_one(KeyBar).show(*self._keys())

    def _keys(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        t = self.session.language.t
        several = len(self._found.balances) > 1
        keys = [
            ("jk", t("month")),
            ("hl", t("day")),
            ("⏎", t("to the bill")),
            ("+", t("12/24/36 months")),
            ("i", t("income")),
            *([("tab", t("pay account"))] if several else []),
        ]
        return keys, [("?", t("help")), ("esc", t("back"))]

    def _stand(self, looking: Looking) -> None:
        if looking != self._looking:
            self._looking = looking
            self._show()

    def action_month(self, by: int) -> None:
        """Go to a later month, or an earlier one."""
        self._stand(self._looking.by_month(by, self._found))

    def action_day(self, by: int) -> None:
        """Go to what moves next in the month, or before."""
        self._stand(self._looking.by_day(by, self._found))

    def action_account(self) -> None:
        """Show another pay account."""
        self._stand(self._looking.other_account())

    def action_longer(self) -> None:
        """Look a year further; after three years, one year again."""
        self._foresee(self._looking.longer())
        self._show()

    def action_bill(self) -> None:
        """Go to the bill that the cursor is on."""
        chosen = self._looking.chosen(self._found)
        if chosen is not None and chosen.bill is not None:
            self.dismiss()
            self._host.point_at(chosen.bill)
            self._host.show_pane("bill")

    def action_income(self) -> None:
        """Change the income, the payday and the fixed costs."""
        self.run_worker(self._income(), group="command")

    async def _income(self) -> None:
        await budget(self._host)
        self.take()
