"""What has `fenqi remind` run by itself: units of systemd, a line of cron, a script of the login."""

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tui.run.session import Session

HOURS = (9, 20)
"""When it runs, by the host's clock: after the night's debits, and while a bill due today can still be repaid."""


def printed(form: str, session: Session) -> str:
    """The text in that form, with what installs it as comments."""
    return _FORMS[form](session, _command(session))


def _command(session: Session) -> list[str]:
    """What is run: this fenqi, by its full path, in the language that is spoken now, on the ledger that was named."""
    program = Path(sys.argv[0]).absolute()
    started = [str(program)] if program.name == "fenqi" else [sys.executable, "-m", "tui"]
    named = ["--db", str(session.store.path)] if session.named else []
    return [*started, "--lang", session.language.code, *named, "remind"]


def _comments(*sentences: str) -> list[str]:
    return [f"# {each}" for each in sentences]


def _systemd(session: Session, command: Sequence[str]) -> str:
    t, again = session.language.t, shlex.join([*command, "--print", "systemd"])
    hours = ",".join(f"{each:02}" for each in HOURS)
    lines = [
        *_comments(
            t("two units of `systemd`; these lines install them:"),
            'd="${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user"; mkdir -p "${d}"',
            f'{again} | awk -v d="${{d}}" \'/^#> /{{f = d "/" $2; next}} f {{print > f}}\'',
            "systemctl --user daemon-reload && systemctl --user enable --now fenqi-remind.timer",
            t("this one has it run while you are not logged in, too:"),
            "loginctl enable-linger",
            t("what it says goes to `remind_command` of the settings; else to the journal alone"),
        ),
        "#> fenqi-remind.service",
        "[Unit]",
        "Description=fenqi remind",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={' '.join(map(_systemd_word, command))}",
        "#> fenqi-remind.timer",
        "[Unit]",
        "Description=fenqi remind",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {hours}:00:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def _systemd_word(word: str) -> str:
    """A word of a command line, in which systemd fills nothing in."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if any(each in plain for each in " \t'\";\\") else plain


def _cron(session: Session, command: Sequence[str]) -> str:
    t, again = session.language.t, shlex.join([*command, "--print", "cron"])
    line = shlex.join(command).replace("%", "\\%")  # which cron takes for a line's end
    lines = _comments(
        t("a line for `cron`, which mails what it prints; this installs it:"),
        f'crontab -l 2>/dev/null | grep -qxF "$({again} | tail -n 1)" || (crontab -l 2>/dev/null; {again}) | crontab -',
    )
    return "\n".join([*lines, f"0 {','.join(map(str, HOURS))} * * * {line}"]) + "\n"


def _motd(session: Session, command: Sequence[str]) -> str:
    t, again = session.language.t, shlex.join([*command, "--print", "motd"])
    lines = _comments(
        t("says at a login what was not said yet; this installs it, for `bash` and `sh`:"),
        f'grep -qxF "$({again} | tail -n 1)" ~/.profile 2>/dev/null || {again} >> ~/.profile',
    )
    return "\n".join([*lines, f"if [ -t 1 ]; then {shlex.join(command)}; fi"]) + "\n"


_FORMS: dict[str, Callable[[Session, Sequence[str]], str]] = {"systemd": _systemd, "cron": _cron, "motd": _motd}
