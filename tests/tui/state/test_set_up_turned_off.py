"""The list by which auto-debit is set up or turned off: the path fits what is done, and the apps fit the path."""

import pytest

from models.actions import set_up
from models.channels.builtin import builtin
from models.channels.pages import set_ups
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SetUpStep
from models.values.message import Problem
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import NOW, derive, found, ledger, order
from tests.tui.hands import Hands, session_at
from tui.state.question import Case, Question
from tui.state.set_up_acts import back, drop
from tui.state.setting_up import SETTING_UP

TURNED_OFF = ["jd-baitiao", "xiaomi", "cmb", "meituan", "douyin"]


def case_of(of: Ledger, account: str, language: str = "en") -> Case:
    mine = session_at(Hands(NOW), builtin(), language=language)
    bill = found(of, f"{account}/2026-12-10", NOW, builtin())
    return Case(bill, derive(of, builtin()), mine, ledger=of, about=account)


def at_step(account: str, step: SetUpStep, language: str = "en", *, off: bool) -> Question:
    of = ledger(order("phone", channel=account))
    of = (
        with_set_up(with_set_up(of, account), account, until=step, off=True)
        if off
        else with_set_up(of, account, until=step)
    )
    question = SETTING_UP.ask(case_of(of, account, language))
    assert question is not None
    return question


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("account", TURNED_OFF)
def test_turning_off_shows_the_path_and_neither_the_trap_nor_how_it_is_turned_on(account: str, language: str) -> None:
    said = " ".join(text for text, _ in at_step(account, SetUpStep.PATH, language, off=True).text)
    assert "自动" in said, "the place is named"
    for words in ("开启", "全额", "最低", "bind", "绑定", "on already", "已经开启"):
        assert words not in said


@pytest.mark.parametrize("account", [each for each in set_ups() if set_ups()[each].trap])
def test_turning_on_still_names_the_trap(account: str) -> None:
    said = [text for text, _ in at_step(account, SetUpStep.PATH, off=False).text]
    assert set_ups()[account].trap["en"] in said


@pytest.mark.parametrize("off", [False, True])
@pytest.mark.parametrize("account", ["huabei", *TURNED_OFF])
def test_the_apps_to_choose_from_are_those_in_which_the_path_begins(account: str, off: bool) -> None:
    if off and account == "huabei":
        return
    answers = at_step(account, SetUpStep.APP, off=off).answers
    path = set_ups()[account].where(off=off)["zh_CN"]
    offered = [each.id for each in answers if each.id != "link"]
    assert offered
    assert all(each in path for each in offered)
    begins = {each.partition(" › ")[0].partition("：")[0].removeprefix("或") for each in path.split("；")}
    assert begins == set(offered), "none of them is refused"


def test_the_malls_own_app_is_no_fake_where_the_path_goes_through_it() -> None:
    of = with_set_up(ledger(order("phone", channel="xiaomi")), "xiaomi", until=SetUpStep.APP)
    of = set_up.open_app(of, builtin(), "xiaomi", "小米商城", NOW)
    assert of.set_ups["xiaomi"].answer(SetUpStep.APP) == "小米商城"
    assert SETTING_UP.own_steps is not None
    assert SETTING_UP.own_steps.track(case_of(of, "xiaomi")).done == ("Xiaomi Mall 小米商城",)
    with pytest.raises(Problem, match=r"fake.* open CMB Life 掌上生活 cmbchina\.com"):
        set_up.open_app(
            with_set_up(ledger(order("phone", channel="cmb")), "cmb", until=SetUpStep.APP),
            builtin(),
            "cmb",
            "小米商城",
            NOW,
        )


def test_a_step_back_and_dropping_it_are_called_what_they_are() -> None:
    of = with_set_up(with_set_up(ledger(order("phone", channel="cmb")), "cmb"), "cmb", until=SetUpStep.PATH, off=True)
    for act in (back, drop):
        assert "turning off" in str(act(case_of(of, "cmb")).label)


@pytest.mark.parametrize("account", ["ccb", "bank-card"])
def test_the_common_steps_have_the_order_of_accounts_as_far_as_there_is_one(account: str) -> None:
    question = at_step(account, SetUpStep.ORDER, off=False)
    assert "Where accounts are debited one after the other" in question.text[0][0]
    assert question.answers[0].words == "it is the first, or the only one"


@pytest.mark.parametrize("account", [*set_ups()])
def test_a_chinese_sentence_has_no_blank_before_the_name_of_an_app(account: str) -> None:
    ((said, _),) = at_step(account, SetUpStep.APP, "zh_CN", off=False).text
    assert "打开 " not in said
    assert "App，" in said or "，不要点" in said
