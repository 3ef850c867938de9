"""Whatever the system reports becomes sentences: what, where, what to do."""

import errno
import os
from pathlib import Path

import pytest

from gonogo.core import files
from gonogo.core.files import (
    Busy,
    DiskFault,
    Exists,
    FileError,
    FileMissing,
    NoSpace,
    NotRegular,
    Refused,
    Stranded,
    errors,
)
from gonogo.core.files.errors import explained

KINDS = {
    errno.EIO: DiskFault,
    errno.ENOSPC: NoSpace,
    errno.EDQUOT: NoSpace,
    errno.EROFS: Refused,
    errno.EACCES: Refused,
    errno.EPERM: Refused,
    errno.ENAMETOOLONG: NotRegular,
    errno.ELOOP: NotRegular,
    errno.EISDIR: NotRegular,
    errno.ENOENT: FileMissing,
    errno.ENOTDIR: FileMissing,
    errno.EEXIST: Exists,
    errno.EBUSY: Busy,
    errno.EMFILE: DiskFault,
    errno.ENOTSUP: DiskFault,
}


@pytest.mark.parametrize("number", KINDS, ids=lambda number: errno.errorcode[number])
def test_an_error_of_the_system_becomes_what_where_and_what_to_do(number: int) -> None:
    error = explained(OSError(number, os.strerror(number)), "docs/launch.md", "saved")
    assert type(error) is KINDS[number]
    assert str(error).startswith("docs/launch.md cannot be saved: ")
    assert f"({errno.errorcode[number]}). " in str(error)
    assert error.advice in str(error) and error.advice.endswith(".")


def test_an_error_without_a_number_is_told_too() -> None:
    assert "cannot be read: odd." in str(explained(OSError("odd"), "a"))


def test_every_error_is_a_file_error_and_in_the_tree() -> None:
    known = {name for name in files.__all__ if isinstance(getattr(files, name), type)}
    tree = errors.__doc__ or ""
    for name in known:
        if issubclass(getattr(files, name), FileError):
            assert name in tree


def test_what_is_left_over_is_named() -> None:
    error = Stranded("a.md", "holds the new text", leftover=Path("/x/.a.md.gonogo-1"))
    what, where = str(error).split(". What was swapped out lies in ")
    assert (what, where) == ("a.md holds the new text", "/x/.a.md.gonogo-1: look at it before deleting it.")


def test_every_public_name_is_there_and_no_other() -> None:
    assert all(getattr(files, name) is not None for name in files.__all__)
    assert len(files.__all__) == len(set(files.__all__))
    with pytest.raises(AttributeError):
        files.__getattr__("something")
