"""Text measured in terminal cells: a Chinese character takes two."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from models.values.text import clean, harmless

Cells = tuple[tuple[str, str], ...]
"""A line, or what stands together on one, as (text, ink) pieces. An ink is one of `INKS`, or "" for plain."""


def fit(text: str, width: int) -> str:
    """`text`, cleaned, cut to `width` cells with `…` or filled up with spaces."""
    text = clean(text)
    if cell_len(text) > width:
        text = cut(text, width)
    return text + " " * (width - cell_len(text))


def line_len(line: Iterable[tuple[str, str]]) -> int:
    """How many cells a line takes, as `cell_len` says it of a text."""
    return sum(cell_len(text) for text, _ in line)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is cut off is marked with `…`."""
    return text if cell_len(text) <= width else shortened(text, width)


FIGURE = re.compile(r"¥?[\d,]*\d\.\d\d(?!\d)|\d{4}-\d\d(?:-\d\d)?|(?<![\d-])\d\d-\d\d(?![\d-])")
"""An amount or a date."""


def shortened(text: str, width: int) -> str:
    """A text that has no room, with the mark of it: nothing else of what is on a screen is ever cut.

    What is left has no part of an amount or of a date: it would be read as another one.
    """
    if width < 1:
        return ""
    end = len(set_cell_size(text, width - 1).rstrip())
    end = next((each.start() for each in FIGURE.finditer(text) if each.start() < end < each.end()), end)
    return text[:end].rstrip() + "…"


def cut_line(line: Cells, width: int) -> Cells:
    """The same of a line; the mark has the ink of what it stands for. Spaces at the end are no text."""
    text = "".join(part for part, _ in line)
    if cell_len(text) <= width or cell_len(text.rstrip()) <= width:
        return line
    short = shortened(text, width)
    kept, cells = len(short) - 1, list[tuple[str, str]]()
    for part, ink in line:
        if len(part) > kept:
            return (*cells, (part[: max(0, kept)] + short[-1:], ink))
        cells.append((part, ink))
        kept -= len(part)
    return tuple(cells)


def digits_of(name: str) -> str:
    """The four digits behind the name of a card, which tell it from another of the same bank; "" where it has none."""
    return name[-5:] if name[-5:-4] == " " and name[-4:].isdecimal() else ""


def fit_named(name: str, width: int) -> str:
    """The same as `fit`, of the name of an account: what is cut of it are never its digits."""
    name = clean(name)
    digits = digits_of(name)
    if not digits or cell_len(name) <= width or width < len(digits) + 2:
        return fit(name, width)
    return fit(cut(name.removesuffix(digits), width - len(digits)) + digits, width)


def right(text: str, width: int) -> str:
    """`text` at the right end of `width` cells. Amounts and dates stand here: they are never cut."""
    return " " * (width - cell_len(text)) + text


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """`text` in lines of at most `width` cells, all but the first indented.

    Words stay whole, but for one that no line has room for. Between Chinese characters a line may break, by the rules
    of Chinese: none begins with what closes or ends with what opens, and a number stays with what it counts. Where a
    clause or a name has begun only just before the end of a line, it goes to the next one whole.
    """
    if cell_len(short := text.rstrip()) <= width:
        return [short]
    lines, line, begun = [], "", 0
    for word in _pieces(text):
        if word[0] in OPENING or line[-1:] in PAUSES:
            begun = len(line)
        if cell_len(line) + cell_len(word.rstrip()) <= width:
            line += word
            continue
        if line.strip():
            at = begun if _just_begun(line, begun, width) else len(line)
            lines.append(line[:at].rstrip())
            line, begun = " " * indent + line[at:], indent
        *whole, last = _chopped(word, width - max(indent, cell_len(line)))
        for part in whole:
            lines.append(line + part)
            line = " " * indent
        line += last
    return [*lines, line.rstrip()]


def flow(pieces: Sequence[Cells], width: int, indent: int = 2) -> list[Cells]:
    """The pieces in lines of at most `width` cells, two cells between them; each that does not fit begins a new line.

    Empty ones are left out. All lines but the first are indented. Only a piece that no line has room for is broken,
    between its words; a word longer than a line goes on in the next.
    """
    lines: list[Cells] = []
    used = 0
    for piece in pieces:
        size = line_len(piece)
        if not size:
            continue
        if lines and used + 2 + size <= width:
            lines[-1] += (("  ", ""), *piece)
            used += 2 + size
            continue
        begin: Cells = ((" " * indent, ""),) if lines else ()
        room = width - indent * bool(lines)
        if size <= room:
            lines.append((*begin, *piece))
        else:
            whole, ink = "".join(text for text, _ in piece), piece[-1][1]
            for line in wrap(whole, width - indent):
                for part in _chopped(line.strip(), width - indent):
                    lines.append(((" " * indent, ""), (part, ink)) if lines else ((part, ink),))
        used = line_len(lines[-1])
    return lines


PAUSES = frozenset(" 、，。；：！？）」』》/›")
"""What a word, a clause, or a name among several ends with."""
JUST = 8
"""Cells, at most, of a clause that has begun only just before the end of a line: four characters."""


def _just_begun(line: str, begun: int, width: int) -> bool:
    """Whether what has `begun` there goes to the next line: it is short, and the line is more than half full
    without."""
    return 0 < cell_len(line[begun:]) <= JUST and 2 * cell_len(line[:begun].rstrip()) > width


def _chopped(text: str, width: int) -> Iterator[str]:
    """A text in parts of at most `width` cells."""
    while cell_len(text.rstrip()) > width > 1:
        part = set_cell_size(text, width).rstrip()
        yield part
        text = text[len(part) :].lstrip()
    yield text


OPENING = '「『（《〈【〔｛［“‘([{"¥￥第'
"""What never ends a line; 第 makes an ordinal of the number after it."""
CLOSING = '」』）》〉】〕｝］”’、。，．：；！？…—·～％)]},.:;!?%"'
"""What never begins a line."""


def _pieces(text: str) -> Iterator[str]:
    """What stands together on a line, and the space after it: words, single Chinese characters, and what clings."""
    piece = ""
    for atom in _atoms(text):
        if piece and not _clings(piece, atom):
            yield piece
            piece = ""
        piece += atom
    if piece:
        yield piece


def _clings(piece: str, atom: str) -> bool:
    """Whether a line may not break between the two."""
    if piece[-1].isspace():
        return (_chinese(atom[0]) and _number(piece)) or piece[-2:-1] == "第"
    return piece[-1] in OPENING or atom[0] in CLOSING or (_chinese(atom[0]) and _number(piece))


def _number(piece: str) -> bool:
    """Whether it ends in a plain number, which counts what comes after it."""
    return piece.rstrip()[-1:].isdecimal()


def _atoms(text: str) -> Iterator[str]:
    """A Chinese character, or a run of others; and the space after it."""
    start = at = 0
    while at < len(text):
        first = text[at]
        at += 1
        if not _chinese(first) and not first.isspace():
            while at < len(text) and not text[at].isspace() and not _chinese(text[at]):
                at += 1
        while at < len(text) and text[at].isspace():
            at += 1
        yield text[start:at]
        start = at


def _chinese(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"


def columns(rows: list[list[str]], numeric: frozenset[int], gap: int = 2) -> list[str]:
    """Rows as aligned lines, `gap` cells between columns; the columns in `numeric` stand to the right."""
    rows = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(cell_len(row[index]) for row in rows) for index in range(len(rows[0]))] if rows else []
    return [
        (" " * gap)
        .join(
            right(cell, width) if index in numeric else cell + " " * (width - cell_len(cell))
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        .rstrip()
        for row in rows
    ]
