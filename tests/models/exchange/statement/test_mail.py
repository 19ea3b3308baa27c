"""The mail of a card's statement is read, however it was packed, and gives the bank's own figure as well."""

import csv
import html
import io
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from msgspec.structs import replace

from models.exchange.reading import read_orders
from models.exchange.statement.mail import page_of
from models.ledger.statement import Statement
from models.values.message import Problem
from tests.models.exchange.samples import CATALOGUE
from tests.models.exchange.statement.samples import FOLDER, SAMPLES, Sample, covered, read, said

HTML = (FOLDER / "cmb-mail.html").read_text("utf-8")
LINES = [
    "bill cmb 3256.80 card 1234 of 2026-11 due 2026-11-25 at least 162.84",
    "repaid cmb 268.00 card 1234 debit-card",
    "instalment cmb 268.00 card 1234 3/12 分期还款 本金 第3/12期",
]


def mail_of(text: str, charset: str = "utf-8", cte: str = "base64") -> EmailMessage:
    """A mail as banks send them: a text that says nothing, and the page."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "ccsvc@message.cmbchina.example"
    mail["Date"] = "Sun, 08 Nov 2026 08:00:00 +0800"
    mail["Subject"] = "招商银行信用卡电子账单"
    mail.set_content("请用支持网页的程序查看")
    mail.add_alternative(text, subtype="html", charset=charset, cte=cte)
    return mail


def alone(text: str) -> bytes:
    head = "MIME-Version: 1.0\nFrom: a@b.example\nContent-Type: text/html; charset=GBK\n\n"
    return head.encode() + text.encode("gbk", "xmlcharrefreplace")


def forwarded(text: str) -> bytes:
    outer = EmailMessage(policy=SMTP)
    outer["From"], outer["Subject"] = "me@b.example", "Fwd"
    outer.set_content("see below")
    outer.add_attachment(mail_of(text, "gb18030"))
    return outer.as_bytes()


def attached(text: str) -> bytes:
    outer = EmailMessage(policy=SMTP)
    outer["From"], outer["Subject"] = "me@b.example", "Fwd"
    outer.set_content("see below")
    inner = mail_of(text).as_bytes()
    outer.add_attachment(inner, maintype="application", subtype="octet-stream", filename="bill.eml")
    return outer.as_bytes()


PACKED: dict[str, Callable[[str], bytes]] = {
    "base64": lambda text: mail_of(text).as_bytes(),
    "quoted": lambda text: mail_of(text, cte="quoted-printable").as_bytes(),
    "gb18030": lambda text: mail_of(text, "gb18030").as_bytes(),
    "one part in GBK": alone,
    "mail in a mail": forwarded,
    "mail attached to a mail": attached,
    "page": str.encode,
    "page in GB18030": lambda text: text.encode("gb18030"),
}


def lines(statement: Statement) -> list[str]:
    return [said(each) for each in statement.lines]


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
def test_the_total_the_minimum_and_the_due_date_stand_beside_the_repayments(pack: Callable[[str], bytes]) -> None:
    statement = read(pack(HTML))
    assert (statement.source, covered(statement), statement.card) == ("cmb-credit", "2026-10-08 2026-11-07", "1234")
    assert lines(statement) == LINES
    assert [str(each.message) for each in statement.left_out] == [
        "掌上生活还款回馈金 is money back from the bank, and no repayment"
    ]


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
def test_where_orders_are_looked_for_the_mail_is_named_as_a_statement(pack: Callable[[str], bytes]) -> None:
    (problem,) = read_orders(pack(HTML), "csv", CATALOGUE).problems
    said = "this is a statement of China Merchants Bank card 招行: it lists payments, and no orders"
    assert str(problem.message) == f"{said}; `fenqi reconcile FILE` reads it"
    (other,) = read_orders(alone("<p>hello</p>"), "csv", CATALOGUE).problems
    assert "statement" not in str(other.message)


def test_a_repayment_is_the_same_line_in_the_mail_and_in_the_table() -> None:
    table = "招商银行信用卡对账单（2026年11月）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
    [line] = read((table + ",10/24,掌上生活还款,-268.00,1234,-268.00\n").encode()).lines
    mailed = read(PACKED["base64"](HTML)).lines[1]
    assert replace(mailed, row=0, text="") == replace(line, row=0, text="")


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        (
            "招商银行 您2026年12月信用卡账单已出，最后还款日01月05日 本期应还金额 ¥ 3,256.80 最低还款额 ¥ 162.84",
            "bill cmb 3256.80 of 2026-12 due 2027-01-05 at least 162.84",
        ),
        (
            "招商银行信用卡 到期还款日 2026年11月25日 本期还款总额：￥268.00 本期最低还款额：￥26.80",
            "bill cmb 268.00 due 2026-11-25 at least 26.80",
        ),
        (
            "招商银行 2026年11月信用卡账单 应还金额 ￥568.00 上期最低还款额 ￥5.00 本期最低还款额 ￥28.40 "
            "上期到期还款日 2026/10/25 本期到期还款日 2026/11/25",
            "bill cmb 568.00 of 2026-11 due 2026-11-25 at least 28.40",
        ),
        (
            "招商银行 2026年11月信用卡账单 本期应还金额 ￥568.00 请于11月25日前还款",
            "bill cmb 568.00 of 2026-11 due 2026-11-25",
        ),
        (
            "招商银行信用卡 到期还款日 2026年11月25日 本期应还金额：￥ \N{MINUS SIGN}35.20",
            "bill cmb 0.00 due 2026-11-25",
        ),
        (
            "招商银行 2026年11月信用卡账单 最后还款日11月25日 本期应还总额 268.00",
            "bill cmb 268.00 of 2026-11 due 2026-11-25",
        ),
        (
            "招商银行信用卡 到期还款日 2026年11月25日 欠款总额按日息 0.05% 计息 本期应还金额：￥268.00",
            "bill cmb 268.00 due 2026-11-25",
        ),
    ],
)
def test_the_figure_is_read_from_plain_words_too(text: str, bill: str) -> None:
    mail = f"From: a@b.example\nSubject: x\nDate: Sun, 08 Nov 2026 08:00:00 +0800\n\n{text}\n"
    assert lines(read(mail.encode())) == [bill]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("招商银行信用卡账单 信用额度 ¥ 9,000.00 到期还款日 2026/11/25", "has no amount that is due"),
        ("民生银行 信用卡账单", "of mails it reads those of China Merchants Bank card 招行"),
        (
            "光大银行信用卡账单 本期应还金额 ￥300.00 到期还款日 2026/11/25 可用招商银行、工商银行储蓄卡还款",
            "of mails it reads those of China Merchants Bank card 招行",
        ),
        ("", "of mails it reads those of China Merchants Bank card 招行"),
    ],
)
def test_a_mail_that_is_no_statement_is_named(text: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        read(f"From: a@b.example\nSubject: x\n\n{text}\n".encode())


DAY = "以下是您2026/11/21的消费明细 尾号1234 消费 某店 本期应还金额 ￥268.00 到期还款日 2026/11/25 招商银行信用卡中心"


def test_the_mail_of_a_day_s_purchases_is_no_bill_though_it_says_what_is_due() -> None:
    head = "From: a@b.example\nSubject: {}\nContent-Type: text/plain; charset=utf-8\n\n{}\n"
    for subject, text in (("=?gb2312?B?w7/I1dDF08O53LzS?=", DAY), ("Fwd", f"主题：每日信用管家 {DAY}")):
        with pytest.raises(Problem, match="purchases of a day, and is no bill"):
            read(head.format(subject, text).encode())
    month = head.format("x", f"招商银行 {BARE} 到期还款日 2026/11/25 欢迎订阅每日信用管家").encode()
    assert lines(read(month)) == ["bill cmb 268.00 of 2026-11 due 2026-11-25 at least 26.80"]
    menu = head.format("x", f"每日信用管家 账单分期 招商银行 {BARE}").encode()
    assert lines(read(menu)) == ["bill cmb 268.00 of 2026-11 at least 26.80"], "a menu above the month's figures"


@pytest.mark.parametrize("sample", SAMPLES, ids=[each.file for each in SAMPLES])
def test_a_table_on_a_page_is_read_as_the_same_table_in_a_file(sample: Sample) -> None:
    """What some sites hand out as `.xls` is a page."""
    rows = csv.reader(io.StringIO(sample.text()))
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    page = "<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></body></html>"
    if sample.source != "cmb-credit":  # which has a reader for its mail
        assert [each.id for each in read(page.encode()).lines] == [each.id for each in read(sample.data()).lines]


ICBC = """<html><body><p>尊敬的客户：您的工商银行信用卡（尾号 5678）2026年11月账单</p>
<table><tr><td>账单日</td><td>到期还款日</td><td>上期欠款总额</td><td>本期欠款总额</td><td>最低还款额</td></tr>
<tr><td>2026年11月05日</td><td>2026年11月25日</td><td>999.00</td><td>1,234.00</td><td>123.40</td></tr></table></body></html>"""


def test_another_bank_s_figures_are_read_below_their_words() -> None:
    statement = read(PACKED["base64"](ICBC))
    assert statement.source == "icbc-credit"
    assert lines(statement) == ["bill icbc 1234.00 card 5678 of 2026-11 due 2026-11-25 at least 123.40"]
    assert statement.lines[0].at.isoformat() == "2026-11-08T08:00:00+08:00", "when the bank said so"


CYCLE = "账单周期 2026/10/08-2026/11/07"
BARE = f"{CYCLE} 本期应还金额 ¥ 268.00 本期最低还款额 ¥ 26.80"
FORWARDED = "---------- 转发的邮件 ---------- 发件人：招商银行信用卡 发送时间：2026年11月8日(星期日) 09:12 主题：账单"
IN_ENGLISH = "---- Forwarded message ---- From: 招商银行信用卡 Date: Sun, Nov 8, 2026 at 9:12 AM Subject: x"
TABLE = """<tr><td>账单周期</td><td>本期应还金额(人民币)</td><td>本期应还金额(美元)</td><td>还款日</td></tr>
<tr><td>2026/10/08-2026/11/07</td><td>￥268.00</td><td>$12.00</td><td>11月25日</td></tr>"""
HEAD = """From: me@b.example
Subject: =?utf-8?b?5oub5ZWG6ZO26KGM5L+h55So5Y2h?=
Date: Fri, 20 Nov 2026 20:00:00 +0800
"""


@pytest.mark.parametrize(
    ("text", "bill", "when"),
    [
        (BARE, "268.00 of 2026-11 at least 26.80", "11-20 20:00"),
        (
            f"{CYCLE} 本期应还：268元 最低还款：26.8元 还款日：11月25日",
            "268.00 of 2026-11 due 2026-11-25 at least 26.80",
            "",
        ),
        (f"{CYCLE} 应还总额人民币268.00元 还款到期日 2026-11-25", "268.00 of 2026-11 due 2026-11-25", ""),
        (f"{CYCLE} 本期应还金额 ¥ -35.20 到期还款日 2026/11/25", "0.00 of 2026-11 due 2026-11-25", ""),
        (f"美元账户 本期应还金额 $ 12.00 人民币账户 {BARE}", "268.00 of 2026-11 at least 26.80", ""),
        (f"本期账单金额 ¥ 9.00 本期已还款金额 ¥ 8.00 {BARE}", "268.00 of 2026-11 at least 26.80", ""),
        (
            f"{CYCLE} 信用额度 本期应还金额 本期最低还款额 ¥35,000.00 ¥268.00 ¥26.80",
            "268.00 of 2026-11 at least 26.80",
            "",
        ),
        (
            f"{CYCLE} 最低还款额 应还金额 到期还款日 26.80 268.00 2026-11-25",
            "268.00 of 2026-11 due 2026-11-25 at least 26.80",
            "",
        ),
        (f"{CYCLE} 本期应还金额 RMB 268.00 / USD 12.00 最低还款额 RMB 26.80", "268.00 of 2026-11 at least 26.80", ""),
        (
            "账单周期 信用额度 应还金额 到期还款日 2026/10/08-2026/11/07 ¥ 35,000.00 ¥ 268.00 2026/11/25",
            "268.00 of 2026-11 due 2026-11-25",
            "",
        ),
        (f"{BARE} 支付宝-工商银行还款", "268.00 of 2026-11 at least 26.80", ""),
        (f"{FORWARDED} {BARE}", "268.00 of 2026-11 at least 26.80", "11-08 09:12"),
        (f"{IN_ENGLISH} {BARE}", "268.00 of 2026-11 at least 26.80", "11-08 09:12"),
        (f"<table>{TABLE}</table>", "268.00 of 2026-11 due 2026-11-25", ""),
    ],
)
def test_a_mail_with_figures_alone_is_read_and_its_bank_known_by_its_headers(text: str, bill: str, when: str) -> None:
    kind = "html" if text.startswith("<") else "plain"
    statement = read(f"{HEAD}Content-Type: text/{kind}; charset=utf-8\n\n{text}\n".encode())
    assert (statement.source, lines(statement)) == ("cmb-credit", [f"bill cmb {bill}"])
    assert not statement.own, "nothing can be missing from lines that are not there"
    assert not when or f"{statement.lines[0].at:%m-%d %H:%M}" == when


def test_a_mail_of_no_date_or_of_one_that_is_to_come_is_of_the_last_day_of_its_bill() -> None:
    for date in (b"", b"Date: Sun, 08 Nov 2037 08:00:00 +0800\r\n"):
        mail = PACKED["base64"](HTML).replace(b"Date: Sun, 08 Nov 2026 08:00:00 +0800\r\n", date)
        assert read(mail).lines[0].at.isoformat() == "2026-11-07T00:00:00+08:00"
    assert read(PACKED["mail in a mail"](HTML)).lines[0].at.isoformat() == "2026-11-08T08:00:00+08:00"


def test_a_figure_of_the_bill_before_is_none_of_this_one() -> None:
    text = "招商银行信用卡 到期还款日 2026/11/25 上期应还金额 ¥ 99.00 最低还款额 ¥ 26.80 本期应还金额 ¥ 268.00"
    assert lines(read(f"From: a@b.example\nSubject: x\n\n{text}\n".encode())) == [
        "bill cmb 268.00 due 2026-11-25 at least 26.80"
    ]


def test_a_charset_that_is_none_is_passed_over() -> None:
    for charset in (b"u\0tf-8", b"hex", b"no-such", b"", b"'"):
        mail = PACKED["base64"](HTML).replace(b'charset="utf-8"', b'charset="' + charset + b'"')
        assert lines(read(mail)) == LINES


def test_cells_are_those_of_the_innermost_table() -> None:
    page = page_of("<table><tr><td>a<table><tr><td>1</td><th>2<br>3</th></tr></table></td><td>b</td></tr></table>")
    assert page.rows == (("1", "2 3"), ("a", "b"))


def test_what_is_not_shown_is_not_read() -> None:
    assert page_of("<style>x</style>a<script>b</script><!-- c -->&amp;<x>d").text == "a&d"


@pytest.mark.parametrize("piece", ["还款日", "最低还款额 ", "1,1,", "¥ 1 ", "$1", "还款日 2026/10/08-2026/11/07 ¥ 1 "])
def test_no_figures_take_long(piece: str) -> None:
    with suppress(Problem):
        read(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{CYCLE} {piece * (60_000 // len(piece))}".encode())


@pytest.mark.parametrize("piece", ["<", "<td>", "<!--", "<tr>", "&", "<script>", "</tr>", "<a "])
def test_no_page_takes_long(piece: str) -> None:
    page_of(piece * 50_000)


def test_of_a_mail_of_several_cards_no_day_of_a_payment_is_taken_for_the_digits_of_one():
    row = "1234</font></div></td><td><div><font>CN</font></div></td><td><div><font>2,988.80"
    assert row in HTML
    [bill, *_] = read(PACKED["base64"](HTML.replace(row, row.replace("1234", "5678")))).lines
    assert said(bill) == "bill cmb 3256.80 of 2026-11 due 2026-11-25 at least 162.84"
