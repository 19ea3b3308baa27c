"""Bills that got another date."""

import msgspec


class MovedBill(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The bill that had the id `id` has the id `to` now, and answers to both."""

    id: str
    to: str
