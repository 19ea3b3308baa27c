"""What is ahead, on the main screen: the coming months under the list, or with one of them by its days below all."""

from collections.abc import Sequence
from datetime import date

from models.bills.agenda import Agenda
from models.channels.channel import Catalogue
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.terminal.themes import COLOURLESS
from tui.widgets.drawn_page import DrawnPage
from tui.words.agenda_page import AgendaPage
from tui.words.ahead_boxes import DAYS, MONTHS, days_framed, months_framed

LATE_IN_THE_MONTH = 15
"""After this day of the month the next one is the coming one."""


class AheadPane(DrawnPage):
    """Frames drawn as text. It is painted again only where what is ahead has changed, and not when the cursor moves."""

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.session = session

    def foresee(self, found: Agenda, channels: Catalogue) -> None:
        """Show what is ahead."""
        number = coming(found)
        run = found.balances[0] if found.balances else None
        letters = self.app.theme == COLOURLESS
        page = AgendaPage(found, number, None, run, channels, self.session.language, letters)

        def lines(width: int) -> Sequence[Cells]:
            height = self.size.height
            if width < MONTHS + DAYS:
                return list(months_framed(page, width, height))
            both = zip(months_framed(page, MONTHS, height), days_framed(page, DAYS, height), strict=True)
            return [(*one, *other) for one, other in both]

        self.show_text(lines)


def coming(found: Agenda) -> int:
    """The number of the month that is shown by its days: in which an account runs short first, else the coming one."""
    firsts = [each.first for each in found.months]
    short: list[date] = [each.on.replace(day=1) for each in found.short]
    if short:
        return firsts.index(short[0])
    return min(len(firsts) - 1, int(found.day.day > LATE_IN_THE_MONTH))
