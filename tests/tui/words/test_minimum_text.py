"""What the checklist and the bill say of a minimum payment."""

from collections.abc import Iterator
from functools import partial

import msgspec
import pytest

from models.bills.bill import Bill
from models.channels.builtin import builtin
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from screenshots import make
from tests.models.bills.test_minimum_share import after
from tests.models.builders import DUE, NOW, bill, book, corrected, ledger, order, plan, repaid, up_to_amount
from tui.run.session import Session
from tui.state.amount import amount
from tui.state.mismatch import differs
from tui.state.question import Asker, Case
from tui.state.settling import part_of_figure
from tui.words.minimum import minimum_said
from tui.words.part import rest_said
from tui.words.remarks import remarks

ID = bill_id("huabei", DUE)
OF = ledger(order(terms=plan(300_000)))
WITH_OTHERS = corrected(OF, ID, 200_100)
LEAVES = "The minimum by the channel's rule: about ¥1,101.00. It leaves ¥900.00, about ¥0.45 a day"
NOTHING = "Instalments count in full in the minimum, as far as known: it would leave nothing here."


@pytest.fixture
def session() -> Iterator[Session]:
    with make.session("en") as sample:
        yield msgspec.structs.replace(sample, clock=lambda: NOW)


def asked(of: Ledger, question: Asker, session: Session, channel: str = "huabei") -> str:
    """What the open amount step of the channel's bill says."""
    ident = bill_id(channel, DUE)
    of = up_to_amount(of, ident)
    one = bill(of, channel)
    return "\n".join(text for text, _ in question(Case(one, book(of), session, of.checklists[ident])).text)


def remarked(one: Bill, of: Ledger, session: Session) -> str:
    return "\n".join(text for text, _ in remarks(one, None, book(of), 0, session))


def test_whoever_pays_a_part_reads_what_the_minimum_would_leave(session: Session) -> None:
    part = asked(WITH_OTHERS, partial(part_of_figure, figure=150_000), session)
    assert LEAVES in part
    assert "(0.05% a day on what is owed, an estimate)" in part
    assert "The minimum payment: 10% of new purchases" in part
    assert "the minimum" not in asked(WITH_OTHERS, amount, session)


def test_whoever_types_the_minimum_learns_it_before_deciding(session: Session) -> None:
    assert "about the minimum payment, not the whole bill: it leaves ¥900.00" in asked(
        WITH_OTHERS, partial(differs, figure=110_100), session
    )


def test_where_the_minimum_is_the_bill_a_smaller_figure_is_said_to_be_another(session: Session) -> None:
    part = asked(OF, partial(part_of_figure, figure=50_000), session)
    assert NOTHING in part
    assert "A smaller figure in the app is not this bill." in part


def test_a_bill_that_was_repaid_in_part_says_how_it_stands_with_its_minimum(session: Session) -> None:
    short = repaid(WITH_OTHERS, ID, 60_000)
    assert "about ¥501.00. It leaves ¥900.00" in remarked(bill(short), short, session)
    enough = repaid(WITH_OTHERS, ID, 120_100)
    assert "about ¥1,101.00, is paid; ¥800.00 is left, about ¥0.40 a day" in remarked(bill(enough), enough, session)
    assert "minimum" not in remarked(bill(WITH_OTHERS), WITH_OTHERS, session), "nothing was repaid yet"


@pytest.mark.parametrize("channel", [each.id for each in builtin().values() if each.minimum is None])
def test_where_no_rule_is_known_nothing_is_said(channel: str, session: Session) -> None:
    of = ledger(order(channel=channel, terms=plan(300_000)))
    assert minimum_said(bill(of, channel), session) == ""
    assert "minimum" not in asked(of, partial(part_of_figure, figure=50_000), session, channel).lower()


def test_what_less_than_the_minimum_costs_is_said_before_a_part_is_paid_and_of_the_part_itself(
    session: Session,
) -> None:
    of = ledger(order(channel="cmb", terms=plan(300_000, 3, 0)))
    one = bill(of, "cmb")
    rule = "Paying less than the minimum costs 5% of the missing part, at least ¥10.00."
    assert rule in asked(of, partial(part_of_figure, figure=50_000), session, "cmb")
    assert rule in minimum_said(one, session)
    said = [text for text, _ in rest_said(one, 50_000, session)]
    assert said[1:] == ["That is less than the minimum: about ¥25.00 is charged for it."]
    jd = ledger(order(channel="jd-baitiao", terms=plan(300_000, 3, 0)))
    assert "Paying less than the minimum costs 0.015% more a day." in minimum_said(bill(jd, "jd-baitiao"), session)
    said = [text for text, _ in rest_said(bill(jd, "jd-baitiao"), 40_000, session)]
    assert said[1:] == ["That is less than the minimum: it costs about ¥0.09 more a day."]
    assert len(rest_said(bill(OF), 50_000, session)) == 1, "where nothing more is charged, nothing is said"


def test_a_share_that_was_inferred_is_said_to_be_that(session: Session) -> None:
    _, nxt = after(201_00)
    said = minimum_said(nxt, session)
    assert "No rule says the 10% of what is no instalment: it is what was paid as the minimum before." in said
    assert "No rule" not in minimum_said(bill(WITH_OTHERS), session)


def test_where_the_minimum_is_not_known_a_part_may_cost_more(session: Session) -> None:
    one = bill(ledger(order(channel="cmb", terms=plan(300_000, 1, 0))), "cmb")
    said = "\n".join(text for text, _ in rest_said(one, 100_000, session))
    assert "The minimum is not known here: if that is less, more is charged." in said
