"""Every socket that this process opens, heard of through the interpreter's audit events."""

import socket
import sys
from typing import Any

EVENTS = ("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.")


def heard() -> list[str]:
    """A list that grows with every use of the network from now on.

    asyncio wakes its loop through a pair of sockets that are connected to each other and to nothing else. They are
    of the family AF_UNIX and no event but their making is heard of: a socket to somewhere needs connect or bind.
    """
    found: list[str] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__" and arguments[1] in {socket.AF_UNIX, -1}:
            return
        if event.startswith(EVENTS):
            found.append(f"{event} {arguments[1:]!r}")

    sys.addaudithook(hear)
    return found
