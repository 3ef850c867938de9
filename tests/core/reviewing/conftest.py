"""A repository with something to review: two authors, a tag, a flag of most kinds."""

import pytest

from gonogo.core.git import Repository
from tests.throwaway import Repository as Throwaway

BEFORE = """\
# Launch

## Health

- [ ] Redis cache health check
- [ ] Database health check
- [x] Error rate stays low (< 1%)

## Summary

- [ ] Old thing
"""
AFTER = """\
# Launch

## Health

- [x] Redis cache health check
- [x] Database health check
  - evidence: logs/db.txt
- [x] Error rate stays low (< 5%)

## Summary

- [ ] New thing
- [ ] Another new thing
"""


@pytest.fixture
def reviewed(repository: Throwaway, monkeypatch: pytest.MonkeyPatch) -> Throwaway:
    """`v1`, then a commit of Ada's and one of Grace's."""
    repository.write("ready.md", BEFORE)
    repository.commit("Begin")
    repository.git("tag", "v1")
    first = BEFORE.replace("[ ] Redis", "[x] Redis")
    repository.write("ready.md", first)
    repository.commit("Redis is there")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Grace Hopper")
    repository.write("logs/db.txt", "all well\n")
    repository.write("ready.md", AFTER)
    repository.commit("The rest")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada Lovelace")
    return repository


def found(made: Throwaway) -> Repository:
    """The repository as the program sees it."""
    discovered = Repository.discover(made.folder)
    assert discovered is not None
    return discovered
