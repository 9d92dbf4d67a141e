"""Common parts of the sections: the program, a temporary folder, an environment, and the data of the other programs."""

import json
import os
import select
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from figures import Figures
from terminal import TimedOut


@dataclass
class Bench:
    program: str
    folder: Path
    rounds: int
    figures: Figures = field(default_factory=Figures)

    def environment(self, **more):
        """Returns an environment without any of the caller's settings, for all programs."""
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        return kept | {
            "HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "TIGRC_USER": "/dev/null",
            "LESSHISTFILE": "-",
        } | more

    def against(self, endpoint, key_id="bench", key="bench", rate=1000):
        """Returns an environment in which gaapscope uses an endpoint."""
        return self.environment(
            GAAPSCOPE_ENDPOINT=endpoint, TENCENTCLOUD_SECRET_ID=key_id, TENCENTCLOUD_SECRET_KEY=key,
            GAAPSCOPE_RATE=str(rate))

    @contextmanager
    def emulator(self, limit=100_000, **options):
        """Starts an emulator with a limit that no client reaches; returns the environment for its clients."""
        flags = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        process = subprocess.Popen(
            [self.program, "emulator", "--limit", str(limit), *flags], env=self.environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            if not select.select([process.stdout], [], [], 60)[0]:
                raise TimedOut("the emulator did not print its endpoint within 60 s")
            said = process.stdout.readline()
            if not said:
                raise TimedOut(f"the emulator exited with status {process.wait(5)} before it was ready")
            facts = json.loads(said)
            yield self.against(facts["endpoint"], facts["secretId"], facts["secretKey"])
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()

    def run(self, command, environment, timeout=120, **options):
        """Runs a program until it exits. Returns the milliseconds. fzf exits with status 1 if nothing matches."""
        start = time.perf_counter()
        done = subprocess.run(
            command, env=environment, timeout=timeout, stdin=options.pop("stdin", subprocess.DEVNULL),
            stdout=options.pop("stdout", subprocess.DEVNULL), **options)
        elapsed = (time.perf_counter() - start) * 1000
        if done.returncode not in (0, 1):
            done.check_returncode()
        return elapsed

    def rows(self, environment, count, name="rows"):
        """Returns a file with all listeners, one per line, as `gaapscope list` prints them. Every account needs its own
        name."""
        path = self.folder / f"{name}-{count}"
        if not path.exists():
            columns = "state,port,name,owner,origin,down"
            with open(path, "wb") as file:
                self.run(
                    [self.program, "list", "--no-header", "--columns", columns], environment, timeout=300, stdout=file)
        lines = sum(1 for _ in open(path, "rb"))
        if lines != count:
            raise TimedOut(f"gaapscope list printed {lines} lines, not {count}")
        return path

    def repository(self, commits):
        """Returns a git repository with a linear history of empty commits."""
        path = self.folder / f"repository-{commits}"
        if not path.exists():
            environment = self.environment()
            subprocess.run(["git", "init", "-q", path], env=environment, check=True, timeout=60)
            subprocess.run(
                ["git", "-C", path, "symbolic-ref", "HEAD", "refs/heads/main"], env=environment, check=True, timeout=60)
            history = "".join(
                f"commit refs/heads/main\ncommitter Ann <ann@example.com> {1_700_000_000 + 60 * number} +0000\n"
                f"data <<END\n{subject(number)}\nEND\n\n" for number in range(1, commits + 1))
            subprocess.run(
                ["git", "-C", path, "fast-import", "--quiet"], input=history.encode(), env=environment, check=True,
                timeout=120)
        return path


def subject(number):
    return f"Commit number {number}."


@contextmanager
def silent_endpoint():
    """Returns an endpoint on which the kernel accepts connections, and no request is ever answered."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
