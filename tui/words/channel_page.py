"""What only the page of a channel says: how auto-debit is set up there, and what one source alone says of it."""

from collections.abc import Iterator

from models.channels.channel import Channel
from models.channels.pages import ChannelPage, set_up_of
from models.channels.source import Source
from tui.run.language import Language
from tui.terminal.cells import Cells, wrap


def set_up_said(channel: Channel, language: Language, width: int) -> list[Cells]:
    """How auto-debit is set up in its app; the common steps where its own are not known."""
    t, known = language.t, set_up_of(channel)
    if known is None:
        said = t(
            "open its own app yourself, find 自动还款, choose the account and the whole bill, agree and verify there, "
            "see 已开启; have the money there before the day and look afterwards"
        )
        return [((line, "dim"),) for line in wrap(t("to set up auto-debit: {path}", path=said), width)]
    path = t("to set up auto-debit: {path}", path=language.words(known.path))
    trap = [language.words(known.trap)] if known.trap else []
    return [
        *(((line, ""),) for text in (path, *trap) for line in wrap(text, width)),
        *(((line, "dim"),) for line in wrap(uncertain_said(known.source, language), width)),
    ]


def also_said(page: ChannelPage, language: Language, width: int) -> Iterator[Cells]:
    """What one source alone says."""
    for each in page.also:
        yield from (((line, ""),) for line in wrap(language.words(each.words), width))
        yield from (((line, "dim"),) for line in wrap(uncertain_said(each.source, language), width))


def uncertain_said(source: Source, language: Language) -> str:
    """That one source says it, and when it was looked up."""
    return language.t(
        "uncertain: {source}, {day}", source=language.words(source.words), day=source.verified_on.isoformat()
    )
