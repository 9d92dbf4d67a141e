"""Runs a packaged program in a root folder, with parts of the system removed. Needs root."""
import shutil
import subprocess

from terminal import DEADLINE


class Place:
    """A root folder. The folders in `hidden` appear empty.

    `old` is the program that makes new system calls fail with ENOSYS.
    """

    def __init__(self, name, root, program="/usr/bin/gaapscope", hidden=(), proc=True, old=None, env=None):
        self.name, self.root, self.program = name, root, program
        self.hidden, self.proc, self.old = hidden, proc, old
        self.env = {"TERM": "xterm-256color", "HOME": "/tmp", "PATH": "/usr/bin:/bin", **(env or {})}

    def command(self, arguments, program=None):
        """Returns the command line: it creates a mount namespace and calls chroot, always in the same process."""
        script = ["mount --make-rprivate /"]
        if self.proc:
            script.append('mkdir -p "$0/proc"; mount -t proc proc "$0/proc"')
        script.append('mkdir -p "$0/tmp" "$0/empty"')
        script += [f'[ ! -d "$0{folder}" ] || mount --bind "$0/empty" "$0{folder}"' for folder in self.hidden]
        variables = [f"{key}={value}" for key, value in self.env.items() if value is not None]
        inner = [shutil.which("chroot"), self.root, program or self.program, *arguments]
        if self.old:
            inner = [self.old, "313", *inner]
        script.append('exec env -i "$@"')
        return ["unshare", "-m", "sh", "-c", "; ".join(script), self.root, *variables, *inner]

    def run(self, *arguments, env=None, program=None):
        """Runs a command until it exits. Returns exit status, output and errors as text."""
        place = Place(self.name, self.root, self.program, self.hidden, self.proc, self.old, {**self.env, **(env or {})})
        done = subprocess.run(
            place.command(arguments, program), stdin=subprocess.DEVNULL, capture_output=True, timeout=DEADLINE, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()
