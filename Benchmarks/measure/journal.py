"""Measures what a large journal costs: the time to the first frame, and from T to the first events."""

import re
import sqlite3

from browser import settled_browser
from figures import OURS, at_most
from report import Sample, table
from terminal import FRAME_END, Terminal

LISTENERS = 2_500
# Entries in the timeline, and as many as fill a journal of 64 MB.
SOME, FULL = 10_000, 140_000
# The limits in milliseconds: one frame at 60 frames per second, and how much later the first frame may come.
LIMIT_FRAME, LIMIT_LATER = at_most(16.7), at_most(1)
EVENTS = re.compile(rb"10\.9\.\d+\.1 (down|up)")


def measure(bench):
    without, full, opened = Sample(), Sample(), Sample()
    with bench.emulator(listeners=LISTENERS) as environment:
        some = state(bench, environment, "some", SOME)
        large = state(bench, environment, "full", FULL)
        none = state(bench, environment, "none", 0)
        for _ in range(bench.rounds):
            for home, sample in ((none, without), (large, full)):
                with Terminal([bench.program], at(environment, home)) as browser:
                    sample.add(browser.first(FRAME_END).milliseconds)
            with settled_browser(bench, at(environment, some), LISTENERS) as browser:
                opened.add(browser.press(b"T", wanted=EVENTS).milliseconds)
    later = Sample([full.median - without.median])
    events = bench.figures.add(
        f"T, to the first events of {SOME:,} entries", {OURS: opened}, rows=LISTENERS, limit=LIMIT_FRAME)
    bench.figures.add("first frame without a journal", {OURS: without}, rows=LISTENERS)
    bench.figures.add("first frame with a journal of 64 MB", {OURS: full}, rows=LISTENERS)
    delay = bench.figures.add(
        "how much later the first frame is with a journal of 64 MB", {OURS: later}, rows=LISTENERS, limit=LIMIT_LATER)
    table(
        f"11. Journal: {LISTENERS:,} listeners, 80x24, {bench.rounds} rounds", ["what", "time", "limit", ""],
        [
            [f"T, to the first events of {SOME:,} entries", opened.text(), events.limit_text, events.verdict],
            ["first frame without a journal", without.text(), "", ""],
            [f"first frame with {FULL:,} entries (64 MB)", full.text(), "", ""],
            ["how much later that is", later.text(), delay.limit_text, delay.verdict],
        ])


def at(environment, home):
    return environment | {"XDG_STATE_HOME": str(home)}


def state(bench, environment, name, count):
    """Returns a state folder whose journal has a number of entries: origins that fail and recover in turn."""
    home = bench.folder / f"state-{name}"
    bench.run([bench.program, "watch", "--once"], at(environment, home))
    (path,) = home.glob("gaapscope/*/journal.db")
    with sqlite3.connect(path) as journal:
        (end,) = journal.execute("SELECT max(until) FROM observed").fetchone()
        journal.executemany(
            "INSERT INTO entry (sweep, seen_before, seen_after, kind, subject, name, port, owner, owner_kind, "
            "owner_name, access_region, origin_region, from_state, to_state, cause_kind, cause, details) "
            "VALUES (?, ?, ?, 'health', ?, ?, 443, ?, 'proxy', 'gateway', 'Hong Kong', 'Singapore', ?, ?, 'origin', "
            "?, ?)",
            (entry(number, end - (count - number)) for number in range(count)))
        journal.execute("UPDATE observed SET since = since - ?", (count,))
    journal.close()
    if not count:
        path.unlink()
    return home


def entry(number, time):
    # Three listeners in each sweep; an origin fails in one sweep and recovers in a later one.
    sweep = number // 3
    origin, is_down = f"10.9.{sweep % 200}.1", sweep // 200 % 2 == 0
    states = ("OK", "DOWN") if is_down else ("DOWN", "OK")
    went, came = (f'"{origin}"', "") if is_down else ("", f'"{origin}"')
    details = (
        f'{{"origins":[{{"address":"{origin}","from":"{states[0]}","to":"{states[1]}","wentDown":[{went}],'
        f'"cameBack":[{came}],"status":null}}],"fields":[]}}')
    return (
        sweep + 1, time - 1, time, f"listener-{number % 2_500:08}", f"login-gateway-{number % 2_500}",
        f"link-{number % 60:08}", *states, origin, details)
