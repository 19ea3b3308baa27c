"""click's own words in our catalogues: it looks its sentences up in the current gettext domain."""

import gettext
import os
import re
from collections.abc import Iterable

import click

from models.values.message import msg
from models.values.text import clean
from tui.cli.noop import N_
from tui.run.language import LOCALE_DIR, Language
from tui.words.punctuation import listed

WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Error: invalid input"),
    N_("Try '{command} {option}' for help."),
    N_("default: {default}"),
    N_("required"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{name} {filename!r} does not exist."),
)
"""Those that fenqi's commands can lead to."""
HEADING = N_("{heading}:")
COUNTED = (
    (re.compile(r"Got unexpected extra arguments? \((?P<given>.*)\)"), msg("{given}: the command takes no more")),
    (re.compile(r"Option '(?P<option>.*)' requires an argument\."), msg("{option} needs a value behind it")),
    (re.compile(r"(?P<value>'.*') is not (?:one of )?(?P<choices>'.*')\."), msg("{value} is none of {choices}")),
)
"""What click says with a number in mind, which it looks up in another way: as it is in English, and in our words."""


class CommandHelp(click.HelpFormatter):
    """The page of `--help`, with the colons of the language: a wide one has no space behind it.

    click counts characters and breaks lines at spaces: here lines are as wide as their cells, and end behind a phrase.
    """

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        before = prefix or gettext.gettext("Usage:")
        super().write_usage(prog, args, before if before.endswith("：") else f"{before} ")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{gettext.gettext(HEADING).format(heading=heading)}\n")

    def write_text(self, text: str) -> None:
        from tui.cli.phrases import in_phrases

        indent = " " * self.current_indent
        paragraphs = (" ".join(each.split()) for each in text.split("\n\n"))
        for index, each in enumerate(paragraphs):
            self.write("\n" if index else "")
            for line in in_phrases(each, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        from rich.cells import cell_len

        from tui.cli.phrases import in_phrases

        rows, indent = list(rows), " " * self.current_indent
        column = min(max(cell_len(term) for term, _ in rows), col_max) + col_spacing
        for term, text in rows:
            lines = in_phrases(text, max(10, self.width - column - self.current_indent))
            beside = cell_len(term) <= column - col_spacing
            if not beside or not lines:
                self.write(f"{indent}{term}\n")
            for index, line in enumerate(lines):
                begins = term + " " * (column - cell_len(term)) if beside and not index else " " * column
                self.write(f"{indent}{begins}{line}\n")


def said(error: click.ClickException, language: Language) -> str:
    """What is wrong with the usage. Whom click would ask "did you mean", in English and without a verb, is listed."""
    if isinstance(error, click.MissingParameter):
        return clean(_missing(error, language))
    alike = sorted(getattr(error, "possibilities", None) or ())
    if not alike:
        text = error.format_message().replace(error.message, _counted(error.message, language))
        return clean(text)  # it repeats what was typed
    return clean(
        language.t("{problem} The nearest are {options}.", problem=error.message, options=listed(alike, language))
    )


def _counted(message: str, language: Language) -> str:
    for english, words in COUNTED:
        if found := english.fullmatch(message):
            given = found.groupdict()
            if "choices" in given:
                given["choices"] = listed(given["choices"].split(", "), language)
            return language.t(words.template, **given)
    return message


def _missing(error: click.MissingParameter, language: Language) -> str:
    """What is missing, and what it may be."""
    named = error.format_message().partition("'.")[0] + "'"
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return language.t("{missing}: one of {choices}.", missing=named, choices=listed(kind.choices, language))
    return language.t("{missing}.", missing=named)


def speak(language: Language) -> None:
    """Let click speak that language in this process."""
    os.environ["LANGUAGE"] = language.code
    gettext.bindtextdomain("fenqi", str(LOCALE_DIR))
    gettext.textdomain("fenqi")
    click.Context.formatter_class = CommandHelp
