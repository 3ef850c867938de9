"""One of several who work on a file at the same time: PATH WHO COUNT. Ticks its own tasks, saving each."""

import sys
from pathlib import Path

from checkdown import ItemRef, SetState, State
from gonogo.core.workspace import Workspace, save


def main(path: Path, who: str, count: int) -> None:
    document = Workspace().open(path)
    mine = [item.index for item in document.checklist.items if item.text.endswith(f" of {who}")]
    for index in mine[:count]:
        document.do(SetState(ItemRef.of(document.checklist.items[index]), State.DONE))
        save(document)
    assert not document.unsaved
    assert not document.conflicts


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
