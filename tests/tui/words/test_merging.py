"""What both versions of a ledger did with a record, in words: of each what is true of it."""

import pytest
from msgspec.structs import replace

from models.actions.merging import Side, merged
from models.actions.order_deletion import order_deleted
from models.actions.order_page import page_seen
from models.actions.orders import archive_order
from models.ledger.ledger import Ledger
from tests.models.builders import NOW, by_hand, ledger, order
from tui.run.language import Language
from tui.words.merging import going_said, record_said

BASE = ledger(order("phone", title="手机"), order("robot"))
GONE = order_deleted(BASE, "phone", by_hand())
CHANGED = archive_order(BASE, "phone", archived=True)
SEEN = page_seen(BASE, ["phone"], NOW.date())


def said(mine: Ledger, theirs: Ledger, language: str = "en") -> list[str]:
    (asked,) = merged(mine, theirs, BASE).open
    return record_said(asked, Language(language))


@pytest.mark.parametrize("and_changed", [False, True])
def test_of_an_order_that_was_deleted_it_is_said_what_the_other_version_did_with_it(and_changed):
    other = replace(CHANGED, pages=SEEN.pages) if and_changed else SEEN
    if and_changed:
        assert said(GONE, other) == ["orders: 手机 was deleted here and changed in the other version"]
        assert said(other, GONE) == ["orders: 手机 was changed here and deleted in the other version"]
        assert said(other, GONE, "zh_CN") == ["订单：手机 在这里改过，在另一个版本里已删除"]
    else:
        assert said(GONE, other) == [
            "orders: 手机 was deleted here, and something was recorded of it in the other version"
        ]
        assert said(other, GONE) == ["orders: something was recorded of 手机 here, and the other version deleted it"]
        assert said(other, GONE, "zh_CN") == ["订单：手机 在这里有新的记录，在另一个版本里已删除"]


def test_what_goes_with_an_answer_is_named_by_its_bill_or_counted():
    going = {Side.THEIRS: [("promises", "huabei/2026-12-10"), ("pages", "phone")]}
    assert going_said(going, Language("en")) == [
        "if the other version counts, these go: promises to pay (huabei/2026-12-10), pages of orders seen (1)"
    ]
