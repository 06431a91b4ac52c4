r"""The names of BibTeX: "von Last, Jr, First and others" <-> Names. Words are told apart by case, braces protect.

Source: "Tame the BeaST" (Nicolas Markey, 2009), section 4, which writes down what bibtex does; biblatex manual 3.20,
section 3.4, for names in parts ("given=Hans, family=Berg").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern
from typing import Literal, NamedTuple

from ...fields import names
from ...fields.latex import decode, symbols
from ...fields.latex.encode import encode
from ...fields.names import NameList
from ...model import Name
from ...text.kept import Kept
from .name_slips import is_one, is_others, mended


class NameParts(NamedTuple):
    """One name as BibTeX divides it; each part as written, LaTeX and braces included."""

    first: str = ""
    von: str = ""
    last: str = ""
    jr: str = ""


_AND = re.compile(r"[{}]|\\.|(?<!\s)\s+and(?=\s|$)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"\\[{}\s]")
_PLAIN_AND = re.compile(r"\s[aA][nN][dD](?=\s|$)")  # what stands before it is stripped
_SMALL_AND = re.compile(" and(?=\\s|$)")  # what begins with a letter is looked for quicker
_PARTS = re.compile(r"\s*([a-z][a-z-]{1,40})\s*=\s*(.*)", re.DOTALL)  # options of a name stand among its parts
_WORD = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_PARTING = re.compile(r"(?:^|[\s~])and(?:[\s~]|$)|[,;=]", re.IGNORECASE)  # "\\," has a comma too, and "~" is a blank
_FIRM = re.compile(r"\s\\?&\s")  # "Smith & Wesson"
_JR = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:Ph\.? ?D|D\.?Phil|M\.? ?D|[BM]\.? ?Sc|MPH|MBA|DDS|DVM|D\.?Sc|J\.? ?D|LL\.? ?[BMD]|R\.? ?N|Esq)\.?"
)
_CERTAIN_DEGREE = re.compile(r"Ph\.? ?D\.?|D\.? ?Phil\.?|[BM]\.? ?Sc\.?|MPH|MBA|DDS|DVM|Esq\.?|[JS]r\.?|III?")
_NAMESAKE = re.compile(r"(?<=[^\W\d_])[\s~]0\d{3}(?=\s*(?:,|$))")  # "Wei Wang 0001": DBLP numbers people of one name
# Words that join two names to one family name: "Berlichingen zu Hornberg", "Ortega y Gasset".
_JOINING = frozenset(("zu", "y", "i", "e", "und", "och"))
_LOWER = frozenset("ss o l ae oe aa i j dh dj th ng".split())
_UPPER = frozenset("SS O L AE OE AA DH DJ TH NG".split())


def load(value: str) -> NameList:
    """Return the people of an author or editor field.

    >>> [name.csl() for name in load("van den Berg, J. M. and {Cook and Co.} and others").names]
    [{'family': 'Berg', 'given': 'J. M.', 'non-dropping-particle': 'van den'}, {'literal': 'Cook and Co.'}]
    """
    parts = divide(value)
    certain = [_CERTAIN[part] for part in parts]
    if None not in certain and (len(parts) != 2 or "," in parts[1] or "," not in parts[0] or not certain[1]):
        return NameList(tuple([name for name in certain if name]), "" in certain)
    if len(parts) == 1 and ";" in value and "{" not in value:
        return names.parse(decode(value))  # "Smith, J.; Doe, A.": semicolons where "and" belongs
    cut = False
    people: list[Name] = []
    for part in mended(parts):
        if is_others(part):
            cut = True
        elif part.count(",") > 2 and "{" not in part and "=" not in part:
            people += names.parse(decode(part)).names  # "Smith, A., Jones, B.": commas where "and" belongs
        else:
            person = _PEOPLE[part]
            if person.family or person.given or person.literal:
                people.append(person)
    return NameList(tuple(people), cut)


def dump(people: tuple[Name, ...], cut: bool) -> str:
    """Return the field of `people`; organisations stand in braces.

    >>> dump((Name(family="Berg", given="J. M.", non_dropping_particle="van den"), Name(literal="Cook and Co.")), True)
    'van den Berg, J. M. and {Cook and Co.} and others'
    """
    made = [text for text in map(_printed, people) if text.strip("{}, ")]
    return " and ".join([*made, *(["others"] if cut else [])])


def divide(value: str) -> list[str]:
    """Return the names of a list, each as written: what stands between the "and"s that no brace protects.

    >>> divide("Doe, Jane AND {Simon and Schuster}")
    ['Doe, Jane', '{Simon and Schuster}']
    """
    is_small = value.isprintable() and value.lower().count("and") == value.count("and")  # no blank but " "
    parts = (_SMALL_AND if is_small else _PLAIN_AND).split(value)
    if ("{" not in value and "}" not in value) or (
        not _ESCAPED.search(value) and all(part.count("{") == part.count("}") for part in parts)
    ):
        return [kept for part in parts if (kept := part.strip())]
    parts = []
    depth = start = 0
    for match in _AND.finditer(value):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and sign[0] != "\\":
            parts.append(value[start : match.start()])
            start = match.end()
    parts.append(value[start:])
    return [part.strip() for part in parts if part.strip()]


def parts(name: str) -> NameParts:
    r"""Return the parts of one name, in either of BibTeX's orders.

    >>> parts("Jean Charles de la {Vall\\'ee Poussin}")
    NameParts(first='Jean Charles', von='de la', last="{Vall\\'ee Poussin}", jr='')
    >>> parts("von Berg, Jr., Hans").jr
    'Jr.'
    """
    if "=" in name and (labelled := _labelled(name)):
        return labelled
    pieces = [piece.strip() for piece in _cut(name, ",")]
    if len(pieces) > 1:
        von, last = _von_last([word for word in _cut(pieces[0], " ") if word])
        while len(pieces) > 2 and not pieces[-1]:
            pieces.pop()
        is_suffix = len(pieces) > 2 and (_JR.fullmatch(pieces[-1]) or _DEGREE.fullmatch(pieces[-1]))
        if is_suffix and not _JR.fullmatch(pieces[1]):
            pieces.insert(1, pieces.pop())  # "King, Martin Luther, Jr.", as libraries write it
        return NameParts(pieces[-1], von, last, " ".join(filter(None, pieces[1:-1])))
    words = [word for word in _cut(name, " ") if word]
    lower = [at for at, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return NameParts(" ".join(words[:-1]), "", words[-1] if words else "")
    first, rest = words[: lower[0]], words[lower[0] :]
    if lower[0] and rest[0] in _JOINING and not _is_initial(words[lower[0] - 1]):
        first, rest = first[:-1], [words[lower[0] - 1], *rest]  # "José Ortega y Gasset"
    von, last = _von_last(rest)
    return NameParts(" ".join(first), von, last)


def _von_last(words: list[str]) -> tuple[str, str]:
    cut = 0
    for at, word in enumerate(words[:-1]):
        if _is_lower(word) and not (at and word in _JOINING and not _is_lower(words[at - 1])):
            cut = at + 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _person(text: str) -> Name:
    if text[0] == "{" and _is_braced(text):
        return Name(literal=_tidy(text))
    if text[-1].isdecimal() or "0" in text:
        text = _NAMESAKE.sub("", text)
    first, von, last, jr = parts(text)
    if not von and " " in last and _CERTAIN_DEGREE.fullmatch(jr or first) and (not jr or _DEGREE.fullmatch(first)):
        degrees = ", ".join(filter(None, (first, jr)))
        first, von, last, jr = parts(text.partition(",")[0])._replace(jr=degrees)  # "Jane Roe, PhD"
    if not jr and " " in first and "," not in text and _JR.fullmatch(last):
        first, von, last, jr = parts(text[: text.rindex(last)].rstrip())._replace(jr=last)  # "Martin Luther King Jr."
    if (
        "," not in text
        and "{" not in text
        and len(text.split()) > 2
        and (_FIRM.search(text) or names.is_organisation(text))
    ):
        return Name(literal=_tidy(text))
    if not last:
        return Name(family=_tidy(first))
    kept = "useprefix" not in text or not re.search(r"useprefix\s*=\s*false", text)
    particle = {"non_dropping_particle" if kept else "dropping_particle": _tidy(von)}
    given = _tidy(first)
    return Name.of({"family": _tidy(last), "given": given and intern(given), "suffix": _tidy(jr)} | particle)


_PEOPLE = Kept(_person, 4096, longest=200)


def _alone(part: str) -> Name | Literal[""] | None:
    """The name that a part is, whatever stands beside it; "" for "others"; None where its list says what it is."""
    if is_others(part):
        return ""
    if part.count(",") > 2 or (";" in part and "{" not in part) or not is_one(part):
        return None
    person = _PEOPLE[part]
    return person if person.family or person.given or person.literal else None


_CERTAIN = Kept(_alone, 4096, longest=200)


def _labelled(text: str) -> NameParts | None:
    """One name as biblatex's extended format writes it: "given=Hans, family=Berg, prefix=von"."""
    found: dict[str, str] = {}
    for piece in _cut(text, ","):
        match = _PARTS.fullmatch(piece.strip().strip('"'))
        if not match:
            return None
        found[match[1]] = match[2].strip().strip('"')
    if not found.keys() & {"family", "given", "prefix", "suffix"}:
        return None
    if not found.get("family"):
        return NameParts(last=found["given"]) if found.get("given") else None
    return NameParts(found.get("given", ""), found.get("prefix", ""), found["family"], found.get("suffix", ""))


def _tidy(text: str) -> str | None:
    return " ".join(decode(text).split()) or None if text else None


def _is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _cut(text: str, sign: str) -> Iterator[str]:
    """Divide at a comma, or at any blank or "~", where no brace protects it."""
    if "{" not in text and "\\" not in text:
        yield from text.split(",") if sign == "," else text.replace("~", " ").split()
        return
    signs = (",",) if sign == "," else (" ", "\t", "\n", "\r", "~")
    depth = start = 0
    escaped = False
    for at, char in enumerate(text):
        if escaped:
            escaped = False
            if char not in " \t\n\r":
                continue
        if char == "\\":
            escaped = True
        elif char == "{":
            depth += 1
        elif char == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and char in signs:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _is_lower(word: str) -> bool:
    """Whether the first letter that no brace protects is small; an accent's or a special character's letter counts."""
    if word[:1].isalpha():
        return word[0].islower()
    at = 0
    while at < len(word):
        char = word[at]
        if char == "{":
            end = _closing(word, at)
            if word[at + 1 : at + 2] == "\\":
                case = _command_case(word[at + 1 : end])
                if case is not None:
                    return case
            at = end + 1
        elif char == "\\":
            case = _command_case(word[at:])
            return bool(case)
        elif char.isalpha():
            return char.islower()
        else:
            at += 1
    return False


def _command_case(text: str) -> bool | None:
    """Whether what a command prints is small, or None where it prints no letter."""
    command = _WORD.match(text)
    if not command:
        return None
    name = command[1]
    if name in _LOWER or name in _UPPER:
        return name in _LOWER
    rest = text[command.end() :].lstrip(" {")
    if name in symbols.ACCENTS or text[command.end() : command.end() + 1] == " ":
        while rest.startswith("\\"):
            inner = _WORD.match(rest)
            if not inner or inner[1] in _LOWER | _UPPER:
                return bool(inner) and inner is not None and inner[1] in _LOWER
            rest = rest[inner.end() :].lstrip(" {")
        return rest[:1].islower() if rest[:1].isalpha() else None
    return None


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at
    return len(text)


def _printed(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{encode(name.literal or name.given or '')}}}"
    given, trailing = names.split_given(name.given or "")  # "Luís d'" Almeida
    suffix = name.suffix
    if "," in (name.given or "") and not suffix:  # CSL lets a comma in the given name set off a suffix
        given, _, suffix = (name.given or "").partition(",")
        given, suffix, trailing = given.strip(), suffix.strip(), ""
    particle = " ".join(filter(None, (trailing, name.dropping_particle, name.non_dropping_particle)))
    family = _family(name.family)
    if not family.strip("{}, "):
        return f"{{{encode(name.given or '')}}}"
    if particle:
        # What would part names, or the parts of one, is protected; the particle is then one of the family's words.
        family = f"{_part(particle)} {family}"
    rest = [_part(part) for part in (suffix, given) if part]
    if not rest and " " in family.replace("{", ""):
        return f"{{{encode(names.family(name))}}}"
    if suffix and not given:
        rest.append("{}")
    made = ", ".join([family, *rest])
    if made.count(",") > 2:  # biber counts commas in braces too, and leaves such an entry out
        return f"{{{encode(' '.join(filter(None, (given, particle, name.family, suffix))))}}}"
    return made


def _family(family: str) -> str:
    """A family name; braces keep small words and commas in it, which would else be read as something else."""
    if len(family) > 2 and family[0] == family[-1] == '"':
        return f"{{{encode(family[1:-1])}}}"  # Zotero's mark for "these words belong together"
    words = family.split()
    inner = any(word[0].islower() and not (at and word in _JOINING) for at, word in enumerate(words[:-1]))
    return f"{{{encode(family)}}}" if inner else _part(family)


def _part(part: str) -> str:
    escaped = encode(part)
    return f"{{{escaped}}}" if _PARTING.search(escaped) else escaped
