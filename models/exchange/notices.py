"""The JSON of pasted messages, as `fenqi capture --json` prints them."""

from collections.abc import Iterable, Iterator
from typing import Any

from models.actions.noticed import Noticed
from models.bills.overview import HOME_ZONE
from models.exchange.contract import iso_in
from models.ledger.notice import NoticeKind
from models.values.money import plain_or_none


def notices_json(found: Iterable[Noticed]) -> dict[str, Any]:
    """Every message of the text, in its order. What it does not say is null, amounts are text in yuan."""
    return {"messages": [_notice_json(each) for each in found]}


def _differs(found: Noticed) -> Iterator[str]:
    """Which of its figures are others than here."""
    if found.difference:
        yield "amount"
    if found.apart.due is not None:
        yield "due"
    if found.apart.least is not None:
        yield "minimum"


def _notice_json(found: Noticed) -> dict[str, Any]:
    """`paid_at` is midnight where only the day is given, see `time_known`.

    Of a debit that took too little `amount` is what was `taken`, `of` what it should have been, `left` what is still
    owed. `differs`: which of `amount`, `due` and `minimum` of a bill are others than here.
    `principal`, which of an order is its amount, and what follows it are the columns of an order.
    """
    notice, bill = found.notice, found.bill
    bought = notice.kind in {NoticeKind.PURCHASE, NoticeKind.ORDER}
    at = iso_in(notice.at, HOME_ZONE) if notice.at else None
    return {
        "kind": notice.kind,
        "doubt": notice.doubt,
        "channel": notice.channel or None,
        "bank": notice.bank or None,
        "product": notice.product or None,
        "tail": notice.tail or None,
        "account_id": found.account.id or None,
        "accounts": list(found.account.among),
        "bill": bill.id if bill else None,
        "due": notice.due.isoformat() if notice.due else None,
        "due_day": notice.due_day,
        "month": notice.label.isoformat()[:7] if notice.label else None,
        "amount": plain_or_none(notice.amount),
        "minimum": plain_or_none(notice.minimum),
        "derived": plain_or_none(found.derived),
        "difference": plain_or_none(found.difference),
        "differs": list(_differs(found)),
        "derived_due": bill.due.isoformat() if bill and notice.due else None,
        "derived_minimum": plain_or_none(found.apart.here if found.apart.least is not None else None),
        "of": plain_or_none(notice.of),
        "left": plain_or_none(notice.left),
        "paid_at": None if bought else at,
        "time_known": notice.time_known if at else None,
        "confirmed": notice.confirmed if notice.kind is NoticeKind.REPAID else None,
        "auto": notice.automatic,
        "order_no": notice.order_no or None,
        "title": notice.title or None,
        "bought_at": at if bought else None,
        "periods": notice.periods,
        "amount_per_period": plain_or_none(notice.per_period),
        "fee_per_period": plain_or_none(notice.fee),
        "first_due": notice.first_due.isoformat() if notice.first_due else None,
        "order": found.order.id if found.order else None,
        "links": [{"host": each.host, "official": each.official} for each in notice.links],
        "next": found.next,
    }
