"""Sync: the citations of a project's documents -> its bibliography and its lock. What the lock knows is asked of
nobody.

Planning reads and asks, and changes nothing; `write` then puts the files that differ in place, whole or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from ... import asking, files, parsing, readers
from ...errors import UnreadableInput, UnwritableOutput
from ...fields.keys import assign_keys
from ...model import Document, FindingKind, Parsed, Problem, Reference, Resolution, Source, Span, Status
from ...readers import docstrings as pydoc
from ...resolving import merge
from .. import configuration, library, lock, quoted
from ..configuration import Configuration
from ..defining import whole
from ..folders import Unread
from ..library import Library, read_text, shown
from ..lock import Lock, Locked
from ..parts import read_part
from . import _bibfile
from . import _telling as telling
from ._citing import Cited, citations, documents, excluded, labels, place
from ._files import text_of, write
from ._passages import kept_passages
from ._rewrite import diff, rewritten
from ._spelling import speller

__all__ = ["Synced", "changes", "diff", "documents", "plan", "read", "speller", "sync", "with_rewritten", "write"]

_INPUTS = ("input-not-read", "input-unknown")  # a file that a document names, as it would one that is made later
NOTES = (
    "edited-by-hand",
    "trailing-stop",
    "not-utf-8",
    "unclosed",
    "stale-passages",
    "text-too-long",
    *_INPUTS,
    *(str(kind) for kind in FindingKind if kind.is_quiet),
)  # asks for nothing to be done, or is settled
UNSETTLED = ("failed", "not-asked", "text-not-asked")
_LEFT_OUT = ("abstract", "annote", "references", "keyword")  # of a record: much text that no reference list prints
_ALIAS = re.compile(r"[^\s,{}%#~\\\"'=]+")  # what a key of LaTeX may hold


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync comes to: the lock, the texts of the files that change by their paths, and what is to be said.

    `read` is what those files held when they were read. `asked` counts the references that the sources were asked for,
    `new` are the keys that were made. `unread` is what the folders hold besides the documents, each with the reason.
    `keys` are those of the author's own entries by identifier, once they were read.
    """

    lock: Lock
    files: Mapping[Path, str] = field(default_factory=dict)
    read: Mapping[Path, str] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    asked: int = 0
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    keys: Mapping[str, str] | None = field(default=None, repr=False, compare=False)

    @property
    def to_do(self) -> tuple[Problem, ...]:
        """What somebody has to do something about."""
        return tuple(problem for problem in self.problems if problem.code not in (*NOTES, *UNSETTLED))

    @property
    def unsettled(self) -> tuple[Problem, ...]:
        """What could not be checked."""
        return tuple(problem for problem in self.problems if problem.code in UNSETTLED)


def sync(
    paths: Sequence[str] = (),
    sources: Sequence[Source] | None = None,
    *,
    settings: Configuration | None = None,
    locked: bool = False,
    rewrite: bool = False,
    docstrings: bool = False,
    retry: bool = False,
    passages: bool = False,
    dry: bool = False,
    progress: asking.Progress | None = None,
) -> Synced:
    """Write the bibliography and the lock of the documents in `paths`, files or folders, and return what that came to.

    Without `paths` the documents, and everything else, are what `settings` say: the configuration of the project around
    the current folder by default. `sources` are those of the configuration unless given. With `locked` nobody is asked
    and nothing is written: what is stale is a problem. With `rewrite`, pasted references become citation keys; with
    `docstrings`, those of Python files are read; with `retry`, what no source knew is asked for again; with `passages`,
    what the works say to the sentences that cite them is put beside the lock; with `dry`, nothing is written.

    Raises LockError, UnreadableInput, UnwritableOutput and ConfigurationError.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "page.md").write_text("It helps, says doi:10.1136/bmj.g6380.")
    ...     synced = sync([folder], [], settings=Configuration(Path(folder)))
    >>> synced.problems[0].code
    'not-asked'
    """
    settings = configuration.find(Path.cwd()) if settings is None else settings
    unread: list[Unread] = []
    texts = read(documents(settings, paths, python=docstrings, unread=unread))
    texts = whole(texts, partial(_part, left_out=excluded(settings)), settings.folder if settings.file else None)
    asked = None if locked else configuration.opened(settings) if sources is None else sources
    synced = plan(settings, texts, asked, retry=retry, progress=progress)
    synced = _with_passages(synced, settings, texts, asked if passages else None)
    if rewrite:
        synced = with_rewritten(synced, settings, texts)
    if not (locked or dry):
        write(synced.files, synced.read)
    return replace(synced, unread=tuple(unread))


def read(paths: Iterable[Path]) -> list[Document]:
    """Return the documents in files, named as they are printed; each docstring of Python is one. Raises
    UnreadableInput.
    """
    found = []
    for path in paths:
        try:
            document = readers.read(files.read_given(path), shown(path))
            found += pydoc.parts(document) or [document] if path.suffix in pydoc.READER.suffixes else [document]
        except OSError as error:
            raise UnreadableInput(shown(path), error.strerror or str(error)) from error
    return found


def _placed(document: Document, problem: Problem) -> Problem:
    if problem.span and problem.code in _INPUTS:
        return problem.model_copy(update={"place": place(document, Span(*problem.span))})
    return problem if problem.place else problem.model_copy(update={"place": document.name})


def _part(path: Path, suffix: str, left_out: set[Path]) -> Document:
    if path in left_out:
        raise UnreadableInput(shown(path), "the configuration excludes it")
    return read_part(path, suffix)


def plan(
    configuration: Configuration,
    texts: Sequence[Document],
    sources: Sequence[Source] | None,
    *,
    retry: bool = False,
    progress: asking.Progress | None = None,
) -> Synced:
    """Return what a sync of these documents comes to. Nothing is written.

    Without `sources` nobody is asked: what the lock does not know is a problem, "not-in-lock". With `retry`, what no
    source knew is asked for again. Raises LockError and UnreadableInput.
    """
    problems: list[Problem] = []
    before = {path: text_of(path) for path in map(configuration.path, (configuration.bibliography, configuration.lock))}
    project = library.read(configuration)
    problems += project.problems
    held = project.lock
    ours = _Ours.open(configuration, project)
    cited: dict[str, list[Cited]] = {}
    by_identifier: dict[str, list[str]] = {}  # how the author's entries, by key, are cited beside their keys
    shared = labels(texts)
    for document in texts:
        problems += map(partial(_placed, document), document.problems)
        for each in citations(document, problems, shared):
            printed, each = each, ours.own(each, held)
            if each is not printed:
                by_identifier.setdefault(each.text, []).append(printed.text)
            cited.setdefault(each.text if each.kind == "key" else lock.mark(each.text), []).append(each)
    again = {r.key: r for r in held.references if retry and not r.verdict.is_match}
    new: dict[str, Cited] = {}
    missing: list[list[Cited]] = []
    for mark, places in cited.items():
        known = held.find(mark)
        if places[0].kind == "key" and known and (known.key != mark or not (known.written or mark in ours.references)):
            known = None
        if known is not None and known.key not in again:
            continue
        if places[0].kind == "key" and mark not in ours.references:
            missing.append(places)
        else:
            new[mark] = places[0]
    if sources is None:
        problems += (telling.not_locked(each, len(cited[mark])) for mark, each in new.items())
        new = {}
    parsed = _parsed(new, ours.references)
    verdicts = asking.verify(parsed, sources or (), progress=progress) if new else []
    made = _GrowingLock(configuration, held, ours, again)
    for (mark, each), item, verdict in zip(new.items(), parsed, verdicts, strict=True):
        problems += made.add(mark, each, item, verdict)
        made.recognise(mark, by_identifier.get(mark, ()), verdict)
    if configuration.aliases and not _bibfile.is_json(configuration.bibliography):
        for mark, places in cited.items():
            made.alias(mark, [place.text for place in places if place.kind == "identifier"])
    keys = {*ours.references, *made.references}
    for places in missing:
        if places[0].text not in made.new:
            problems += telling.missing(places, keys)
    done = _written(configuration, ours, made, problems, before, len(new), is_locked=sources is None)
    return replace(done, keys=project.keys)


def with_rewritten(synced: Synced, configuration: Configuration, texts: Sequence[Document]) -> Synced:
    """Return the sync with the documents' files among those that change: what was verified is cited by its key there.

    One that is not UTF-8 is left alone, and so is a citation whose key cannot be written in the document's syntax: that
    is a problem, "key-not-legal".
    """
    keys = library.read(configuration).keys if synced.keys is None else synced.keys
    refused: dict[tuple[str, str], Problem] = {}

    def key_of(text: str, name: str, spell: Callable[[str], str | None]) -> str | None:
        locked = synced.lock.find(text)
        if locked is not None:
            key = locked.key if locked.verdict.is_match and locked.record else None
        else:
            key = keys.get(lock.mark(text))
        made = spell(key) if key else None
        if key and made is None:
            message = f"the key {telling.short(key)!r} cannot be written here; rename it, with letters, digits, ':', '.', '/', '-' and '_' alone"
            refused[name, key] = Problem(code="key-not-legal", stage="sync", message=message, place=name)
        return made

    by_name: dict[str, list[Document]] = {}
    for document in texts:
        if not any(problem.code == "not-utf-8" for problem in document.problems):
            by_name.setdefault(document.name, []).append(document)
    files, read = dict(synced.files), dict(synced.read)
    for name, parts in by_name.items():
        before = parts[0].source or parts[0].text
        left: list[Span] = []
        starts = [0, *(match.end() for match in re.finditer("\n", before))]
        after = rewritten(parts, partial(key_of, name=name, spell=speller(name, before)), left)
        for span in left:
            message = "a number that may be an index, mathematics or code is left as it is; write the key there by hand"
            where = f"{name}:{bisect_right(starts, span.start)}"
            refused[where, ""] = Problem(code="not-rewritten", stage="sync", message=message, place=where)
        if after != before:
            files[Path(name)], read[Path(name)] = after, before.replace("\r\n", "\n")
    return replace(synced, files=files, read=read, problems=(*synced.problems, *refused.values()))


def _with_passages(
    synced: Synced, settings: Configuration, texts: Sequence[Document], sources: Sequence[Source] | None
) -> Synced:
    path = quoted.path_of(settings)
    if sources is None and not path.exists():
        return synced
    known = library.with_records(replace(library.read(settings), lock=synced.lock))
    after, problems = kept_passages(settings, known, texts, sources)
    before = text_of(path)
    files = dict(synced.files) if after in (None, before) else {**synced.files, path: after}
    said = (*synced.problems, *problems)
    return replace(synced, files=files, read={**synced.read, path: before}, problems=said)


def changes(synced: Synced, configuration: Configuration) -> Iterator[str]:
    """Yield the lines of a diff of every file that changes, but for the lock and the passages."""
    made = (configuration.path(configuration.lock), quoted.path_of(configuration))
    for path, after in sorted(synced.files.items(), key=lambda each: str(each[0])):
        if path not in made:
            before = read_text(path, strict=False) if path.exists() else ""
            yield from diff(before, after.replace("\r\n", "\n"), shown(path))


@dataclass(frozen=True, slots=True)
class _Ours:
    """The bibliography file and the libraries beside it.

    `text` and `hashes` are the bibliography's; `references` are everybody's by key, `keys` theirs by identifier.
    """

    path: Path
    text: str
    hashes: Mapping[str, str]
    references: Mapping[str, Reference]
    keys: Mapping[str, str]

    @classmethod
    def open(cls, configuration: Configuration, found: Library) -> _Ours:
        path = configuration.path(configuration.bibliography)
        if path.suffix.lower() not in (".bib", ".json"):
            raise UnwritableOutput(shown(path), "a bibliography is written as .bib or as .json (CSL-JSON)")
        text, written = found.files.get(path, ("", ()))
        return cls(path, text, _bibfile.hashes(text, str(path), written), found.references, found.keys)

    def own(self, each: Cited, held: Lock) -> Cited:
        """The citation by the key of the author's own entry, where it cites that by its key or by its identifier."""
        if each.kind == "identifier" and each.text in self.references:
            return replace(each, kind="key")
        mark = lock.mark(each.text) if each.kind == "identifier" else ""
        if mark in self.keys and held.find(mark) is None:
            return replace(each, kind="key", text=self.keys[mark])
        return each


class _GrowingLock:
    """The lock as it grows: every verdict adds a reference, or a new way to cite one that is there."""

    def __init__(self, configuration: Configuration, held: Lock, ours: _Ours, again: Mapping[str, Locked]) -> None:
        self._pattern = configuration.keys
        self._path = str(ours.path)
        self._ours = ours
        self._again = again
        self._marks = dict(ours.keys)
        self._marks |= {mark: r.key for r in held.references for mark in (*map(str, r.identifiers()), *r.cited)}
        self.references = {r.key: r for r in held.references}
        self.new: list[str] = []
        self.aliased: set[str] = set()

    def add(self, mark: str, each: Cited, item: Parsed, verdict: Resolution) -> list[Problem]:
        """Take one verdict in, and return what is to be said of it."""
        if verdict.status in (Status.FAILED, Status.NOT_ASKED) and not telling.is_no_question(each, verdict):
            return [telling.unsettled(each, verdict)]
        if each.kind == "key":
            locked = _locked(mark, each, verdict, verdict.record.reference if verdict.record else None)
            self.references[mark] = locked
        else:
            locked = self._own(mark, each, item, verdict)
        return list(telling.said(each, locked, verdict))

    def recognise(self, key: str, cited: Sequence[str], verdict: Resolution) -> None:
        """Know an entry for ours that the lock knows nothing of: a sync that was killed had written it, and not the
        lock.

        It is ours if it is, letter by letter, what is written for the works that is cited so.
        """
        before = self.references.get(key)
        if before is None or before.written or not verdict.status.is_match:
            return
        for text in cited:
            [item] = parsing.parse_many([lock.mark(text)])
            if self._adopted(key, _slim(merge(item, verdict).reference), cited):
                return

    def _adopted(self, key: str, reference: Reference, cited: Sequence[str] = ()) -> bool:
        """Put into the lock how an entry of the bibliography was written, if it was written from this reference."""
        before = self.references[key]
        made = before.model_copy(update={"record": _item(reference), "source": before.source})
        if made.reference is None:
            return False
        for aliases in ((), tuple(sorted(filter(_ALIAS.fullmatch, set(cited))))):
            written = lock.digest(_bibfile.entry(made.marked or made.reference, self._path, aliases))
            if self._ours.hashes.get(key) == written:
                self.references[key] = made.model_copy(update={"written": written, "aliases": aliases})
                return True
        return False

    def alias(self, mark: str, printed: Iterable[str]) -> None:
        """Have the entry of a work list the identifiers that the documents print for it, if it is as it was written."""
        before = self.references.get(self._marks.get(mark, mark))
        if before is None or before.reference is None or not before.written:
            return
        aliases = tuple(sorted({*before.aliases, *filter(_ALIAS.fullmatch, printed)}))
        written = lock.digest(_bibfile.entry(before.marked or before.reference, self._path, aliases))
        is_ours = self._ours.hashes.get(before.key, before.written) in (before.written, written)
        if aliases != before.aliases and (is_ours or before.key in self.aliased):
            self.references[before.key] = before.model_copy(update={"aliases": aliases, "written": written})
            self.aliased.add(before.key)

    def _own(self, mark: str, each: Cited, item: Parsed, verdict: Resolution) -> Locked:
        """The reference of a citation without an entry of the author's: an earlier one of the same work, or a new
        one.
        """
        reference = _slim(merge(item, verdict).reference)
        known = [str(identifier) for identifier in lock.identifiers(reference)]
        same = (
            next((self._marks[i] for i in (mark, *known) if i in self._marks), None)
            if verdict.status.is_match
            else None
        )
        if same is not None and same not in self._again:
            if same not in self.references:
                self.references[same] = _locked(same, each, verdict, reference)
                self._adopted(same, reference)
            before = self.references[same]
            aliases = before.cited if mark in map(str, before.identifiers()) else tuple(sorted({*before.cited, mark}))
            self.references[same] = before.model_copy(update={"cited": aliases})
            self._marks[mark] = same
            return self.references[same]
        old = self._again.get(self._marks.get(mark, mark))
        if old is not None:
            del self.references[old.key]
        if verdict.record is None and each.kind == "identifier":
            locked = _locked(mark, each, verdict, None)
        else:
            key = old.key if old is not None and old.record is not None else self._key(reference)
            reference = reference.model_copy(update={"id": key})
            locked = _locked(key, each, verdict, reference)
            written = lock.digest(_bibfile.entry(locked.marked or reference, self._path))
            cited = () if mark in map(str, locked.identifiers()) else (mark,)
            locked = locked.model_copy(update={"written": written, "cited": cited})
            self.new.append(key)
        self.references[locked.key] = locked
        self._marks |= dict.fromkeys((mark, *map(str, locked.identifiers())), locked.key)
        return locked

    def _key(self, reference: Reference) -> str:
        taken = {*self.references, *self._ours.references}
        return assign_keys([reference.model_copy(update={"id": "", "citation_key": None})], taken, self._pattern)[0]


def _written(
    configuration: Configuration, ours: _Ours, made: _GrowingLock, problems: list[Problem], before: Mapping[Path, str], asked: int, *, is_locked: bool
) -> Synced:  # fmt: skip
    """The files as they should be, and what is to be said of those that are not so."""
    entries = {}
    name = shown(ours.path)
    for key, locked in sorted(made.references.items()):
        if not locked.written or locked.reference is None:
            continue
        if key not in ours.hashes or key in made.new or key in made.aliased:
            entries[key] = _bibfile.entry(locked.marked or locked.reference, str(ours.path), locked.aliases)
        elif ours.hashes[key] != locked.written:
            message = f"{key!r} was edited by hand and stays as it is; delete the entry to have it written anew"
            problems.append(Problem(code="edited-by-hand", stage="sync", message=message, place=name))
    path = configuration.path(configuration.lock)
    # The bibliography first: were the process killed between the two, the next sync knows its own entries again.
    texts = {
        ours.path: _bibfile.with_entries(ours.text, str(ours.path), entries),
        path: lock.dump(made.references.values()) if made.references or path.exists() else "",
    }
    files = {path: new for path, new in texts.items() if before[path] != new}
    if is_locked:
        for path in files:
            message = (
                f"is not what the lock and the documents make it; run `backref sync`{_lacking(path, ours, entries)}"
            )
            problems.append(Problem(code="stale", stage="sync", message=message, place=shown(path)))
    return Synced(Lock(tuple(made.references.values())), files, before, tuple(made.new), asked, tuple(problems))


def _lacking(path: Path, ours: _Ours, entries: Mapping[str, str]) -> str:
    return f" (it lacks {', '.join(sorted(entries)[:5])})" if path == ours.path and entries else ""


def _parsed(new: Mapping[str, Cited], references: Mapping[str, Reference]) -> list[Parsed]:
    """What is known of each new citation: the entry with its key, what its format tells, or the parse of its text."""
    read = parsing.parse_many(mark for mark, each in new.items() if each.kind != "key" and each.reference is None)
    found = []
    for mark, each in new.items():
        reference = references[mark] if each.kind == "key" else each.reference
        if reference is None:
            found.append(next(read))
        else:
            found.append(Parsed(raw=_printed(reference), reference=reference, type_confidence=1.0))
    return found


def _printed(reference: Reference) -> str:
    from ...formats import text
    from ...model import Bibliography

    return text.dump(Bibliography.of((reference,))).removeprefix("1. ").strip()


def _locked(key: str, each: Cited, verdict: Resolution, reference: Reference | None) -> Locked:
    record = verdict.record
    known = next(iter(lock.identifiers(reference)), None) if reference else None
    return Locked(
        key=key,
        identifier=str(known) if known else (lock.mark(each.text) if each.kind == "identifier" else ""),
        source=record.source if record else "text" if reference else "",
        retrieved=record.retrieved[:10] if record else "",
        verdict=verdict.status,
        findings=verdict.findings,
        record=_item(_slim(reference)) if reference else None,
    )


def _item(reference: Reference) -> dict[str, Any]:
    return {name: value for name, value in reference.csl().items() if name != "id"}


def _slim(reference: Reference) -> Reference:
    """The reference without what no reference list prints."""
    return reference.model_copy(update=dict.fromkeys(_LEFT_OUT) | {"custom": {}, "also": (), "publication_types": ()})
