"""Starts a browser that has read all data and is paused, so that it draws only in response to a key."""

import re
import time
from contextlib import contextmanager

from terminal import FRAME_END, Terminal, TimedOut

REDRAW = b"\x0c"
REFRESH = b"R"
# While the browser reads, its header says so, or has the number of owners that it has read: 15/200.
PROGRESS = re.compile(rb"reading|\d/\d")
TITLES = b"STATE"


@contextmanager
def settled_browser(bench, environment, listeners, timeout=300, **size):
    with Terminal([bench.program], environment, **size) as browser:
        # The first frame waits for the file of the last read of this account, if there is one.
        browser.first(FRAME_END, timeout=60)
        browser.press(b"Z")
        # An incomplete count has >= before it.
        whole = re.compile(rb"(?<![=\d,])" + f"{listeners:,} listeners".encode())
        browser.press_until_shown(REDRAW, whole, timeout)
        # The rows may be those of the file.
        while is_reading(browser):
            browser.until_quiet(timeout=timeout, quiet=1)
        # Wait for the rest of that frame, and until the last connections are closed.
        browser.read_for(1)
        yield browser


def refresh(browser, timeout=300, clock=lambda: None):
    """Reads everything again. Returns the milliseconds from the key to the last byte of the last frame, and what a
    clock shows after that byte."""
    started = time.perf_counter()
    milliseconds = browser.press_until_quiet(REFRESH, timeout, quiet=1).milliseconds
    ended = clock()
    # On a busy machine there may be a pause before the end.
    while is_reading(browser):
        milliseconds = browser.until_quiet(started, timeout, quiet=1).milliseconds
        ended = clock()
    return milliseconds, ended


def is_reading(browser):
    # While the browser reads, a frame of its own may come before that of the key.
    for _ in range(20):
        header, titles, _ = browser.press(REDRAW).data.partition(TITLES)
        if titles:
            return PROGRESS.search(header) is not None
    raise TimedOut("the list of the browser has no titles")
