"""`fenqi merge`: another version of the ledger merged into it, record by record."""

from collections.abc import Mapping, Sequence

import click

from models.actions.merging import Disagreement, Merged, Side
from models.exchange.merging import merged_json
from models.ledger.ledger import Ledger
from models.values.message import Problem, msg
from models.values.text import clean
from tui.cli.noop import N_
from tui.cli.paying import answers_like
from tui.cli.writing import EXIT_OPEN, How, Written, answer_of, asks, carried, say, writes
from tui.run.merging import Merging, merging
from tui.run.session import Session
from tui.words.merging import asked_said, going_said, merging_said, record_said, twins_said


@click.command(
    help=N_(
        "Join another version of the ledger to it: a conflict file of a sync tool, a copy from another host, a backup. "
        "What only one has is kept; what both changed is asked, record by record. Where nobody is there to be asked, "
        "nothing is written, with exit code 10."
    )
)
@click.argument("other", type=click.Path(readable=False))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="RECORD=mine|theirs",
    help=N_("Whose version counts of that record."),
)
@click.option(
    "--prefer",
    type=click.Choice([each.value for each in Side]),
    help=N_("Whose version counts of all other records that both changed."),
)
@writes
@click.pass_obj
def merge(session: Session, other: str, answers: Sequence[str], prefer: str | None, how: How) -> int:
    before = session.load().ledger
    said = _answers(answers, session)
    plan = merging(session, other)._replace(prefer=Side(prefer) if prefer else None, answers=said)
    made = plan.made(before)
    _check_asked(said, made)
    answered_here = bool(made.open) and asks(how)
    if answered_here:
        plan = _asked(plan, before)
        made = plan.made(before)
    if made.open:
        say(_written(plan, before, 0), how)
        words = session.language.t(
            "nothing was written: answer each with `--answer`, or all others with `--prefer mine` or `--prefer theirs`"
        )
        click.echo(words, err=True)
        return EXIT_OPEN
    faults = plan.faults(made)
    if faults or not made.count:
        say(_written(plan, before, 0), how)
        for each in faults:
            click.echo(session.language.say(each.message), err=True)
        if faults:
            plan.change(before)  # says why it cannot be
        return 0

    def done(was: Ledger, after: Ledger) -> Written:
        committed = made.count if session.store.load().ledger == after else 0
        return _written(plan, was, committed, asked=not answered_here)

    name = clean(other.rpartition("/")[2], 80)
    question = msg("Join the two? Records that change here: {count}", count=made.count)
    carried(session, how, plan.label(name), plan.change, done, question=question, whole=True)
    return 0


def _answers(texts: Sequence[str], session: Session) -> Mapping[str, Side]:
    """Whose version counts, by the key of the record; Problem for what is none of the two."""
    like = msg("write an answer like `orders/69bf42c129ce=mine`")
    said = answers_like(texts, like, session.language)
    if any(side not in list(Side) for side in said.values()):
        raise Problem.of(like)
    return {key: Side(side) for key, side in said.items()}


def _check_asked(answers: Mapping[str, Side], made: Merged) -> None:
    """Problem for an answer to what is not asked: a slip must not look like one that was heard."""
    lost = next((key for key in answers if key not in {each.key for each in made.asked}), None)
    if lost is not None:
        raise Problem("both versions have {record} alike, or only one changed it: it is not asked", record=clean(lost))


def _asked(plan: Merging, before: Ledger) -> Merging:
    """The plan, with what somebody answers to each record that is open."""
    t = plan.session.language.t
    choices = {
        "1": (t("mine counts"), Side.MINE, False),
        "2": (t("the other version counts"), Side.THEIRS, False),
        "3": (t("mine counts, here and in all that are left"), Side.MINE, True),
        "4": (t("the other version counts, here and in all that are left"), Side.THEIRS, True),
    }
    for line in merging_said(plan.made(before), plan.other.number, plan.session.language):
        click.echo(line, err=True)
    while left := plan.made(before).open:
        said = [*record_said(left[0], plan.session.language), *_going(plan, left[0], before)]
        chosen = _chosen(plan, said, {key: words for key, (words, *_) in choices.items()}, len(left))
        plan = plan.answered(left[0], choices[chosen][1], rest=choices[chosen][2])
    return plan


def _going(plan: Merging, each: Disagreement, before: Ledger) -> list[str]:
    return going_said(plan.going_with(each, before), plan.session.language)


def _chosen(plan: Merging, said: Sequence[str], choices: Mapping[str, str], left: int) -> str:
    """Which of the choices is taken for the record of which that is said, of so many that are left."""
    language = plan.session.language
    click.echo("", err=True)
    for line in said:
        click.echo(line, err=True)
    offered = {key: words for key, words in choices.items() if left > 1 or key in {"1", "2"}}
    for key, words in offered.items():
        click.echo(f"  {key}  {words}", err=True)
    asked = language.t("Which one? Left to answer: {count}", count=left)
    while (given := str(answer_of(lambda: click.prompt(asked, err=True))).strip()) not in offered:
        pass
    return given


def _written(plan: Merging, before: Ledger, committed: int, *, asked: bool = True) -> Written:
    """What merging them comes to; without what is `asked`, where that was just read and answered."""
    made, number, language = plan.made(before), plan.other.number, plan.session.language
    both = asked_said(made, language) if asked else ()
    sentences = (*merging_said(made, number, language), *both, *twins_said(made, language))
    return Written(merged_json(made, number, committed), sentences)


COMMANDS: dict[str, click.Command] = {"merge": merge}
