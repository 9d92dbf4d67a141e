"""Runs a program on a pseudo-terminal and reads its screen with pyte. Shared with scripts/record."""
import fcntl
import os
import select
import signal
import struct
import termios
import time

import pyte

DEADLINE = 60  # seconds for anything that is expected to succeed


class Screen(pyte.Screen):
    """pyte's screen, extended by the sequence that repeats the last character, which ncurses uses."""

    last = " "

    def draw(self, data):
        if data:
            self.last = data[-1]
        super().draw(data)

    def repeat_last(self, count=1, **_):
        super().draw(self.last * (count or 1))


class Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "b": "repeat_last"}
    events = pyte.ByteStream.events | {"repeat_last"}


class Session:
    """A program on a pseudo-terminal."""

    def __init__(self, command, columns=120, rows=40):
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.bytes = b""
        self.file, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # The modes are read before the program runs, since it may change them immediately.
        self.before = termios.tcgetattr(terminal)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.file)
            os.setsid()
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(terminal, number)
            os.execvp(command[0], command)
        os.close(terminal)

    def pump(self, seconds):
        """Reads the output of the program. Returns False after the program has closed the terminal."""
        ready, _, _ = select.select([self.file], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.file, 65536)
        except OSError:
            return False
        self.bytes += data
        self.stream.feed(data)
        return bool(data)

    def text(self):
        """Returns the screen as text. A wide character is in one cell, and the next cell is empty."""
        lines = []
        for row in range(self.screen.lines):
            cells = self.screen.buffer[row]
            lines.append("".join(cells[column].data for column in range(self.screen.columns)).rstrip())
        return "\n".join(lines)

    def wait_for(self, what):
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            if what in self.text():
                return True
            if not self.pump(0.05):
                break
        raise AssertionError(f"{what!r} did not appear on the screen:\n{self.text()}\n{self.bytes[-300:]!r}")

    def type(self, keys):
        os.write(self.file, keys.encode())

    def end(self):
        """Waits until the program exits. Returns the exit status, negative for a signal."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            self.pump(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while select.select([self.file], [], [], 0)[0] and self.pump(0):
                    pass
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"the program did not exit:\n{self.text()}")

    def is_restored(self):
        """Returns whether the modes are as before and the main screen is shown again."""
        modes = termios.tcgetattr(self.file)
        kept = modes[:4] == self.before[:4]
        # A terminal without an alternate screen (linux, vt100) keeps the output of the program.
        if b"\x1b[?1049h" not in self.bytes:
            return kept
        entered, left = self.bytes.rfind(b"\x1b[?1049h"), self.bytes.rfind(b"\x1b[?1049l")
        return kept and left > entered
