"""The command group, its global options, and how a problem becomes a sentence and an exit code."""

import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from models.channels.channel import LANGUAGES
from models.values.message import Problem
from tui.cli import completing
from tui.cli.click_words import said, speak
from tui.cli.group import LazyGroup, translated
from tui.cli.noop import N_
from tui.cli.streams import Undelivered
from tui.run.config import THEMES, read_config
from tui.run.debugging import debugging
from tui.run.from_afar import OPTION, forget_environment
from tui.run.language import Language, guess, language_of
from tui.run.restricted import check_command, quiet_textual
from tui.run.session import Session, config_path, open_session
from tui.run.surface import COLOUR_SYSTEMS

if TYPE_CHECKING:
    from tui.app import FenqiApp
    from tui.state.arrangement import Selection

EXIT_PROBLEM = 1

ESCAPE_DELAY = 25
"""Milliseconds after which a lone escape is a key press; Textual's own 100 are felt. ESCDELAY says otherwise."""


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:  # a line that is completed asks for nothing
        from importlib.metadata import version  # 30 ms that nothing else needs

        click.echo(f"fenqi {version('fenqi')}")
        ctx.exit()


SOURCES = {
    **dict.fromkeys(("due", "bills"), "tui.cli.queries"),
    **dict.fromkeys(("import", "export"), "tui.cli.transfer"),
    **dict.fromkeys(("backup", "restore"), "tui.cli.safety"),
    "doctor": "tui.cli.doctor",
    "quote": "tui.cli.quote",
    "record": "tui.cli.record",
    "reconcile": "tui.cli.reconcile",
    "merge": "tui.cli.merge",
    **dict.fromkeys(("confirm", "correct"), "tui.cli.looked"),
    **dict.fromkeys(("refund", "early"), "tui.cli.endings"),
    **dict.fromkeys(("undo", "redo"), "tui.cli.undoing"),
    **{name: f"tui.cli.{name}" for name in ("month", "capture", "orders", "proof", "report", "payoff")},
    **{name: f"tui.cli.{name}" for name in ("agenda", "calendar", "remind")},
    **{name: f"tui.cli.{name}" for name in ("show", "convert", "defer", "promise", "balance", "budget", "check")},
    **dict.fromkeys(("accounts", "account"), "tui.cli.accounts"),
    "order": "tui.cli.order",
    **dict.fromkeys(("channels", "channel"), "tui.cli.channels"),
}


@click.group(
    cls=LazyGroup,
    sources=SOURCES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_("The repayment checklist beside your phone: what you owe, to whom, first, and how to repay it right."),
    epilog=N_("Exit codes: 0 done, 1 a problem (said on stderr), 2 wrong usage; `fenqi due --exit-code` has its own."),
)
@click.option("--db", type=click.Path(path_type=Path, readable=False), help=N_("The ledger file (or FENQI_DB)."))
@click.option("--lang", type=click.Choice(LANGUAGES), help=N_("The language of screens and words."))
@click.option("--theme", type=click.Choice(THEMES), help=N_("The colours of this run only."))
@click.option(
    "--now", metavar="ISO", help=N_("Pretend that it is this time, like 2026-11-22T14:00:00+08:00 (or FENQI_NOW).")
)
@click.option("--restricted", is_flag=True, help=N_("Open no file but the ledger; for SSH forced commands."))
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help=N_("Print the version.")
)
@click.pass_context
def fenqi(
    ctx: click.Context, db: Path | None, lang: str | None, theme: str | None, now: str | None, restricted: bool
) -> None:
    if restricted:
        check_command(ctx.invoked_subcommand)
    ctx.obj = replace(open_session(db=db, language=lang, theme=theme, now=now), restricted=restricted)
    for remark in ctx.obj.config.remarks:
        _complain(ctx.obj.language.say(remark))
    if ctx.invoked_subcommand is None:
        start(ctx.obj)


@fenqi.command(help=N_("Open sample data, made relative to today, in a throw-away file."))
@click.option("--scene", type=int, hidden=True)
@click.pass_obj
def demo(session: Session, scene: int | None) -> None:
    from tui.cli.demo import demo_session, interrupted, scene_in, scene_session, shared, still_left, throw_away
    from tui.run.scenes.table import scene_of

    if scene is not None:
        chosen = scene_of(scene)
        check_terminal()
        with scene_session(session, chosen) as sample:
            start(sample)
        return
    check_terminal()
    left = interrupted()
    question = session.language.t("A demo was interrupted. Go on with it? Otherwise it is thrown away.")
    if left is not None and not (click.confirm(question, default=True, err=True) and still_left(left)):
        throw_away(left)
        left = None
    row = scene_in(left) if left is not None else None
    if row is not None:  # by its own clock, which its mistake may depend on
        with scene_session(session, scene_of(row), left) as sample:
            start(sample)
        return
    with demo_session(session, left) as sample:
        start(shared(sample))


def steer_textual() -> None:
    """Say how keys are read and painted where the environment does not; Textual looks at it when it is imported."""
    _forget_what_stops_it()
    os.environ.setdefault("TEXTUAL_FPS", "240")  # a repaint waits 4 ms and not 17; nothing is painted without a cause
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # input methods commit whole words
    os.environ.setdefault("ESCDELAY", str(ESCAPE_DELAY))


def _forget_what_stops_it() -> None:
    """Forget values by which Textual dies or never paints, and a size that a shell exported: the terminal says its own,
    and says when it has another one."""
    wrong = os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in COLOUR_SYSTEMS
    unpaintable = re.fullmatch("[1-9][0-9]{0,2}", os.environ.get("TEXTUAL_FPS", "1")) is None
    known = sys.stdout.isatty() and all(os.get_terminal_size())
    for name, stops in {
        "TEXTUAL_COLOR_SYSTEM": wrong,
        "TEXTUAL_FPS": unpaintable,
        "COLUMNS": known,
        "LINES": known,
    }.items():
        if stops:
            os.environ.pop(name, None)


def check_terminal() -> None:
    """Raise Problem where there is no terminal to run the app on."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # it is painted on the last one
        raise Problem("the app needs a terminal; over SSH start it with `ssh -t`, or ask `fenqi due` instead")


def start(session: Session) -> None:
    """Run the full-screen app until it is quit."""
    check_terminal()
    quiet_textual(restricted=session.restricted)
    steer_textual()
    _run(session)


def _run(session: Session) -> Session:
    """Run it until it is quit: the session as it was left. Sample data asked for on the first page come back to it."""
    from tui.app import FenqiApp
    from tui.commands.app import LANGUAGE, SAMPLE
    from tui.terminal.driver import WireDriver

    selection: Selection | None = None
    while True:
        app = FenqiApp(session, WireDriver, selection)
        wish = app.run(mouse=session.config.mouse) or ""
        _end_as(app)
        session, selection = replace(session, theme=app.theme), None
        if wish == SAMPLE:
            from tui.cli.demo import demo_session, shared

            with demo_session(session) as sample:
                left = _run(shared(sample))
            session = replace(session, theme=left.theme, language=left.language)
        elif wish.startswith(LANGUAGE):
            session = replace(session, language=language_of(wish.removeprefix(LANGUAGE)))
            selection = app.selection
        else:
            return session


def _end_as(app: "FenqiApp") -> None:
    """Raise the app's exit code where it did not end by being quit."""
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)


def _misused(error: click.ClickException, language: Language) -> int:
    """Say what is wrong with the usage; the exit code is returned."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # a page of help, which is no sentence
        click.echo(error.message, err=True)
        return error.exit_code
    if isinstance(error, click.UsageError) and error.ctx:
        click.echo(error.ctx.get_usage(), err=True)
    return _fail(said(error, language), error.exit_code)


def run(arguments: Sequence[str]) -> int:
    """The whole command line in one call; the exit code is returned."""
    forget_environment(arguments)
    language = _language(arguments)
    speak(language)
    try:
        completing.check_asked()
        result = translated(fenqi, language).main(list(arguments), prog_name="fenqi", standalone_mode=False)
    except Problem as problem:
        return _fail(language.say(problem.message), EXIT_PROBLEM)
    except click.ClickException as error:
        return _misused(error, language)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return _fail(language.t("stopped; nothing was changed"), EXIT_PROBLEM)
    except Undelivered as lost:
        said = language.t("the answer could not be written: {reason}", reason=lost.reason)
        return _fail(said, EXIT_PROBLEM) if lost.reason else EXIT_PROBLEM
    except Exception as fault:
        if debugging():
            raise
        if completing.is_asked():
            return EXIT_PROBLEM
        return _fail(_unforeseen(fault, language, restricted=OPTION in arguments), EXIT_PROBLEM)
    return result if isinstance(result, int) else 0


def _unforeseen(fault: Exception, language: Language, *, restricted: bool) -> str:
    """What is said of a fault that nothing else names: no word of its own, which could hold a title or an amount."""
    if isinstance(fault, FileNotFoundError) and not _is_somewhere():
        return language.t("the directory that fenqi was started in is gone; change to another")
    if restricted:  # it heeds no FENQI_DEBUG
        return language.t("fenqi failed ({name}); a restricted session shows no more of it", name=type(fault).__name__)
    return language.t("fenqi failed ({name}); FENQI_DEBUG=1 shows more", name=type(fault).__name__)


def _is_somewhere() -> bool:
    """Whether the directory is there from which relative names lead."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def _fail(sentence: str, code: int) -> int:
    _complain(sentence)
    return code


def _complain(sentence: str) -> None:
    from models.values.long_numbers import masked

    click.echo(f"fenqi: {masked(sentence)}", err=True)  # it may quote what was typed


def _language(arguments: Sequence[str]) -> Language:
    """The language, before click has parsed the options that name it: help needs it too."""
    wish = next((after for each, after in pairwise(arguments) if each == "--lang"), None)
    if wish is None:
        wish = next((each.removeprefix("--lang=") for each in arguments if each.startswith("--lang=")), None)
    return language_of(guess(wish, read_config(config_path()).language))
