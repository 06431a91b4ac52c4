"""What is told of a key: completion, hover, definition, references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from .. import files as disk
from ..project.syncing import speller
from . import _actions
from ._convert import path_of
from ._places import family, typed
from ._serving import Server


def completion(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """Return the keys that fit what is being typed."""
    document = ls.document(params.text_document.uri)
    at = document.offset_at_position(params.position)
    line = document.source[document.source.rfind("\n", 0, at) + 1 : at]
    begun = typed(line, family(path_of(params.text_document.uri).name))
    if begun is None:
        return None
    where = ls.places(document.source).range(at - len(begun), at)
    keys = insertable(
        ls.held.fitting(begun), path_of(params.text_document.uri).name, document.source, line[: -len(begun) or None]
    )
    items = [
        types.CompletionItem(
            label=key, detail=ls.held.line(key)[:200], kind=types.CompletionItemKind.Reference, filter_text=begun or key,
            sort_text=f"{number:04}", text_edit=types.TextEdit(where, written),
        )
        for number, (key, written) in enumerate(keys.items())
    ]  # fmt: skip
    return types.CompletionList(is_incomplete=True, items=items)


def insertable(keys: Iterable[str], name: str, source: str, before: str) -> dict[str, str]:
    r"""Return the keys that can be put in behind a text, each as it is written there; what could end its citation is
    left out.

    >>> insertable(["doe2018", "a b", "a](x)"], "a.md", "", "See @")
    {'doe2018': 'doe2018', 'a b': '{a b}'}
    >>> insertable(["doe2018", "a b", r"x}\input{y"], "a.tex", "", r"\cite{")
    {'doe2018': 'doe2018'}
    """
    spell = speller(name, source)
    made = {}
    for key in keys:
        written = spell(key)
        if written == key:
            made[key] = key
        elif written == f"{{{key}}}" and before.endswith(("@", "@{")):
            made[key] = written if before.endswith("@") else key
    return made


def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of the work at a position."""
    found = ls.key_at(params.text_document.uri, params.position)
    said = ls.held.described(found[1].key) if found else ""
    if not found or not said:
        return None
    where = ls.places(found[0].source).range(found[1].start, found[1].end)
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, said), where)


def definition(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    """Return where the entry of a key stands."""
    found = ls.key_at(params.text_document.uri, params.position)
    kept = ls.held.entries.get(found[1].key) if found else None
    if kept is None:
        return None
    where = ls.places(kept.file.text).range(kept.entry.span.start, kept.entry.span.end)
    return types.Location(from_fs_path(str(kept.path)) or "", where)


def references(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    """Return where a key is cited."""
    found = ls.key_at(params.text_document.uri, params.position)
    if found is None:
        return None
    is_whole, also = params.context.include_declaration, ls.documents(params.text_document.uri)
    standing = _actions.standing(found[1].key, ls.held, ls.text_of, also, with_entry=is_whole)
    return [types.Location(uri, where) for uri, ranges in ranges(ls, standing).items() for where in ranges]


def ranges(ls: Server, standing: Mapping[Path, Sequence[tuple[int, int]]]) -> dict[str, list[types.Range]]:
    """Return places of files by their addresses."""
    made = {}
    for path, spans in standing.items():
        text = ls.text_of(path)
        try:
            at = ls.places(disk.decoded(path.read_bytes())[0] if text is None else text)
        except OSError:  # it is gone since it was looked at
            continue
        made[from_fs_path(str(path)) or ""] = [at.range(*span) for span in spans]
    return made
