"""Several values in one sentence, with the commas and brackets of each language."""

from collections.abc import Iterable

from models.values.message import Words

COMMAS = {"zh_CN": "、", "en": ", "}
BRACKETS = {"zh_CN": "{name}（{more}）", "en": "{name} ({more})"}


def enumerated(texts: Iterable[str | Words]) -> Words:
    """`a, b` or `a、b`; empty where there is none."""
    found = [_words(each) for each in texts]
    return {language: comma.join(each[language] for each in found) for language, comma in COMMAS.items()}


def bracketed(name: str | Words, more: str | Words) -> Words:
    """`Huabei (huabei)` or `花呗（huabei）`."""
    first, second = _words(name), _words(more)
    return {language: form.format(name=first[language], more=second[language]) for language, form in BRACKETS.items()}


def _words(text: str | Words) -> Words:
    return dict.fromkeys(COMMAS, text) if isinstance(text, str) else text
