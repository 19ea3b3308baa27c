"""What a statement tells of an order, as the form takes it."""

from datetime import datetime

from models.actions.finding import OrderOffer
from tui.state.statement_page import offer_texts


def test_of_a_period_that_was_charged_the_form_takes_no_day_of_purchase_but_the_statements():
    charged = OrderOffer(account_id="cmb", period=2, periods=6)
    dated = OrderOffer(account_id="cmb", period=2, bought_at=datetime(2026, 9, 1))
    bought = OrderOffer(account_id="huabei", bought_at=datetime(2026, 11, 3, 20, 11))
    said = [offer_texts(each).get("bought_at") for each in (charged, dated, bought, OrderOffer(account_id="huabei"))]
    assert said == ["", "2026-09-01", "2026-11-03 20:11", None]
