"""The month in figures, under the orders; and the same in one line for small screens."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from models.bills.bill import Bill
from models.bills.overview import Overview
from models.values.money import yuan
from tui.panes.pane import Pane
from tui.run.session import Session
from tui.words.present import not_shown, time_left

BARS = "▁▂▃▄▅▆▇█"


class MonthPane(Pane):
    """Due, repaid and overdue; the next bill; the coming six months."""

    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)

    def compose(self) -> ComposeResult:
        self.entitle(self.session.language.t("This month"))
        yield MonthText(self.session, "month-text").data_bind(MonthPane.overview)


class Figures(Widget):
    """Text made for the width that it is drawn in; it is drawn again only where it differs: days pass by themselves."""

    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.session = session
        self._drawn = ""

    def watch_overview(self) -> None:
        if self.text() != self._drawn:
            self.refresh()

    def render(self) -> Content:
        self._drawn = self.text()
        return Content(self._drawn)

    def text(self) -> str:
        """What to show in the widget's width."""
        return self._text(self.overview) if self.overview else ""

    def _text(self, overview: Overview) -> str:
        raise NotImplementedError


class MonthText(Figures):
    """The month's three lines."""

    def _text(self, overview: Overview) -> str:
        t = self.session.language
        coming = [f"{each.first:%m} {yuan(each.due - each.paid)}" for each in overview.months[1:3]]
        lines = (
            (*overdue(overview, self.session), *of_month(overview, self.session)),
            next_bill(overview.next, self.session),
            (bars(overview), t.t("6 months"), *coming),
        )
        return "\n".join(fitting(line, self.content_size.width) for line in lines)


class SummaryLine(Figures):
    """One line for screens that show one pane at a time."""

    def _text(self, overview: Overview) -> str:
        session = self.session
        pieces = (
            *next_bill(overview.next, session),
            *overdue(overview, session),
            *unseen_of(overview.next, session),
            *of_month(overview, session),
        )
        return fitting(pieces, self.content_size.width)


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
    left = t("left this month {amount}", amount=yuan(month.due - month.paid)) if month.due else t("no bill this month")
    repaid = (t("repaid {amount}", amount=yuan(overview.repaid)),) if month.due or others else ()
    return (left, *repaid, *((t("of it for other months {amount}", amount=yuan(others)),) if others else ()))


def next_bill(bill: Bill | None, session: Session) -> tuple[str, ...]:
    """The bill to pay next, and how long there is."""
    t = session.language
    if bill is None:
        return (t.t("nothing is owed"),)
    name, owed = t.words(bill.channel.short), yuan(bill.outstanding)
    return (t.t("next: {channel} {amount}", channel=name, amount=owed), time_left(bill, session.now(), t))


def unseen_of(bill: Bill | None, session: Session) -> tuple[str, ...]:
    """What of the bill was paid that the app does not show yet, so that nobody pays it twice."""
    said = not_shown(bill, session.language) if bill is not None else ""
    return (said,) if said else ()


def bars(overview: Overview) -> str:
    """What falls due in each of the months, as bars."""
    most = max(each.due for each in overview.months) or 1
    return "".join(BARS[each.due * (len(BARS) - 1) // most] for each in overview.months)
