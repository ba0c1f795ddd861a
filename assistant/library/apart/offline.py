"""Linux: no network for this process and what it starts, and no look into the memory of others. Others: nothing.

The kernel is given a filter of system calls (seccomp), which nobody can take back. It is a second wall behind the
parsers, not a sandbox: files can still be read with the rights of the user.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

# The machine as the kernel calls it → its mark in a filter, and the numbers of the calls that are refused:
# socket, ptrace, process_vm_readv, process_vm_writev, io_uring_setup (which opens sockets too), pidfd_getfd.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 101, 310, 311, 425, 438)),
    "aarch64": (0xC00000B7, (198, 117, 270, 271, 425, 438)),
}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_CALL, _MACHINE = 0, 4  # where in what the filter looks at
_OTHER_NUMBERS = 0x40000000  # from here on x86 counts the same calls a second time
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def go_offline() -> bool:
    """Refuse this process the network from now on; whether the system did."""
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    steps = _filter(*known)
    program = _Program(len(steps) // 8, steps)
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, None, 0, 0) != 0:
        return False
    return bool(prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, refused: tuple[int, ...]) -> bytes:
    """Steps that refuse the calls `refused`, and all calls of another machine than this."""
    end = len(refused) + 5  # the last step, which refuses
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, end - 2, machine),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, end - 4, 0, _OTHER_NUMBERS),
        *((_EQUAL, end - at - 1, 0, call) for at, call in enumerate(refused, 4)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
