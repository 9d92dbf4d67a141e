"""Describes the machine and the programs of a run, and writes everything as JSON."""

import json
import os
import platform
import shutil
import subprocess
from datetime import datetime, timezone
from pathlib import Path

# The number changes if a field changes its meaning or disappears. New fields do not change it.
SHAPE = 1
PEERS = ["tig", "less", "fzf"]
# The packages from PyPI that the clients were installed from, with their versions.
CLIENTS = Path(__file__).resolve().parents[2] / ".build/conformance/requirements.txt"


def describe(program):
    """Returns the time, the machine and the programs of a run, before it starts."""
    return {
        "shape": SHAPE,
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "machine": {
            "cpu": cpu(), "cores": len(os.sched_getaffinity(0)), "memoryMB": memory(), "kernel": platform.release(),
            "system": platform.freedesktop_os_release().get("PRETTY_NAME", "Linux"),
            "loadBefore": round(os.getloadavg()[0], 2),
        },
        "program": {"version": version([program, "--version"]), "bytes": os.path.getsize(program)},
    }


def complete(description, rounds, sections, figures):
    """Returns the whole document after a run."""
    machine = description["machine"] | {"loadAfter": round(os.getloadavg()[0], 2)}
    return description | {
        "machine": machine, "peers": peers(), "rounds": rounds, "sections": sections, "holds": figures.hold,
        "notMeasured": figures.not_measured, "figures": [figure.fields() for figure in figures.figures],
    }


def replace(path, content):
    """Writes a file. An existing file is replaced only when the new one is complete."""
    unfinished = f"{path}.new"
    with open(unfinished, "w", encoding="utf-8") as file:
        file.write(content)
    os.replace(unfinished, path)


def text(document):
    """Returns JSON with one figure per line, so that two runs can be compared line by line."""
    head = json.dumps(document | {"figures": []}, indent=2, ensure_ascii=False).removesuffix("[]\n}")
    figures = ",\n".join("    " + json.dumps(figure, ensure_ascii=False) for figure in document["figures"])
    return f"{head}[\n{figures}\n  ]\n}}\n"


def version(command):
    """Returns the first line that a program prints about its version."""
    said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True, stdin=subprocess.DEVNULL)
    return said.stdout.partition("\n")[0].strip()


def peers():
    """Returns the versions of the installed programs that gaapscope is compared with, by name."""
    found = {name: version([name, "--version"]) for name in PEERS if shutil.which(name)}
    packages = CLIENTS.read_text().splitlines() if CLIENTS.exists() else []
    versions = dict(line.split("==", 1) for line in packages if "==" in line and not line.startswith("#"))
    names = {"tccli": "tccli", "SDK": "tencentcloud-sdk-python-gaap"}
    return found | {name: versions[package] for name, package in names.items() if package in versions}


def cpu():
    return field_of("/proc/cpuinfo", "model name") or platform.machine()


def memory():
    total = field_of("/proc/meminfo", "MemTotal")
    return int(total.split()[0]) // 1024 if total else None


def field_of(path, name):
    """Returns the first value of a name in a file with lines such as "name : value"; empty if there is no such line."""
    with open(path) as file:
        for line in file:
            key, _, value = line.partition(":")
            if key.strip() == name:
                return value.strip()
    return ""
