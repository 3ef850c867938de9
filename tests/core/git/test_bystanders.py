"""What a commit left as it was."""

from gonogo.core.git.bystanders import Bystanders, bystanders
from gonogo.core.git.repository import Repository as Found
from tests.throwaway import Repository


def test_staged_and_changed_files_are_named_and_others_are_not(repository: Repository) -> None:
    for name in ("clean.txt", "changed.txt", "staged.txt", "both.txt", "odd \n name.txt"):
        repository.write(name, "one\n")
    repository.commit("Begin")
    for name in ("staged.txt", "both.txt"):
        repository.write(name, "two\n")
        repository.git("add", name)
    for name in ("changed.txt", "both.txt", "odd \n name.txt"):
        repository.write(name, "three\n")
    repository.write("untracked.txt", "x\n")
    found = Found.discover(repository.folder)
    assert found is not None
    assert bystanders(found) == Bystanders(
        staged=("both.txt", "staged.txt"), changed=("both.txt", "changed.txt", "odd \n name.txt")
    )
