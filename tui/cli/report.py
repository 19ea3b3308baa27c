"""`fenqi report`: a month or a year, account by account."""

import re
from datetime import date

import click

from models.bills.derive import derive
from models.bills.report import report as report_of
from models.values.dates import checked, months_after
from models.values.message import Problem
from models.values.text import clean
from tui.cli.noop import N_
from tui.cli.printing import print_rows
from tui.run.session import Session
from tui.words.report import report_csv, report_text

_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


@click.command(help=N_("What fell due in a month or a year, account by account, what of it was repaid, and its parts."))
@click.option("--month", "month", metavar="2026-11", help=N_("The month."))
@click.option("--year", "year", metavar="2026", help=N_("The year."))
@click.option("--csv", "as_csv", is_flag=True, help=N_("Print a table for spreadsheets."))
@click.pass_obj
def report(session: Session, month: str | None, year: str | None, as_csv: bool) -> int:
    if (month is None) == (year is None):
        either = session.language.t("name either a month, `--month 2026-11`, or a year, `--year 2026`")
        raise click.UsageError(either)
    first, until, period = _month(month) if month is not None else _year(year or "")
    ledger = session.load().ledger
    book = derive(ledger, session.catalogue)
    found = report_of(book, ledger, first, until)
    if as_csv:
        click.echo(report_csv(found, period, book, session.language).encode(), nl=False)
    else:
        firsts = [months_after(first, k) for k in range(12 if year else 0)]
        months = [(f"{each:%Y-%m}", report_of(book, ledger, each, months_after(each, 1)).total) for each in firsts]
        print_rows(report_text(found, period, book, session.language, months))
    return 0


def _month(text: str) -> tuple[date, date, str]:
    """The first day of the month, that of the next one, and how it is written."""
    match = _MONTH.fullmatch(text.strip())
    if match is None or not 1 <= int(match[2]) <= 12:
        raise Problem("{text} is not a month; write it like 2026-11", field="month", text=clean(text, 40))
    first = _first(int(match[1]), int(match[2]))
    return first, months_after(first, 1), f"{first:%Y-%m}"


def _year(text: str) -> tuple[date, date, str]:
    if not _YEAR.fullmatch(text.strip()):
        raise Problem("{text} is not a year; write it like 2026", field="year", text=clean(text, 40))
    first = _first(int(text), 1)
    return first, months_after(first, 12), f"{first:%Y}"


def _first(year: int, month: int) -> date:
    if not year:
        raise Problem("{text} is not a year; write it like 2026", field="year", text="0000")
    return checked(date(year, month, 1))


COMMANDS: dict[str, click.Command] = {"report": report}
