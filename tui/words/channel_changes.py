"""What another terminal changed of the user's own word on a channel, in one line."""

import msgspec

from models.channels.channel import Catalogue
from models.channels.effective import as_now
from models.channels.override import Override
from models.channels.typed_rules import channel_texts, override_texts
from tui.run.language import Tongue
from tui.words.channel_labels import CHOICES, OWN, RULES


def changes(before: Override | None, after: Override | None, catalogue: Catalogue, tongue: Tongue) -> str:
    """Each field that differs, as it was and as it is: `due day 10 → 20`. What is not said is the catalogue's."""
    old, new = _texts(before), _texts(after)
    word = after or before
    base = (catalogue.get(word.id) or catalogue.get(word.base)) if word else None
    usual = channel_texts(base) if base else {}
    labels = {field: tongue.say(label) for field, (label, _) in {**OWN, **RULES}.items()}
    return ", ".join(
        f"{labels.get(field, field)} {_value(field, old.get(field) or usual.get(field), tongue)}"
        f" → {_value(field, new.get(field) or usual.get(field), tongue)}"
        for field in {**labels, **old, **new}
        if old.get(field) != new.get(field)
    )


def _texts(word: Override | None) -> dict[str, str]:
    """What the word says by field, and as it stands in the file what the form has no field for."""
    if word is None:
        return {}
    values, texts = as_now(word.values), override_texts(word.values)
    known = {field.split(".")[0] for field in texts}
    return texts | {key: msgspec.json.encode(value).decode() for key, value in values.items() if key not in known}


def _value(field: str, text: str | None, tongue: Tongue) -> str:
    words = CHOICES.get(field, {}).get(text or "")
    return tongue.say(words) if words else text or "—"
