"""Bring the catalogues up to date: `python -m tests.tools.catalogues`.

Extracts the sentences from the code, keeps what is translated, and compiles the `.mo` files that the app reads; and
compiles the catalogue of channels.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from models.channel_file import COMPILED, SOURCE, compiled

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "tui" / "locale"
MARKS = {"msg", "Problem", "t", "N_"}
"""The functions whose first argument is a sentence."""
LANGUAGES = ("en", "zh_CN")


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


def template() -> Catalog:
    """Every sentence of the code, with the files it stands in."""
    catalog = Catalog(project="fenqi", charset="utf-8", fuzzy=False)
    for file in sources():
        for sentence in marked(file.read_text("utf-8")):
            if isinstance(sentence, ast.Constant) and sentence.value:
                catalog.add(sentence.value, locations=[(file.relative_to(ROOT).as_posix(), 1)])
    return catalog


def catalogue(language: str) -> Catalog:
    """A language's catalogue with exactly the code's sentences; English ones are their own ids."""
    old = Catalog(locale=language)
    path = LOCALE / language / "LC_MESSAGES" / "fenqi.po"
    if path.exists():
        old = read_po(io.BytesIO(path.read_bytes()), locale=language)
    new = Timeless(locale=language, project="fenqi", charset="utf-8", fuzzy=False)
    for sentence in template():
        if sentence.id:
            known = old.get(sentence.id)
            text = sentence.id if language == "en" else (known.string if known else "")
            new.add(sentence.id, text, locations=sorted({(file, None) for file, _ in sentence.locations}))
    return new


def rendered(catalog: Catalog) -> tuple[bytes, bytes]:
    """The bytes of the `.po` and the `.mo` file."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, sort_output=True, omit_header=True, width=120)
    write_mo(mo, catalog)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return header.encode() + po.getvalue(), mo.getvalue()


def main() -> None:
    COMPILED.write_bytes(compiled(SOURCE.read_bytes()))
    for language in LANGUAGES:
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalog = catalogue(language)
        po, mo = rendered(catalog)
        (folder / "fenqi.po").write_bytes(po)
        (folder / "fenqi.mo").write_bytes(mo)
        missing = [entry.id for entry in catalog if entry.id and not entry.string]
        print(f"{language}: {len(catalog)} sentences, {len(missing)} not translated")


if __name__ == "__main__":
    main()
