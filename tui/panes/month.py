"""The month in figures, under the orders; and the same in one line, or two, for small screens."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from models.bills.bill import Bill
from models.bills.overview import Overview
from models.bills.proportion import Proportion
from models.values.money import yuan
from tui.panes.pane import Pane
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.lines import INKS
from tui.words.present import month_name, not_shown, time_left
from tui.words.proportion import below_the_month, beside_income, in_a_line, owed_apart, owed_pieces

BARS = "▁▂▃▄▅▆▇█"


class MonthPane(Pane):
    """Due, repaid and overdue; the next bill; the coming six months; and all of it beside what comes in.

    All that is owed stands in its border: that takes no line.
    """

    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)
    proportion: reactive[Proportion | None] = reactive(None, init=False, repaint=False, always_update=True)

    def compose(self) -> ComposeResult:
        self.entitle(self.session.language.t("This month"))
        yield MonthText(self.session, "month-text").data_bind(MonthPane.overview, MonthPane.proportion)

    def watch_proportion(self) -> None:
        self._sum_up()

    def on_resize(self) -> None:
        self._sum_up()

    def _sum_up(self) -> None:
        """Have what fits of all that is owed in the border: it would be cut there."""
        owed = owed_pieces(self.proportion.owed, self.session.language) if self.proportion else ()
        said = "".join(text for text, _ in in_a_line(owed, self.content_size.width - 2))
        if said != self.border_subtitle:
            self.border_subtitle = said


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
        """Draw what differs from what was drawn."""
        if self.lines() != self._drawn:
            self.refresh()

    def render(self) -> Content:
        self._drawn = self.lines()
        parts = [part for line in self._drawn for part in (("\n", ""), *line)]
        return Content.assemble(*((text, INKS.get(ink, ink)) for text, ink in parts[1:]))

    def lines(self) -> Sequence[Cells]:
        """What to show in the widget's width."""
        if self.overview is None or self.proportion is None:
            return ()
        return self._lines(self.overview, self.proportion, self.content_size.width)

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:
        raise NotImplementedError


class MonthText(Figures):
    """The month's three lines; below them, a line each, what is known beside what comes in."""

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:
        t = self.session.language
        coming = [
            f"{month_name(each.first, self.session.language)} {yuan(each.due - each.paid)}"
            for each in overview.months[1:3]
        ]
        lines = (
            (*overdue(overview, self.session), *of_month(overview, self.session)),
            next_bill(overview.next, self.session),
            (bars(overview), t.t("6 months"), *coming),
        )
        more = [in_a_line(pieces, width) for pieces in below_the_month(proportion, t)]
        return [*(((fitting(line, width), ""),) for line in lines), *more]

    def follow(self) -> None:
        count = 3 + sum(1 for _ in below_the_month(self.proportion, self.session.language)) if self.proportion else 3
        if self.styles.height is None or self.styles.height.value != count:
            self.styles.height = count
        super().follow()


class SummaryLine(Figures):
    """One line for screens that show one pane at a time."""

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:
        session = self.session
        left, *repaid = of_month(overview, session)
        below = beside_income(proportion, session.language)
        owed = () if below else owed_apart(proportion.owed, session.language)
        pieces = (
            *next_bill(overview.next, session),
            *overdue(overview, session),
            *unseen_of(overview.next, session),
            *(left, *repaid, *owed),
        )
        return (((fitting(pieces, width), ""),),)


class ProportionLine(Figures):
    """One line more for such screens, where an income or a payday is known: what is owed beside it."""

    def _lines(self, overview: Overview, proportion: Proportion, width: int) -> Sequence[Cells]:  # noqa: ARG002
        return (in_a_line(beside_income(proportion, self.session.language), width),)

    def follow(self) -> None:
        known = self.proportion is not None and bool(beside_income(self.proportion, self.session.language))
        self.set_class(known, "-says")
        super().follow()


def fitting(pieces: Iterable[str], width: int) -> str:
    """As many of the pieces as fit, whole: an amount is never cut."""
    line = ""
    for piece in pieces:
        longer = f"{line} · {piece}" if line else piece
        if cell_len(longer) > width:
            break
        line = longer
    return line


def overdue(overview: Overview, session: Session) -> tuple[str, ...]:
    """What is overdue, if anything is."""
    return (session.language.t("overdue {amount}", amount=yuan(overview.overdue)),) if overview.overdue else ()


def of_month(overview: Overview, session: Session) -> tuple[str, ...]:
    """What is left of this month's bills, how much is repaid, and how much of that was for bills of other months."""
    t, month, others = session.language.t, overview.month, overview.elsewhere
    left = (
        t("to pay this month {amount}", amount=yuan(month.due - month.paid)) if month.due else t("no bill this month")
    )
    repaid = (t("repaid {amount}", amount=yuan(overview.repaid)),) if month.due or others else ()
    return (left, *repaid, *((t("of it for other months {amount}", amount=yuan(others)),) if others else ()))


def next_bill(bill: Bill | None, session: Session) -> tuple[str, ...]:
    """The bill to pay next, and how long there is."""
    t = session.language
    if bill is None:
        return (t.t("nothing is owed"),)
    name, owed = t.words(bill.channel.short), yuan(bill.outstanding)
    return (t.t("pay {channel} {amount}", channel=name, amount=owed), time_left(bill, session.now(), t))


def unseen_of(bill: Bill | None, session: Session) -> tuple[str, ...]:
    """What of the bill was paid that the app does not show yet, so that nobody pays it twice."""
    said = not_shown(bill, session.language) if bill is not None else ""
    return (said,) if said else ()


def bars(overview: Overview) -> str:
    """What falls due in each of the months, as bars."""
    most = max(each.due for each in overview.months) or 1
    return "".join(BARS[each.due * (len(BARS) - 1) // most] for each in overview.months)
