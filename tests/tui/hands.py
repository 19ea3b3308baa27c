"""A clock that a test moves, and a session that goes by it."""

from datetime import datetime
from pathlib import Path

import pendulum

from models.channels.channel import Catalogue
from models.store import Store
from tui.run.config import Config
from tui.run.language import language_of
from tui.run.session import Session


class Hands:
    """Stands at `now` until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> pendulum.DateTime:
        return pendulum.instance(self.now)


def session_at(
    hands: Hands, catalogue: Catalogue, *, language: str = "en", zone: str = "Asia/Shanghai", file: Path | None = None
) -> Session:
    """A session by that clock, with that catalogue; without a `file` there is none to open."""
    return Session(
        store=Store(file or Path("nowhere")),
        clock=hands,
        language=language_of(language),
        config=Config(),
        catalogue=catalogue,
        zone=zone,
    )
