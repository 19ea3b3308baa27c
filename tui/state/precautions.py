"""The page of precautions: what is listed, and what it may have done."""

from typing import Protocol

import msgspec

from models.actions.precautions import PrecautionAct, Row
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger


class PrecautionList(msgspec.Struct, frozen=True):
    """All precautions, with what they are of."""

    rows: tuple[Row, ...]
    ledger: Ledger
    channels: Catalogue


class Acts(Protocol):
    """What the page has done, by whoever opened it: it writes nothing itself."""

    def listed(self) -> PrecautionList:
        """All precautions as they are now."""

    def act(self, ident: str, act: PrecautionAct) -> bool:
        """Do that to one of them; whether it was done."""

    def take_back(self) -> bool:
        """Undo the last action; whether there was one."""

    def said(self) -> str:
        """What there is to say of what was done last; "" for nothing."""


def switched(row: Row) -> PrecautionAct:
    """What switches a precaution off, or on again."""
    return PrecautionAct.ON if row.off else PrecautionAct.OFF
