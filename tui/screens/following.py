"""Pages over the main screen that follow the ledger, which another terminal may change while they are open."""

from typing import Any, cast

from textual.screen import Screen

from tui.commands.host import Host
from tui.widgets.calm import Result
from tui.widgets.page import Helped


class FollowingPage(Helped[Result]):
    """It takes what the ledger says whenever the main screen takes it."""

    to_read = True

    def __init__(self, host: Host) -> None:
        super().__init__(host.session)
        self._host = host

    def on_mount(self) -> None:
        self.watch(cast("Screen[Any]", self._host), "proportion", self.take, init=False)

    def take(self) -> None:
        """Show what the ledger says now."""
        raise NotImplementedError
