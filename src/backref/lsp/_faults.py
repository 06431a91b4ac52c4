"""What is wrong with one file that is being written, as `backref check` has it: a text and its project's keys ->
faults.

A document is held against the entries of the project; a bibliography against itself. What shows only when everything is
looked at (entries that nobody cites) is left to `backref check`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .. import checking, pipeline, readers
from ..checking import CheckedProject, Fault
from ..model import Source
from ..project.checks import Choice, checked
from ..project.given import Given
from ._project_keys import ProjectKeys

_OF_DOCUMENTS = ("BR403", "BR405", "BR406")
_OF_ALL = ("BR402", "BR404", *_OF_DOCUMENTS)


def offline(path: Path, text: str, held: ProjectKeys) -> Sequence[Fault]:
    """Return the faults of a file as it is open, without asking anybody; none for what is no document that is read."""
    choice = Choice.of(held.settings)
    rules = [rule for rule in choice.rules_of(str(path)) if not rule.asks]
    file = held.file(path)
    if file is not None and file.text == text:
        found = checking.check(
            CheckedProject((file,), date.today().year), [rule for rule in rules if rule.code not in _OF_ALL]
        )
        return choice.left(found)
    if checking.kind_of(str(path), text):
        return checked([Given.of(text.encode(), str(path))], None, choice._replace(rules=tuple(rules))).faults
    if readers.by_suffix(path.name) is None:
        return ()
    document = readers.read(text.encode(), str(path))
    cited = checking.document(document, pipeline.resolve([document], ()), with_verdicts=False)
    project = CheckedProject((*held.files, cited), date.today().year)
    found = checking.check(project, [rule for rule in choice.rules_of(str(path)) if rule.code in _OF_DOCUMENTS])
    return choice.left(fault for fault in found if fault.file is cited)


def asked(path: Path, text: str, held: ProjectKeys, sources: Sequence[Source]) -> Sequence[Fault]:
    """Return what the sources say against a file, and what else is wrong with it. Stops where it is told to, with
    Interrupted.
    """
    choice = Choice.of(held.settings)
    found = checked([Given.of(text.encode(), str(path))], sources, choice._replace(rules=choice.rules_of(str(path))))
    return [fault for fault in found.faults if fault.rule.code not in _OF_ALL]
