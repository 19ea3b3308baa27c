"""The month in figures: in the first line of the screen; and all that is owed, under the list."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from models.bills.overview import Overview
from models.bills.proportion import Proportion
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.arranged import BESIDE
from tui.widgets.inks import INKS
from tui.words.month_line import month_line
from tui.words.next_bill import next_bill
from tui.words.proportion import below_the_month, beside_income, in_a_line, owed_apart


class Figures(Widget):
    """Lines made for the width that they are drawn in; drawn again only where they differ: days pass by themselves."""

    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)
    proportion: reactive[Proportion | None] = reactive(None, init=False, repaint=False, always_update=True)

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.session = session
        self._drawn: Sequence[Cells] = ()

    def watch_overview(self) -> None:
        self.follow()

    def watch_proportion(self) -> None:
        self.follow()

    def follow(self) -> None:
        """Draw what differs from what was drawn; what is not on the screen is drawn when it comes there."""
        if self.display and self.lines() != self._drawn:
            self.refresh()

    def render(self) -> Content:
        self._drawn = self.lines()
        parts = [part for line in self._drawn for part in (("\n", ""), *line)]
        return Content.assemble(*((text, " ".join(INKS[each] for each in ink.split())) for text, ink in parts[1:]))

    def lines(self) -> Sequence[Cells]:
        """What to show in the widget's width."""
        if self.overview is None or self.proportion is None:
            return ()
        return self._lines(self.overview, self.proportion, self.content_size.width)

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:
        raise NotImplementedError


class MonthLine(Figures):
    """The first line of the screen. All that is owed is said under the list; where that stands alone, at this end."""

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:
        t = self.session.language
        apart = owed_apart(proportion.owed, t) if width < BESIDE and not beside_income(proportion, t) else ()
        owed: list[Cells] = [(((" · ".join(apart[:count])), "dim"),) for count in range(len(apart), 0, -1)]
        return (month_line(overview, owed, self.session, width),)


class ProportionLine(Figures):
    """One line more where the list stands alone and an income or a payday is known: what is owed beside it."""

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:  # noqa: ARG002
        return (in_a_line(beside_income(proportion, self.session.language), width),)

    def follow(self) -> None:
        known = self.proportion is not None and bool(beside_income(self.proportion, self.session.language))
        self.set_class(known, "-says")
        super().follow()


class BudgetLines(Figures):
    """The same under the list, a line each, with what else there is."""

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:  # noqa: ARG002
        return [in_a_line(pieces, width) for pieces in below_the_month(proportion, self.session.language)]

    def follow(self) -> None:
        count = sum(1 for _ in below_the_month(self.proportion, self.session.language)) if self.proportion else 0
        self.set_class(count > 0, "-says")
        if self.styles.height is None or self.styles.height.value != count:
            self.styles.height = count
        super().follow()


class NextBill(Figures):
    """The bill to pay next and what to do, where there is no room for more. `keys` repay and quit."""

    def __init__(self, session: Session, id: str, keys: tuple[str, str]) -> None:  # noqa: A002  # Textual's name
        super().__init__(session, id)
        self._keys = keys

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:  # noqa: ARG002
        return next_bill(overview.next, self.session, (width, self.content_size.height), self._keys)
