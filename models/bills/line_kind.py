"""What a line of a bill is."""

from enum import StrEnum


class LineKind(StrEnum):
    """A period of an order, or what else a bill has."""

    INSTALMENT = "instalment"
    CORRECTION = "correction"
    """What the institution's figure is more than all else."""
    CARRIED_OVER = "carried_over"
    """What an earlier bill left to this one."""
    LATE = "late"
    """The interest on that."""
    CREDIT = "credit"
    """Money of the user's that lay with the institution; less than nothing."""


BESIDE = (LineKind.CORRECTION, LineKind.CARRIED_OVER, LineKind.LATE, LineKind.CREDIT)
"""The lines that no order has: the place of each is its number, by which repayments name it. A bill has one of each."""
