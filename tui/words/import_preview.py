"""Reading a file of orders and previewing it in words, for the shell and the screen alike."""

from collections.abc import Mapping

from msgspec.structs import replace

from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.exchange.columns import COLUMNS
from models.exchange.header import titles
from models.exchange.import_plan import ImportPlan, Perhaps, with_own_of_new
from models.exchange.named import NAMED
from models.exchange.row import RowProblem
from models.exchange.whole import counts
from models.ledger.order import Order
from models.plans.plan import Plan, fee_known, parts, usual
from models.values.message import Message, msg
from models.values.money import yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.cost import UNKNOWN
from tui.words.most_periods import too_many
from tui.words.order_preview import bought_day
from tui.words.punctuation import listed, said_of
from tui.words.tables import TABLE_WORDS


def preview(session: Session, plan: ImportPlan, *, screen: bool = False) -> list[str]:
    """The import in lines: what is new, what is there already, what is wrong and where; the first of each.

    `screen`: what is asked is answered by a key there, and not by an option.
    """
    language = session.language
    lines = []
    if plan.whole is not None:
        lines.append(language.t("the ledger is empty; this whole ledger becomes it:"))
        rows = [[language.say(TABLE_WORDS[table]), f"{count:,}"] for table, count in counts(plan.whole).items()]
        lines += columns(rows, frozenset({1}))
    elif plan.new:
        lines.append(language.t("new orders: {count}", count=len(plan.new)))
        before = session.store.load().ledger
        after = with_own_of_new(before, plan, session.catalogue)
        channels = contracts(after, session.catalogue)
        lines += columns([_row(session.language, channels, order) for order in plan.new[:NAMED]], frozenset({3, 4}))
        lines += _more(language, len(plan.new) - NAMED)
        long = [each for each in plan.new if _too_many(language, channels, each)]
        lines += [said_of(each.title, _too_many(language, channels, each), language) for each in long[:NAMED]]
        lines += _more(language, len(long) - NAMED)
        if along := after.channels.keys() - before.channels.keys():
            names = listed((language.words(channels[ident].short) for ident in sorted(along)), language)
            lines.append(language.t("your own channels that come along with them: {channels}", channels=names))
    if plan.same:
        lines.append(language.t("there already, kept as they are: {count}", count=len(plan.same)))
    lines += [language.say(_by_key(remark) if screen else remark) for remark in plan.remarks]
    lines += _more(language, plan.more_remarks)
    unused = left_out(plan, language, screen=screen)
    lines += [_left_out(row, why, language) for row, why in unused[:NAMED]]
    lines += _more(language, len(unused) - NAMED)
    lines += _perhaps(language, plan, screen=screen)
    lines += _questions(language, plan, screen=screen)
    lines += [_said(_on_screen(problem) if screen else problem, language) for problem in plan.problems]
    lines += _more(language, plan.more_problems)
    return lines


def _more(language: Language, count: int) -> list[str]:
    """The line that stands for those that are not named."""
    return [language.t("and {count} more", count=f"{count:,}")] if count > 0 else []


def left_out(plan: ImportPlan, language: Language, *, screen: bool = False) -> list[tuple[int, str]]:
    """Which rows are not imported, and why; row 0 is the file."""
    found = [(row, language.say(why)) for row, why in plan.left_out]
    if plan.rest:
        rest = msg(
            "only orders are imported; left out: {keys}; a whole ledger goes into an empty one, as with "
            "`fenqi --db NEW import FILE`, and a backup comes back by `fenqi restore`",
            keys=_counted(plan.rest, language),
        )
        found.insert(0, (0, language.say(_by_key(rest) if screen else rest)))
    if plan.older:
        said = language.t(
            "only orders are imported from a file of an older version; left out: {keys}; to take them along, open the "
            "ledger that it was exported from with this fenqi and export it again",
            keys=_counted(plan.older, language),
        )
        found.insert(0, (0, said))
    return found


def _counted(records: Mapping[str, int], language: Language) -> str:
    return listed((f"{language.say(TABLE_WORDS[table])} ({count:,})" for table, count in records.items()), language)


def _left_out(row: int, why: str, language: Language) -> str:
    return language.t("row {row} is left out: {why}", row=row, why=why) if row else why


def like(language: Language, found: Perhaps) -> str:
    """Which order of the file is perhaps which other one."""
    return language.t(
        "row {row}, {title}: perhaps the same as {like}, bought {day}",
        row=found.row,
        title=found.order.title,
        like=found.like.title,
        day=bought_day(found.like),
    )


def _perhaps(language: Language, plan: ImportPlan, *, screen: bool) -> list[str]:
    """Which orders are left out because they may be there already."""
    if not plan.perhaps:
        return []
    lines = [like(language, each) for each in plan.perhaps[:NAMED]]
    lines += _more(language, len(plan.perhaps) - NAMED)
    if screen and plan.problems:  # nothing is asked of a file that cannot be imported
        return [*lines, language.t("left out, unless they are others")]
    if screen:
        return [*lines, language.t("left out, unless they are others: a asks again")]
    return [*lines, language.t("left out, unless they are others: `--another ROW` for one, `--another all` for all")]


def _questions(language: Language, plan: ImportPlan, *, screen: bool) -> list[str]:
    """Which periods were due before the orders were entered, so that somebody must say whether they are repaid."""
    if not plan.questions:
        return []
    titles = {order.id: order.title for order in plan.new}
    lines = [
        language.t("{title}: due before today, periods 1 to {last}", title=titles[ident], last=last)
        for ident, (*_, last) in list(plan.questions.items())[:NAMED]
    ]
    lines += _more(language, len(plan.questions) - NAMED)
    if screen and plan.problems:
        return [*lines, language.t("to be confirmed, until somebody says whether they are repaid")]
    if screen:
        return [*lines, language.t("to be confirmed, until somebody says whether they are repaid: a asks again")]
    return [
        *lines,
        language.t(
            "are they repaid? `--past repaid`, `unpaid`, `N` (the first N) or `1,3` answers it for all, "
            "`--past ORDER=1,3` for one"
        ),
    ]


_ON_SCREEN = {
    "this is a statement of {source}: it lists payments, and fenqi takes no orders from it; fill in the orders in the "
    "file that `fenqi import --template csv` prints": msg(
        "this is a statement of {source}: it lists payments, and fenqi takes no orders from it; fill in the orders in "
        "the example that `ctrl+t` writes on the page before this one"
    ),
    "this is a statement of {source}: it lists payments, and no orders; `fenqi reconcile FILE` reads it": msg(
        "this is a statement of {source}: it lists payments, and no orders; leave this page and read it with `t`"
    ),
    "none of the first {count} lines names a known column; the header is like {columns}, and `fenqi import --template "
    "csv` prints an example": msg(
        "none of the first {count} lines names a known column; the header is like {columns}, and `ctrl+t` writes an "
        "example on the page before this one"
    ),
    "this is a picture; type the order in with `fenqi order add`, or on the screen with `a`": msg(
        "this is a picture; leave this page and type the order in with `a`"
    ),
    "there is no account {name}; make it first: `fenqi account add {channel} --last4 {digits}`": msg(
        "there is no account {name}; make it first: leave this page and add it among the channels, `h`"
    ),
    "row {row}, column {column}: {amount} is read without its note ({note}); record what went back with `fenqi refund` "
    "once the order is there": msg(
        "row {row}, column {column}: {amount} is read without its note ({note}); record what went back with `r` once "
        "the order is there"
    ),
    "only orders are imported; left out: {keys}; a whole ledger goes into an empty one, as with `fenqi --db NEW import "
    "FILE`, and a backup comes back by `fenqi restore`": msg(
        "only orders are imported; left out: {keys}; a whole ledger goes only into an empty one"
    ),
}
"""What is said on the screen, where a key does it, instead of a sentence that names a command."""


def _on_screen(problem: RowProblem) -> RowProblem:
    """The problem with a key instead of the command that it names."""
    return replace(problem, message=_by_key(problem.message))


def _by_key(message: Message) -> Message:
    """The sentence with a key instead of the command that it names."""
    said = _ON_SCREEN.get(message.template)
    return message if said is None else replace(message, template=said.template)


def _said(problem: RowProblem, language: Language) -> str:
    """Where a problem is, and what it is."""
    what = language.say(problem.message)
    if not problem.row:
        return language.t("the file: {problem}", problem=what)
    if problem.table:
        return language.t(
            "{table}, record {row}: {field}: {problem}",
            table=language.say(TABLE_WORDS[problem.table]),
            row=problem.row,
            field=problem.column or "—",
            problem=what,
        )
    if not problem.column:
        return language.t("row {row}: {problem}", row=problem.row, problem=what)
    column = titles([problem.column]) if problem.column in COLUMNS else problem.column
    return language.t("row {row}, column {column}: {problem}", row=problem.row, column=column, problem=what)


def _too_many(language: Language, channels: Catalogue, order: Order) -> str:
    """What is said of an order of more periods than its institution is known to allow."""
    return too_many(order.plan.periods, channel_of(channels, order.account_id), language)


def _row(language: Language, channels: Catalogue, order: Order) -> list[str]:
    plan, before = order.plan, order.repaid_before
    return [
        f"{order.bought_at:%Y-%m-%d}",
        language.words(channel_of(channels, order.account_id).short),
        language.t("first due {due}", due=order.first_due.isoformat()),
        yuan(plan.principal) if fee_known(plan) else UNKNOWN,
        f"{plan.periods} × {_amount(plan)}",
        order.title + (f"  {language.t('repaid already: {count}', count=before)}" if before else ""),
    ]


def _amount(plan: Plan) -> str:
    """A period's amount; the least and the most where not only the first and the last period differ."""
    inner = {part.amount for part in parts(plan)[1:-1]}
    return f"{yuan(min(inner))}–{yuan(max(inner))}" if len(inner) > 1 else yuan(usual(plan).amount)
