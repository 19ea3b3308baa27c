"""Bills that the institution put off to the next due date (延期还款)."""

import msgspec

from models.values.dates import Instant


class Deferral(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The bill `id` was deferred to the bill `to` of the same account."""

    id: str
    to: str
    at: Instant
