"""The verdict on a checklist: GO, or NO-GO with every reason and the items behind it.

Pure: findings and the day come from outside. Sign-off lines are judged by their names, not by their boxes;
a sign-off that is nothing but a box, by its box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from checkdown.blocks import DISPUTE
from checkdown.checklist import Checklist
from checkdown.findings.finding import Finding, Severity
from checkdown.states import Kind, Role, State
from checkdown.tally import Tally
from checkdown.views import Item

from .boxes import is_box_to_sign
from .mandatory import asked_for
from .rules import GateRules, Reason, Verdict
from .waivers import waived_anywhere, waiver_of

DEFAULT = GateRules()
_SETTLED = frozenset({State.DONE, State.NA})
_P0 = "P0"
_NAMED = 12
"""Sign-offs that one reason names; its lines are all of them."""


def gate(checklist: Checklist, found: Sequence[Finding], today: date, rules: GateRules = DEFAULT) -> Verdict:
    """Judge a checklist. RequirementUnknown where ``rules`` require what it does not have."""
    judged = _Judged(checklist, today, rules)
    reasons = [
        *_disputed(checklist),
        *_nothing(judged),
        *(_stopped(judged) if rules.blocked else ()),
        *_required(judged, rules),
        *_too_few(judged, rules.minimum),
        *(_unsigned(judged) if rules.signoffs else ()),
        *(_told(found) if rules.findings else ()),
    ]
    return Verdict(tuple(reasons), tuple(item.id for item in judged.waived))


def goes(
    checklist: Checklist, look: Callable[[], Sequence[Finding]], today: date, rules: GateRules = DEFAULT
) -> bool:
    """Whether it is a GO: as ``gate``, which says why, but it ends at the first reason.

    ``look`` gives the findings; it is asked only where nothing else stands in the way.
    """
    waived = rules.waivers and waived_anywhere(checklist)
    urgent = not rules.require and _P0 in checklist.priorities()
    everything = not rules.require and not urgent and rules.minimum is None
    for item in _open(checklist, marks=rules.marks):
        stopped = rules.blocked and item.state in (State.BLOCKED, State.FAILED)
        if not (stopped or everything or (urgent and item.priority == _P0)) or item.signoff:
            continue
        waiver = waiver_of(item) if waived else None
        if waiver is None or not waiver.holds(today):
            return False
    if not gate(checklist, (), today, rules).go:
        return False
    return not rules.findings or not any(True for _ in _told(look()))


class _Judged:
    """The open items of a checklist, those that are waived apart."""

    def __init__(self, checklist: Checklist, today: date, rules: GateRules) -> None:
        self.checklist = checklist
        self.tally = checklist.tally() + (_marks(checklist) if rules.marks else Tally())
        self.open: list[Item] = []
        self.waived: list[Item] = []
        self.shortcomings: dict[int, str] = {}
        """Why an item's waiver does not hold, by the item's place."""
        look = rules.waivers and waived_anywhere(checklist)
        for item in _open(checklist, marks=rules.marks):
            if item.signoff:
                continue
            waiver = waiver_of(item) if look else None
            if waiver and waiver.holds(today):
                self.waived.append(item)
                continue
            if waiver:
                self.shortcomings[item.index] = waiver.shortcoming(today)
            self.open.append(item)

    def reason(self, message: str, items: Sequence[Item]) -> Reason:
        """A reason with its items; waivers among them that do not hold are told."""
        ended = [
            f"line {item.line}: {self.shortcomings[item.index]}"
            for item in items
            if item.index in self.shortcomings
        ]
        message = f"{message} ({'; '.join(ended)})" if ended else message
        return Reason(message, tuple(item.id for item in items), tuple(item.line for item in items))


def _open(checklist: Checklist, *, marks: bool) -> Iterator[Item]:
    for index, part in enumerate(checklist.parts):
        first = checklist.shape.firsts[index]
        for position, record in enumerate(part.records, first):
            counted = record.role is Role.ITEM and (marks or record.kind is not Kind.MARK)
            if counted and record.state not in _SETTLED:
                yield checklist.item(position)


def _marks(checklist: Checklist) -> Tally:
    """The marks of a checklist, which its own tally leaves out."""
    return Tally.of(
        record.state
        for part in checklist.parts
        for record in part.records
        if record.role is Role.ITEM and record.kind is Kind.MARK
    )


def _disputed(checklist: Checklist) -> Iterator[Reason]:
    """The conflict markers of a merge that nobody finished: what comes of it is not decided."""
    lines = tuple(
        start + span.line + 1
        for start, part in zip(checklist.starts, checklist.parts, strict=True)
        for span in part.spans
        if span.kind == DISPUTE
    )
    if lines:
        yield Reason("the checklist is in conflict: a merge of it is not decided", (), lines)


def _nothing(judged: _Judged) -> Iterator[Reason]:
    if not judged.tally.total:
        yield Reason("the checklist holds no item that could be done")


def _stopped(judged: _Judged) -> Iterator[Reason]:
    for state in (State.BLOCKED, State.FAILED):
        items = [item for item in judged.open if item.state is state]
        if items:
            yield judged.reason(f"{len(items)} {state} {_items(items)}", items)


def _required(judged: _Judged, rules: GateRules) -> Iterator[Reason]:
    if rules.require:
        for name in rules.require:
            items, shown = _behind(judged, name)
            if items:
                yield judged.reason(f"{shown}: {len(items)} {_items(items)} open", items)
        return
    urgent = _P0 in judged.checklist.priorities()
    if not urgent and rules.minimum is None:
        if judged.open:
            count = f"{len(judged.open)} {_items(judged.open)}"
            message = f"{count} open, and nothing says which of them could wait"
            yield judged.reason(message, judged.open)
        return
    items = [item for item in judged.open if item.priority == _P0] if urgent else []
    if items:
        yield judged.reason(f"P0: {len(items)} {_items(items)} open", items)
    told = {item.index for item in items}
    for section, asked in asked_for([item for item in judged.open if item.index not in told]).items():
        yield judged.reason(f"{section.title}: {len(asked)} {_items(asked)} open", asked)


def _behind(judged: _Judged, name: str) -> tuple[list[Item], str]:
    """The open items that a requirement speaks of, and its name for people."""
    from .naming import named  # which a verdict seldom needs

    meant = named(judged.checklist, name)
    if isinstance(meant, str):
        return [item for item in judged.open if item.priority == meant], meant
    inside: set[int] = set()
    for section in meant:
        inside |= set(range(section.index, judged.checklist.subtree_end(section.index)))
    return [item for item in judged.open if item.section_index in inside], meant[0].title


def _too_few(judged: _Judged, minimum: Fraction | None) -> Iterator[Reason]:
    if minimum is None:
        return
    tally = judged.tally
    total = tally.total - len(judged.waived)
    if total and Fraction(tally.done, total) < minimum:
        share = f"{float(100 * Fraction(tally.done, total)):.1f}%"
        wanted = f"{float(100 * minimum):g}%"
        yield judged.reason(f"{tally.done} of {total} items done ({share}), {wanted} asked for", judged.open)


def _unsigned(judged: _Judged) -> Iterator[Reason]:
    """The lines without a name, and the open boxes that are sign-offs themselves."""
    checklist = judged.checklist
    lines = {each.line for each in checklist.signoffs}
    boxes = [item for item in judged.open if item.line not in lines and is_box_to_sign(item)]
    blank = [each for each in checklist.signoffs if not each.name]
    told = [
        (each.line, f"{each.role} (blocked: {each.reason})" if each.reason else each.role) for each in blank
    ]
    told = sorted([*told, *((item.line, item.text) for item in boxes)])
    if told:
        items = [item for line, _ in told if (item := checklist.item_at(line)) is not None]
        shown = ", ".join(words for _, words in told[:_NAMED])
        more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
        reason = judged.reason(f"not signed: {shown}{more}", boxes)
        yield Reason(reason.message, tuple(item.id for item in items), tuple(line for line, _ in told))


def _told(found: Sequence[Finding]) -> Iterator[Reason]:
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        shown = ", ".join(f"{each.rule} on line {each.line}" for each in errors[:3])
        more = f" and {len(errors) - 3} more" if len(errors) > 3 else ""
        noun = "claim does" if len(errors) == 1 else "claims do"
        lines = tuple(each.line for each in errors)
        yield Reason(f"{len(errors)} {noun} not hold: {shown}{more}", (), lines)


def _items(items: Sequence[Item]) -> str:
    return "item" if len(items) == 1 else "items"
