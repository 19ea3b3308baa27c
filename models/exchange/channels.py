"""The JSON of channels: their rules as text by field, as they are typed, and which of them are the user's own."""

from typing import Any

from models.actions.own_rules import own_fields, own_of, users
from models.channels.channel import Catalogue, Channel
from models.channels.typed_rules import FIELDS, channel_texts, override_texts
from models.ledger.ledger import Ledger
from models.values.message import Problem


def channel_json(ident: str, channel: Channel | Problem, ledger: Ledger, catalogue: Catalogue) -> dict[str, Any]:
    """One channel; a field of which nothing is known is null.

    `base`: what a channel of one's own began from. `own`: the fields that the user set. `users`: how many orders use
    it. Where the user's own rules will not do, `fields` are what they say. `apps` are all apps of the institution, of
    which the fields have the first.
    """
    own = own_of(ledger, catalogue, ident)
    texts = channel_texts(channel) if isinstance(channel, Channel) else override_texts(own.values)
    return {
        "id": ident,
        "base": own.base or None,
        "own": sorted(own_fields(own)),
        "users": users(ledger, ident),
        "apps": _apps(channel) if isinstance(channel, Channel) else [],
        "fields": {field: texts.get(field) for field in FIELDS},
    }


def _apps(channel: Channel) -> list[dict[str, str | None]]:
    """Where it is repaid: what each app is called, and the institution's own domain; null where that is not known."""
    return [{"name": each.name["zh_CN"], "domain": each.domain or None} for each in channel.apps]
