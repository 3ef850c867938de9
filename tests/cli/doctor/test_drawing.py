"""`gonogo doctor` on versions and on the output layer, which is really tried out."""

import json
from pathlib import Path

import gonogo as package
from tests.cli.conftest import Gonogo
from tests.cli.doctor.told import Told


def really(process: Gonogo, **environment: str) -> Told:
    ran = process("doctor", "--json", **environment)
    return Told(ran.status, json.loads(ran.out)["found"])


def test_the_output_layer_is_tried_out_on_the_framework_that_is_installed(
    process: Gonogo, home: Path
) -> None:
    told = really(process)
    assert told.of("textual")["what"].endswith("; the output layer knows it")
    assert told.of("output")["severity"] == "fine"
    assert told.of("gonogo")["what"] == package.__version__


def test_a_framework_that_draws_in_another_way_is_told(process: Gonogo, home: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from textual.strip import Strip\n"
        "old = Strip.render\n"
        "Strip.render = lambda self, console: '\\x1b[3G' + old(self, console)\n"
    )
    told = really(process, PYTHONPATH=str(tmp_path))
    assert told.status == 1
    assert told.said("output").startswith("warning | the output layer stands aside: the framework draws")
    assert "never wrong" in told.of("output")["follows"]


def test_a_framework_that_cannot_be_loaded_is_an_error(process: Gonogo, home: Path, tmp_path: Path) -> None:
    (tmp_path / "textual").mkdir()
    (tmp_path / "textual" / "__init__.py").write_text("raise ImportError('\\x1b[2Jhalf an installation')\n")
    told = really(process, PYTHONPATH=str(tmp_path))
    assert told.status == 1
    assert "half an installation" in told.of("textual")["what"]
    assert "The application cannot be opened" in told.of("textual")["follows"]
