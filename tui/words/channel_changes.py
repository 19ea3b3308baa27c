"""What another terminal changed of the user's own rules for a channel, in one line."""

from collections.abc import Mapping

import msgspec

from models.channels.channel import Catalogue
from models.channels.effective import as_now, usual
from models.channels.override import ChannelOverride
from models.channels.typed_rules import override_texts
from tui.run.language import Language
from tui.words.channel_labels import OWN, RULES, text_said, usual_said
from tui.words.method_names import MethodNames
from tui.words.punctuation import listed


def changes(
    before: ChannelOverride | None, after: ChannelOverride | None, catalogue: Catalogue, language: Language
) -> str:
    """Each field that differs, as it was and as it is: `due day 10 → 20`. What is not said is the catalogue's."""
    old, new = _texts(before), _texts(after)
    own = after or before
    base = usual(catalogue, own) if own else None
    methods = MethodNames(base, catalogue, language)
    labels = {field: language.say(label) for field, (label, _) in {**OWN, **RULES}.items()}

    def value(texts: Mapping[str, str], field: str) -> str:
        said = text_said(field, texts[field], methods, language) if texts.get(field) else ""
        return said or usual_said(base, field, language) or "—"

    said = (
        f"{labels.get(field, field)} {value(old, field)} → {value(new, field)}"
        for field in {**labels, **old, **new}
        if old.get(field) != new.get(field)
    )
    return listed(said, language)


def _texts(own: ChannelOverride | None) -> dict[str, str]:
    """What the override sets, by field; what the form has no field for, as it stands in the file."""
    if own is None:
        return {}
    values, texts = as_now(own.values), override_texts(own.values)
    known = {field.split(".")[0] for field in texts}
    return texts | {key: msgspec.json.encode(value).decode() for key, value in values.items() if key not in known}
