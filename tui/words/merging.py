"""What merging another version into the ledger would change, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.actions.merging import Disagreement, Merged, Side
from models.bills.lost_bills import OF_ONE_BILL
from models.exchange.merging import conflict_rows
from models.values.message import Message, msg
from models.values.text import clean
from tui.run.language import Language
from tui.words.punctuation import listed, said_of
from tui.words.tables import TABLE_WORDS

NAMED, IN_A_DIALOG = 12, 4
"""Records, fields of one, or orders that are one, that are named; the rest is counted."""
_KINDS: Mapping[str, Message] = {
    "added": msg("only in the other version, and added"),
    "changed": msg("changed in the other version, and taken over"),
    "removed": msg("deleted in the other version, and removed here"),
}


def merging_said(made: Merged, number: int | None, language: Language) -> Iterator[str]:
    """What comes along, by the kind of record."""
    t = language.t
    if number is None:
        yield t("what both versions were once is not known: what one of them deleted, the other brings back")
    else:
        yield t("both versions were one once: what each did since then is put together")
    for kind, said in _KINDS.items():
        counts: Mapping[str, int] = getattr(made, kind)
        if counts:
            what = listed(
                (f"{language.say(TABLE_WORDS[table])} ({each:,})" for table, each in counts.items()), language
            )
            yield said_of(language.say(said), what, language)
    if not made.count and not made.asked:
        yield t("the other version has nothing that is not here")


def twins_said(made: Merged, language: Language, most: int = NAMED) -> Iterator[str]:
    """Which orders are one, at `most` so many of them."""
    yield from _some([[language.say(each.message)] for each in made.same], most, language)


def asked_said(made: Merged, language: Language) -> Iterator[str]:
    """What both changed, and how the shell is answered where that is open."""
    open_ = {each.key for each in made.open}
    said = [
        [*record_said(each, language), *([f"    --answer {each.key}=mine|theirs"] if each.key in open_ else ())]
        for each in made.asked
    ]
    yield from _some(said, NAMED, language)


def record_said(each: Disagreement, language: Language, most: int = NAMED) -> list[str]:
    """In what the two versions of that record differ, at `most` so many fields of it."""
    return list(_some([[row] for row in _rows(each, language)], most, language))


def going_said(going: Mapping[Side, Sequence[tuple[str, str]]], language: Language) -> list[str]:
    """What goes with either answer, where something does."""
    t, said = language.t, list[str]()
    if records := _records(going.get(Side.MINE, ()), language):
        said.append(t("if mine counts, these go: {records}", records=records))
    if records := _records(going.get(Side.THEIRS, ()), language):
        said.append(t("if the other version counts, these go: {records}", records=records))
    return said


def _records(keys: Sequence[tuple[str, str]], language: Language) -> str:
    """The records by their kind; one alone by its bill, several, and those that have no bill's id, by their number."""
    kinds: dict[str, list[str]] = {}
    for table, ident in keys:
        kinds.setdefault(table, []).append(clean(ident, 60))
    return listed(
        (
            f"{language.say(TABLE_WORDS[table])} ({some[0] if len(some) == 1 and table in OF_ONE_BILL else len(some)})"
            for table, some in kinds.items()
        ),
        language,
    )


def _some(groups: list[list[str]], most: int, language: Language) -> Iterator[str]:
    for lines in groups[:most]:
        yield from lines
    if len(groups) > most:
        yield language.t("and {count} more", count=len(groups) - most)


def _rows(each: Disagreement, language: Language) -> Iterator[str]:
    table, name = language.say(TABLE_WORDS[each.table]), getattr(each.mine or each.theirs, "title", each.id)
    for row in conflict_rows(each):
        said = {"table": table, "record": clean(name, 60), "field": row["field"] or ""}
        if not each.fields:
            yield _deleted_said(each, language, said)
            continue
        mine, theirs = _value(row["mine"]), _value(row["theirs"])
        yield language.t(
            "{table}: {record} has {mine} as `{field}` here, {theirs} in the other version",
            **said,
            mine=mine,
            theirs=theirs,
        )


def _deleted_said(each: Disagreement, language: Language, said: Mapping[str, str]) -> str:
    """That one version deleted the record, and what the other did with it."""
    t = language.t
    match (each.mine is None, each.recorded):
        case (True, True):
            return t(
                "{table}: {record} was deleted here, and something was recorded of it in the other version", **said
            )
        case (True, False):
            return t("{table}: {record} was deleted here and changed in the other version", **said)
        case (False, True):
            return t("{table}: something was recorded of {record} here, and the other version deleted it", **said)
        case _:
            return t("{table}: {record} was changed here and deleted in the other version", **said)


def _value(value: Any) -> str:
    return "—" if value is None else clean(str(value), 40)
