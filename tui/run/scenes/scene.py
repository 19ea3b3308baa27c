"""A scene: a ledger in which one mistake is about to be made, and the keys that lead to the moment."""

from collections.abc import Callable, Iterator
from datetime import datetime, time

import pendulum
from msgspec import Struct
from msgspec.structs import replace

from models.bills.overview import HOME_ZONE
from models.channels.channel import LANGUAGES
from models.values.message import Message, Words, msg
from tui.run.clock import begun_at
from tui.run.demo import LedgerMaker
from tui.run.language import language_of
from tui.run.session import Session

KEYS = {"enter": "⏎", "down": "↓", "tab": "tab", "ctrl+s": "ctrl+s"}
"""The keys that have a name, and how it is said; what else is pressed is a text to type."""


class Scene(Struct, frozen=True, kw_only=True):
    """How a mistake is met: the ledger is `made` at an instant, and `keys` (a key, or a text to type) lead to it.

    Where the `hour` counts, the scene's clock begins at that hour of today in the institutions' zone and goes on from
    there. `zone` is the viewer's where that counts. `twice`: the keys are to be pressed in another terminal as well.
    `statement` is one that lies beside the ledger, as of that instant.
    """

    mistake: Message
    made: LedgerMaker
    keys: tuple[str, ...] = ()
    hour: time | None = None
    zone: str = ""
    twice: bool = False
    statement: Callable[[datetime], bytes] | None = None
    row: int = 0

    def pressed(self) -> Iterator[str]:
        """The keys one by one."""
        for each in self.keys:
            yield from (each,) if each in KEYS else each

    def by_its_clock(self, session: Session) -> Session:
        """The session with the clock and the zone of the scene."""
        own, zone = session.clock, self.zone or session.zone
        if self.hour is None:
            return replace(session, zone=zone)
        here = own().in_timezone(HOME_ZONE)
        start = here.at(self.hour.hour, self.hour.minute)
        return replace(session, zone=zone, clock=begun_at(start.in_timezone(pendulum.UTC), own))

    def explained(self, session: Session) -> Session:
        """The session that says which scene it is, and what leads to the mistake."""
        said = msg("scene {row}: {mistake}", row=self.row, mistake=_words(self.mistake))
        if self.keys:
            keys = " ".join(KEYS.get(each, each) for each in self.keys)
            said = msg("{scene}. Press: {keys}", scene=_words(said), keys=keys)
        if self.twice:
            said = msg(
                "{scene}, and the same in another terminal: {command}", scene=_words(said), command=session.elsewhere
            )
        if self.hour is not None:
            zones = dict.fromkeys((HOME_ZONE, self.zone or HOME_ZONE))
            at = " = ".join(f"{session.now().in_timezone(zone):%m-%d %H:%M} {zone}" for zone in zones)
            said = msg("{scene}. The clock of this scene began at {time}", scene=_words(said), time=at)
        return replace(session, scene=said)


def _words(message: Message) -> Words:
    return {code: language_of(code).say(message) for code in LANGUAGES}
