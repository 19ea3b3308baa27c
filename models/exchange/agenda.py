"""The coming months as the JSON that programs rely on."""

from typing import Any

from models.bills.agenda import Agenda, MonthAhead
from models.bills.movements import Movement
from models.bills.running import ShortDay
from models.exchange.contract import iso
from models.exchange.proportion import DECIMALS, owed_json, until_payday_json
from models.values.money import Fen, plain, plain_or_none


def agenda_json(found: Agenda, now: Any) -> dict[str, Any]:
    """`earlier` is owed of the months before the first; `least` of a shortage is what lacks for certain.

    `balance_after` is null where it is not known, and `pay_account` where nobody said from where it is paid.
    """
    after = _after(found)
    return {
        "now": iso(now),
        "months": [_month(each) for each in found.months],
        "earlier": plain(found.earlier),
        "days": [_movement(each, *after.get(id(each), (None, None))) for each in found.days],
        "short": [_short(each) for each in found.short],
        "owed": owed_json(found.owed),
        "until_payday": until_payday_json(found.until_payday),
        "ends": [{"order": each.order, "account_id": each.account_id, "on": f"{each.on}"} for each in found.ends],
        "balances": [
            {
                "pay_account": each.label,
                "amount": plain_or_none(each.balance.amount if each.balance else None),
                "at": iso(each.balance.at) if each.balance else None,
                "repaid_since": plain(each.repaid),
                "main": each.main,
                "known_until": each.until.isoformat() if each.until else None,
            }
            for each in found.balances
        ],
    }


def _after(found: Agenda) -> dict[int, tuple[str, Fen]]:
    """The account that each movement is counted on, and what is left there then."""
    return {id(each.movement): (run.label, each.after) for run in found.balances for each in run.moved}


def _month(month: MonthAhead) -> dict[str, Any]:
    return {
        "month": f"{month.first:%Y-%m}",
        "due": plain(month.due),
        "accounts": {ident: plain(amount) for ident, amount in month.accounts.items()},
        "income": plain_or_none(month.income),
        "share_percent": month.share.percent(DECIMALS) if month.share else None,
    }


def _movement(each: Movement, label: str | None, after: Fen | None) -> dict[str, Any]:
    return {
        "on": each.on.isoformat(),
        "kind": each.kind.value,
        "account_id": each.bill.channel.id if each.bill else None,
        "bill": each.bill.id if each.bill else None,
        "amount": plain_or_none(each.amount),
        "least": plain(each.least),
        "pay_account": label or each.pay_account or None,
        "balance_after": plain_or_none(after),
    }


def _short(each: ShortDay) -> dict[str, Any]:
    return {
        "pay_account": each.label,
        "on": each.on.isoformat(),
        "by": plain(each.by),
        "least": plain(each.least),
        "until": each.until.isoformat() if each.until else None,
    }
