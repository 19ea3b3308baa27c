"""A statement beside the ledger in words: sections, lines, sentences and answers, in both languages."""

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from models.actions.finding import Reconciled
from models.channels.builtin import builtin
from models.ledger.statement import LineProblem
from models.values.message import msg
from tests.models.actions.statements import NOW, alipay, beside, by_hand, line, repaid, six_orders
from tests.tui.hands import Hands, session_at
from tui.run.session import Session
from tui.words import findings as words
from tui.words.finding_sentences import sentences
from tui.words.findings import answers, finding_said, head, head_parts, rows_left_out, sections
from tui.words.statement_page import NARROW, SO, head_lines
from tui.words.statement_saved import label

BILL = "huabei/2026-11-10"
TRIES = [line("failed", f"2026-11-{day}", "581.20", channel="huabei") for day in ("09T16:30", "10T09:20")]


@pytest.fixture(params=["en", "zh_CN"])
def session(request: pytest.FixtureRequest) -> Session:
    return session_of(request.param)


def session_of(language: str) -> Session:
    return session_at(Hands(NOW), builtin(), language=language)


def contradicted() -> Reconciled:
    of = by_hand(six_orders(), BILL, "581.20", "auto-debit", "2026-11-10T20:00:00+08:00")
    of = by_hand(of, "huabei/2026-10-10", "581.20", "yuebao", "2026-10-09T20:00:00+08:00")
    lines = (
        repaid("2026-10-09T20:00", "581.20", label="2026-10"),
        repaid("2026-09-10T12:00", "418.00", label="2026-09", method="yuebao"),
        repaid("2026-08-10T12:00", "518.00", label="2026-08", others=("信用购",)),
    )
    return beside(of, alipay(*lines, *TRIES))


@pytest.mark.parametrize(
    ("language", "titles"),
    [("en", ["look first", "to decide", "to record", "agree"]), ("zh_CN", ["要先看", "待处理", "可补记", "已对上"])],
)
def test_trouble_is_the_first_section_and_what_agrees_the_last(language: str, titles: list[str]):
    session, found = session_of(language), contradicted()
    made = sections(found, session)
    assert [each.title for each in made] == titles
    assert [row.mark for each in made for row in each.rows] == ["!!", "!!", "?", "+", "="]
    keys = [row.key for each in made for row in each.rows]
    assert keys == [each.key for each in found.findings]


def test_a_line_about_no_account_here_agrees_with_nothing():
    of = beside(six_orders(), alipay(line("repaid", "2026-10-09T20:00", "268.00", channel="boc")))
    made = sections(of, session_of("en"))[-1]
    assert (made.title, [row.mark for row in made.rows]) == ("about nothing here", ["-"])


def test_a_line_says_what_the_statement_has_and_what_it_comes_to():
    session, found = session_of("en"), contradicted()
    said = [finding_said(each, session, found) for each in found.findings]
    assert said[0] == (
        "!! Huabei 11-10  ¥581.20  recorded as taken; in the statement it failed: 2026-11-09 16:30, 2026-11-10 09:20"
    )
    assert said[
        1
    ] == "!! Huabei 07-10  ¥418.00  it fell due, and no repayment of it is in the statement or on record; " + (
        "unless it was repaid before 2026-06-01, when the statement begins"
    )
    assert said[2].startswith("? Huabei 08-10  ¥518.00  ¥100.00 more than is owed here; 信用购 was repaid")
    assert said[3] == "+ Huabei 09-10  ¥418.00  paid on 2026-09-10 12:00 by Yu'e Bao 余额宝"
    assert said[4] == "= Huabei 10-10  ¥581.20  as recorded; the statement confirms it"


def test_what_a_line_comes_to_stands_whole_in_its_column(session: Session):
    said = [session.language.say(each) for each in words.SO.values()]
    assert [each for each in said if cell_len(each) > SO] == []


def test_every_finding_has_sentences_and_answers_in_words(session: Session):
    found = contradicted()
    for each in found.findings:
        assert [text for text, _ in sentences(each, session, found)]
        said = dict(answers(each, session, found))
        assert all(said.values())
        assert not [words for ident, words in said.items() if "/" in ident and ident in words], "a bill by its name"
    assert "¥1,517.20" in head(found, session)
    assert "2026-06-01 – 2026-11-22" in session.language.say(label(found))


def test_an_answer_stands_behind_what_was_asked():
    session, higher = session_of("en"), repaid("2026-11-10T12:00", "681.20", label="2026-11")
    found = beside(six_orders(), alipay(higher, covers=None), {higher.id: "rest"})
    (finding,) = found.findings
    assert finding_said(finding, session, found).endswith(
        "answered: the rest of it was for something else: record what is owed here"
    )


def test_a_day_of_posting_is_said_to_be_one_and_no_day_stands_there_twice():
    posted = repaid("2026-09-26", "268.00", channel="cmb", posted=True)
    found, session = beside(six_orders(), alipay(posted)), session_of("en")
    (finding,) = (each for each in found.findings if each.key == posted.id)
    assert finding_said(finding, session, found).endswith("posted on 2026-09-26")
    page = [text for text, _ in sentences(finding, session, found, dated=False)]
    assert page == ["the day is that of the posting: it may have been paid some days before"]


def every_count() -> Reconciled:
    """A statement with all that its head can say: lines of each kind, what failed, and what could not be read."""
    found = contradicted()
    whole = (*found.statement.lines, line("repaid", "2026-10-09T20:00", "268.00", channel="boc"))
    found = beside(by_hand(six_orders(), BILL, "581.20", "auto-debit", "2026-11-10T20:00:00+08:00"), alipay(*whole))
    unreadable = (LineProblem(7, msg("a value is missing here")),)
    statement = replace(
        found.statement,
        unreadable=unreadable,
        more_unreadable=11,
        lacks=msg("a value is missing here"),
        left_out=tuple(LineProblem(row, msg("it repays nobody that fenqi knows")) for row in (8, 9, 12)),
    )
    return replace(found, statement=statement)


@pytest.mark.parametrize("width", range(44, 161))
def test_the_head_of_a_statement_says_every_count_in_any_width(session: Session, width: int):
    t, found = session.language.t, every_count()
    left = list(rows_left_out(found.statement, session.language))
    made = sections(found, session)
    lines = ["".join(text for text, _ in each) for each in head_lines(found, made, session, width)]
    assert all(cell_len(each) <= width for each in lines)
    said = " ".join(" ".join(lines).split())
    wanted = [f"{each.rows[0].mark} {len(each.rows)} {each.title}" for each in made]
    wanted += [
        t("failed: {count}", count=2),
        t("rows that cannot be read: {count}", count=12),
        *([*left[:2], t("and {count} more", count=1)] if width >= NARROW else [t("rows left out: {count}", count=3)]),
        *head_parts(found, session),
    ]
    assert [each for each in wanted if "".join(each.split()) not in "".join(said.split())] == []
    assert "…" not in said
