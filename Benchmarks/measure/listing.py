"""`gaapscope list` as a whole process: time, and the most memory it held."""

import os
import select
import subprocess
import time

from report import Sample, table
from terminal import TimedOut

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
    for what, (times, memory) in {
        "one owner, one page or two": one,
        f"all: {LISTENERS:,} listeners of {LISTENERS // PAGE} proxies": many,
        f"one proxy: {LISTENERS:,} listeners, {LISTENERS // PAGE} pages": deep,
    }.items():
        lines.append([f"{times.median / start.median:.1f}x", what, times.text(), memory.text("MB")])
    lines.append(["1", "gaapscope --version, the start alone", start.text(), ""])
    table(
        f"5. gaapscope list, from exec to exit, no latency, {bench.rounds} rounds; the ratio is to the start alone",
        ["ratio", "what", "time", "most memory"], lines)
    return True


def first_proxy(bench, environment):
    """The proxy with the most listeners."""
    said = subprocess.run(
        [bench.program, "list", "--no-header", "--columns", "owner"], env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, timeout=120, check=True)
    owners = said.stdout.decode().split()
    return max(set(owners), key=owners.count)


def run(bench, environment, scope):
    times, memory = Sample(), Sample()
    for _ in range(bench.rounds):
        start = time.perf_counter()
        process = subprocess.Popen(
            [bench.program, "list", *scope], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        usage = wait(process, 120)
        times.add((time.perf_counter() - start) * 1000)
        memory.add(usage.ru_maxrss / 1024)
    return times, memory


def wait(process, timeout):
    """Waits for the end and returns what was used."""
    descriptor = os.pidfd_open(process.pid)
    try:
        if not select.select([descriptor], [], [], timeout)[0]:
            raise TimedOut(f"{process.args} did not end in {timeout} s")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        return usage
    finally:
        os.close(descriptor)
        if process.returncode is None:
            process.kill()
            process.wait()
