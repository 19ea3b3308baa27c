"""Bring the catalogues up to date: `python -m tests.tools.catalogues`.

Extracts the sentences from the code, keeps what is translated, and compiles the `.mo` files that the app reads; and
compiles the catalogue of channels. English is the language of the code and has no catalogue.

The `.po` file has the sentences in the order of the code. One that was changed is known by its likeness to the old one,
or by the sentences beside it. It keeps the translation, marked `fuzzy` until somebody has read it: correct it in the
`.po` file and take the mark off. `python -m tests.tools.catalogues --marked` names the marked ones.
"""

import ast
import io
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
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
    """What is marked as a sentence in a module, in its order. The syntax tree shows what is in an f-string, too."""
    for node in _in_order(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS:
                yield node.args[0]


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """The node, and each part of it before its next neighbour."""
    yield node
    for part in ast.iter_child_nodes(node):
        yield from _in_order(part)


def sources() -> list[Path]:
    """The modules that people get to read something from."""
    return sorted(file for package in ("models", "tui") for file in (ROOT / package).rglob("*.py"))


def template() -> list[str]:
    """Every sentence of the code, once, where it stands first."""
    found = (sentence for file in sources() for sentence in marked(file.read_text("utf-8")))
    return list(dict.fromkeys(each.value for each in found if isinstance(each, ast.Constant) and each.value))


def kept(language: str) -> Catalog:
    """A language's catalogue as it is in the repository."""
    path = LOCALE / language / "LC_MESSAGES" / "fenqi.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)


def updated(sentences: list[str], old: Catalog, language: str) -> Catalog:
    """A catalogue with exactly these sentences; the translation of one that was changed is kept, marked."""
    known = {entry.id: entry for entry in old if entry.id and entry.string}
    before = changed(list(known), sentences)
    new = Timeless(locale=language, project="fenqi", charset="utf-8", fuzzy=False)
    for sentence in sentences:
        entry = known.get(before.get(sentence, sentence))
        marked_as = {"fuzzy"} if entry and (entry.fuzzy or sentence in before) else ()
        new.add(sentence, entry.string if entry else "", flags=marked_as)
    return new


def changed(old: list[str], new: list[str]) -> dict[str, str]:
    """What each new sentence was before, where it is an old one that was changed. Both lists are in the code's order.

    First go together those that are alike, the most alike ahead of the others; then those between the same neighbours.
    Where more or fewer stand there than did, nobody knows which of them is which. Where only one neighbour is the same
    (the other is gone, or was said earlier somewhere else), those go together that are as far from it.
    """
    both = set(old) & set(new)
    before = _alike([each for each in new if each not in both], [each for each in old if each not in both])
    now, known = {was: each for each, was in before.items()}, both | before.keys()
    here, there = _between(new, known), _between([now.get(each, each) for each in old], known)
    for place in here.keys() & there.keys():
        new_ones, old_ones = here.pop(place), there.pop(place)
        if len(new_ones) == len(old_ones):
            before |= zip(new_ones, old_ones, strict=True)
    for side, step in ((0, 1), (1, -1)):
        places = {place[side]: place for place in there}
        for place in [each for each in here if each[side] in places]:
            before |= zip(here.pop(place)[::step], there.pop(places[place[side]])[::step], strict=False)
    return before


def _alike(fresh: list[str], gone: list[str]) -> dict[str, str]:
    """Each fresh sentence with the one of the gone that it is most like, where they are alike at all."""
    pairs = []
    for was in gone:
        compared = SequenceMatcher(b=was)
        for each in fresh:
            compared.set_seq1(each)
            if compared.quick_ratio() >= ALIKE and compared.ratio() >= ALIKE:
                pairs.append((compared.ratio(), each, was))
    found: dict[str, str] = {}
    for _, each, was in sorted(pairs, reverse=True):
        if each not in found and was not in found.values():
            found[each] = was
    return found


def _between(sentences: list[str], known: set[str]) -> dict[tuple[str, str], list[str]]:
    """The sentences that are not known, by the known ones before and behind them; "" is the beginning and the end."""
    found: dict[tuple[str, str], list[str]] = {}
    ahead, unknown = "", list[str]()
    for each in (*sentences, ""):
        if each and each not in known:
            unknown.append(each)
            continue
        if unknown:
            found[ahead, each] = unknown
        ahead, unknown = each, []
    return found


def catalogue(language: str) -> Catalog:
    """A language's catalogue with exactly the code's sentences."""
    return updated(template(), kept(language), language)


def awaiting(catalog: Catalog) -> list[str]:
    """The sentences whose translation nobody has read since they were changed."""
    return [entry.id for entry in catalog if entry.id and entry.fuzzy]


def rendered(catalog: Catalog) -> tuple[bytes, bytes]:
    """The bytes of the `.po` and the `.mo` file. A marked translation is still better than none."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, omit_header=True, width=120)
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
