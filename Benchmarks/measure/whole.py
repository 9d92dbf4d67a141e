"""Measures a whole process from exec to exit: time and maximum memory."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from terminal import TimedOut

STARTER = Path(__file__).with_name("starter.py")


def run(command, environment, timeout=300, statuses=(0,)):
    """Returns the milliseconds and megabytes of a program, which must exit with one of the statuses."""
    starter = subprocess.Popen(
        [sys.executable, "-I", "-S", str(STARTER), *command], env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        said, _ = starter.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(starter.pid, signal.SIGKILL)
        starter.communicate()
        raise TimedOut(f"{command} did not exit within {timeout} s") from None
    elapsed, kilobytes, status = said.split()
    if int(status) not in statuses:
        raise subprocess.CalledProcessError(int(status), command)
    return float(elapsed), int(kilobytes) / 1024
