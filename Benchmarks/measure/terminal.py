"""Runs a program on a pseudo-terminal and measures its response time to a key."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass

# gaapscope ends every frame with this sequence, after which the terminal shows the frame.
FRAME_END = b"\x1b[?2026l"
# A program that does not mark the end of a frame is finished after this time without output. The time is not counted.
QUIET_SECONDS = 0.04
ROWS, COLUMNS = 24, 80


class TimedOut(Exception):
    """Expected output or an event did not arrive in time."""


@dataclass
class Paint:
    """The output on the terminal, and when its last byte arrived."""

    milliseconds: float
    data: bytes


class Terminal:
    """Starts a program on a terminal (80x24 by default), and ends it when the block is left. Queries that the program
    sends to its terminal get no answer."""

    def __init__(self, command, environment, folder=None, rows=ROWS, columns=COLUMNS):
        self.command = command
        self.seen = b""
        self.started = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                if folder:
                    os.chdir(folder)
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        self.poll = select.poll()
        self.poll.register(self.master, select.POLLIN)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # The hang-up ends the program. If it continues to run, it is killed.
        os.close(self.master)
        deadline = time.monotonic() + 2
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                return
            time.sleep(0.002)

    def first(self, wanted, timeout=10):
        """Measures from before the start of the program until its output contains the wanted text."""
        paint = self._until(wanted, self.started, timeout, self.seen)
        self.seen = paint.data
        return paint

    def press(self, key, timeout=10, wanted=FRAME_END):
        """Sends a key and measures until the end of the resulting frame, or until the wanted text."""
        return self._until(wanted, self._send(key), timeout)

    def press_until_quiet(self, key, timeout=10, quiet=QUIET_SECONDS):
        """Sends a key and measures until the last byte before a pause in the output."""
        return self.until_quiet(self._send(key), timeout, quiet)

    def until_quiet(self, since=None, timeout=10, quiet=QUIET_SECONDS):
        since = since or time.perf_counter()
        data, last = b"", None
        while True:
            piece = self._read(timeout if last is None else quiet)
            if not piece:
                if last is None:
                    raise TimedOut(f"{self.command[0]} drew nothing within {timeout} s")
                return Paint((last - since) * 1000, data)
            last = time.perf_counter()
            data += piece
            if last - since > timeout:
                raise TimedOut(f"{self.command[0]} does not stop drawing")

    def read_for(self, seconds):
        """Returns everything that is written within a time."""
        deadline = time.monotonic() + seconds
        data = b""
        while (left := deadline - time.monotonic()) > 0:
            data += self._read(left)
        return data

    def press_until_shown(self, key, wanted, timeout):
        """Sends a key that draws the whole screen repeatedly, until the screen shows the wanted text."""
        deadline = time.monotonic() + timeout
        while not re.search(wanted, self.press(key, timeout).data):
            if time.monotonic() > deadline:
                raise TimedOut(f"{self.command[0]} did not show {wanted!r} in {timeout} s")

    def _send(self, key):
        while self._read(0):
            pass
        now = time.perf_counter()
        os.write(self.master, key)
        return now

    def _until(self, wanted, since, timeout, data=b""):
        now = time.perf_counter()
        while not re.search(wanted, data) if isinstance(wanted, re.Pattern) else wanted not in data:
            left = since + timeout - time.perf_counter()
            piece = self._read(max(0, left))
            if not piece:
                raise TimedOut(f"{self.command[0]} did not show {wanted!r} in {timeout} s; last: {data[-200:]!r}")
            now = time.perf_counter()
            data += piece
        return Paint((now - since) * 1000, data)

    def _read(self, seconds):
        """Returns the output that arrives within a time. Empty if there is none or the program has exited."""
        if not self.poll.poll(seconds * 1000):
            return b""
        try:
            return os.read(self.master, 65536)
        except OSError:
            return b""
