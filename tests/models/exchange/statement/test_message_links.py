"""A link is never opened, and known by its host alone."""

from datetime import datetime

import pytest

from models.exchange.statement.message import read_messages

NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")


def links(text: str) -> list[tuple[str, bool | None]]:
    return [(link.host, link.official) for each in read_messages(text, NOW) for link in each.links]


@pytest.mark.parametrize(
    ("link", "host", "official"),
    [
        ("https://jd.com/a", "jd.com", True),
        ("jr.jd.com/bt", "jr.jd.com", True),
        ("HTTPS://U.JD.COM/x", "u.jd.com", True),
        ("ｊｒ.ｊｄ.ｃｏｍ/x", "jr.jd.com", True),
        ("jd-finance.cn", "jd-finance.cn", False),
        ("https://jd-finance.cn认证", "jd-finance.cn", False),
        ("jd.com.evil.cn", "jd.com.evil.cn", False),
        ("https://jd.com@evil.cn/pay", "evil.cn", False),
        ("https://jd.com:443@evil.cn/pay", "evil.cn", False),
        ("https://evil.cn\\@jd.com", "evil.cn", False),
        ("https://evil.cn/jd.com", "evil.cn", False),
        ("https://evil.cn?jd.com", "evil.cn", False),
        ("xjd.com/a", "xjd.com", False),
        ("http://jd.com.:80/a", "jd.com", True),
        ("https://jd.сom/a", "jd.xn--om-nmc", False),
        ("https://јd.com/a", "xn--d-ivb.com", False),
        ("https://京东.com/a", "xn--xhq9m.com", False),
        (" 京东金融.com/a", "xn--xhq9m896llui.com", False),
        (" 京东.网络", "xn--xhq9m.xn--io0a7i", False),
        ("https://[2001:db8::1]:443/jd.com", "2001:db8::1", False),
        ("https://jd.com@[2001:db8::1]/", "2001:db8::1", False),
        ("1.cn/2311", "1.cn", False),
        ("dwz.cn/abc", "dwz.cn", False),
        ("http://1.2.3.4:8080/x", "1.2.3.4", False),
        ("1.2.3.4/x", "1.2.3.4", False),
        ("alipays://platformapi/startapp", "platformapi", False),
        ("jd。com/a", "jd.com", True),
        ("jd\u200b.com/a", "jd.com", True),
    ],
)
def test_a_link_is_the_institutions_only_where_its_host_is(link: str, host: str, official: bool) -> None:
    assert links(f"【京东金融】您的白条账单305.40元将于12月3日到期，查账{link}") == [(host, official)]


@pytest.mark.parametrize(
    "text",
    [
        "service@jd.com",
        "Redmi K80 12+256",
        "305.40元.查",
        "2026.11.20",
        "iPhone15.5",
        "3/12期",
        "请及时还款.网络繁忙",
        "[2026]",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert links(f"【京东金融】您的白条账单305.40元将于12月3日到期 {text}") == []


def test_the_link_has_to_be_that_of_who_the_message_claims_to_be_from() -> None:
    assert links("【京东金融】您的白条本期应还305.40元 https://z.douyin.com/a") == [("z.douyin.com", False)]
    assert links("【抖音月付】您的账单148.00元，还款日12月6日 https://z.douyin.com/a") == [("z.douyin.com", True)]
    assert links("【小米商城】订单支付成功，花呗分12期，每期597.35元 https://m.mi.com/a") == [("m.mi.com", True)]


def test_an_institutions_own_short_links_are_its_own_and_nobody_elses() -> None:
    assert links("【招商银行】您的信用卡应还268.00元 cmbt.cn/a/b") == [("cmbt.cn", True)]
    assert links("【京东金融】您的白条应还305.40元 https://3.cn/1abc") == [("3.cn", True)]
    assert links("【美团月付】您的账单48.14元 https://dpurl.cn/a") == [("dpurl.cn", True)]
    assert links("【招商银行】您的信用卡应还268.00元 3.cn/1abc xcmbt.cn/a") == [("3.cn", False), ("xcmbt.cn", False)]


def test_the_host_of_a_short_link_is_nobodys_own() -> None:
    assert links("【小米金融】您的小米分期本期应还207.80元 https://s.mi.cn/abc") == [("s.mi.cn", False)]


def test_a_link_is_held_against_a_text_about_money_that_names_nobody_and_against_no_other() -> None:
    assert links("本期应还100.00元，点击 http://pay.xyz/a") == [("pay.xyz", False)]
    assert links("您已逾期，点击 http://pay.xyz/a 处理") == [("pay.xyz", False)]
    assert links("您的快递已到驿站 http://kd.com/a") == [("kd.com", None)]


def test_each_host_is_named_once() -> None:
    assert links("【京东金融】白条应还305.40元 1.cn/a 1.cn/b t.cn/c") == [("1.cn", False), ("t.cn", False)]
