"""Text measured in terminal cells: a Chinese character takes two."""

from rich.cells import cell_len, set_cell_size

from models.text import clean


def fit(text: str, width: int) -> str:
    """`text`, cleaned, cut to `width` cells with `…` or filled up with spaces."""
    text = clean(text)
    if cell_len(text) > width:
        text = cut(text, width)
    return text + " " * (width - cell_len(text))


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is cut off is marked with `…`."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def right(text: str, width: int) -> str:
    """`text` at the right end of `width` cells. Amounts and dates stand here: they are never cut."""
    return " " * (width - cell_len(text)) + text


def columns(rows: list[list[str]], numeric: frozenset[int]) -> list[str]:
    """Rows as aligned lines; the columns in `numeric` stand to the right."""
    widths = [max(cell_len(row[index]) for row in rows) for index in range(len(rows[0]))] if rows else []
    return [
        "  ".join(
            right(cell, width) if index in numeric else cell + " " * (width - cell_len(cell))
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
