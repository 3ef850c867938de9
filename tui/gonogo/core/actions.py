"""What can be done in the application: one table.

Key bindings, the footer, the command palette, the help screen and the page on keys in the docs all come
from `ACTIONS`, so they cannot disagree. An action is listed when it exists. What an action does is the
method that `call` names, on the widget, screen or application of its place; nothing here runs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """Where an action's keys apply: a list stands in a screen, a screen in the application."""

    ROWS = "in a list"
    """Any list of lines: items, outline, checklists."""
    PAGE = "in a text"
    """Any text that scrolls: the details of an item, help."""
    CHECKLIST = "in a checklist"
    FILES = "among checklists"
    REVIEW = "in a review"
    WALK = "in a walk"
    ANYWHERE = "anywhere"


class Action(NamedTuple):
    """One thing a person can do."""

    id: str
    """Kebab-case; the name under `[keys]` in the configuration."""
    keys: tuple[str, ...]
    """Default keys, by their names in `gonogo.core.keys`. The first is the one that is shown."""
    name: str
    """A few words, for the palette and the help screen."""
    help: str
    """A sentence: what it does, and to what."""
    group: str
    places: tuple[Place, ...]
    call: str
    """The method, as `action_<call>`; arguments may follow in brackets."""
    footer: str = ""
    """One word for the footer; neighbours with the same word share it. Empty: not in the footer."""
    spare: bool = False
    """Whether the footer shows it only where all the others have room."""
    palette: bool = True
    """Whether the command palette offers it (moving the cursor, for one, makes no sense there)."""


MOVE, STATE, EVIDENCE, PROBE, CHECK, FIND, CHANGE, REVIEW, WALK, VIEW, PROGRAM = (
    "Moving",
    "States",
    "Evidence",
    "Probes",
    "Checking",
    "Finding",
    "Changes",
    "Reviewing",
    "The launch review",
    "View",
    "The program",
)
GROUPS = (MOVE, STATE, EVIDENCE, PROBE, CHECK, FIND, CHANGE, REVIEW, WALK, VIEW, PROGRAM)
"""The order of the help screen."""


def _actions(
    group: str, places: tuple[Place, ...], *rows: tuple[str, str, str, str, str], palette: bool = True
) -> tuple[Action, ...]:
    """Actions of one group and place from (id, keys, call, name, help); `call` may end in ` footer-word`.

    A footer word behind a plus sign is a spare one.
    """
    made = []
    for id_, keys, call, name, help_ in rows:
        call, _, word = call.partition(" ")
        footer, spare = word.removeprefix("+"), word.startswith("+")
        made.append(
            Action(id_, tuple(keys.split()), name, help_, group, places, call, footer, spare, palette)
        )
    return tuple(made)


_HERE = (Place.CHECKLIST,)
_REVIEW = (Place.REVIEW,)
_WALK = (Place.WALK,)
_BOTH = (Place.CHECKLIST, Place.WALK)

# Two lines each: what identifies an action, and its sentence. The footer keeps this order.
# fmt: off
ACTIONS: tuple[Action, ...] = (
    *_actions(STATE, _HERE,
        ("tick", "space", "tick tick", "Tick or untick",
         "Set the item done, or open again if it is done."),
    ),
    *_actions(STATE, _BOTH,
        ("set-done", "x", "set_state('done') state", "Set done",
         "Set the item, or all marked items, done."),
        ("set-doing", "~", "set_state('doing') state", "Set in progress",
         "Set the item, or all marked items, in progress."),
        ("set-blocked", "!", "set_state('blocked') state", "Set blocked",
         "Set the item, or all marked items, blocked; asks for the reason."),
        ("set-na", "-", "set_state('na') state", "Set not applicable",
         "Set the item, or all marked items, not applicable."),
        ("set-todo", "o", "set_state('todo') state", "Set open",
         "Set the item, or all marked items, open (to do)."),
        ("set-failed", "X", "set_state('failed')", "Set failed",
         "Set the item, or all marked items, failed, where the document has a way to write that."),
    ),
    *_actions(STATE, _HERE,
        ("mark", "m", "mark +mark", "Mark for the next action",
         "Mark the item, so that several get a state or evidence at once."),
        ("unmark", "M", "unmark", "Remove all marks",
         "Forget which items were marked."),
        ("track", "t", "track track", "Track this list or table",
         "Give a plain list boxes, or a table without states a Status column."),
    ),
    *_actions(EVIDENCE, _BOTH,
        ("evidence", "e", "evidence evidence", "Attach evidence",
         "Attach a path, a URL, a commit or a note to the item, or to all marked items."),    ),
    *_actions(EVIDENCE, _HERE,

        ("note", "w", "note", "Write a note",
         "Write a line under the item, or into its row's Notes."),
    ),
    *_actions(PROBE, _BOTH,
        ("probe", "p", "probe probe", "Run the probe",
         "Run what checks the item, or the command under the cursor; asks first. Again stops it."),    ),
    *_actions(PROBE, _HERE,

        ("probe-section", "P", "probe_section", "Run the section's probes",
         "Run the probes of the section that are approved, and its commands that only read."),
        ("probe-all", "A", "probe_all", "Run all probes",
         "Run all probes that are approved, and all approved commands that only read."),
        ("run-command", "R", "run_command", "Run a command",
         "Run a command that you type, and look at what it says."),
    ),
    *_actions(PROBE, _BOTH,
        ("output", "v", "output", "Look at the output",
         "Show what the item's probe wrote, or what ran last."),    ),
    *_actions(PROBE, _HERE,

        ("keep-result", "s", "keep_result", "Attach the result",
         "Keep what the probe showed as evidence of the item, with secrets hidden."),
    ),
    *_actions(PROBE, _BOTH,
        ("settle", "S", "settle", "Set the state by the result",
         "Attach the result, and set the item done if it passed, blocked if it failed."),    ),
    *_actions(PROBE, _HERE,

        ("bind-command", "W", "bind_command", "Make the command a probe",
         "Write the command that ran last as a probe of the item."),
    ),
    *_actions(CHANGE, _BOTH,
        ("commit", "c", "commit commit", "Commit",
         "Commit the checklist and the evidence that gonogo wrote, and nothing else."),
        ("sync", "U", "sync", "Sync with the others",
         "Fetch, merge by item and push the commits of this branch; nothing is forced."),
    ),
    *_actions(CHANGE, _HERE,
        ("decide", "C", "decide", "Resolve a conflict",
         "Merge by item what git left in conflict, and decide the rest: ours, theirs, both, or as it was."),
        ("reword", "r", "reword", "Change the text",
         "Change the text of the item; its state, evidence and notes stay."),
        ("add", "a", "add", "Add an item",
         "Add a task or a row behind this one, or a task to this section."),
        ("delete", "D", "delete", "Delete the item",
         "Remove the item with its evidence and notes, after asking."),
        ("move-down", "J", "shift(1)", "Move the item down",
         "Exchange the task with the one below it."),
        ("move-up", "K", "shift(-1)", "Move the item up",
         "Exchange the task with the one above it."),
    ),
    *_actions(CHANGE, _BOTH,
        ("undo", "u", "undo +undo", "Undo",
         "Take back the last change, and say which."),
    ),
    *_actions(CHANGE, _HERE,
        ("redo", "ctrl+r", "redo", "Redo",
         "Make again what was undone last."),
        ("edit", "E", "edit +editor", "Open in the editor",
         "Open the file at this line in $VISUAL or $EDITOR, and come back."),
        ("copy", "y", "copy", "Copy the item's reference",
         "Copy the file, line and id of the item to the clipboard."),
    ),
    *_actions(FIND, (Place.CHECKLIST, Place.FILES),
        ("find", "/", "find find", "Find",
         "Find text in anything that is shown, as you type, and count the matches."),
        ("find-next", "n", "find_next(1)", "Next match",
         "Go to the next line that matches."),
        ("find-previous", "N", "find_next(-1)", "Previous match",
         "Go to the previous line that matches."),
    ),
    *_actions(CHECK, _HERE,
        ("findings", "F", "findings", "Show what does not hold",
         "List where the document contradicts itself or its files; go there, or correct what can be."),
        ("next-finding", ">", "next_finding(1)", "Next finding",
         "Go to the next line of which something was found."),
        ("previous-finding", "<", "next_finding(-1)", "Previous finding",
         "Go to the line before of which something was found."),
        ("fix", "=", "fix", "Correct what was found",
         "Write what is so in place of what this line claims; undo takes it back."),
        ("allow", "i", "allow", "Allow what was found",
         "Write a comment that allows what was found here; asks for the reason."),
        ("verdict", "O", "verdict", "Go or no-go",
         "Show the verdict of the gate with every reason."),
    ),
    *_actions(FIND, _HERE,
        ("filter", "f", "filter filter", "Filter",
         "Show only items of a state, priority or owner, or those without evidence."),
    ),
    *_actions(REVIEW, (Place.CHECKLIST, Place.FILES),
        ("review", "V", "review", "Review what changed",
         "Show what changed since the last review, upstream or tag, item by item."),
    ),
    *_actions(REVIEW, _HERE,
        ("progress", "T", "progress", "Progress over time",
         "Show a burn-up of the checklist and of each phase, from its history."),
    ),
    *_actions(REVIEW, _REVIEW,
        ("review-next", "n", "review_walk(1) next", "Next change", "Go to the next change."),
        ("review-previous", "N", "review_walk(-1)", "Previous change", "Go to the change before."),
        ("review-seen", "v", "review_seen seen", "Mark as seen",
         "Remember that the change was seen, and go to the next that was not; again takes it back."),
        ("review-all-seen", "V", "review_all_seen", "Mark all as seen",
         "Remember that all changes that are shown were seen, after asking."),
        ("review-evidence", "e", "review_evidence evidence", "Open the evidence",
         "Show what the item's evidence holds, or its change again; so does enter."),
        ("review-note", "w", "review_note note", "Write a note on the change",
         "Write a line that is put on record with the review."),
        ("review-filter", "f", "review_filter filter", "Show only some changes",
         "Show only changes of an author, with a flag, of a phase, or not seen yet."),
        ("review-range", "o", "review_range range", "Choose what to review",
         "Choose another range: since the upstream, a tag, the last review, a commit, the files."),
        ("review-record", "R", "review_record reviewed-by", "Put the review on record",
         "Make a commit with Reviewed-by and the notes, or a git note; no commit is rewritten."),
        ("review-pane", "tab", "review_pane", "The other pane",
         "Go to the text beside the list, or back."),
    ),
    *_actions(WALK, _HERE,
        ("walk", "L", "walk +launch", "Launch review",
         "Walk the checklist item by item, with those who launch; goes on where it was left."),
    ),
    *_actions(WALK, _HERE,
        ("follow", "Y", "follow", "Follow the other",
         "Go where the cursor of somebody else goes who has the checklist open; any move lets go."),
    ),
    *_actions(WALK, _WALK,
        ("walk-follow", "F", "follow", "Walk where the other walks",
         "Show the item that somebody else is at, and go along; any move lets go."),







        ("walk-open", "enter", "walk_open", "Open the evidence",
         "Show what the item's evidence holds, in place; again goes back to the item."),
        ("walk-demand", "d", "walk_demand", "Ask for evidence",
         "Write a line under the item that says which evidence is wanted."),



        ("walk-object", "w", "walk_object", "Somebody objects",
         "Write who objects to the item and why; it is blocked by that."),
        ("walk-skip", "s", "walk_skip skip", "Skip",
         "Leave the item for the end of the walk."),
        ("walk-next", "n right", "walk_next next", "Next item", "Go to the next item, answered or not."),
        ("walk-back", "N left", "walk_back", "Item before", "Go back to the item before."),
        ("walk-jump", "/", "walk_jump +jump", "Jump to an item",
         "Go to an item by a part of its text, or by its number in the walk."),
        ("walk-anew", "A", "walk_anew", "Walk anew",
         "Begin anew: in the document's order, what needs attention first, or only what is open."),
        ("walk-poll", "P", "walk_poll", "Poll and verdict",
         "Ask each role that has not signed: GO, NO-GO or abstain; then decide and write the verdict."),
        ("walk-tag", "t", "walk_tag", "Tag the commit",
         "Make a tag on the commit of the launch, with the verdict; nothing is pushed."),
        ("walk-people", "R", "walk_people", "Who walks",
         "Name the driver and the reviewer, and whether the reviewer confirms every tick."),
    ),
    *_actions(MOVE, (Place.ROWS, Place.PAGE),
        ("down", "down j", "move(1)", "Down", "Go one line down."),
        ("up", "up k", "move(-1)", "Up", "Go one line up."),
        ("page-down", "pagedown ctrl+d", "page(1)", "Page down", "Go one page down."),
        ("page-up", "pageup ctrl+u", "page(-1)", "Page up", "Go one page up."),
        ("top", "home g", "top", "To the top", "Go to the first line."),
        ("bottom", "end G", "bottom", "To the end",
         "Go to the last line; while a long document is read, as soon as it is there."),
        palette=False,
    ),
    *_actions(MOVE, _HERE,
        ("next-section", "]", "section(1)", "Next section", "Go to the next heading."),
        ("previous-section", "[", "section(-1)", "Previous section", "Go to the heading above."),
        ("next-phase", "}", "phase(1)", "Next phase", "Go to the next phase."),
        ("previous-phase", "{", "phase(-1)", "Previous phase", "Go to the phase before."),
        ("next-open", ")", "next_open(1)", "Next open item",
         "Go to the next item that is not done."),
        ("previous-open", "(", "next_open(-1)", "Previous open item",
         "Go to the item before that is not done."),
        ("next-blocked", "b", "next_blocked(1)", "Next blocked item",
         "Go to the next blocked or failed item."),
        ("previous-blocked", "B", "next_blocked(-1)", "Previous blocked item",
         "Go to the blocked or failed item before."),
    ),
    *_actions(MOVE, _HERE,
        ("next-pane", "tab", "pane(1)", "Next pane", "Go to the next pane: outline, items, details."),
        ("previous-pane", "shift+tab", "pane(-1)", "Previous pane", "Go to the pane before."),
        ("pane-right", "right l", "pane_beside(1)", "Pane to the right", "Go to the pane on the right."),
        ("pane-left", "left h", "pane_beside(-1)", "Pane to the left", "Go to the pane on the left."),
        palette=False,
    ),
    *_actions(VIEW, (Place.ROWS,),
        ("choose", "enter", "choose", "Open",
         "Open what the cursor is on: an item's details, a section, a checklist."),
        palette=False,
    ),
    *_actions(VIEW, _HERE,
        ("fold", "z", "fold fold", "Fold or unfold",
         "Hide or show what is under the heading."),
        ("fold-all", "Z", "fold_all", "Fold or unfold all",
         "Hide or show what is under all headings."),
        ("details", "d", "details", "Show or hide the details",
         "Show or hide the pane with everything about the item."),
    ),
    *_actions(VIEW, (Place.ANYWHERE,),
        ("theme", "", "theme", "Change the colours",
         "Choose between the terminal's own colours, dark and light."),
    ),
    *_actions(PROGRAM, (Place.ANYWHERE,),
        ("help", "? f1", "help help", "Help", "Show every key and what it does."),
        ("repaint", "ctrl+l", "repaint", "Draw everything again",
         "Clear the terminal and draw everything anew, after a broken line or another program's output."),
        ("suspend", "ctrl+z", "suspend_process", "Stop for a while",
         "Give the shell back; `fg` comes back to where one was."),
        ("quit", "q ctrl+q", "quit +quit", "Quit", "Leave; everything is saved already."),
    ),
    *_actions(PROGRAM, (Place.ANYWHERE,),
        ("interrupt", "ctrl+c", "interrupt", "How to leave", "Say which key leaves."),
        ("palette", "ctrl+p", "command_palette", "Command palette", "Find an action by its name."),
        ("back", "escape", "back back", "Back", "Close what is open, end the search, or remove the filter."),
        palette=False,
    ),
)
# fmt: on

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

_NEVER_TOGETHER = frozenset(
    {
        frozenset({Place.ROWS, Place.PAGE}),
        frozenset({Place.CHECKLIST, Place.FILES}),
        frozenset({Place.CHECKLIST, Place.REVIEW}),
        frozenset({Place.FILES, Place.REVIEW}),
        frozenset({Place.WALK, Place.ROWS}),
        frozenset({Place.WALK, Place.CHECKLIST}),
        frozenset({Place.WALK, Place.FILES}),
        frozenset({Place.WALK, Place.REVIEW}),
    }
)


def keys_of(action: Action, remapped: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of `action` under a person's own configuration (ids to key names)."""
    return remapped.get(action.id, action.keys)


def key_of(name: str, remapped: Mapping[str, tuple[str, ...]]) -> str:
    """The key that a sentence names for an action; the palette's where a person left it none."""
    for action in (BY_ID[name], BY_ID["palette"]):
        if keys := keys_of(action, remapped):
            return keys[0]
    return name


def meet(one: Action, other: Action) -> bool:
    """Whether both can apply at one moment, so that one key cannot mean both."""
    return any(frozenset({a, b}) not in _NEVER_TOGETHER for a in one.places for b in other.places)


def clashes(remapped: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Action, Action]]:
    """Keys that would mean two actions at once: (key, action, the other action), in table order."""
    users: dict[str, list[Action]] = {}
    for action in ACTIONS:
        for key in keys_of(action, remapped):
            for other in users.setdefault(key, []):
                if meet(action, other):
                    yield key, other, action
            users[key].append(action)


def keys_page(remapped: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """All actions as markdown tables, one per group: what the docs and `gonogo help keys` show."""
    parts = []
    for group in GROUPS:
        rows = [
            f"| {_code(keys_of(action, remapped or {}))} | {action.name} | {action.help} | `{action.id}` |"
            for action in ACTIONS
            if action.group == group
        ]
        parts.append(
            "\n".join(
                [f"## {group}", "", "| keys | action | what it does | id |", "|---|---|---|---|", *rows]
            )
        )
    return "\n\n".join(parts) + "\n"


def _code(keys: tuple[str, ...]) -> str:
    return " ".join(f"`{key}`" for key in keys).replace("|", "\\|") or "-"
