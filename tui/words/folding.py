"""The key that folds lines of a text, where the keyboard is elsewhere."""

from rich.cells import cell_len

from tui.run.language import Language
from tui.terminal.cells import Cells


def without_key(line: Cells, t: Language) -> Cells:
    """The line with blanks where the key that folds is named: all else stays in its place."""
    keys = {t.t("⏎ open"), t.t("⏎ fold")}
    return tuple((" " * cell_len(text), "") if text.strip() in keys else (text, ink) for text, ink in line)
