"""What a file has besides its text: owner, mode, extended attributes and with them its ACL.

Copies them from one open file to another and says whether all of it could be kept. Times are not
kept: the text is new. What happens where something is lost is for the caller.
"""

from __future__ import annotations

import errno
import os
import stat
import sys

# EINVAL is an owner that has no number in this user namespace.
_NOT_POSSIBLE = {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP}
# Signatures over the content: wrong for any other content, and the kernel makes them anew.
_OF_THE_CONTENT = {"security.ima", "security.evm"}


def copy_metadata(source: int, target: int) -> bool:
    """Give the file `target` all that the file `source` has (both descriptors); False where that failed.

    The mode comes last, because changing the owner or the ACL changes it. OSError is for what is
    broken; what is not allowed or not supported is the False.
    """
    wanted = os.fstat(source)
    given = os.fstat(target)
    try:
        if (given.st_uid, given.st_gid) != (wanted.st_uid, wanted.st_gid):
            os.fchown(target, wanted.st_uid, wanted.st_gid)
        _copy_attributes(source, target)
        os.fchmod(target, stat.S_IMODE(wanted.st_mode))
    except OSError as error:
        if error.errno in _NOT_POSSIBLE:
            return False
        raise
    return _ours(os.fstat(target)) == _ours(wanted) and attributes(source) == attributes(target)


def attributes(fd: int) -> dict[str, bytes]:
    """The extended attributes that belong to the file, whatever it holds; ACLs are among them."""
    if sys.platform != "linux":
        return {}
    try:
        names = os.listxattr(fd)
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise
    return {name: os.getxattr(fd, name) for name in names if name not in _OF_THE_CONTENT}


def _copy_attributes(source: int, target: int) -> None:
    """Also removes: a folder may hand an ACL of its own to every new file."""
    if sys.platform != "linux":
        return
    wanted, given = attributes(source), attributes(target)
    for name in given.keys() - wanted.keys():
        os.removexattr(target, name)
    for name, value in wanted.items():
        if given.get(name) != value:
            os.setxattr(target, name, value)


def _ours(seen: os.stat_result) -> tuple[int, int, int]:
    return seen.st_uid, seen.st_gid, stat.S_IMODE(seen.st_mode)
