"""Bring the catalogues up to date: `python -m tests.tools.catalogues`.

Extracts the sentences from the code, keeps what is translated, and compiles the `.mo` files that the app reads.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "tui" / "locale"
KEYWORDS = {"msg": None, "Problem": None, "t": None, "N_": None}
LANGUAGES = ("en", "zh_CN")


def template() -> Catalog:
    """Every sentence of the code, with the files it stands in."""
    catalog = Catalog(project="fenqi", charset="utf-8", fuzzy=False)
    for package in ("models", "tui"):
        for file, _line, sentence, _comments, _context in extract_from_dir(
            ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            text = sentence if isinstance(sentence, str) else sentence[0]
            if text:
                catalog.add(text, locations=[(f"{package}/{file}", 1)])
    return catalog


def catalogue(language: str) -> Catalog:
    """A language's catalogue with exactly the code's sentences; English ones are their own ids."""
    old = Catalog(locale=language)
    path = LOCALE / language / "LC_MESSAGES" / "fenqi.po"
    if path.exists():
        old = read_po(io.BytesIO(path.read_bytes()), locale=language)
    new = Catalog(locale=language, project="fenqi", charset="utf-8", fuzzy=False)
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
