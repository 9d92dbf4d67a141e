"""Measures the program at rest: while it is paused, it must not wake up at all."""

import os

from browser import settled_browser
from report import table, verdict

SECONDS = 5
LISTENERS = 1_300


def measure(bench):
    with bench.emulator(listeners=LISTENERS) as environment:
        with settled_browser(bench, environment, LISTENERS) as browser:
            before = switches(browser.pid)
            data = browser.read_for(SECONDS)
            after = switches(browser.pid)
    woken = {thread: count - before.get(thread, 0) for thread, count in after.items()}
    names = sorted({name for (_, name), count in woken.items() if count})
    holds = [not data, not any(woken.values())]
    table(
        f"4. At rest: all data read, paused, observed for {SECONDS} s",
        ["count", "what", "limit", ""],
        [
            [len(data), "bytes written to the terminal", "0", verdict(holds[0])],
            [sum(woken.values()), f"voluntary context switches of {len(woken)} threads", "0", verdict(holds[1])],
        ],
        [f"Threads that woke up: {', '.join(names)}"] if names else [])
    return all(holds)


def switches(pid):
    """Returns the voluntary context switches of each thread, by its number and name."""
    counts = {}
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status") as file:
            fields = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
        counts[thread, fields["Name"]] = int(fields["voluntary_ctxt_switches"])
    return counts
