"""Measures the time from exec to the first complete frame on a terminal, without and with data of an earlier run."""

import re

from bench import silent_endpoint, subject
from browser import settled_browser
from figures import OURS, at_most, ratio_of_at_least
from report import Sample, ratio, table
from terminal import FRAME_END, ROWS, Terminal

# The first frame may take half as long as tig's.
LIMIT = ratio_of_at_least(2)
LISTED_LIMIT = at_most(40)
LISTENERS = 2_500
COMMITS = 400


def measure(bench):
    repository = bench.repository(COMMITS)
    # tig shows a list on all lines but two. Its screen is complete when the oldest commit of the list is shown.
    tig_is_painted = subject(COMMITS - (ROWS - 3)).encode()
    demo, listed, silent, again, tig, tig_begun = (Sample() for _ in range(6))
    with silent_endpoint() as endpoint, bench.emulator(listeners=LISTENERS) as environment:
        # This browser writes the file of the last read, which the next ones show at once.
        with settled_browser(bench, environment, LISTENERS):
            pass
        for _ in range(bench.rounds):
            with Terminal([bench.program, "--demo"], bench.environment()) as browser:
                demo.add(browser.first(FRAME_END).milliseconds)
                listed.add(browser.first(re.compile(rb"l(ink|g)-\w{8}")).milliseconds)
            with Terminal(["tig"], bench.environment(), repository) as peer:
                tig_begun.add(peer.first(subject(COMMITS).encode()).milliseconds)
                tig.add(peer.first(tig_is_painted).milliseconds)
            with Terminal([bench.program], bench.against(endpoint)) as browser:
                silent.add(browser.first(FRAME_END).milliseconds)
            with Terminal([bench.program], environment) as browser:
                again.add(browser.first(FRAME_END).milliseconds)
    demo_frame = bench.figures.add("first frame of the demo", {OURS: demo, "tig": tig}, limit=LIMIT)
    silent_frame = bench.figures.add(
        "first frame, an endpoint that never answers", {OURS: silent, "tig": tig}, limit=LIMIT)
    again_frame = bench.figures.add(
        "first frame, an account that was read before", {OURS: again, "tig": tig}, rows=LISTENERS, limit=LIMIT)
    first_listeners = bench.figures.add("first listeners of the demo", {OURS: listed, "tig": tig}, limit=LISTED_LIMIT)
    table(
        f"1. First frame: from exec, 80x24, {bench.rounds} rounds; the ratio is tig's time divided by gaapscope's",
        ["ratio", "what", "time", "limit", ""],
        [
            [ratio(tig, demo), "gaapscope --demo, first frame", demo.text(), demo_frame.limit_text, demo_frame.verdict],
            [
                ratio(tig, silent), "gaapscope, an endpoint that never answers", silent.text(), silent_frame.limit_text,
                silent_frame.verdict],
            [
                ratio(tig, again), f"gaapscope, {LISTENERS:,} listeners that were read before", again.text(),
                again_frame.limit_text, again_frame.verdict],
            [
                ratio(tig, listed), "gaapscope --demo, first listeners shown", listed.text(),
                first_listeners.limit_text, first_listeners.verdict],
            ["1", f"tig, {COMMITS} commits, first screen painted", tig.text(), "", ""],
            [ratio(tig, tig_begun), "tig, its first commit shown", tig_begun.text(), "", ""],
        ],
        [
            "The first frame of gaapscope shows listeners only if they were read before. tig's first frame shows "
            "commits."
        ])
