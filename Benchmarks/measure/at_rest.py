"""Measures the program at rest: while it is paused, it must not wake up at all."""

import os

from browser import settled_browser
from figures import OURS, at_most
from report import Sample, table

SECONDS = 60
LISTENERS = 1_300


def measure(bench):
    with bench.emulator(listeners=LISTENERS) as environment:
        with settled_browser(bench, environment, LISTENERS) as browser:
            before = switches(browser.pid)
            data = browser.read_for(SECONDS)
            after = switches(browser.pid)
    woken = {thread: count - before.get(thread, 0) for thread, count in after.items()}
    names = sorted({name for (_, name), count in woken.items() if count})
    written = bench.figures.add(
        "bytes written", {OURS: Sample([len(data)])}, "", LISTENERS, at_most(0))
    switched = bench.figures.add(
        "voluntary context switches", {OURS: Sample([sum(woken.values())])}, "", LISTENERS, at_most(0))
    table(
        f"4. At rest: all data read, paused, observed for {SECONDS} s",
        ["count", "what", "limit", ""],
        [
            [len(data), "bytes written to the terminal", "0", written.verdict],
            [sum(woken.values()), f"voluntary context switches of {len(woken)} threads", "0", switched.verdict],
        ],
        [f"Threads that woke up: {', '.join(names)}"] if names else [])


def switches(pid):
    """Returns the voluntary context switches of each thread, by its number and name."""
    counts = {}
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status") as file:
            fields = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
        counts[thread, fields["Name"]] = int(fields["voluntary_ctxt_switches"])
    return counts
