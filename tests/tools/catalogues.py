"""Bring the catalogues up to date: `python -m tests.tools.catalogues`.

Extracts the sentences from the code, keeps what is translated, and compiles the `.mo` files that the app reads; and
compiles the catalogue of channels. English is the language of the code and has no catalogue.

A sentence that was changed keeps the translation of the one that it was, marked `fuzzy` until somebody has read it:
correct it in the `.po` file and take the mark off. `python -m tests.tools.catalogues --marked` names the marked ones.
"""

import ast
import io
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from models.channels.builtin import COMPILED, SOURCE, compiled

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "tui" / "locale"
MARKS = {"msg", "Problem", "t", "N_"}
"""The functions whose first argument is a sentence."""
LANGUAGES = ("zh_CN",)
"""The languages that the sentences are translated to."""
ALIKE = 0.6
"""From which ratio on (of difflib, 0 to 1) a new sentence counts as an old one that was changed."""


class Timeless(Catalog):
    """A catalogue whose header has no date and no version: the same sentences always compile to the same bytes."""

    mime_headers = (("Content-Type", "text/plain; charset=utf-8"),)


def marked(source: str) -> Iterator[ast.expr]:
    """What is marked as a sentence in a module. The syntax tree also shows what stands inside an f-string."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS:
                yield node.args[0]


def sources() -> list[Path]:
    """The modules that people get to read something from."""
    return sorted(file for package in ("models", "tui") for file in (ROOT / package).rglob("*.py"))


def template() -> list[str]:
    """Every sentence of the code, once."""
    found = (sentence for file in sources() for sentence in marked(file.read_text("utf-8")))
    return sorted({each.value for each in found if isinstance(each, ast.Constant) and each.value})


def kept(language: str) -> Catalog:
    """A language's catalogue as it is in the repository."""
    path = LOCALE / language / "LC_MESSAGES" / "fenqi.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)


def updated(sentences: list[str], old: Catalog, language: str) -> Catalog:
    """A catalogue with exactly these sentences; the translation of one that was changed is kept, marked.

    A new sentence is taken for the old one that it is most like; where one is left of either, for that.
    """
    known = {entry.id: entry for entry in old if entry.id and entry.string}
    gone = [each for each in known if each not in set(sentences)]
    fresh = [each for each in sentences if each not in known]
    before: dict[str, str] = {}
    for sentence in fresh:
        for like in get_close_matches(sentence, gone, n=1, cutoff=ALIKE):
            before[sentence] = like
            gone.remove(like)
    left = [each for each in fresh if each not in before]
    if len(left) == len(gone) == 1:
        before[left[0]] = gone[0]
    new = Timeless(locale=language, project="fenqi", charset="utf-8", fuzzy=False)
    for sentence in sentences:
        entry = known.get(before.get(sentence, sentence))
        marked_as = {"fuzzy"} if entry and (entry.fuzzy or sentence in before) else ()
        new.add(sentence, entry.string if entry else "", flags=marked_as)
    return new


def catalogue(language: str) -> Catalog:
    """A language's catalogue with exactly the code's sentences."""
    return updated(template(), kept(language), language)


def awaiting(catalog: Catalog) -> list[str]:
    """The sentences whose translation nobody has read since they were changed."""
    return [entry.id for entry in catalog if entry.id and entry.fuzzy]


def rendered(catalog: Catalog) -> tuple[bytes, bytes]:
    """The bytes of the `.po` and the `.mo` file. A marked translation is still better than none."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, sort_output=True, omit_header=True, width=120)
    write_mo(mo, catalog, use_fuzzy=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return header.encode() + po.getvalue(), mo.getvalue()


def bring_up_to_date() -> None:
    """Write the catalogues, and say what is left to do."""
    COMPILED.write_bytes(compiled(SOURCE.read_bytes()))
    for language in LANGUAGES:
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalog = catalogue(language)
        po, mo = rendered(catalog)
        (folder / "fenqi.po").write_bytes(po)
        (folder / "fenqi.mo").write_bytes(mo)
        missing = [entry.id for entry in catalog if entry.id and not entry.string]
        print(f"{language}: {len(catalog)} sentences, {len(missing)} not translated, {len(awaiting(catalog))} marked")


def name_marked() -> None:
    """Name what awaits a reader."""
    for language in LANGUAGES:
        for sentence in awaiting(kept(language)):
            print(f"{language}: to be reviewed: {sentence}")


if __name__ == "__main__":
    name_marked() if "--marked" in sys.argv[1:] else bring_up_to_date()
