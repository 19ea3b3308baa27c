"""Bring the catalogues up to date: `python -m tests.tools.catalogues`.

Extracts the sentences from the code, keeps what is translated, and compiles the `.mo` files that the app reads; and
compiles the catalogue of channels. English is the language of the code and has no catalogue.

The `.po` file has the sentences in the order of the code. One that was changed is known by its likeness to the old one.
It keeps the translation, marked `fuzzy` until somebody has read it: correct it in the `.po` file and take the mark off.
One that has quite other words now keeps the translation of its place, marked `by-place`, too: nobody is shown it until
both marks are taken off. `python -m tests.tools.catalogues --marked` names the marked ones.
"""

import ast
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
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
WORDS = re.compile(r"\{\w+|\w+")
ALIKE = 0.6
"""From which ratio on (of difflib, 0 to 1) a new sentence counts as an old one that was changed."""
BESIDE, MOVED = 0.25, 0.35
"""From which share of words on it does, too: beside the same sentence as the old one, and anywhere."""
PLACE = "by-place"
"""The mark, next to `fuzzy`, of a translation that only stands in the right place. People are not shown it."""


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
    placed = by_place(list(known), sentences, before)
    new = Timeless(locale=language, project="fenqi", charset="utf-8", fuzzy=False)
    for sentence in sentences:
        entry = known.get((before | placed).get(sentence, sentence))
        marks = entry.flags & {"fuzzy", PLACE} if entry and entry.fuzzy else set()
        if sentence in before or sentence in placed:
            marks |= {"fuzzy", PLACE} if sentence in placed else {"fuzzy"}
        new.add(sentence, entry.string if entry else "", flags=marks)
    return new


def changed(old: list[str], new: list[str]) -> dict[str, str]:
    """What each new sentence was before, where it is an old one that was changed. Both lists are in the code's order.

    First go together those that are alike letter by letter, the most alike ahead of the others; then those that share
    words, where fewer are enough of two that stand beside the same sentence. What shares too few is new.
    """
    both = set(old) & set(new)
    fresh, gone = [each for each in new if each not in both], [each for each in old if each not in both]
    before = _best((_ratio(each, was), each, was) for was in gone for each in fresh)
    here, there = (_neighbours(gaps) for gaps in _gaps(old, new, before))
    found = ((each, was, shared(each, was)) for each in here for was in there)
    return before | _best(
        (share, each, was)
        for each, was, share in found
        if share >= (BESIDE if set(enumerate(here[each])) & set(enumerate(there[was])) else MOVED)
    )


def by_place(old: list[str], new: list[str], before: dict[str, str]) -> dict[str, str]:
    """What each new sentence may have been before: the old one in its place, where they share too few words.

    Where more or fewer stand in a place than did, nobody knows which of them is which. Where only one neighbour is the
    same (the other is gone, or was said earlier somewhere else), those go together that are as far from it.
    """
    here, there = _gaps(old, new, before)
    pairs = list[tuple[str, str]]()
    for place in here.keys() & there.keys():
        new_ones, old_ones = here.pop(place), there.pop(place)
        if len(new_ones) == len(old_ones):
            pairs += zip(new_ones, old_ones, strict=True)
    for side, step in ((0, 1), (1, -1)):
        places = {place[side]: place for place in there}
        for place in [each for each in here if each[side] in places]:
            pairs += zip(here.pop(place)[::step], there.pop(places[place[side]])[::step], strict=False)
    return dict(pairs)


def _best(pairs: Iterable[tuple[float, str, str]]) -> dict[str, str]:
    """Each fresh sentence with the one of the gone that it is most like; those that are not alike at all score 0."""
    found: dict[str, str] = {}
    taken = set[str]()
    for _, each, was in sorted((pair for pair in pairs if pair[0]), reverse=True):
        if each not in found and was not in taken:
            found[each] = was
            taken.add(was)
    return found


def _ratio(each: str, was: str) -> float:
    """How alike they are letter by letter, or 0."""
    compared = SequenceMatcher(a=each, b=was)
    likely = compared.real_quick_ratio() >= ALIKE and compared.quick_ratio() >= ALIKE
    return ratio if likely and (ratio := compared.ratio()) >= ALIKE else 0


def shared(each: str, was: str) -> float:
    """The share of the words that both have, 0 to 1, in letters: short words are everywhere and count for little."""
    one, other = (Counter(WORDS.findall(sentence.lower())) for sentence in (each, was))
    letters = sum(map(len, one.elements())) + sum(map(len, other.elements()))
    return 2 * sum(map(len, (one & other).elements())) / letters if letters else 0


Gaps = dict[tuple[str, str], list[str]]
"""The sentences that are not known, by the known ones before and behind them; "" is the beginning and the end."""


def _gaps(old: list[str], new: list[str], before: dict[str, str]) -> tuple[Gaps, Gaps]:
    """The gaps of the new and of the old sentences, where these are known to have been others before."""
    now, known = {was: each for each, was in before.items()}, set(old) & set(new) | before.keys()
    return _between(new, known), _between([now.get(each, each) for each in old], known)


def _neighbours(gaps: Gaps) -> dict[str, tuple[str, str]]:
    return {each: place for place, ones in gaps.items() for each in ones}


def _between(sentences: list[str], known: set[str]) -> Gaps:
    found: Gaps = {}
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
    """The bytes of the `.po` and the `.mo` file. A marked translation is better than none, if it says much the same."""
    po, mo, said = io.BytesIO(), io.BytesIO(), Timeless(locale=catalog.locale, project="fenqi", fuzzy=False)
    write_po(po, catalog, omit_header=True, width=120)
    for entry in catalog:
        if entry.id and PLACE not in entry.flags:
            said.add(entry.id, entry.string, flags=entry.flags)
    write_mo(mo, said, use_fuzzy=True)
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
