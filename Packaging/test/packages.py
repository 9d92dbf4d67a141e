#!/usr/bin/env python3
"""Tests the files in dist/ on the systems that they support. scripts/test-package runs this script as root.

usage: packages.py DIST VERSION-LINE ROOTS OLD-KERNEL
"""
import contextlib
import glob
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import traceback

from place import Place
from service import Service
from terminal import Session

DIST, VERSION, ROOTS, OLD = sys.argv[1:]
NAMESERVICES = ["files dns", "resolve [!UNAVAIL=return] files dns", "myhostname files dns", "mymachines files dns",
                "mymachines myhostname resolve files dns", "mdns4_minimal [NOTFOUND=return] dns files"]
TERMINFO = ("/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo")
passed, failed = 0, 0


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


@contextlib.contextmanager
def check(name):
    global passed, failed
    try:
        yield
        passed += 1
        print(f"ok    {name}", flush=True)
    except (AssertionError, OSError, subprocess.SubprocessError, ValueError) as error:
        failed += 1
        print(f"FAIL  {name}: {error}", flush=True)
        if not isinstance(error, AssertionError):
            traceback.print_exc()


def succeeds(place, *arguments, **more):
    status, output, errors = place.run(*arguments, **more)
    expect(status == 0, f"status {status}: {output[-300:]}{errors[-600:]}")
    return output


def write(root, files):
    for path, text in files.items():
        os.makedirs(os.path.dirname(f"{root}{path}"), exist_ok=True)
        with open(f"{root}{path}", "w", encoding="utf-8") as file:
            file.write(text)


def see_documents(folder):
    """Checks that the relative links of the packaged READMEs lead to packaged files."""
    for name in ("README.md", "README.zh-CN.md"):
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            links = re.findall(r'(?:\]\(|(?:src|srcset|href)=")([^)"#:\s]+)(?=[)"#])', file.read())
        expect(len(links) > 20, f"{name} has {len(links)} relative links")
        broken = [link for link in links if not os.path.exists(f"{folder}/{link}")]
        expect(not broken, f"links of {name} to files that are not packaged: {', '.join(broken)}")


def see_version(place, linkage):
    output = succeeds(place, "--version")
    expect(output == f"{VERSION}{linkage})\n", f"printed {output!r}, not {VERSION}{linkage})")


def see_list(place):
    document = json.loads(succeeds(place, "list", "--demo", "-o", "json"))
    expect(document["complete"] and document["totalCount"] > 1000, "the list is incomplete")
    expect("登录服务器" in json.dumps(document, ensure_ascii=False), "no Chinese name")


def see_browser(place):
    session = Session(place.command(["--demo", "--no-bell"]))
    session.wait_for("listeners")
    session.wait_for("DOWN")
    # A wide character is in one cell, and the next cell is empty.
    session.type("/登录\r")
    session.wait_for("登录服务器")
    session.type("Q")
    status = session.end()
    expect(status == 0, f"the browser ended with {status}")
    expect(session.is_restored(), "the terminal was not restored")


def see_crash(place):
    session = Session(place.command(["--demo"]))
    session.wait_for("listeners")
    os.kill(session.pid, signal.SIGSEGV)
    status = session.end()
    expect(status == -signal.SIGSEGV, f"the crash ended with {status}")
    expect(session.is_restored(), "the terminal was not restored")


def see_tls(place, service, host, authority="/tmp/ca.pem"):
    endpoint = ("--endpoint", f"https://{host}:{service.port}")
    document = json.loads(
        succeeds(place, "list", *endpoint, "--ca-file", authority, "-o", "json", env=service.keys))
    expect(document["complete"] and document["totalCount"] > 100, "the list is incomplete")
    status, _, errors = place.run("list", *endpoint, env=service.keys)
    expect(status in (2, 4) and "--ca-file" in errors, f"unknown certificate authority: status {status}, {errors[-400:]}")


def see_all(place, service, linkage, host="localhost"):
    for name, look in (
        ("--version", lambda: see_version(place, linkage)), ("list --demo", lambda: see_list(place)),
        ("doctor --demo", lambda: succeeds(place, "doctor", "--demo")),
        ("the browser", lambda: see_browser(place)), ("a crash", lambda: see_crash(place)),
        (f"list over TLS from {host}", lambda: see_tls(place, service, host)),
    ):
        with check(f"{place.name}: {name}"):
            look()


def test_systems(service, work):
    """Tests the .deb on Debian, also without files that may be missing on other systems."""
    deb = glob.glob(f"{DIST}/*.deb")[0]
    for system in ("bullseye", "bookworm", "trixie"):
        root = f"{ROOTS}/{system}"
        shutil.copy(deb, f"{root}/tmp/gaapscope.deb")
        shutil.copy(f"{work}/ca.pem", f"{root}/tmp/ca.pem")
        # The root uses the loopback address of the host and has no name server.
        write(root, {"/etc/hosts": "127.0.0.1 localhost\n", "/etc/resolv.conf": "", "/etc/nsswitch.conf": "hosts: files dns\n"})
        place = Place(system, root)
        with check(f"{system}: the .deb is installed"):
            succeeds(place, "--install", "/tmp/gaapscope.deb", program="/usr/bin/dpkg", env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
        see_all(place, service, "glibc 2.17")
        with check(f"{system}: links of the README"):
            see_documents(f"{root}/usr/share/doc/gaapscope")
        with check(f"{system}: man gaapscope"):
            page = succeeds(place, "-P", "cat", "gaapscope", program="/usr/bin/man", env={"MANPATH": "/usr/share/man"})
            expect("gaapscope" in page and "EXIT STATUS" in page, page[:200])
        with check(f"{system}: completion in bash"):
            script = ". /usr/share/bash-completion/bash_completion; _completion_loader gaapscope; complete -p gaapscope"
            expect("gaapscope" in succeeds(place, "-c", script, program="/bin/bash"), "no completion")
        see_all(Place(f"{system} without terminfo", root, hidden=TERMINFO), service, "glibc 2.17")
        see_all(Place(f"{system} without locales", root, hidden=("/usr/lib/locale",)), service, "glibc 2.17")
        see_all(Place(f"{system} with the system calls of Linux 3.10", root, old=OLD), service, "glibc 2.17")
        for order in NAMESERVICES:
            write(root, {"/etc/nsswitch.conf": f"passwd: files\nhosts: {order}\n"})
            with check(f"{system}, hosts: {order}: list over TLS from localhost"):
                see_tls(place, service, "localhost")


def unpack(name, folder):
    subprocess.run(["tar", "-xf", f"{DIST}/{name}.tar.gz", "-C", folder], check=True)
    return f"{folder}/{name}"


def test_empty(service, work, version, machine):
    """Tests the static program in a root folder that contains only the program."""
    unpacked = unpack(f"gaapscope-{version}-linux-{machine}-static", work)
    root = f"{work}/empty"
    os.makedirs(f"{root}/tmp")
    shutil.copy(f"{unpacked}/bin/gaapscope", f"{root}/gaapscope")
    shutil.copy(f"{work}/ca.pem", f"{root}/tmp/ca.pem")
    program = "/gaapscope"
    see_all(Place("an empty root", root, program), service, "static", host="127.0.0.1")
    for term in ("xterm", "screen-256color", "tmux-256color", "linux", "vt100", "alacritty"):
        with check(f"an empty root, TERM={term}: the browser"):
            see_browser(Place("", root, program, env={"TERM": term}))
    with check("an empty root: an unknown TERM is reported in one line"):
        session = Session(Place("", root, program, env={"TERM": "no-such"}).command(["--demo"]))
        expect(session.end() == 2 and b"no-such" in session.bytes, f"{session.bytes!r}")
    with check("an empty root: missing certificate authorities are reported in one line"):
        status, _, errors = Place("", root, program).run(
            "list", "--endpoint", f"https://127.0.0.1:{service.port}", env=service.keys)
        expect(status in (2, 4) and "certificates" in errors and "--ca-file" in errors and errors.count("\n") == 1, errors)
    see_all(Place("an empty root without /proc", root, program, proc=False), service, "static", host="127.0.0.1")
    # On a kernel without getrandom, this device is the only source of random numbers.
    os.makedirs(f"{root}/dev")
    os.mknod(f"{root}/dev/urandom", 0o644 | stat.S_IFCHR, os.makedev(1, 9))
    see_all(Place("a root with /dev/urandom, with the system calls of Linux 3.10", root, program, old=OLD), service, "static",
            host="127.0.0.1")
    etc = {"/etc/passwd": "root:x:0:0:root:/root:/bin/ash\n", "/etc/group": "root:x:0:\n",
           "/etc/hosts": "127.0.0.1 localhost\n", "/etc/resolv.conf": "nameserver 127.0.0.1\n"}
    write(root, etc)
    see_all(Place("an /etc like Alpine's", root, program), service, "static")
    for order in NAMESERVICES:
        write(root, {"/etc/nsswitch.conf": f"passwd: files systemd\nhosts: {order}\n"})
        with check(f"static, hosts: {order}: list over TLS from localhost"):
            see_tls(Place("", root, program), service, "localhost")


def test_archive(work, version, machine):
    for suffix in ("", "-static"):
        name = f"gaapscope-{version}-linux-{machine}{suffix}"
        with check(f"{name}: install.sh installs and removes"):
            folder, prefix = f"{work}/archive{suffix}", f"{work}/prefix{suffix}"
            os.mkdir(folder)
            unpacked = unpack(name, folder)
            subprocess.run([f"{unpacked}/install.sh", prefix], check=True, capture_output=True)
            version_line = subprocess.run([f"{prefix}/bin/gaapscope", "--version"], check=True, capture_output=True, text=True)
            expect(version_line.stdout.startswith(VERSION), version_line.stdout)
            for path in ("share/man/man1/gaapscope.1.gz", "share/doc/gaapscope/NOTICE", "share/doc/gaapscope/licenses",
                         "share/doc/gaapscope/config.example.json", "share/zsh/site-functions/_gaapscope"):
                expect(os.path.exists(f"{prefix}/{path}"), f"{path} is missing")
            see_documents(f"{prefix}/share/doc/gaapscope")
            subprocess.run([f"{unpacked}/install.sh", "--uninstall", prefix], check=True, capture_output=True)
            left = [file for _, _, files in os.walk(prefix) for file in files]
            expect(not left and not os.path.exists(f"{prefix}/share/doc/gaapscope"), f"left behind: {left}")
    with check("SHA256SUMS matches the files"):
        subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=DIST, check=True)
    for path in glob.glob(f"{DIST}/*.cdx.json"):
        with check(f"{os.path.basename(path)} lists the linked libraries"):
            with open(path, encoding="utf-8") as file:
                names = {one["name"] for one in json.load(file)["components"]}
            expect({"boringssl", "ncurses", "libsodium", "swift", "swift-nio", "llhttp"} <= names, str(names))
            expect(not names & {"swift-crypto", "swift-certificates"}, "lists libraries that are not linked")


def test_rpm(work):
    package = glob.glob(f"{DIST}/*.rpm")[0]

    def rpm(*arguments):
        return subprocess.run(["rpm", *arguments], check=True, capture_output=True, text=True).stdout

    with check("the rpm of CentOS 7 can read the .rpm"):
        expect(rpm("-qp", "--qf", "%{PAYLOADCOMPRESSOR}", package) == "xz", "the payload is not xz")
        known = {"rpmlib(CompressedFileNames)", "rpmlib(FileDigests)", "rpmlib(PayloadFilesHavePrefix)", "rpmlib(PayloadIsXz)"}
        asked = {line.split()[0] for line in rpm("-qp", "--requires", package).splitlines()}
        expect(asked <= known | {"glibc"}, f"requires {asked - known}")
    with check("the .rpm is installed with rpm -i --root, and removed"):
        root = f"{work}/rpm-root"
        os.mkdir(root)
        rpm("--root", root, "--initdb")
        # glibc is not installed as a package in this root.
        rpm("-i", "--root", root, "--nodeps", package)
        done = subprocess.run([f"{root}/usr/bin/gaapscope", "--version"], check=True, capture_output=True, text=True)
        expect(done.stdout.startswith(VERSION), done.stdout)
        rpm("-e", "--root", root, "gaapscope")
        expect(not os.path.exists(f"{root}/usr/bin/gaapscope"), "the file is still there")


def main():
    version, machine = VERSION.split()[1], os.uname().machine
    with tempfile.TemporaryDirectory() as work:
        unpacked = unpack(f"gaapscope-{version}-linux-{machine}", work)
        service = Service(f"{unpacked}/bin/gaapscope", work)
        try:
            test_archive(work, version, machine)
            test_rpm(work)
            test_empty(service, work, version, machine)
            test_systems(service, work)
        finally:
            service.close()
    print(f"{passed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed or not passed else 0)


main()
