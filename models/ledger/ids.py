"""The ids of bills, of early settlements, and of the repayments that are made for them."""

from datetime import date


def bill_id(account: str, due: date) -> str:
    """`huabei/2026-12-10`: a bill is what is owed to one account on one due date."""
    return f"{account}/{due.isoformat()}"


def bill_account(ident: str) -> str:
    """The account of the bill with that id."""
    return ident.rpartition("/")[0]


def bill_due(ident: str) -> date:
    """The date of the bill with that id."""
    return date.fromisoformat(ident.rpartition("/")[2])


_EARLY = "early/"


def early_id(order: str) -> str:
    """The id of the bill and checklist that settle an order early."""
    return _EARLY + order


def order_settled(ident: str) -> str | None:
    """The order that a bill with that id settles early; None for an ordinary bill."""
    return ident.removeprefix(_EARLY) if ident.startswith(_EARLY) else None


def repayment_id(bill: str, number: int | str) -> str:
    """`huabei/2026-12-10#1`: the id of a bill's repayment with that number, or with the id of a statement's line."""
    return f"{bill}#{number}"


def line_id(*parts: str) -> str:
    """The id of a line of a statement: what tells these parts from all others, as 12 hexadecimal digits."""
    from hashlib import sha256  # noqa: PLC0415  # OpenSSL is 8 ms that only a statement needs

    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def line_stated(repayment: str) -> str:
    """The id of the line of a statement that a repayment was recorded by; of one typed by hand, its number."""
    return repayment.rpartition("#")[2]


def bill_repaid(repayment: str) -> str:
    """The id of the bill that a repayment was made for when it was recorded."""
    return repayment.partition("#")[0]
