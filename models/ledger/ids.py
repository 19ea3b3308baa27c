"""The ids of bills: an ordinary one, and one that settles an order early."""

from datetime import date


def bill_id(channel: str, due: date) -> str:
    """`huabei/2026-12-10`: a bill is what is owed to one channel on one due date."""
    return f"{channel}/{due.isoformat()}"


PREFIX = "early/"


def early_id(order: str) -> str:
    """The id of the bill and checklist that settle an order early."""
    return PREFIX + order


def order_settled(ident: str) -> str | None:
    """The order that a bill with that id settles early; None for an ordinary bill."""
    return ident.removeprefix(PREFIX) if ident.startswith(PREFIX) else None
