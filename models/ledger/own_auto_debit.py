"""What held of an order's own auto-debit before somebody said otherwise: a debit of that time was by it."""

from datetime import date

import msgspec

from models.channels.rules import Switch


class OwnAutoDebit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What held up to the day `until`, on which something else was said.

    `auto_debit`: None where the order had none of its own, so that its account's held.
    """

    until: date
    auto_debit: Switch | None = None
    pay_account: str = ""
