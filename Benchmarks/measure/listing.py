"""Measures `gaapscope list` as a whole process: time and maximum memory."""

import subprocess

import whole
from figures import OURS
from report import Sample, table

PAGE = 100
LISTENERS = 10_000


def measure(bench):
    lines = []
    start = Sample()
    for _ in range(bench.rounds):
        start.add(bench.run([bench.program, "--version"], bench.environment()))
    with bench.emulator(listeners=LISTENERS, proxies=LISTENERS // PAGE, groups=0) as environment:
        proxy = first_proxy(bench, environment)
        one = run(bench, environment, ["--proxy", proxy])
        many = run(bench, environment, ["--all"])
    with bench.emulator(listeners=LISTENERS, proxies=1, groups=0) as environment:
        deep = run(bench, environment, ["--proxy", first_proxy(bench, environment)])
    bench.figures.add("gaapscope --version", {OURS: start})
    for what, rows, (times, memory) in [
        ("one owner, one page or two", PAGE, one),
        (f"all: {LISTENERS:,} listeners of {LISTENERS // PAGE} proxies", LISTENERS, many),
        (f"one proxy: {LISTENERS:,} listeners, {LISTENERS // PAGE} pages", LISTENERS, deep),
    ]:
        bench.figures.add(f"{what}, time", {OURS: times}, rows=rows)
        bench.figures.add(f"{what}, maximum memory", {OURS: memory}, "MB", rows)
        lines.append([f"{times.median / start.median:.1f}x", what, times.text(), memory.text("MB")])
    lines.append(["1", "gaapscope --version, only the start", start.text(), ""])
    table(
        f"5. gaapscope list, from exec to exit, no latency, {bench.rounds} rounds; "
        "the ratio is to the start of the program",
        ["ratio", "what", "time", "maximum memory"], lines)


def first_proxy(bench, environment):
    """Returns the proxy with the most listeners."""
    owners = owners_of_listeners(bench, environment)
    return max(set(owners), key=owners.count)


def owners_of_listeners(bench, environment):
    """Returns the proxy of every listener."""
    said = subprocess.run(
        [bench.program, "list", "--no-header", "--columns", "owner"], env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, timeout=300, check=True)
    return said.stdout.decode().split()


def run(bench, environment, scope):
    times, memory = Sample(), Sample()
    for _ in range(bench.rounds):
        elapsed, maximum = whole.run([bench.program, "list", *scope], environment)
        times.add(elapsed)
        memory.add(maximum)
    return times, memory
