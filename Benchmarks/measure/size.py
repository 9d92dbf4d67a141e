"""Measures the size of the program."""

import os
import shutil
import subprocess

from figures import OURS
from report import Sample, table


def measure(bench):
    built = os.path.getsize(bench.program)
    bench.figures.add("size as built", {OURS: Sample([built / 1e6])}, "MB")
    rows = [["1", "as built", f"{built / 1e6:.1f} MB"]]
    if shutil.which("strip"):
        copy = bench.folder / "stripped"
        subprocess.run(["strip", "-o", copy, bench.program], check=True, timeout=120)
        stripped = os.path.getsize(copy)
        bench.figures.add("size stripped", {OURS: Sample([stripped / 1e6])}, "MB")
        rows.append([f"{stripped / built:.2f}x", "stripped", f"{stripped / 1e6:.1f} MB"])
    linked = subprocess.run(["ldd", bench.program], capture_output=True, text=True, timeout=60).stdout
    swift = [line.split()[0] for line in linked.splitlines() if "/swift/" in line or "libswift" in line]
    without = f"Without the {len(swift)} libraries of the Swift runtime that the program needs."
    note = without if swift else "Including the Swift runtime."
    table("9. Size of the program", ["ratio", "what", "size"], rows, [note])
