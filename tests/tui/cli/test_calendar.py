"""`fenqi calendar`: an event for each bill, which keeps its id, and is cancelled once there is nothing to do."""

import stat
from pathlib import Path

from tests.models.exchange.plain_calendar import Component, parsed
from tests.tui.cli.shell import Shell

HUABEI, JD = "huabei/2026-12-10", "jd-baitiao/2026-11-25"


def events(shell: Shell, *more: str) -> dict[str, Component]:
    """The events by their ids."""
    answer = shell("calendar", *more)
    assert (answer.code, answer.err) == (0, "")
    return {each.one("UID").value: each for each in parsed(answer.out.encode()).inside}


def sequence(of: Component) -> int:
    return int(of.one("SEQUENCE").value)


def test_each_bill_has_an_event_that_says_what_is_on_it_and_by_when(shell: Shell) -> None:
    found = events(shell)
    assert found.keys() >= {f"{each['id']}@fenqi" for each in shell("bills", "--all", "--json").json["bills"]}
    one = found[f"{HUABEI}@fenqi"]
    assert one.one("DTSTART").value == "20261210"
    assert one.one("SUMMARY").text == "repay ¥622.06 to Huabei 花呗"
    said = one.one("DESCRIPTION").text.split("\n")
    assert said[0] == "due by 2026-12-10 23:59 (Asia/Shanghai)"
    assert said[-2:] == ["小米14 Pro 16GB+512GB 4/12: ¥422.06", "米家扫地机器人 2 2/6: ¥200.00"]
    assert one.one("STATUS").value == "CONFIRMED"
    assert found["cmb/2026-10-18@fenqi"].one("STATUS").value == "CANCELLED"


def test_it_has_no_clock_and_nothing_that_is_secret(shell: Shell) -> None:
    first = shell("calendar").out
    shell.now = "2027-03-01T09:00:00+08:00"
    assert shell("calendar").out == first
    texts = [each.one(name).text for each in events(shell).values() for name in ("SUMMARY", "DESCRIPTION")]
    for secret in ("送人", "2030", "2031"):  # a note, order numbers
        assert not [text for text in texts if secret in text]


def test_what_is_repaid_is_cancelled_and_undo_brings_it_back_as_a_newer_event(shell: Shell) -> None:
    before = events(shell)[f"{JD}@fenqi"]
    assert shell("record", JD, "--amount", "101", "--method", "balance", "--yes").code == 0
    settled = events(shell)[f"{JD}@fenqi"]
    assert settled.one("STATUS").value == "CANCELLED"
    assert shell("undo", "--yes").code == 0
    again = events(shell)[f"{JD}@fenqi"]
    assert sequence(before) < sequence(settled) < sequence(again)
    assert (again.one("STATUS"), again.one("SUMMARY"), again.inside) == (
        before.one("STATUS"),
        before.one("SUMMARY"),
        before.inside,
    )


ACTS = (
    f"record {JD} --amount 101 --method balance --yes",
    "undo --yes",
    "redo --yes",
    "correct huabei/2026-12-10 --total 600 --yes",
    "defer huabei/2026-12-10 --yes",
    "undo --yes",
    "account set huabei --due-day 20 --yes",
    "account set huabei --due-day 10 --yes",
    "order set 102 --title robot --yes",
    "backup --yes",
    "restore 2 --yes",
)


def test_whatever_happens_an_event_that_says_something_else_is_a_newer_one(shell: Shell) -> None:
    before, changed = events(shell), 0
    for act in ACTS:
        assert shell(*act.split()).code == 0, act
        after = events(shell)
        for ident in before.keys() & after.keys():
            was, now = before[ident], after[ident]
            if said(was) != said(now):
                changed += 1
                assert sequence(was) < sequence(now), (act, ident)
            assert sequence(was) <= sequence(now)
        before = after
    assert changed > 20


def said(of: Component) -> list[object]:
    """All of an event but how new it is."""
    return [each for each in of.properties if each.name not in {"SEQUENCE", "DTSTAMP"}]


def test_what_the_app_does_not_show_yet_is_not_over(shell: Shell) -> None:
    shell("record", JD, "--amount", "101", "--method", "balance", "--unconfirmed", "--yes")
    found = events(shell)[f"{JD}@fenqi"]
    assert found.one("STATUS").value == "CONFIRMED"
    assert found.one("SUMMARY").text == "JD Baitiao 京东白条: ¥101.00 paid, not shown yet"


def test_a_bill_that_moved_is_cancelled_under_its_older_id_and_stands_under_the_newer_one(shell: Shell) -> None:
    assert shell("account", "set", "huabei", "--due-day", "20", "--yes").code == 0
    found = events(shell)
    older, newer = found[f"{HUABEI}@fenqi"], found["huabei/2026-12-20@fenqi"]
    assert (older.one("STATUS").value, older.one("DTSTART").value) == ("CANCELLED", "20261210")
    assert older.one("SUMMARY").text == "Huabei 花呗: moved to 2026-12-20"
    assert (newer.one("STATUS").value, newer.one("DTSTART").value) == ("CONFIRMED", "20261220")


def test_the_days_before_and_the_language_are_chosen(shell: Shell) -> None:
    rings = [each.one("TRIGGER").value for each in events(shell, "--days-before", "7,2")[f"{HUABEI}@fenqi"].inside]
    assert rings == ["-P6DT15H", "-P1DT15H"]
    chinese = parsed(shell("--lang", "zh_CN", "calendar").out.encode())
    found = next(each for each in chinese.inside if each.one("UID").value == f"{HUABEI}@fenqi")
    assert found.one("SUMMARY").text == "花呗 应还 ¥622.06"
    assert shell("calendar", "--days-before", "0").code == 1


def test_a_file_is_written_whole_for_its_owner_alone_and_stays_as_open_as_it_was_made(
    shell: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "13912345678.ics"
    answer = shell("calendar", "--out", out)
    assert (answer.code, answer.out) == (0, "")
    assert "*******5678.ics has the calendar" in answer.err
    assert out.read_bytes() == shell("calendar").out.encode()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    out.chmod(0o644)
    written = out.stat().st_mtime_ns
    assert "nothing was written" in shell("calendar", "--out", out).err
    assert out.stat().st_mtime_ns == written
    shell("record", JD, "--amount", "101", "--method", "balance", "--yes")
    assert shell("calendar", "--out", out).code == 0
    assert out.read_bytes() == shell("calendar").out.encode()
    assert stat.S_IMODE(out.stat().st_mode) == 0o644
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".tmp")] == []


def test_no_other_file_is_replaced_and_a_restricted_session_writes_none(shell: Shell, tmp_path: Path) -> None:
    ledger = shell.db.read_bytes()
    answer = shell("calendar", "--out", shell.db)
    assert (answer.code, "another kind of file" in answer.err) == (1, True)
    assert shell.db.read_bytes() == ledger
    out = tmp_path / "bills.ics"
    answer = shell("--restricted", "calendar", "--out", out)
    assert (answer.code, answer.out) == (1, "")
    assert "opens no file but its ledger" in answer.err
    assert not out.exists()
    assert shell("--restricted", "calendar") == shell("calendar")
