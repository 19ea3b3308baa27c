"""A real sshd on loopback, and a line to it that can be cut."""

import os
import pwd
import re
import select
import selectors
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import pytest

from tests.e2e.terminal import PATIENCE, Terminal

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
NOTHING: Mapping[str, str] = {}
PRIVILEGE_SEPARATION = Path("/run/sshd")
"""Where sshd shuts its own helper in; it starts as root only where that is there."""

CONFIG = """\
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile {folder}/pid
ListenAddress {host}
AuthenticationMethods publickey
PermitRootLogin prohibit-password
UsePAM no
StrictModes no
UseDNS no
AcceptEnv FENQI_* TEXTUAL*
LogLevel INFO
"""


class Connection:
    """A TCP connection from here to a port, until it is cut: both ends then see a reset."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server((HOST, 0))
        self.port: int = self._listening.getsockname()[1]
        self._cutting, self._cut = socket.socketpair()
        self._thread = Thread(target=self._carry, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Reset both connections, for good."""
        with suppress(OSError):  # it was cut before
            self._cut.send(b"\0")
        self._thread.join(PATIENCE)
        self._cut.close()

    def _carry(self) -> None:
        with self._listening, self._cutting:
            if self._listening not in select.select([self._listening, self._cutting], [], [])[0]:
                return
            client, _ = self._listening.accept()
            server = socket.create_connection((HOST, self._target))
            with client, server, selectors.DefaultSelector() as selector:
                selector.register(client, selectors.EVENT_READ, server)
                selector.register(server, selectors.EVENT_READ, client)
                selector.register(self._cutting, selectors.EVENT_READ)
                with suppress(OSError):  # an end was closed
                    while all(_pass_on(key) for key, _ in selector.select()):
                        pass
                for end in (client, server):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _pass_on(key: selectors.SelectorKey) -> bool:
    """Carry what came at one end to the other; False where the line ends."""
    if not isinstance(key.fileobj, socket.socket) or key.data is None:
        return False
    data = key.fileobj.recv(65536)
    key.data.sendall(data)
    return bool(data)


class Sshd:
    """sshd with keys of its own for whoever runs the tests; skips the test where there can be none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
        if program is None or shutil.which("ssh") is None:
            pytest.skip("openssh-server and openssh-client are not installed")
        if os.geteuid() == 0:
            with suppress(OSError):
                PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)
            if not PRIVILEGE_SEPARATION.is_dir():
                pytest.skip(f"sshd as root needs {PRIVILEGE_SEPARATION}")
        for name in ("host", "key"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True, capture_output=True)
        (folder / "config").write_text(CONFIG.format(folder=folder, host=HOST), "utf-8")
        with socket.create_server((HOST, 0)) as free:
            self.port: int = free.getsockname()[1]
        command = [program, "-D", "-e", "-f", str(folder / "config"), "-p", str(self.port)]
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stderr=log, stdin=subprocess.DEVNULL)
        self._lines: list[Connection] = []

    def __enter__(self) -> Self:
        deadline = time.monotonic() + PATIENCE
        while "listening" not in self.log:
            assert self._process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.01)
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for line in self._lines:
            line.cut()
        self._process.terminate()
        self._process.wait(PATIENCE)

    @property
    def log(self) -> str:
        """What sshd has said."""
        return self._log.read_text("utf-8", "replace")

    def line(self) -> Connection:
        """A line of its own for one login."""
        self._lines.append(Connection(self.port))
        return self._lines[-1]

    def command(self, port: int, remote: str, *, tty: bool = True, sent: Mapping[str, str] = NOTHING) -> list[str]:
        """What logs in through `port` and runs `remote` there; `sent` are variables that the other end sets."""
        options = {
            "IdentityFile": self._folder / "key",
            "IdentitiesOnly": "yes",
            "BatchMode": "yes",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "LogLevel": "ERROR",
        }
        settings = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        if sent:
            settings += ["-o", "SetEnv=" + " ".join(f"{name}={value}" for name, value in sent.items())]
        user = pwd.getpwuid(os.geteuid()).pw_name
        return ["ssh", "-F", "/dev/null", "-tt" if tty else "-T", "-p", str(port), *settings, f"{user}@{HOST}", remote]

    def login(self, line: Connection, app: "App", *arguments: str | Path, term: str = "xterm-256color") -> Terminal:
        """`ssh host -t fenqi` through that line, at 80 × 24."""
        return Terminal(command=self.command(line.port, app.remote(arguments)), columns=80, rows=24, env={"TERM": term})

    def check(self) -> None:
        """Skip the test where the host's rules let nobody in."""
        command = self.command(self.port, "true", tty=False)
        done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)
        if done.returncode and (refused := re.search(r"not allowed because .*", self.log)):
            pytest.skip(f"a login here is {refused[0]}")
        assert done.returncode == 0, f"{done.stderr.decode()}\n{self.log}"


class App:
    """The app at the other end: its process is known there by a file."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._pid = folder / "app.pid"
        self._env = env

    def remote(self, arguments: Sequence[str | Path]) -> str:
        """The command of the login: the shell turns into the app."""
        surroundings = [f"{name}={value}" for name, value in self._env.items()]
        command = ["env", *surroundings, sys.executable, "-m", "tui", *map(str, arguments)]
        return f"cd {shlex.quote(str(ROOT))} && echo $$ > {shlex.quote(str(self._pid))} && exec {shlex.join(command)}"

    def wait_for_end(self) -> None:
        """Wait until it has ended, by itself, as it must where its terminal is gone."""
        with suppress(ProcessLookupError):
            process = os.pidfd_open(int(self._pid.read_text("utf-8")))
            ended, _, _ = select.select([process], [], [], PATIENCE)
            if not ended:
                signal.pidfd_send_signal(process, signal.SIGKILL)
            os.close(process)
            assert ended, "the app goes on without a terminal"
