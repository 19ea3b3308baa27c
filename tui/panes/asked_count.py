"""How many questions were asked, and whether what comes late was said of the one that stands."""

from time import monotonic

from textual.message import Message


class AskedCount:
    """`number`: how many were asked until this one; one whose sentences changed is another."""

    def __init__(self) -> None:
        self.number = 0
        self._since = 0.0  # when it was asked, by the clock of messages

    def another(self) -> None:
        """Another one is asked."""
        self.number += 1
        self._since = monotonic()

    def is_of(self, said: Message) -> bool:
        """Whether that was said of the question that stands: a busy app handles it after the next one was asked."""
        return said.time >= self._since
