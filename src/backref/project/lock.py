"""The lock file: what was found out about each reference of a project, as one stable JSON text that is committed.

References are sorted by key and values stand on lines of their own, so that two branches can be merged. Every reference
carries a hash of what the lock says of it: who edits it by hand is told so.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, JsonValue, ValidationError

from .. import files
from ..errors import LockError
from ..fields import ids
from ..model import Finding, Frozen, Identifier, Reference, Status
from ..text.escape import json_text

VERSION = 1
_WITH_ISBN = ("book", "classic", "collection", "document", "report", "software", "thesis")


class Locked(Frozen):
    """One reference: its key, and what was found out about it.

    `cited` are the raw citations and identifiers by which the sources cite it, beyond the identifiers of its record.
    `aliases` are those identifiers as the documents print them, where its entry is to have them as its `ids`. `record`
    is the description that the bibliography's entry was written from, None where no source knows the work. `source`
    says whose it is: a source, or "text" for what was only parsed. `retrieved` is the day the source was asked.
    `written` is the hash of the entry as it was written, "" for one that is the author's own.
    """

    model_config = ConfigDict(strict=False)

    key: str
    identifier: str = ""
    cited: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    source: str = ""
    retrieved: str = ""
    verdict: Status
    findings: tuple[Finding, ...] = ()
    record: dict[str, JsonValue] | None = None
    written: str = ""

    @cached_property
    def reference(self) -> Reference | None:
        """The record as a Reference whose `id` is the key."""
        if self.record is None:
            return None
        from ..fields.csl import from_item

        return from_item(self.record, []).model_copy(update={"id": self.key, "citation_key": None})

    @property
    def marked(self) -> Reference | None:
        """The reference as it is written to a bibliography: that the work was retracted is marked in it."""
        if self.reference is None or not self.is_retracted:
            return self.reference
        says = ", ".join(dict.fromkeys(who for f in self.findings if f.kind == "retracted" for who in f.says))
        return self.reference.model_copy(update={"verdict": f"retracted: says {says}" if says else "retracted"})

    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers of the recorded work; see `identifiers`."""
        return identifiers(self.reference) if self.reference else ()

    @property
    def is_retracted(self) -> bool:
        """Whether a source says that the work was retracted, and none that it was reinstated."""
        kinds = {finding.kind for finding in self.findings}
        return "retracted" in kinds and "reinstated" not in kinds


@dataclass(frozen=True)
class Lock:
    """The references of a project, sorted by key."""

    references: tuple[Locked, ...] = ()

    def find(self, cited: str) -> Locked | None:
        """Return the reference that is cited so: by its key, an identifier ("doi:10...") or a raw citation."""
        return self._index.get(mark(cited))

    @cached_property
    def _index(self) -> dict[str, Locked]:
        index = {locked.key: locked for locked in self.references}
        for locked in self.references:
            for said in (*locked.cited, *map(str, locked.identifiers())):
                index.setdefault(said, locked)
        return index


def mark(cited: str) -> str:
    """Return the one spelling under which a citation is looked up: an identifier's canonical form, or text without runs
    of blanks.

    >>> mark("https://doi.org/10.1136/BMJ.g6380"), mark(" Deyo  RA. ")
    ('doi:10.1136/bmj.g6380', 'Deyo RA.')
    """
    identifier = citable(cited)
    return str(identifier) if identifier else " ".join(cited.split())


def citable(cited: str) -> Identifier | None:
    """Return the identifier of a work that a citation is, or None: an address or an ISSN names no work.

    >>> citable("pmid:29970367"), citable("isbn:9780615452272"), citable("enke2018")
    (Identifier(scheme='pmid', value='29970367'), Identifier(scheme='isbn', value='9780615452272'), None)
    """
    found = ids.parse(cited)
    return found if found and found.scheme not in ("url", "issn") else None


def identifiers(reference: Reference) -> tuple[Identifier, ...]:
    """Return the identifiers that name the work, normalised: the ISBN of a part names the book that it stands in.

    >>> identifiers(Reference(type="chapter", pmid="1", isbn="9780615452272"))
    (Identifier(scheme='pmid', value='1'),)
    """
    found = (ids.normalise(identifier) for identifier in reference.identifiers())
    return tuple(i for i in found if i.scheme != "isbn" or reference.type in _WITH_ISBN)


def digest(text: str) -> str:
    """Return the hash of a text, whatever its line ends.

    >>> digest("a\\r\\n") == digest("a\\n")
    True
    """
    return "sha256:" + hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()


def dump(references: Iterable[Locked]) -> str:
    """Return the text of a lock file: the same for the same references on every machine."""
    items = [_item(locked) for locked in sorted(references, key=lambda locked: locked.key)]
    said = {"version": VERSION, "references": items}
    return json_text(said, indent=1) + "\n"


def read(path: Path) -> Lock:
    """Return the lock in a file, an empty one where there is none. Raises LockError, with the place and what to do."""
    try:
        return load(files.read(path).decode("utf-8"), str(path))
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        raise LockError(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise LockError(str(path), f"not UTF-8 at byte {error.start}; {_RESTORE}") from error


_RESTORE = "take it from your version control, or delete it and run `backref sync`"


def load(text: str, name: str = "backref.lock") -> Lock:
    """Return the lock in a text. Raises LockError, with the place and what to do."""
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1 : error.lineno]
        merging = bool(line) and line[0].startswith(("<<<<<<<", "=======", ">>>>>>>"))
        detail = "marks of a merge" if merging else f"not JSON: {error.msg}"
        advice = "keep the lines of both sides, then run `backref sync`" if merging else _RESTORE
        raise LockError(f"{name}:{error.lineno}:{error.colno}", f"{detail}; {advice}") from error
    except (ValueError, RecursionError) as error:  # a number of more digits than are read, or lists in each other
        raise LockError(name, f"not a lock; {_RESTORE}") from error
    if not isinstance(said, dict) or not isinstance(said.get("version"), int):
        raise LockError(name, f"not a lock of backref: it has no version; {_RESTORE}")
    if said["version"] > VERSION:
        raise LockError(
            name,
            f"made by a newer version of backref (lock {said['version']}, this one knows {VERSION}); upgrade backref",
        )
    items = said.get("references")
    if not isinstance(items, list) or set(said) != {"version", "references"}:
        raise LockError(name, f"edited by hand: it holds something other than references; {_RESTORE}")
    lines = _lines(text)
    found = [_locked(item, f"{name}:{lines.get(_key(item), 1)}") for item in items]
    for key, times in Counter(locked.key for locked in found).items():
        if times > 1:
            raise LockError(f"{name}:{lines.get(key, 1)}", f"the key {key!r} stands {times} times; keep one of them")
    return Lock(tuple(sorted(found, key=lambda locked: locked.key)))


def _item(locked: Locked) -> dict[str, Any]:
    said = locked.model_dump(mode="json", exclude={"findings", "record"} | (set() if locked.aliases else {"aliases"}))
    said["findings"] = [finding.model_dump(mode="json", exclude_defaults=True) for finding in locked.findings]
    said["record"] = locked.record
    return said | {"hash": _hash(said)}


def _hash(said: Mapping[str, Any]) -> str:
    return digest(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _locked(item: object, place: str) -> Locked:
    if not isinstance(item, dict):
        raise LockError(place, f"edited by hand: a reference is no object; {_RESTORE}")
    said = {name: value for name, value in item.items() if name != "hash"}
    key = _key(item)
    if item.get("hash") != _hash(said):
        raise LockError(
            place,
            f"{key!r} was edited by hand: what it says does not fit its hash; restore it from your version control, "
            "or delete the whole reference and run `backref sync`. Corrections belong into the bibliography",
        )
    try:
        return Locked.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise LockError(place, f"{key!r} is not understood: {where}: {first['msg']}; {_RESTORE}") from error


def _key(item: object) -> str:
    return str(item.get("key", "")) if isinstance(item, dict) else ""


def _lines(text: str) -> dict[str, int]:
    """The line at which each key stands in the text of a lock."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name, _, value = line.strip().partition(": ")
        if name == '"key"':
            try:
                found.setdefault(str(json.loads(value.rstrip(","))), number)
            except ValueError:
                continue
    return found
