"""Pages over the main screen that follow the ledger, which another terminal may change while they are open."""

from collections.abc import Callable
from typing import Any, cast

from textual.screen import Screen

from tui.commands.host import Host


def follow(page: Screen[Any], host: Host, take: Callable[[], None]) -> None:
    """Have the page `take` what the ledger says now whenever the main screen takes it."""
    page.watch(cast("Screen[Any]", host), "proportion", take, init=False)
