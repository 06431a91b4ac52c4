"""BR22x: the names of authors and editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..fields import names
from ..fields.latex import decode
from ..formats.bib import comma_lists
from ..formats.bib import names as bib_names
from ..formats.bib.name_slips import is_others
from ..model import Name, Span
from ._values import BIB, CheckedEntry, CheckedFile, Edit, Hit, Rule, Value, bib, each_entry

_ROLES = ("author", "editor", "translator")
_ET_AL = re.compile(r"(?i)(?:(?<![\s,;])[\s,;]+)?(?:\band\s+)?\{?\bet\.?[\s~]*al\b\.?\}?\s*$")
_TITLED = re.compile(
    r"(?:^|[\s,({])(?:(?P<before>Dr|Prof|Professor|Mrs?|Ms|Sir|Dame)\.?\s|(?P<behind>Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|Esq)\.?(?=[\s,)}]|$))"
    r"|\((?P<office>[Ee]ds?|Hrsg|trans)\.?\)"
)
_LETTER = re.compile(
    r"\{\\[^A-Za-z]\{?[A-Za-z]\}?\}|\{\\[A-Za-z]{1,2}(?: [A-Za-z]|\{[A-Za-z]\})?\}|\\[^A-Za-z]\{[A-Za-z]\}"
)  # in braces for its accent
_DANGLING = re.compile(r"(?i)(?:\band\s+and\b|\band\s*$|^\s*and\b)")
_SEMICOLON = re.compile(r"(?<!\s)\s*;\s*(?:and\s+)?")


def _told(file: CheckedFile, entry: CheckedEntry, say: Callable[[str, Name], str | None]) -> Iterator[Hit]:
    """What is said of people, if anything is, at their list: it is looked for once, however many they are."""
    for role in _ROLES:
        if said := [message for name in getattr(entry.reference, role) if (message := say(role, name))]:
            place = entry.place(role)
            yield from (Hit(file, place, message, entry.key) for message in said)


def _lists(entry: CheckedEntry) -> Iterator[Value]:
    return (value for value in entry.values if value.name in _ROLES and value.mark in ("{", '"'))


def _et_al(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    if file.is_bib:
        for value in _lists(entry):
            if match := _ET_AL.search(value.text):
                edit = Edit(Span(*match.span()).shift(value.span.start), " and others")
                yield Hit(
                    file,
                    value.span,
                    f'{value.name} ends in "et al." instead of "and others"',
                    entry.key,
                    (edit,) if match.start() else (),
                )
        return
    yield from _told(file, entry, _said_cut)


def _said_cut(role: str, name: Name) -> str | None:
    return f'"et al." is no {role}' if _ET_AL.search(names.render(name)) else None


def _capitals(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    return _told(file, entry, _said_in_capitals)


def _said_in_capitals(role: str, name: Name) -> str | None:
    family = name.family or ""
    is_loud = name.given and family.isupper() and sum(c.isalpha() for c in family) > 3
    return f"the name {family!r} is in capitals" if is_loud else None


def _digits(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    return _told(file, entry, _said_numbered)


def _said_numbered(role: str, name: Name) -> str | None:
    is_numbered = name.given and re.search(r"[^\W\d_]{2}\d|^\d+$", name.family or "")
    return f"the name {names.render(name)!r} has a number in it" if is_numbered else None


def _separators(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _lists(entry):
        text = _masked(value.text)
        parts = bib_names.divide(text)
        if any("family=" in part or "given=" in part for part in parts):
            continue
        if ";" in text:
            pieces = [piece for piece in _SEMICOLON.split(text) if piece.strip()]
            whole = text.rstrip(" ;\n\t") == text and all(
                re.fullmatch(r"[^,]+(?:,[^,]+)?", piece) and " and " not in piece for piece in pieces
            )
            edits = (
                tuple(Edit(Span(*m.span()).shift(value.span.start), " and ") for m in _SEMICOLON.finditer(text))
                if whole
                else ()
            )
            yield Hit(
                file, value.span, f'the names of {value.name} are divided by ";" instead of "and"', entry.key, edits
            )
        elif any(
            part.count(",") > 2 or comma_lists.divided(part) or comma_lists.is_doubtful(part) for part in parts
        ) or re.search(r"[^\\]&", text):
            yield Hit(file, value.span, f'the names of {value.name} are not divided by "and"', entry.key)


def _masked(text: str) -> str:
    """The text with what stands in braces blacked out, letter for letter."""
    depth = 0
    masked = []
    for char in text:
        depth += char == "{"
        masked.append("x" if depth > 0 else char)
        depth -= char == "}" and depth > 0
    return "".join(masked)


def _titled(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    return _told(file, entry, _said_titled)


def _said_titled(role: str, name: Name) -> str | None:
    printed = names.render(name)
    match = _TITLED.search(printed)
    if not match or name.literal or (match["before"] and match.end() == len(printed)):
        return None
    return f"the name {printed!r} has the title {next(filter(None, match.groups()))!r} in it"


def _cut_in_the_middle(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _lists(entry):
        parts = bib_names.divide(value.text)
        if any(is_others(part) or _ET_AL.search(part) for part in parts[:-1]):
            yield Hit(file, value.span, f"names of {value.name} stand behind those that are not named", entry.key)


def _unbraced(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _lists(entry):
        at = 0
        for part in bib_names.divide(value.text):
            at = value.text.find(part, at)
            words = part.split()
            if len(words) > 1 and not any(sign in _LETTER.sub("x", part) for sign in "{=;") and _is_organisation(part):
                start = value.span.start + at
                edits = (
                    (Edit(Span(start, start), "{"), Edit(Span(start + len(part), start + len(part)), "}"))
                    if at >= 0
                    else ()
                )
                person = part.split(",")[0] if "," in part else words[-1]
                message = f"{part!r} is an organisation: without braces it is a person called {person!r}"
                yield Hit(file, value.span, message, entry.key, edits)
            at = max(at, 0) + len(part)


def _is_organisation(part: str) -> bool:
    """Whether a name is an organisation's, on both sides of a comma if it has one."""
    return part.count(",") < 2 and all(names.is_organisation(decode(piece).strip()) for piece in part.split(","))


def _dangling(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _lists(entry):
        if _DANGLING.search(value.text):
            yield Hit(file, value.span, f'no name stands beside an "and" of {value.name}', entry.key)


RULES: tuple[Rule, ...] = (
    Rule(
        "BR221", "et-al", 'A list of names that was cut ends in "and others".', each_entry(_et_al),
        bib("@misc{roe2001, title = {Heat}, author = {Roe, R. et al.}}"), bib("@misc{roe2001, title = {Heat}, author = {Roe, R. and others}}"), is_certain=True,
    ),
    Rule(
        "BR222", "name-in-capitals", "A family name is not in capitals.", each_entry(_capitals),
        bib("@misc{roe2001, title = {Heat}, author = {ROEBUCK, Richard}}"), bib("@misc{roe2001, title = {Heat}, author = {Roebuck, Richard}}"),
    ),
    Rule(
        "BR223", "name-with-number", "A name has no number in it.", each_entry(_digits),
        bib("@misc{roe2001, title = {Heat}, author = {Roe2, Richard}}"), bib("@misc{roe2001, title = {Heat}, author = {Roe, Richard}}"),
    ),
    Rule(
        "BR224", "name-separator", 'The names of a list are divided by "and".', each_entry(_separators, *BIB),
        bib("@misc{roe2001, title = {Heat}, author = {Roe, R.; Doe, J.}}"), bib("@misc{roe2001, title = {Heat}, author = {Roe, R. and Doe, J.}}"),
        is_certain=True,
    ),
    Rule(
        "BR225", "dangling-and", 'A name stands on either side of an "and".', each_entry(_dangling, *BIB),
        bib("@misc{roe2001, title = {Heat}, author = {Roe, R. and }}"), bib("@misc{roe2001, title = {Heat}, author = {Roe, R. and Doe, J.}}"),
    ),
    Rule(
        "BR226", "title-in-name", "A name holds no title and no office: Dr., PhD, (Ed.).", each_entry(_titled),
        bib("@misc{roe2001, title = {Heat}, author = {Dr. Richard Roe}}"), bib("@misc{roe2001, title = {Heat}, author = {Richard Roe}}"),
    ),
    Rule(
        "BR227", "unbraced-organisation", "An organisation stands in braces.", each_entry(_unbraced, *BIB),
        bib("@misc{roe2001, title = {Heat}, author = {World Health Organization}}"),
        bib("@misc{roe2001, title = {Heat}, author = {{World Health Organization}}}"), is_certain=True,
    ),
    Rule(
        "BR228", "cut-in-the-middle", "Nobody is named behind those who are not.", each_entry(_cut_in_the_middle, *BIB),
        bib("@misc{roe2001, title = {Heat}, author = {Roe, R. and others and Doe, J.}}"),
        bib("@misc{roe2001, title = {Heat}, author = {Roe, R. and Doe, J. and others}}"),
    ),
)  # fmt: skip
