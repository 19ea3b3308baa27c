"""What one run of fenqi works with: the file, the clock, the language and the settings."""

import os
from datetime import date
from pathlib import Path

import msgspec
import pendulum
from pendulum import DateTime
from platformdirs import user_config_path, user_data_path

from models.bills.overview import HOME_ZONE
from models.bills.status import Moment
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.store import Snapshot, Store
from models.values.dates import today
from models.values.message import Message, Problem
from tui.run.clock import Clock, clock
from tui.run.config import THEMES, Config, read_config
from tui.run.language import Language, guess, language_of
from tui.run.surface import Surface, surface
from tui.run.theme import theme_for


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The surroundings of one run; `zone` is the viewer's time zone, `demo` says that the file is thrown away.

    `elsewhere` is the command that opens the demo's file in another terminal; "" where there is none to say.
    `scene` says of which mistake the demo is a scene, and what leads to it.
    `restricted`: no file is opened that the user names inside the app, nor by a subcommand. `named`: the ledger's file
    was named by the command line or the environment.
    """

    store: Store
    clock: Clock
    language: Language
    config: Config
    catalogue: Catalogue
    zone: str
    surface: Surface = Surface()
    theme: str = THEMES[0]
    demo: bool = False
    elsewhere: str = ""
    scene: Message | None = None
    restricted: bool = False
    named: bool = False

    def load(self) -> Snapshot:
        """What the ledger's file holds, for a question that changes nothing.

        Nothing where there is none yet; but Problem where that file was named, or was there once: neither a slip nor a
        loss must look like no debts.
        """
        snapshot = self.store.load()
        if self.store.exists():
            return snapshot
        if self.store.backups():
            raise Problem(
                "the ledger {path} is gone, but there are backups of it: `fenqi restore` lists them",
                path=str(self.store.path),
            )
        if self.named:
            raise Problem("there is no ledger at {path}; is its name right?", path=str(self.store.path))
        return snapshot

    def now(self) -> DateTime:
        """The current instant."""
        return self.clock()

    def today(self) -> date:
        """The day at the institutions, where it is none's own that counts."""
        return today(self.now(), HOME_ZONE)

    def moment(self) -> Moment:
        """Now, and how far ahead is soon."""
        return Moment(self.now(), self.config.warning_days)


def open_session(
    *,
    db: Path | None = None,
    language: str | None = None,
    theme: str | None = None,
    now: str | None = None,
    demo: bool = False,
) -> Session:
    """The session that the command line and the environment ask for; Problem for a wrong `now`."""
    config = read_config(config_path())
    screen = surface(os.environ)
    return Session(
        store=Store(db or default_db()),
        clock=clock(now),
        language=language_of(guess(language, config.language, None if screen.chinese else "en")),
        config=config,
        catalogue=builtin(),
        zone=config.timezone or local_zone(),
        surface=screen,
        theme=theme_for(theme, config.theme, screen.colours),
        demo=demo,
        named=bool(db or os.environ.get("FENQI_DB")),
    )


def config_path() -> Path:
    """`config.toml` in the XDG config directory."""
    return user_config_path("fenqi") / "config.toml"


def default_db() -> Path:
    """`$FENQI_DB`, or `ledger.json` in the XDG data directory."""
    return Path(os.environ.get("FENQI_DB") or user_data_path("fenqi") / "ledger.json")


def local_zone() -> str:
    """The host's zone; UTC where it has none that is known."""
    try:
        return (pendulum.now().timezone_name or "UTC").removeprefix("Etc/")
    except Exception:  # a broken TZ or /etc/localtime raises all kinds of errors
        return "UTC"
