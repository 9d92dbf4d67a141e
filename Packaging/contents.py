#!/usr/bin/env python3
"""Lists what is linked into a packaged file, by the linker's own map, and collects the licences of it.

usage: contents.py MAP SCRATCH VERSION LINKAGE SBOM LICENCES

MAP is the output of `ld.lld -Map`, SCRATCH is the build folder. The script writes a CycloneDX 1.5 document to SBOM, and
the licence texts to the folder LICENCES. If a linked file is not in the tables below, the script exits with status 1,
so that no library is included without its licence.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import uuid

# Third-party sources inside Swift packages: module -> name, licence, file of the licence text in the package.
VENDORED = {
    "CNIOBoringSSL": ("boringssl", "Apache-2.0 AND ISC", "Sources/CNIOBoringSSL/include/CNIOBoringSSL_base.h"),
    "CNIOLLHTTP": ("llhttp", "MIT", "Sources/CNIOLLHTTP/LICENSE"),
    "CNIOExtrasZlib": ("zlib", "Zlib", "Sources/CNIOExtrasZlib/include/nioextras-zlib.h"),
}
# System archives: file -> licence.
SYSTEM = {
    "libncursesw.a": "MIT-open-group",
    "libtinfo.a": "MIT-open-group",
    "libsodium.a": "ISC",
    "libsqlite3.a": "blessing",
    "libstdc++.a": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgcc.a": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgcc_eh.a": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libc.a": "LGPL-2.1-or-later",
    "libm.a": "LGPL-2.1-or-later",
    "libm-2.36.a": "LGPL-2.1-or-later",
    "libmvec.a": "LGPL-2.1-or-later",
    "libc_nonshared.a": "LGPL-2.1-or-later",
}
# Object files that come with the compiler or belong to the project itself.
OWN = re.compile(r"/(crt[1in]|[Srg]crt1|rcrt1|crtbegin[ST]?|crtend[S]?|packaged|static|glibc217)\.o$")


def linked(path):
    """Returns the names of the modules and archives that contribute at least one byte to the linked file."""
    modules, archives = set(), set()
    line_of_input = re.compile(r"^\s*[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)\s+\d+\s{9}(\S.*?):\(")
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            found = line_of_input.match(line)
            if not found or int(found[1], 16) == 0:
                continue
            source = found[2]
            archive = re.match(r"(.*\.a)\((.*)\)$", source)
            module = re.search(r"/([^/]+)\.build/", source)
            if archive:
                archives.add(archive[1])
            elif module:
                modules.add(module[1])
            elif not (OWN.search(source) or source.endswith("/swiftrt.o") or source.startswith("<internal>")):
                sys.exit(f"contents.py: {source} is linked, but it is not in the tables of this script")
    return modules, archives


class Packages:
    """The checked out Swift packages, and the package of each module."""

    def __init__(self, scratch):
        with open(f"{scratch}/workspace-state.json", encoding="utf-8") as state:
            dependencies = json.load(state)["object"]["dependencies"]
        self.folder = f"{scratch}/checkouts"
        self.all = {}
        for one in dependencies:
            state = one["state"].get("checkoutState")
            if state:
                location = re.sub(r"^https://|\.git$", "", one["packageRef"]["location"])
                self.all[one["subpath"]] = (location, state.get("version", state["revision"]))
        self.manifests = {}
        for name in self.all:
            with open(f"{self.folder}/{name}/Package.swift", encoding="utf-8") as manifest:
                self.manifests[name] = manifest.read()

    def owner(self, module):
        for name in sorted(self.all):
            if os.path.isdir(f"{self.folder}/{name}/Sources/{module}"):
                return name
        for name, manifest in sorted(self.manifests.items()):
            if re.search(rf'name: "{re.escape(module)}"', manifest):
                return name
        return None


def component(name, version, licence, purl, **more):
    return {
        "type": "library", "name": name, "version": version, "purl": purl, "bom-ref": purl,
        "licenses": [{"expression": licence}], **more,
    }


def debian(archive):
    """Returns source, version, architecture and name of the Debian package that contains a system archive."""
    owners = subprocess.run(["dpkg", "-S", f"*/{archive}"], capture_output=True, text=True, check=False).stdout
    for line in owners.splitlines():
        names, path = line.split(": ", 1)
        if os.path.basename(path) == archive and "cross" not in path:
            package = names.split(",")[0]
            query = ["dpkg-query", "-W", "-f", "${source:Package} ${source:Version} ${Architecture} ${Package}", package]
            return subprocess.run(query, capture_output=True, text=True, check=True).stdout.split()
    sys.exit(f"contents.py: no Debian package contains {archive}")


def copy(source, folder, name):
    os.makedirs(folder, exist_ok=True)
    shutil.copyfile(source, f"{folder}/{name}")


def main():
    map_file, scratch, version, linkage, sbom, licences = sys.argv[1:]
    modules, archives = linked(map_file)
    packages = Packages(scratch)
    own = set(os.listdir("Sources"))
    components = {}

    def add(one):
        components[one["purl"]] = one

    for module in sorted(modules - own):
        name = packages.owner(module)
        if name is None:
            sys.exit(f"contents.py: module {module} is linked, but no package contains it")
        folder = f"{packages.folder}/{name}"
        location, package_version = packages.all[name]
        add(component(name, package_version, "Apache-2.0", f"pkg:swift/{location}@{package_version}"))
        for text in sorted(os.listdir(folder)):
            if re.match(r"(LICENSE|NOTICE)", text):
                copy(f"{folder}/{text}", licences, f"{name}-{text}")
        if module in VENDORED:
            inner, licence, text = VENDORED[module]
            with open(f"{folder}/{text}", encoding="utf-8") as file:
                content = file.read()
            revision = None
            if os.path.exists(f"{folder}/Sources/{module}/hash.txt"):
                with open(f"{folder}/Sources/{module}/hash.txt", encoding="utf-8") as file:
                    revision = re.search(r"revision ([0-9a-f]{40})", file.read())
            number = re.search(r'ZLIB_VERSION "([0-9.]+)', content)
            inner_version = revision[1] if revision else number[1] if number else f"in {name} {package_version}"
            add(component(inner, inner_version, licence, f"pkg:generic/{inner}@{inner_version.replace(' ', '-')}"))
            copy(f"{folder}/{text}", licences, f"{inner}-{os.path.basename(text)}")

    # Paths beside the compiler: …/usr/bin/swift and …/usr/share/swift.
    swift_home = os.path.dirname(os.path.dirname(os.path.realpath(shutil.which("swift"))))
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
    swift_version = re.search(r"Swift version ([0-9.]+)", swift)[1]
    for archive in sorted(archives):
        file = os.path.basename(archive)
        if "/swift_static/" in archive or file == "libdispatch.a":
            add(component("swift", swift_version, "Apache-2.0 WITH Swift-exception", f"pkg:generic/swift@{swift_version}"))
            copy(f"{swift_home}/share/swift/LICENSE.txt", licences, "swift-LICENSE.txt")
        elif file in SYSTEM:
            if file == "libc_nonshared.a":  # from the glibc that is linked against, not from Debian's
                add(component("glibc", "2.17", SYSTEM[file], "pkg:generic/glibc@2.17"))
                copy("/usr/share/doc/libc6-dev/copyright", licences, "glibc-copyright")
                continue
            source, source_version, architecture, package = debian(file)
            purl = f"pkg:deb/debian/{source}@{urllib.parse.quote(source_version)}?arch={architecture}"
            add(component(source, source_version, SYSTEM[file], purl))
            copy(f"/usr/share/doc/{package}/copyright", licences, f"{source}-copyright")
        else:
            sys.exit(f"contents.py: {file} is linked, but its licence is not in the table")

    program = {
        "type": "application", "name": "gaapscope", "version": version, "bom-ref": "gaapscope",
        "purl": f"pkg:generic/gaapscope@{version}", "licenses": [{"license": {"id": "Apache-2.0"}}],
        "properties": [{"name": "gaapscope:linkage", "value": linkage}],
    }
    ordered = [components[key] for key in sorted(components)]
    # The document must be identical in two runs, so it contains no time and no random number.
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([program, ordered], sort_keys=True))
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}", "version": 1,
        "metadata": {"component": program}, "components": ordered,
        "dependencies": [{"ref": "gaapscope", "dependsOn": [one["bom-ref"] for one in ordered]}],
    }
    with open(sbom, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2, ensure_ascii=False)
        file.write("\n")
    print(f"{len(ordered)} components: {', '.join(sorted(one['name'] for one in ordered))}")


main()
