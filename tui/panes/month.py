"""The month in figures, under the orders; and the same in one line for small screens."""

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from models.bill import Bill
from models.money import yuan
from models.overview import Overview
from tui.cells import cut
from tui.panes.pane import Pane
from tui.present import time_left
from tui.session import Session

BARS = "▁▂▃▄▅▆▇█"


class MonthPane(Pane):
    """Due, repaid and overdue; the next bill; the coming six months."""

    overview: reactive[Overview | None] = reactive(None, init=False)

    def compose(self) -> ComposeResult:
        yield Static(id="month-text")

    def watch_overview(self) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        overview, t = self.overview, self.session.tongue
        if overview is None:
            return
        self.entitle(t.t("This month"))
        months = " ".join(f"{each.first:%m} {yuan(each.due - each.paid)}" for each in overview.months[:2])
        lines = [
            figures(overview, self.session),
            next_bill(overview.next, self.session),
            f"{bars(overview)} {t.t('6 months')} · {months}",
        ]
        width = self.content_region.width
        self.query_one("#month-text", Static).update(Content("\n".join(cut(line, width) for line in lines)))


class SummaryLine(Static):
    """One line for screens that show one pane at a time."""

    overview: reactive[Overview | None] = reactive(None, init=False)

    def __init__(self, session: Session) -> None:
        super().__init__(id="summary")
        self.session = session

    def watch_overview(self) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        if self.overview is not None:
            text = f"{next_bill(self.overview.next, self.session)} · {figures(self.overview, self.session)}"
            self.update(Content(cut(text, self.content_region.width)))


def figures(overview: Overview, session: Session) -> str:
    """`overdue ¥0.00  due ¥1,020.40  repaid ¥408.00`, of this month's bills."""
    t = session.tongue.t
    return "  ".join(
        (
            t("overdue {amount}", amount=yuan(overview.overdue)),
            t("due {amount}", amount=yuan(overview.month.due)),
            t("repaid {amount}", amount=yuan(overview.month.paid)),
        )
    )


def next_bill(bill: Bill | None, session: Session) -> str:
    """The bill to pay next, and how long there is."""
    t = session.tongue
    if bill is None:
        return t.t("nothing is owed")
    return t.t(
        "next: {channel} {amount} · {due} · {left}",
        channel=t.words(bill.channel.short),
        amount=yuan(bill.outstanding),
        due=f"{bill.due:%m-%d}",
        left=time_left(bill, session.now(), t),
    )


def bars(overview: Overview) -> str:
    """What falls due in each of the months, as bars."""
    most = max(each.due for each in overview.months) or 1
    return "".join(BARS[each.due * (len(BARS) - 1) // most] for each in overview.months)
