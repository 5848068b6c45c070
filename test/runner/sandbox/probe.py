"""Tries everything that a sandbox must not let it do. Prints TAP: `ok` for what was refused, `not ok` for what was not."""

import ctypes
import os
import platform
import re
import resource
import signal
import socket
import subprocess
import sys

HOST = dict(line.split("=", 1) for line in open("host.txt").read().splitlines())
LIBC = ctypes.CDLL(None, use_errno=True)
IS_X86 = platform.machine() == "x86_64"
NEWUSER, NEWNS = 0x10000000, 0x00020000
points = []


def refused(name):
    """Registers a probe: it must raise OSError, or return something false."""

    def register(probe):
        try:
            got = probe()
            points.append((not got, name, got))
        except OSError:
            points.append((True, name, None))

    return register


def syscall(x86, arm, *args):
    ctypes.set_errno(0)
    done = LIBC.syscall(ctypes.c_long(x86 if IS_X86 else arm), *args)
    if done >= 0:
        return "it worked"
    error = ctypes.get_errno()
    # what fails for its arguments was not refused
    if error not in (1, 38):
        return os.strerror(error)
    raise OSError(error, os.strerror(error))


def connects(family, kind, address):
    with socket.socket(family, kind) as tried:
        tried.settimeout(2)
        tried.connect(address)
        tried.sendall(b"hello from inside")
    return True


def reads(path):
    with open(path, "rb") as file:
        return file.read(100) or None


def writes(path):
    with open(path, "wb") as file:
        file.write(b"x")
    return True


INET, UNIX = socket.AF_INET, socket.AF_UNIX
refused("a server on loopback")(lambda: connects(INET, socket.SOCK_STREAM, ("127.0.0.1", int(HOST["port"]))))
refused("the cloud's metadata address")(lambda: connects(INET, socket.SOCK_STREAM, ("169.254.169.254", 80)))
refused("UDP outside")(lambda: connects(INET, socket.SOCK_DGRAM, ("192.0.2.1", 53)))
refused("names")(lambda: socket.getaddrinfo("example.com", 80))
refused("raw sockets")(lambda: socket.socket(INET, socket.SOCK_RAW, 1))
refused("packet sockets")(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 3))
refused("abstract sockets of the machine")(lambda: connects(UNIX, socket.SOCK_STREAM, "\0" + HOST["abstract"]))
refused("sockets in the file system")(lambda: connects(UNIX, socket.SOCK_STREAM, HOST["socket"]))
for path in ("/run/docker.sock", "/run/podman/podman.sock", "/run/dbus/system_bus_socket"):
    refused(path)(lambda path=path: connects(UNIX, socket.SOCK_STREAM, path))

for name in ("home", "data", "spool", "settings", "secret", "git", "other"):
    refused(f"the runner's {name}")(lambda name=name: reads(HOST[name]))
    refused(f"the runner's {name} through init")(lambda name=name: reads("/proc/1/root" + HOST[name]))
refused("the list of users' homes")(lambda: os.path.isdir("/home") and os.listdir("/home"))
refused("root's home")(lambda: [n for n in os.listdir("/root") if n not in HOST["shown"].split(",")])
refused("other runs")(lambda: [n for n in os.listdir("/tmp") if n not in HOST["shown"].split(",") and not n.startswith("runtask-")])
refused("the password file")(lambda: reads("/etc/shadow"))
refused("the service's settings")(lambda: os.listdir("/etc/taskotron"))
refused("the system's devices")(lambda: [n for n in os.listdir("/dev") if n.startswith(("sd", "vd", "nvme", "mem", "kmsg", "loop", "fuse", "kvm"))])
refused("the tree of devices")(lambda: os.listdir("/sys"))

for path in ("/usr/x", "/etc/x", "/opt/x", "/x", "/run/x", "/dev/x", "/var/x", "/var/lib/x"):
    refused(f"writing {path}")(lambda path=path: writes(path))
refused("writing beside the task")(lambda: writes("x"))
refused("a second name for a file of the system")(lambda: os.link("/etc/passwd", os.path.join(os.environ["HOME"], "x")) or True)
refused("a device")(lambda: os.mknod(os.path.join(os.environ["HOME"], "d"), 0o600 | 0o20000, os.makedev(1, 1)) or True)


@refused("filling shared memory")
def fills():
    with open("/dev/shm/x", "wb") as file:
        file.write(bytes(100 << 20))
    return True


@refused("the canary in /proc")
def canary():
    own = HOST["canary"].encode()[::-1]
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        for file in ("environ", "cmdline"):
            try:
                if own in open(f"/proc/{pid}/{file}", "rb").read():
                    found.append(f"{pid}/{file}")
            except OSError:
                pass
    return found or [name for name, value in os.environ.items() if own.decode() in value]


@refused("open files of the runner")
def descriptors():
    def leads(fd):
        try:
            return os.readlink(f"/proc/self/fd/{fd}")
        except OSError:
            return "/dev/null"

    return [fd for fd in os.listdir("/proc/self/fd") if int(fd) > 2 and leads(fd) != "/dev/null"]


refused("names of keys")(lambda: reads("/proc/keys"))
refused("users who have keys")(lambda: reads("/proc/key-users"))
refused("adding a key")(lambda: syscall(248, 217, b"user", b"x", b"y", 1, -3))
refused("keyctl")(lambda: syscall(250, 219, 0, -3, 0))
refused("processes of the machine")(lambda: len([n for n in os.listdir("/proc") if n.isdigit()]) > 6)
refused("signalling the runner")(lambda: os.kill(int(HOST["pid"]), 0) or True)
refused("the kernel's keys")(lambda: writes("/proc/sysrq-trigger") and reads("/proc/sysrq-trigger"))
refused("settings of the kernel")(lambda: writes("/proc/sys/kernel/core_pattern"))
refused("a first process without a filter")(lambda: re.search(r"^Seccomp:\s2$", open("/proc/1/status").read(), re.M) is None)

status = dict(line.rstrip("\n").split(":\t", 1) for line in open("/proc/self/status") if ":\t" in line)
for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
    refused(f"capabilities {name}")(lambda name=name: int(status[name], 16))
refused("gaining privileges")(lambda: status["NoNewPrivs"] != "1")
refused("going without a filter")(lambda: status["Seccomp"] != "2")
refused("being root")(lambda: os.getuid() == 0 or 0 in os.getgroups() and os.getgroups())
refused("becoming root")(lambda: os.setuid(0) or True)
refused("a program that is root's")(lambda: subprocess.run(["su", "-c", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0)
refused("a user namespace")(lambda: syscall(272, 97, NEWUSER))
refused("a mount namespace")(lambda: syscall(272, 97, NEWNS))
refused("a user namespace by clone")(lambda: syscall(56, 220, NEWUSER | signal.SIGCHLD, 0, 0, 0, 0))
refused("clone3")(lambda: syscall(435, 435, 0, 0))
refused("unshare(1)")(lambda: subprocess.run(["unshare", "-Ur", "true"], capture_output=True).returncode == 0)
refused("mount")(lambda: syscall(165, 40, b"none", b"/tmp", b"tmpfs", 0, 0))
refused("umount")(lambda: syscall(166, 39, b"/tmp", 2))
refused("pivot_root")(lambda: syscall(155, 41, b"/tmp", b"/tmp"))
refused("chroot")(lambda: os.chroot("/tmp") or True)
refused("setns")(lambda: syscall(308, 268, 0, 0))
refused("open_tree")(lambda: syscall(428, 428, -100, b"/", 0))
refused("fsopen")(lambda: syscall(430, 430, b"tmpfs", 0))
refused("bpf")(lambda: syscall(321, 280, 0, 0, 0))
refused("userfaultfd")(lambda: syscall(323, 282, 1))
refused("io_uring")(lambda: syscall(425, 425, 1, 0))
refused("perf")(lambda: syscall(298, 241, 0, 0, -1, -1, 0))
refused("a host name")(lambda: socket.sethostname("x") or True)
refused("typing into a terminal")(lambda: syscall(16, 29, 0, 0x5412, b"x"))
refused("typing into a terminal, in 64 bits")(lambda: syscall(16, 29, 0, ctypes.c_ulong(0x100005412), b"x"))
refused("a terminal")(lambda: os.open("/dev/tty", os.O_RDWR))
refused("input")(lambda: sys.stdin.read())
refused("a dump of memory")(lambda: resource.getrlimit(resource.RLIMIT_CORE)[1])
refused("any number of processes")(lambda: resource.getrlimit(resource.RLIMIT_NPROC)[1] == resource.RLIM_INFINITY)
refused("files of any size")(lambda: resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY)

print(f"TAP version 14\n1..{len(points)}")
for number, (is_refused, name, got) in enumerate(points, 1):
    print(f"{'ok' if is_refused else 'not ok'} {number} - {name}" + ("" if is_refused else f" = {str(got)[:100]}".replace("#", "")))
