"""`fenqi agenda`: the coming months in the shell."""

from tests.tui.cli.shell import Shell


def test_the_coming_months_as_json(shell: Shell) -> None:
    """¥101.00 of the robot are left in November; the phone's ¥622.06 come with its next ¥101.00 in December."""
    shell("budget", "--income", "1500", "--payday", "20", "--fixed", "500", "--fixed-day", "2", "--yes")
    shell("balance", "招行 1234", "300", "--yes")
    answer = shell("agenda", "--months", "2", "--json").json
    november, december = answer["months"]
    assert november == {
        "month": "2026-11",
        "due": "101.00",
        "accounts": {"jd-baitiao": "101.00"},
        "income": "1500.00",
        "share_percent": 6.73,
    }
    assert (december["due"], answer["earlier"]) == ("723.06", "0.00")
    assert [(each["on"], each["kind"], each["amount"], each["balance_after"]) for each in answer["days"]] == [
        ("2026-11-25", "bill", "101.00", "199.00"),
        ("2026-12-02", "fixed", "500.00", "-301.00"),
        ("2026-12-10", "debit", "622.06", "-923.06"),
        ("2026-12-20", "payday", "1500.00", "576.94"),
        ("2026-12-25", "bill", "101.00", "475.94"),
    ]
    assert answer["short"][0] == {
        "pay_account": "招行 1234",
        "on": "2026-12-02",
        "by": "301.00",
        "least": "301.00",
        "until": "2026-12-20",
    }
    assert answer["owed"] == {"total": "5101.54", "ends_on": "2027-08-10"}
    assert answer["until_payday"]["on"] == "2026-12-20"
    assert shell("agenda", "--months", "2").out.splitlines()[-2:] == [
        "招行 1234: ¥300.00 on 11-22, without daily spending",
        "! 12-02: short, most on 12-10: ¥923.06, until 12-20",
    ]


def test_what_nobody_said_is_null(shell: Shell) -> None:
    answer = shell("agenda", "--json").json
    assert len(answer["months"]) == 12
    assert {(each["income"], each["share_percent"]) for each in answer["months"]} == {(None, None)}
    assert {(each["pay_account"], each["balance_after"]) for each in answer["days"]} == {(None, None)}
    assert (answer["short"], answer["until_payday"], answer["balances"]) == ([], None, [])
    assert shell("agenda", "--months", "37").code == 2
