"""The parts of a ledger in words."""

from collections.abc import Mapping

from models.values.message import Message, msg

TABLE_WORDS: Mapping[str, Message] = {
    "orders": msg("orders"),
    "repayments": msg("repayments"),
    "corrections": msg("corrections"),
    "checklists": msg("checklists"),
    "channels": msg("own rules for channels"),
    "debits": msg("auto-debits looked at"),
    "closings": msg("early settlements"),
    "refunds": msg("refunds"),
    "accounts": msg("accounts"),
    "balances": msg("balances of pay accounts"),
    "conversions": msg("bills turned into instalments"),
    "deferrals": msg("deferred bills"),
    "minimums": msg("minimum payments"),
    "credits": msg("uses of credit"),
    "reductions": msg("reductions"),
    "promises": msg("promises to pay"),
    "figures": msg("figures of the institution"),
    "moved": msg("bills with another date"),
    "pages": msg("pages of orders seen"),
    "precautions": msg("precautions looked at"),
    "budget": msg("the budget"),
    "sightings": msg("lines of statements seen"),
    "set_ups": msg("auto-debits being set up"),
}
"""What each is called, by its name in the file."""
