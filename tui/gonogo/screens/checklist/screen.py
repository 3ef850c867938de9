"""The checklist screen: each action of the table goes to the part that does it; parts load when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gonogo.core.bookmark import NOWHERE, Bookmark
from gonogo.core.firstlook import FirstLook
from gonogo.screens.checklist.base import ChecklistBase
from gonogo.screens.checklist.parts import Parts
from gonogo.screens.presentation.filtering import Filter
from gonogo.widgets.application import application_of
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Tone
from gonogo.widgets.outline import Outline

if TYPE_CHECKING:
    from textual.events import Key, Paste

    from gonogo.core.files import FileError
    from gonogo.core.probes.running import Running
    from gonogo.core.walking import WalkOf
    from gonogo.core.workspace import Workspace
    from gonogo.screens.walk import WalkScreen


class ChecklistScreen(Parts, ChecklistBase):
    """One checklist: outline, items, details; every action of the table that applies to a checklist."""

    def __init__(
        self,
        look: FirstLook,
        workspace: Callable[[], Workspace],
        glyphs: Glyphs,
        results: dict[str, Running] | None = None,
        bookmark: Bookmark = NOWHERE,
    ) -> None:
        super().__init__(look, glyphs, bookmark)
        self.results = {} if results is None else results
        """The latest run of each probe, by its digest; kept for as long as the application runs."""
        self.workspace = workspace
        """Gives the open documents; asked in a thread, since that loads what edits and saves."""
        self.walk: WalkScreen | None = None
        """The walk that is shown over this screen."""
        self.walk_wanted: WalkOf | None = None
        """The walk that begins as soon as the document is open."""

    def on_mount(self) -> None:
        """Open the document once the screen stands. (Textual calls the base's own as well.)"""
        self.items.on_move, self.outline.on_move = self.items_moved, self.outline_moved
        self.items.partial, self.items.on_end_awaited = not self.look.whole, self.tell_end_awaited
        self.call_after_refresh(lambda: self.opening.begin())

    # -- the document

    @property
    def ready(self) -> bool:
        """Whether the document is open; says why where it is not."""
        if self.loaded is None:
            self.opening.wait()
        if self.loaded is None and not self.held(application_of(self).performing):
            self.say(self.opening.problem)
        return self.loaded is not None

    def held(self, call: str) -> bool:
        """Whether an action is kept until all is read; not where that fails, or it is none of ours."""
        return bool(call) and self.opening.under_way and self.waiting.hold(call)

    def takes(self, event: Key | Paste) -> bool:
        """Whether a key has to wait until the document is open."""
        return (self.place_sought or self.has("waiting")) and self.waiting.takes(event)

    @property
    def changeable(self) -> bool:
        """Whether the document takes edits; says why where it does not, before anybody is asked anything."""
        if self.ready and self.document.refusal:
            self.say_refusal()
            if self.document.half_written:
                self.questions.offer_recovery()
            return False
        return self.loaded is not None

    def opened(self) -> None:
        """The document is open: what is to be done at once."""
        self.tell_refusal()
        if self.searched:
            self.finding.count()
        if self.document.refusal:
            self.say_refusal()
        self.release()

    def release(self) -> None:
        """The document is open, or will not be: what was waiting for it is done, or dropped."""
        if self.has("waiting") and self.waiting:
            if self.loaded is not None:
                self.waiting.release()
            else:
                self.waiting.drop(f"{self.opening.problem}; what was waiting is dropped")

    def say_refusal(self) -> None:
        """Say why the document can only be looked at, and the key that changes that."""
        self.say(f"{self.document.refusal}{self.deciding.way_out()}", Tone.ALERT)

    def prepared(self) -> None:
        """Everything is loaded: what else is to be done once the document is open."""
        self.saving.follow()
        self.standing.read()
        self.probing.look()
        self.history.look()
        self.checking.look()
        self.follow_cursor()
        if self.document.stranded:
            names = ", ".join(path.name for path in self.document.stranded)
            self.say(f"a save that was cut off left what another program wrote in {names}", Tone.ALERT)
        if self.document.recoverable:
            self.call_after_refresh(self.questions.offer_recovery)
        self.present.begin()
        if self.walk_wanted is not None:
            self.begin_walk(self.walk_wanted)

    def tell_refusal(self) -> None:
        """Say in the header whether the document can only be looked at."""
        self.warn("refusal", "to look at only" if self.document.refusal else "")

    def saved(self) -> None:
        """The file holds what was edited, as far as it can: what is to be done then."""
        self.standing.read()
        self.probing.look()
        self.checking.look()
        if self.document.conflicts:
            self.questions.ask_about_conflicts()
        if self.has("committing"):
            self.committing.saved()
        if self.has("leaving"):
            self.leaving.saved()

    def save_failed(self, problem: FileError) -> None:
        """A save failed, and that has been said: what else is to be done."""
        if self.has("committing"):
            self.committing.save_failed()
        if self.has("leaving"):
            self.leaving.save_failed(problem)
        self.questions.save_failed(problem)

    def renew(self) -> None:
        """Show the document as it is now, here and in the walk."""
        super().renew()
        if self.walk is not None:
            self.walk.renewed()

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line, and in that of the walk."""
        if not sentence and self.has("waiting"):
            sentence = self.waiting.words
        super().say(sentence, tone)
        if self.walk is not None:
            self.walk.said(sentence, tone)

    def follow_cursor(self) -> None:
        """The other panes, and the walk, tell what is known of the line under the cursor."""
        super().follow_cursor()
        if self.walk is not None:
            self.walk.told_more()

    def begin_walk(self, wanted: WalkOf) -> None:
        """Walk the checklist item by item, over this screen."""
        from gonogo.screens.walk import WalkScreen

        self.walk_wanted = None
        self.app.push_screen(WalkScreen(self, *wanted))

    # -- messages of the panes

    def items_moved(self, index: int) -> None:
        """The cursor has moved among the items: the other panes follow, in the same frame."""
        self.moved()
        if self.has("present"):
            self.present.moved()
        if self.has("probing"):
            self.probing.aged()
        if self.has("checking"):
            self.checking.typed()
        self.follow_cursor()

    def tell_end_awaited(self) -> None:
        """The cursor is to go to the end, which is still on its way."""
        self.say("the rest is still being read; the cursor goes to the end with it")

    def outline_moved(self, index: int) -> None:
        """The cursor has moved in the outline: by the person, or because the items' has."""
        if self.outline.has_focus:
            self.moving.to_section(self.outlined.sections[index], top=True)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Enter goes into a section, explains what was found, folds a heading, or shows the details."""
        if isinstance(event.lines, Outline):
            self.go_to_pane("items")
        elif self.has("checking") and self.checking.explain():
            pass
        elif self.lines.is_heading(event.index):
            self.moving.fold()
        else:
            self.go_to_pane("details")

    def on_line_list_sign_clicked(self, event: LineList.SignClicked) -> None:
        """A click on a state ticks; on a triangle it unfolds."""
        if isinstance(event.lines, ItemList) and self.lines.item_at(event.index) is not None:
            if self.loaded is not None or not self.held("tick"):
                self.states.tick_here()
        else:
            self.moving.fold()

    # -- actions: moving and folding

    def action_section(self, step: int) -> None:
        """To the next heading, or the one above."""
        self.moving.section(step)

    def action_phase(self, step: int) -> None:
        """To the next phase, or the one before."""
        self.moving.phase(step)

    def action_next_open(self, step: int) -> None:
        """To the next item that is not done."""
        self.moving.next_open(step)

    def action_next_blocked(self, step: int) -> None:
        """To the next blocked or failed item."""
        self.moving.next_blocked(step)

    def action_fold(self) -> None:
        """Hide or show a section's lines."""
        self.moving.fold()

    def action_fold_all(self) -> None:
        """Hide or show the lines of all outermost sections."""
        self.moving.fold_all()

    # -- actions: states and edits

    def action_tick(self) -> None:
        """Done, or open again."""
        self.states.tick()

    def action_set_state(self, name: str) -> None:
        """Set a state."""
        self.states.set_state(name)

    def action_mark(self) -> None:
        """Mark the item for the next action."""
        self.states.mark()

    def action_unmark(self) -> None:
        """Forget the marks."""
        self.states.unmark()

    def action_undo(self) -> None:
        """Take back the last edit."""
        self.states.undo()

    def action_redo(self) -> None:
        """Make the last undone edit again."""
        self.states.redo()

    def action_evidence(self) -> None:
        """Attach evidence."""
        self.proving.evidence()

    def action_track(self) -> None:
        """Give a list or a table states."""
        self.proving.track()

    def action_note(self) -> None:
        """Write a note."""
        self.shaping.note()

    def action_reword(self) -> None:
        """Change the item's text."""
        self.shaping.reword()

    def action_add(self) -> None:
        """Add a task."""
        self.shaping.add()

    def action_delete(self) -> None:
        """Remove the item."""
        self.shaping.delete()

    def action_shift(self, step: int) -> None:
        """Exchange the task with its neighbour."""
        self.shaping.shift(step)

    # -- actions: probes

    def action_probe(self) -> None:
        """Run the item's probes."""
        self.probing.probe()

    def action_probe_section(self) -> None:
        """Run the section's probes."""
        self.probing.section()

    def action_probe_all(self) -> None:
        """Run all probes."""
        self.probing.all()

    def action_run_command(self) -> None:
        """Run a command that is typed."""
        self.probing.command()

    def action_output(self) -> None:
        """Look at what ran."""
        self.probing.view()

    def action_keep_result(self) -> None:
        """Attach a result."""
        self.keeping.keep()

    def action_settle(self) -> None:
        """Attach a result, and set the state by it."""
        self.keeping.keep(settle=True)

    def action_bind_command(self) -> None:
        """Make the command that ran a probe of the item."""
        self.keeping.bind()

    # -- actions: what was found

    def action_findings(self) -> None:
        """List what was found."""
        self.checking.list()

    def action_next_finding(self, step: int) -> None:
        """To the next finding, or the one before."""
        self.checking.next(step)

    def action_fix(self) -> None:
        """Correct what was found here."""
        self.checking.fix()

    def action_allow(self) -> None:
        """Allow what was found here."""
        self.checking.allow()

    def action_verdict(self) -> None:
        """Show the verdict with its reasons."""
        self.checking.verdict()

    # -- actions: finding, elsewhere, git, leaving

    def action_find(self) -> None:
        """Search as you type."""
        self.finding.find()

    def action_find_next(self, step: int) -> None:
        """To the next or previous match."""
        self.finding.next(step)

    def action_filter(self) -> None:
        """Show only some items."""
        self.finding.filter()

    def action_copy(self) -> None:
        """Copy the item's reference."""
        self.elsewhere.copy()

    def action_edit(self) -> None:
        """Open the file in the editor."""
        self.elsewhere.edit()

    def action_sync(self) -> None:
        """Exchange commits with the branch that this one follows."""
        self.syncing.begin()

    def action_decide(self) -> None:
        """Go through what a merge left in conflict."""
        self.deciding.begin()

    def action_commit(self) -> None:
        """Commit."""
        self.committing.begin()

    def action_progress(self) -> None:
        """Show the progress over time."""
        self.history.progress()

    def action_follow(self) -> None:
        """Go where somebody else's cursor goes."""
        if self.ready:
            self.present.follow()

    def on_unmount(self) -> None:
        """Be gone for the others."""
        self.gone()

    def gone(self) -> None:
        """Be gone for the others; a walk's place is kept. For any thread."""
        if self.walk is not None:
            self.walk.keep()
        if self.has("present"):
            self.present.leave()

    def action_walk(self) -> None:
        """Walk the checklist item by item."""
        if self.changeable:
            self.begin_walk((None, "", ""))

    def action_review(self) -> None:
        """Review what changed in this checklist."""
        from gonogo.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.look.path, paths=[self.look.path]))

    def action_back(self) -> None:
        """Close what is open, stop what goes on, in the end leave for the list of checklists."""
        if self.has("committing") and self.committing.stop():
            return
        if self.has("waiting") and self.waiting.drop():
            return
        if self.alone:
            self.show_alone("")
        elif self.searched:
            self.finding.forget()
        elif self.filtered:
            self.finding.show_only(Filter())
        elif self.marked:
            self.states.unmark()
        elif self.has("probing") and self.probing.stop():
            return
        elif len(self.app.screen_stack) > 1:
            self.leaving.begin()
        else:
            self.say("")

    def action_quit(self) -> None:
        """Leave; what is not saved yet is saved first, and what waits for the document is done before."""
        if self.loaded is not None or not (self.has("waiting") and self.waiting and self.held("quit")):
            self.leaving.begin()
