"""Merge the text's reference with the accepted record: Parsed + Resolution -> one Reference, with evidence for each
field.

Where a record was accepted, its values are used: it is the registered form, whole where the text abbreviates. Where
text and record contradict each other, both stay in the evidence, and the verdict names the field. What only the text
prints is never lost.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from ..fields import dates, names, titles
from ..model import DATE_VARIABLES, NAME_VARIABLES, Evidence, Parsed, Reference, Resolution, csl_name

_NOT_MERGED = frozenset(
    "id citation_key also cut publication_types verdict custom note citation_number citation_label".split()
)
_PUBMED = frozenset(("container_title_short",))  # its abbreviations are NLM's, the others' anybody's
_PLAIN = frozenset(("title", "container_title", "container_title_short", "collection_title"))


class Merged(NamedTuple):
    """The description to export, and where each of its values came from."""

    reference: Reference
    evidence: tuple[Evidence, ...]


def merge(parsed: Parsed, resolution: Resolution, *, prefer: Literal["record", "text", "agreed"] = "record") -> Merged:
    """Return the merged reference. Without an accepted record it is the text's own.

    `prefer` says whose value is used where both have one; the other is kept in the evidence. With "agreed" it is the
    text's, in its own spelling, unless the record says more or something else.
    """
    text = parsed.reference
    if resolution.record is None:
        return Merged(text, tuple(_only(text, "text")))
    record = resolution.record.reference
    described = resolution.record.also or (resolution.record,)
    kinds = {
        c.variable: c.kind
        for candidate in resolution.candidates
        if candidate.record == resolution.record
        for c in candidate.comparisons
    }
    values: dict[str, Any] = {}
    evidence = []
    for attribute in Reference.model_fields:
        if attribute in _NOT_MERGED:
            continue
        ours, theirs = getattr(text, attribute), getattr(record, attribute)
        if attribute == "type":
            values["type"] = theirs if theirs != "document" and (prefer == "record" or ours == "document") else ours
            continue
        sources = [one.source for one in described if getattr(one.reference, attribute)]
        if attribute in _PUBMED and "pubmed" in sources:
            sources.sort(key=lambda source: source != "pubmed")
        values_of = {one.source: _plain(attribute, getattr(one.reference, attribute)) for one in described}
        theirs = values_of[sources[0]] if sources else None
        if not ours and not theirs:
            continue
        variable = csl_name(attribute)
        is_agreed = prefer == "agreed" and kinds.get(variable, "equal") in ("equal", "cosmetic")
        from_record = bool(theirs) and (not ours or not (prefer == "text" or is_agreed))
        values[attribute] = theirs if from_record else ours
        said = {"text": _shown(attribute, ours)} if ours else {}
        said |= {source: _shown(attribute, values_of[source]) for source in sources}
        kind = (
            "only"
            if len(said) == 1
            else kinds.get(variable) or ("equal" if len(set(said.values())) == 1 else "cosmetic")
        )
        evidence.append(
            Evidence(
                variable=variable,
                used=_shown(attribute, values[attribute]),
                origin=sources[0] if from_record else "text",
                kind=kind,
                values=said,
            )
        )
    printed = {one.variable for one in evidence if one.origin == "text"}
    values["cut"] = tuple(variable for variable in text.cut if variable in printed)
    values["publication_types"] = record.publication_types or text.publication_types
    values["also"] = tuple(dict.fromkeys((*text.also, *record.also)))
    if text.note:
        values["note"] = text.note
    return Merged(Reference(**values, custom={**record.custom, **text.custom}), tuple(evidence))


def _plain(attribute: str, value: Any) -> Any:
    return titles.render(value) if attribute in _PLAIN and value else value


def _only(text: Reference, origin: str) -> list[Evidence]:
    found = []
    for attribute in Reference.model_fields:
        value = getattr(text, attribute)
        if attribute in _NOT_MERGED or attribute == "type" or not value:
            continue
        shown = _shown(attribute, value)
        found.append(
            Evidence(variable=csl_name(attribute), used=shown, origin=origin, kind="only", values={origin: shown})
        )
    return found


def _shown(attribute: str, value: Any) -> str:
    if attribute in NAME_VARIABLES:
        return "; ".join(names.inverted(name) for name in value)
    if attribute in DATE_VARIABLES:
        return dates.render(value)
    return str(value)
