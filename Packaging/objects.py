#!/usr/bin/env python3
"""Divides the objects of a release for the linker.

usage: objects.py LIST SOURCES ALWAYS ON_DEMAND

LIST contains the paths of all objects. The script writes to ALWAYS the objects that must always be linked: those of the
program itself (modules with a folder in SOURCES), and those that declare a conformance for a type of another object.
The Swift runtime finds conformances by their records, so no symbol refers to such an object. The script writes all
other objects to ON_DEMAND. The linker treats them like objects of a static library.
"""

import subprocess
import sys
from pathlib import Path

# Suffixes of mangled names: the descriptor of a protocol conformance, and the descriptor of a nominal type.
CONFORMANCE, TYPE = "Mc", "Mn"


def symbols(objects):
    """Returns the names that each object defines."""
    found = {name: [] for name in objects}
    command = ["nm", "--print-file-name", "--defined-only", *objects]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        path, colon, symbol = line.partition(".o:")
        # A name may contain a newline. The text after the newline is not a line of nm.
        if colon and path + ".o" in found:
            found[path + ".o"].append(symbol.rpartition(" ")[2])
    return found


def is_self_contained(names):
    """Returns whether an object declares conformances only for its own types."""
    types = tuple(name[: -len(TYPE)] for name in names if name.endswith(TYPE) and name.startswith("$s"))
    return all(name.startswith(types) for name in names if name.endswith(CONFORMANCE) and name.startswith("$s"))


def main():
    listed, sources, always, on_demand = map(Path, sys.argv[1:])
    objects = [line.strip("'\"") for line in listed.read_text().splitlines() if line]
    modules = {folder.name for folder in sources.iterdir()}
    packages = [path for path in objects if path.rpartition(".build/")[0].rpartition("/")[2] not in modules]
    defined = symbols(packages)
    lazy = {path for path in packages if is_self_contained(defined[path])}
    always.write_text("".join(f'"{path}"\n' for path in objects if path not in lazy))
    on_demand.write_text("".join(f'"{path}"\n' for path in objects if path in lazy))


main()
