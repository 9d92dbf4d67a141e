"""Measures how time and memory grow with the number of rows, in few rounds, for the plot."""

from contextlib import ExitStack

import clients
import whole
from browser import refresh, settled_browser
from figures import OURS
from filtering import CLEAR
from keys import DOWN
from listing import owners_of_listeners
from plot import ROUNDS
from refresh import resident
from report import Sample, table
from terminal import Terminal

SIZES = [100, 1_000, 2_500, 10_000, 100_000]
# From this number of rows, a whole sweep is measured once.
MANY = 10_000
# tccli is one process for each page. With more rows it would need minutes.
TCCLI_ROWS = 2_500
LISTENERS_OF_PROXY = 50
# The first key of a filter, another one in each round: fzf remembers the result of an earlier query.
FIRST_KEYS = "paoiest"
# fzf shows the typed key first, and the result of the search later.
SEARCH_QUIET = 0.3
FZF = ["fzf", "--exact", "--no-sort"]
KEY, FILTER, SORT = "down a row", "first key of a filter", "sort by another column"
SWEEP, MEMORY = "read everything", "memory"


def measure(bench):
    has_clients = clients.installed()
    if not has_clients:
        bench.figures.leave_out("the official clients are not installed, the reason is printed above")
    for listeners in SIZES:
        at(bench, listeners, has_clients)
    figures = [figure for figure in bench.figures.figures if figure.section == bench.figures.section]
    lines = []
    for measurement in (KEY, FILTER, SORT, SWEEP, MEMORY):
        of_it = [figure for figure in figures if figure.measurement == measurement]
        for program in dict.fromkeys(figure.program for figure in of_it):
            medians = {figure.rows: figure.sample.text(figure.unit) for figure in of_it if figure.program == program}
            lines.append([measurement, program, *(medians.get(rows, "") for rows in SIZES)])
    table(
        f"10. Time and memory by number of rows, {min(bench.rounds, ROUNDS)} rounds",
        ["what", "program", *(f"{rows:,}" for rows in SIZES)], lines,
        [
            "fzf: one process that has read the rows, until the last byte after the key.",
            "SDK and tccli: a whole process that lists every proxy; tccli one process for each proxy.",
        ])


def at(bench, listeners, has_clients):
    rounds = min(bench.rounds, ROUNDS)
    proxies = listeners // LISTENERS_OF_PROXY
    with ExitStack() as stack:
        environment = stack.enter_context(bench.emulator(listeners=listeners, proxies=proxies, groups=0))
        rows = bench.rows(environment, listeners, "scaling")
        plain = bench.environment(FZF_DEFAULT_COMMAND=f"cat '{rows}'")
        peers = {
            "tig": Terminal(["tig"], plain, bench.repository(listeners)), "less": Terminal(["less", str(rows)], plain),
            "fzf": Terminal(FZF, plain),
        }
        for peer in peers.values():
            stack.enter_context(peer)
        for peer in peers.values():
            peer.until_quiet(timeout=120, quiet=1 if listeners < MANY else 3)
        browser = stack.enter_context(settled_browser(bench, environment, listeners))

        memory = {name: Sample([resident(one.pid)]) for name, one in {OURS: browser, **peers}.items()}
        record = bench.figures.add
        record(KEY, moves(browser, peers, rounds), rows=listeners)
        record(FILTER, filter_keys(browser, peers["fzf"], rounds), rows=listeners)
        record(SORT, {OURS: sorts(browser, rounds)}, rows=listeners)
        sweeps = {OURS: refreshes(browser, rounds if listeners < MANY else 1)}
        if has_clients:
            sweeps |= official_sweeps(bench, environment, listeners)
        record(SWEEP, sweeps, rows=listeners)
        record(MEMORY, memory, "MB", listeners)


def moves(browser, peers, rounds):
    times = {name: Sample() for name in (OURS, *peers)}
    for _ in range(rounds):
        times[OURS].add(browser.press(DOWN).milliseconds)
        for name, peer in peers.items():
            # In fzf, the next row is above.
            times[name].add(peer.press_until_quiet(b"\x10" if name == "fzf" else DOWN).milliseconds)
    return times


def filter_keys(browser, fzf, rounds):
    times = {OURS: Sample(), "fzf": Sample()}
    browser.press(b"/")
    for key in FIRST_KEYS[:rounds].encode():
        times[OURS].add(browser.press(bytes([key])).milliseconds)
        browser.press(CLEAR)
        times["fzf"].add(fzf.press_until_quiet(bytes([key]), quiet=SEARCH_QUIET).milliseconds)
        fzf.press_until_quiet(CLEAR, quiet=SEARCH_QUIET)
    browser.press(b"\x1b")
    return times


def sorts(browser, rounds):
    times = Sample()
    for _ in range(rounds):
        for key in (b">", b"<"):
            times.add(browser.press(key).milliseconds)
    return times


def refreshes(browser, rounds):
    times = Sample()
    for _ in range(rounds):
        times.add(refresh(browser)[0])
    return times


def official_sweeps(bench, environment, listeners):
    """Returns the times in which the official clients list every proxy, one after the other."""
    proxies = sorted(set(owners_of_listeners(bench, environment)))
    times = {"SDK": Sample([whole.run(clients.sdk(environment, proxies), environment)[0]])}
    if listeners <= TCCLI_ROWS:
        runs = [whole.run(clients.tccli(environment, proxy), environment)[0] for proxy in proxies]
        times["tccli"] = Sample([sum(runs)])
    return times
