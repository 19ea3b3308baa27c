"""How far something is repaid, as a bar one line high that differs by weight, so that it needs no colour."""

from models.values.money import Fen

DONE, HALF, TO_COME = "━", "╾", "─"


def progress(repaid: Fen, whole: Fen, width: int) -> tuple[str, str]:
    """What is repaid of the `whole`, and what is to come, in `width` cells together, to the nearest half cell.

    At least half a cell once anything is repaid, and never full before all is. Of nothing all is repaid.
    """
    halves = 2 * width
    if repaid < whole:
        halves = min(halves - 1, max(repaid > 0, (2 * halves * max(0, repaid) + whole) // (2 * whole)))
    repaid_part = DONE * (halves // 2) + HALF * (halves % 2)
    return repaid_part, TO_COME * (width - len(repaid_part))
