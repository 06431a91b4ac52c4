"""A printed list of names -> its names, whatever parts them: commas, "and", semicolons, or nothing but capitals."""

from __future__ import annotations

import re

from ...model import Name
from ...text.kept import Kept
from ...text.spotting import spotted
from ..joining import joining, lead_cut, rest_cut, role_cut
from .glance import taken
from .order import CJK, STRAY, NameList, family, is_initials, is_organisation, single
from .readings import Piece
from .shapes import people
from .spanish import may_have_both, with_both_families
from .suffixes import BARE

_MIDDLE_CUT = re.compile(r"[\s,;&]{0,4}(?:…|\.\s?\.\s?\.)[\s,;&]{0,4}(?=\S)")
_NUMBERED = re.compile(r"^\(?(?:[a-h]|\d{1,3})\)\s")  # "(a) Roe R": which of several works it is
# A firm by its letters: "AT&T", "H&M Group", "Nintendo R&D4".
_FIRM = re.compile(r"(?:[A-Z][a-z]{2,20} )?[A-Z]{1,2}&[A-Z]\d?(?: [A-Z]\w{1,20}){0,3}\.?")
_LABELS = frozenset("(abcdefgh0123456789")  # what such a label begins with
# "Ortega y Gasset, J.", "Ramón y Cajal S": one family name, where what follows is its given name.
_COMPOUND = re.compile(r"[^\W\d_]{2,20}\s(?:y|i)\s[^\W\d_a-z][^\W\d_]{2,20}(?P<given>\s[A-ZÀ-Þ]{1,3}\.?)?")
# Commas and stops of other scripts, each as the one that ASCII has for it.
_COMMAS = str.maketrans({"，": ", ", "、": ", ", "،": ", ", "；": "; ", "؛": "; ", "．": ". ", "・": "·"})
_HAN = r"\u3400-\u9fff"
# A dot between two whole names, in Han or kana and in Hangul; between parts of one are the letters of other scripts or
# katakana: "阿部謹也・網野善彦", but "マックス・ヴェーバー".
_DOTTED = re.compile(rf"(?<=[々{_HAN}\u3041-\u309f]{{2}})・(?=[{_HAN}][々{_HAN}])")
_DOTTED_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,4}(?:[·・ㆍ][\uac00-\ud7a3]{2,4})+")
_OTHERS = re.compile(r"(?<=[\uac00-\ud7a3]{3})기타$")
_IN_HAN = re.compile(rf"(?<=[\uac00-\ud7a3])\s?[(（][{_HAN}]{{2,4}}[)）]")  # a Korean name once more: "이태진(李泰鎭)"
_WIDE_AND = re.compile(
    rf"(?<=[{_HAN}\w.]{{2}})[和及](?!国|國)(?=[{_HAN}\w]{{2}})|(?<=[{_HAN}])と(?=[{_HAN}])|(?:와|과)[/와과]{{1,2}}"
)
_WIDE_SEPARATOR = re.compile(
    r"(?:(?<!\s)\s+)?(?:(?:와/과|과/와|와\(과\)|과\(와\))\s*|[,;]\s*(?:(?:&|and)\s+|和|と)?|[&/]\s*)|(?<!\s)\s+(?:and|und|et|y|e|en|i|и|og|och)\s+"
)
# how bodies end
_WIDE_BODY = re.compile(
    r"(?:[部会會局院所署厅廳委组組司社系室]|中心|大学|大學|センター|협회|학회|대학교|연구원|연구소|위원회)$"
)
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,2}\.\S|\w\.\s*[,;&]")
_CAPITALS = re.compile(r"[^\W\d_a-zà-öø-ÿ]{2,}(?:[ '’-][^\W\d_a-zà-öø-ÿ]{2,})*")
_FAMILY = re.compile(r"(?:Ma?c|O['’])?[^\W\d_a-z][^\W\d_A-ZÀ-Þ]+(?:-[^\W\d_]+)?")
_LAST_STOP = re.compile(r"[^\W\d_]{3}\.$")
_GIVEN = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]")
_SEPARATORS = re.compile(
    r"(?:(?<!\s)\s+)?[,;]\s*(?:(?:and|&)\s+)?|(?<!\s)\s+(?:and|und|et|y|e|ve|a|i|og|och|en|и|&)\s+"
)
_REST = re.compile(r",? et al\.?$")
# Two inverted names that a stop alone parts: "Kee, KS. Green, MF. Mintz, J."
_INVERTED = r"[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+(?:-[^\W\d_]+)?, [A-ZÀ-Þ]{1,3}(?:[.,]|$| et al)"
_STOPPED = re.compile(rf"([^\W\d_]{{2}}, (?:[A-ZÀ-Þ]{{1,3}}\.-?){{1,3}}) (?={_INVERTED})")
# Someone in natural order behind initials: in such lists a stop parts none.
_INITIALED = re.compile(
    rf"^[A-ZÀ-Þ]\.|(?:,\s?|\s(?:and|et|und|y|e|&)\s)(?:the\s|[A-ZÀ-Þ]\.[ -]?){{1,4}}(?!{_INVERTED})[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]"
)
_GLUED_INITIALS = re.compile(r"(?<=[A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")


def _parsed(text: str) -> NameList:
    if not text.isascii():
        text = _undotted(text).translate(_COMMAS)
    text = " ".join(text.split())
    if (first := text[:1]) in _LABELS or first.isdecimal():
        text = _NUMBERED.sub("", text, count=1)
    text = text.strip(STRAY)
    if _is_short_family(text):
        text = text[:-1]
    if "&" in text and _FIRM.fullmatch(text):
        return NameList((Name(literal=text.rstrip(".")),), False)
    if found := taken(text):
        return NameList(tuple(_with_both(found, text)), False)
    if " et al" in text[-8:] and (found := taken(_REST.sub("", text))):
        return NameList(tuple(_with_both(found, text)), True)
    text = _without_capitals(text)
    if "…" in text or ".." in text or ". ." in text:
        text = _MIDDLE_CUT.sub(", ", text)
    if "." in text:
        text = _GLUED_INITIALS.sub(" ", text)
        if _STOPPED.search(text) and not _INITIALED.search(text):
            text = _STOPPED.sub(r"\1, ", text)
    printed = spotted(text)
    shorter = rest_cut(text, printed)
    cut = shorter != text
    text = role_cut(lead_cut(shorter), printed).strip(STRAY)
    if not text:
        return NameList((), cut)
    if CJK.search(text) and (wide := _wide_people(text)):
        return NameList(tuple(wide), cut)
    names = [name for name in _people(text, printed) if family(name)]
    names = with_both_families(names, text) if " y " in text else _with_both(names, text)
    given = [name.given for name in names if name.given]
    # "Carl Low and Ann B. Roe" keeps its own
    is_lists = len(given) > 1 and (_LAST_STOP.search(given[-1]) or (given[-1][-1] == "." and text.endswith(given[-1])))
    if is_lists and not any("." in other for other in given[:-1]):
        last = max(i for i, name in enumerate(names) if name.given)  # "Deyo RA, Duhrkoop D.": the stop is the list's
        names[last] = names[last].model_copy(update={"given": given[-1][:-1]})
    return NameList(tuple(names), cut)


def _with_both(names: list[Name], text: str) -> list[Name]:
    return with_both_families(names, text) if may_have_both(text) else names


def _undotted(text: str) -> str:
    """The text with commas for the dots between whole names, and no name in two scripts."""
    if "・" in text and (dotted := _DOTTED.sub(", ", text)) != text and _is_japanese(text):
        text = dotted
    if text.endswith("기타"):  # "and others", glued to the last name
        text = _OTHERS.sub(" 기타", text)
    if _DOTTED_HANGUL.fullmatch(text):
        return re.sub("[·・ㆍ]", ", ", text)
    return _IN_HAN.sub("", text) if "(" in text or "（" in text else text


def _is_japanese(text: str) -> bool:
    """Whether Japan prints all of these letters: the names of others in Han, "哈尔福德・麦金德", have some that it does
    not.
    """
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


parsed = Kept(_parsed, 1024, longest=1000).__getitem__


def _without_capitals(text: str) -> str:
    """The text with its family names in small letters, where they are told from given names by capitals: "OH, Wonseok,
    KIM, Kimin".
    """
    if (second := text[1:2]).isascii() and not second.isupper():
        return text  # the first name is none in capitals
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    families = [bool(_CAPITALS.fullmatch(piece)) for piece in pieces]
    if len(pieces) < 2 or families[1::2] != [False] * len(families[1::2]) or not all(families[::2]):
        return text
    given = pieces[1::2]  # the last may be an initial
    if not all(_GIVEN.match(piece) for piece in given[:-1] or given) or is_organisation(pieces[0]):
        return text
    if len(pieces) % 2:
        return _CAPITALS.sub(lambda found: found.group().title(), text)
    return "; ".join(f"{one.title()}, {given}" for one, given in zip(pieces[::2], pieces[1::2], strict=True))


def _is_short_family(text: str) -> bool:
    """Whether the stop at the end is the list's: behind a family name of two letters, in a list that prints given names
    whole.
    """
    last = text.rpartition(" ")[2]
    is_short = len(last) == 3 and last[0].isupper() and last[1].islower() and last[2] == "."
    return is_short and not _ABBREVIATED.search(text[:-1])


def _wide_people(text: str) -> list[Name]:
    """The names of a list in Han, Kana or Hangul, which are printed without blanks; [] where most of it is in other
    scripts.

    A name whose parts a blank, a dot or a comma ("王, 军") tells apart is divided there; any other stays whole, for
    nothing shows where it divides.
    """
    if 2 * len(CJK.findall(text)) <= sum(c.isalpha() for c in text):
        return []
    pieces = [piece for part in _WIDE_SEPARATOR.split(text) if (piece := part.strip(f"{STRAY}.。"))]
    if pieces:
        parts = [part for part in _WIDE_AND.split(pieces[-1]) if part.strip(STRAY)]
        if not _WIDE_BODY.search(parts[-1]) or all(map(_WIDE_BODY.search, parts)):
            pieces[-1:] = parts
    if len(pieces) % 2 == 0 and all(len(piece) == 1 for piece in pieces[::2]) and all(len(p) < 3 for p in pieces[1::2]):
        return [Name(family=one, given=two) for one, two in zip(pieces[::2], pieces[1::2], strict=True)]
    names: list[Name] = []
    for piece in pieces:
        names += [single(piece)] if CJK.search(piece) else _people(piece, None)
    return names


def _people(text: str, found: list[str] | None) -> list[Name]:
    slashed = "/" in text and not text.isupper() and not is_organisation(text)
    if not slashed and ";" not in text and ":" not in text and "–" not in text and "—" not in text:
        return people(_pieces(text, found)) if text.strip(STRAY) else []
    groups = [
        _pieces(group, found)
        for group in (joining().hard_or_slash if slashed else joining().hard).split(text)
        if group.strip(STRAY)
    ]
    if any(of and of[-1].text.rpartition(" ")[2].rstrip(".") in BARE for of in groups):
        # "Ivanov II; Petrov AB": what the others print tells initials from a suffix
        return people([piece._replace(is_new=at == 0) for of in groups for at, piece in enumerate(of)])
    return [name for of in groups for name in people(of)]


def _pieces(text: str, found: list[str] | None) -> list[Piece]:
    """Split at commas and the word "and", but not inside the name of an organisation."""
    pieces: list[Piece] = []
    commas = text.split(",")
    join = joining()
    signs = join.signs(found)
    for at, comma in enumerate(commas):
        if not any(map(comma.lower().__contains__, signs)):
            pieces.append(Piece(comma.strip(STRAY)))
            continue
        lead = join.leading.match(comma)
        rest = comma[lead.end() :] if lead else comma
        if is_organisation(rest.strip(STRAY)):
            pieces.append(Piece(rest.strip(STRAY)))
            continue
        if compound := _COMPOUND.fullmatch(comma.strip(STRAY)):
            follows = commas[at + 1].strip(STRAY) if at + 1 < len(commas) else ""
            if compound["given"] or is_initials(follows) or (follows and len(commas) == 2):
                pieces.append(Piece(comma.strip(STRAY)))
                continue
        first, *others = join.between.split(rest)
        pieces.append(Piece(first.strip(STRAY), lead is not None))
        pieces += [Piece(part.strip(STRAY), True) for part in others]
    pieces = [piece for piece in pieces if piece.text.strip(" .'’")]
    if len(pieces) > 2 and pieces[-1].is_new and join.leading.match(commas[-1]) and _are_families(pieces):
        return [piece._replace(is_new=True) for piece in pieces]
    return pieces


def _are_families(pieces: list[Piece]) -> bool:
    """Whether all pieces of a list are words of their own, "and" before the last alone: "Smith, Jones, and Brown"."""
    return all(_FAMILY.fullmatch(piece.text) for piece in pieces) and not any(piece.is_new for piece in pieces[:-1])
