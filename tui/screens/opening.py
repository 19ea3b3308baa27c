"""The screen under the pages: which one is opened over it, and what it leaves. A page loads when it is asked for."""

from typing import TYPE_CHECKING, cast

from tui.commands import COMMANDS
from tui.commands.command import hindered
from tui.run.session import Session
from tui.screens.framed import FramedScreen
from tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from models.bills.payoff_turns import Spare
    from tui.commands.host import Host


class OpeningScreen(FramedScreen):
    """Opens the pages that are no form."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._spare: Spare | None = None

    @property
    def _host(self) -> "Host":
        return cast("Host", self)

    def show_help(self) -> None:
        """Show the help page; over a page, with the keys of that one first."""
        from tui.screens.help import HelpScreen  # a page loads when it is first asked for

        page = self.app.screen
        keys = [] if page is self else [each for bar in page.query(KeyBar) for each in bar.shown]
        self.app.push_screen(HelpScreen(self.session, hindered(COMMANDS, self._host), keys))

    def show_channels(self, chosen: str = "") -> None:
        """Show the channels' rules, beginning with that channel, or that of the order under the cursor."""
        from tui.screens.channels import ChannelsScreen

        order = self.detail.order
        self.app.push_screen(ChannelsScreen(self._host, chosen or (order.account_id if order else "")))

    def show_payoff(self) -> None:
        """Show which orders to settle early first; what there is to spare is known until fenqi is left."""
        from tui.screens.payoff import PayoffScreen

        def keep(spare: "Spare | None") -> None:
            self._spare = spare or self._spare

        self.app.push_screen(PayoffScreen(self._host, self._spare), keep)

    def show_looking_back(self) -> None:
        """Show what was repaid so far."""
        from tui.screens.looking_back import LookingBackScreen

        self.app.push_screen(LookingBackScreen(self._host))

    def show_agenda(self) -> None:
        """Show the coming months."""
        from tui.screens.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(self._host))

    def show_palette(self) -> None:
        """Show what one can go to or do, to find by name."""
        self.app.action_command_palette()
