"""JUnit's XML: a suite for each checklist, a case for each finding, as test reports of CI services show it.

Errors and warnings fail; what is only worth a look is told in a case that passes. A checklist in which
nothing was found is a case that passes, so that it is seen to have been looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from .placing import Placed

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(paths: Sequence[str], findings: Sequence[Placed]) -> str:
    """The document. `paths` are all checklists that were looked at, by the names that findings have."""
    root = ElementTree.Element("testsuites", name="gonogo check")
    for path in paths:
        _suite(root, path, [each for each in findings if each.path == path])
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("errors", "0")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, path: str, findings: Sequence[Placed]) -> None:
    failed = [each for each in findings if each.found.finding.severity.value != "info"]
    counts = {"tests": str(max(1, len(findings))), "failures": str(len(failed)), "errors": "0"}
    suite = ElementTree.SubElement(root, "testsuite", {"name": _text(path), **counts})
    if not findings:
        ElementTree.SubElement(suite, "testcase", classname=_text(path), name="agrees with itself")
    for each in findings:
        finding = each.found.finding
        place = f"{each.path}:{finding.line}:{finding.column}"
        case = ElementTree.SubElement(
            suite, "testcase", classname=_text(path), name=f"{finding.rule} line {finding.line}"
        )
        told = f"{place}: {finding.message}\n{each.found.text}"
        if finding.severity.value == "info":
            ElementTree.SubElement(case, "system-out").text = _text(told)
        else:
            kind = {"message": _text(finding.message), "type": finding.severity.value}
            ElementTree.SubElement(case, "failure", kind).text = _text(told)


def _text(text: str) -> str:
    """The text with a substitute for every character that XML 1.0 has no way to write."""
    return _NOT_XML.sub("\ufffd", text)
