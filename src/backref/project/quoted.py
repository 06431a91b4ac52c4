"""What works say where a project's documents cite them: passages in a file beside the lock, for builders of sites, who
read them and ask nobody.

Each is kept with its key and with the sentence that it was found for. A page shows it only where it still prints that
sentence, word for word; who edits a quotation by hand is told so, and it is left out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .. import files
from ..model import Document, Frozen, Marker, Passage, Problem, Span
from ..text.escape import json_text
from .configuration import Configuration
from .lock import digest

VERSION = 1
_SIGNS = re.compile(r"[\W_]{1,1000}")
GAP = " […] "  # where a citation stands in a sentence


class Quoted(Frozen):
    """What one work says to one sentence. `claim` is the sentence with a gap for each of its citations, `document` the
    file that it stands in, from the project's folder.
    """

    document: str
    key: str
    claim: str
    passages: tuple[Passage, ...]

    @property
    def pieces(self) -> list[str]:
        """The letters and digits of the sentence between its citations, as pages are searched for them."""
        return [piece for part in self.claim.split(GAP.strip()) if (piece := letters(part))]

    def stands_in(self, printed: str) -> bool:
        """Say whether the `letters` of a page hold the sentence."""
        at = 0
        for piece in self.pieces:
            found = printed.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return at > 0


def letters(text: str) -> str:
    """Return the letters and digits of a text and nothing else, as the script of a page makes them.

    >>> letters("It helps (12 %), I’d say.")
    'Ithelps12Idsay'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFC", text))


def sentence(document: Document, span: Span, markers: Sequence[Marker]) -> str:
    """Return a sentence of a document with a gap for each of its markers."""
    parts, at = [], span.start
    for marker in sorted(markers, key=lambda marker: marker.span):
        if marker.span.start < at:
            continue
        parts.append(document.text[at : marker.span.start])
        at = marker.span.end
    return " ".join(GAP.join([*parts, document.text[at : span.end]]).split())


def path_of(settings: Configuration) -> Path:
    """Return where a project's passages are kept: beside its lock."""
    return settings.path(settings.lock).with_suffix(".passages.json")


def dump(found: Iterable[Quoted]) -> str:
    """Return the text of the file, a line for each sentence and work: the same for the same ones on every machine."""
    ordered = sorted(found, key=lambda each: (each.document, each.key, each.claim))
    lines = ",\n".join(json_text(_item(each)) for each in ordered)
    return f'{{"version": {VERSION}, "passages": [\n{lines}\n]}}\n'


def read(path: Path, name: str) -> tuple[tuple[Quoted, ...], tuple[Problem, ...]]:
    """Return the passages in a file, none where there is none, and what is wrong with it."""
    try:
        said = json.loads(files.read(path))
        if said["version"] != VERSION:
            raise ValueError(said["version"])
        made = [(_quoted(item), item["hash"]) for item in said["passages"]]
    except FileNotFoundError:
        return (), ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError):
        return (), (_problem(name, "is no file of passages that is understood"),)
    is_ours = [_item(each)["hash"] == mark for each, mark in made]
    lost = [each for (each, _), ours in zip(made, is_ours, strict=True) if not ours]
    told = (_problem(name, f"what {each.key!r} is quoted with was edited by hand") for each in lost)
    return tuple(each for (each, _), ours in zip(made, is_ours, strict=True) if ours), tuple(told)


def _quoted(item: dict[str, Any]) -> Quoted:
    return Quoted.model_validate_json(json.dumps({name: value for name, value in item.items() if name != "hash"}))


def _item(each: Quoted) -> dict[str, Any]:
    made = json.dumps(each.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
    said: dict[str, Any] = json.loads(
        made.encode("utf-8", "replace")
    )  # halves of surrogate pairs are no JSON for who reads it
    return said | {"hash": digest(json.dumps(said, ensure_ascii=False, sort_keys=True))}


def _problem(name: str, message: str) -> Problem:
    advice = "delete it and run `backref sync --passages`"
    return Problem(code="passages-not-read", stage="load", message=f"{message}; it is not shown; {advice}", place=name)
