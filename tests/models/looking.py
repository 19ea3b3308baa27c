"""What somebody did to a precaution, in a test."""

from datetime import datetime

from models.actions.precautions import PrecautionAct, acted
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger


def looked(of: Ledger, channels: Catalogue, ident: str, now: datetime, *, off: bool = False) -> Ledger:
    """With the precaution looked at, and shown again where it was not; or `off`: not to be shown any more."""
    return acted(of, channels, ident, PrecautionAct.OFF if off else PrecautionAct.DONE, now)
