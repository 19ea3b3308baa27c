"""The pages of files name every field of every table: `python -m tests.tools.file_tables` writes these lists.

Only the third cell of a row is written, out of the records. The others, and which row stands where, are by hand.
"""

from pathlib import Path

from models.store.records import TABLES

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "files.md", ROOT / "docs" / "zh-CN" / "files.md")
CELLS = 5
"""Those of a row of that table. No other on the page has as many."""


def fields_of(table: str) -> list[str]:
    """The fields of a table's records but for `id`, which is the key."""
    return [field for field in TABLES[table].__struct_fields__ if field != "id"]


def table_in(line: str) -> str:
    """The table that this line of a page is the row of, or ""."""
    first, *rest = [cell.strip() for cell in line.split("|")[1:-1]] or [""]
    name = first.strip("`")
    return name if len(rest) == CELLS - 1 and name in TABLES else ""


def page(text: str) -> str:
    """The page with the fields that there are."""
    return "".join(map(_line, text.splitlines(keepends=True)))


def _line(line: str) -> str:
    table = table_in(line)
    if not table:
        return line
    before, after = line.split("|")[:3], line.split("|")[4:]
    return "|".join((*before, " " + " ".join(f"`{field}`" for field in fields_of(table)) + " ", *after))


def main() -> None:
    """Write both pages."""
    for path in PAGES:
        path.write_text(page(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
