"""Compares a filter that is typed key by key with a search by an fzf process."""

import os

from browser import settled_browser
from figures import OURS, at_most
from report import Sample, number, ratio, table

LISTENERS = [2_500, 100_000]
BAR_MILLISECONDS = 5
CLEAR = b"\x15"
# The typed filter, and the equivalent query for fzf --exact, if there is one.
FILTERS = [("pay", "pay"), ("10.2", "10.2"), ("port:8443", None), ("!bastion", "!bastion")]


def measure(bench):
    for listeners in LISTENERS:
        at(bench, listeners)


def at(bench, listeners):
    fzf = {query: Sample() for _, query in FILTERS if query}
    keys = {text: [Sample() for _ in text] for text, _ in FILTERS}
    cpu = {text: [Sample() for _ in text] for text, _ in FILTERS}
    moves, moves_cpu = Sample(), Sample()
    with bench.emulator(listeners=listeners, proxies=max(50, listeners // 50)) as environment:
        rows = bench.rows(environment, listeners)
        with settled_browser(bench, environment, listeners) as browser:
            for _ in range(bench.rounds):
                timed(browser, b"j", moves, moves_cpu)
                browser.press(b"/")
                for text, query in FILTERS:
                    for place, character in enumerate(text):
                        timed(browser, character.encode(), keys[text][place], cpu[text][place])
                    browser.press(CLEAR)
                    if query:
                        with open(rows, "rb") as lines:
                            fzf[query].add(bench.run(
                                ["fzf", "--exact", "--no-sort", "--filter", query], bench.environment(), stdin=lines))
                browser.press(b"\x1b")
    bench.figures.add("down a row, no filter", {OURS: moves}, rows=listeners)
    lines = [["", "j (no filter: a frame)", moves.text(), milliseconds(moves_cpu), "", "", ""]]
    for text, query in FILTERS:
        for place, (sample, used) in enumerate(zip(keys[text], cpu[text])):
            is_whole = query is not None and place + 1 == len(text)
            key = f"{text[:place]}[{text[place]}]"
            peers = {"fzf --filter": fzf[query]} if is_whole else {}
            typed = bench.figures.add(
                f"filter {text}: {key}", {OURS: sample} | peers, rows=listeners, limit=at_most(BAR_MILLISECONDS))
            lines.append([
                ratio(fzf[query], sample) if is_whole else "", key, sample.text(), milliseconds(used),
                fzf[query].text() if is_whole else "", f"{BAR_MILLISECONDS} ms", typed.verdict,
            ])
    table(
        f"3. A filter at {listeners:,} rows: each key, {bench.rounds} rounds; "
        "the ratio is fzf's time divided by that of the last key",
        ["ratio", "typed, [key]", "gaapscope", "CPU ms", "fzf --exact --filter", "limit", ""], lines,
        [
            "gaapscope: from the key to the end of the frame, including the search, the new list and drawing.",
            "fzf: a whole process, including its start and reading the rows. CPU: time of gaapscope's main thread.",
        ])


def milliseconds(sample):
    """Returns the median of CPU times, which not every kernel provides."""
    return number(sample.median) if sample.values else "?"


def timed(browser, key, times, cpu):
    before = processor_time(browser.pid)
    times.add(browser.press(key).milliseconds)
    after = processor_time(browser.pid)
    if before is not None:
        cpu.add((after - before) / 1e6)


def processor_time(pid):
    """Returns the CPU time of the main thread in nanoseconds, or None if the kernel does not provide it."""
    path = f"/proc/{pid}/task/{pid}/schedstat"
    if not os.path.exists(path):
        return None
    with open(path) as file:
        return int(file.read().split()[0])
