"""Titles of works and containers: tidy, compare, expand abbreviations. Text -> text and 0..1."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_QUOTES = (
    ('"', '"'),
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("»", "«"),
    ("‘", "’"),
    ("'", "'"),
    ("``", "''"),
    ("”", "”"),
)
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|scp|sc|u|tt|span|p|br|italic|bold|jats:\w{1,12}|mml:\w{1,16}|math|m[iorn]|msub|msup|mrow|inf)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
# UTF-8 that was read as Windows-1252 or Latin-1: the letter of a lead byte, then those of its continuation bytes. Only lead
# bytes of Latin and Greek letters and of punctuation: others begin words of other alphabets and no title that we have seen.
_CONTINUATION = "\u0080-\u00bf" + re.escape("".join(bytes((b,)).decode("cp1252", "ignore") for b in range(0x80, 0xA0)))
_MOJIBAKE = re.compile(f"[ÂÃÄÅÎÏ][{_CONTINUATION}]|â[{_CONTINUATION}]{{2}}")
_CLOSING = frozenset("\u00a0«»‘’‚“”„‹›")  # what may well stand behind a capital letter that ends a word
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # non-breaking ones stay: they are printed
_WORDS = re.compile(r"[^\W_]+")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
}  # fmt: skip
_PARTED = re.compile(r"[:.?!;,(\[]|\s[-\u2010-\u2015]")
_GLUED = re.compile(r"\b[A-Z][a-z]{1,4}(?:[A-Z][a-z]{0,4}){1,4}\b")  # "ApJS"
_SMALL = frozenset(
    "the of and for in on a an de la le les des du der die das und et y e del della di da do dos das al für von".split()
)
# Titles that are always printed as their initials.
_ACRONYMS = {
    "jama": "journal of the american medical association", "bmj": "british medical journal", "nejm": "new england journal of medicine",
    "pnas": "proceedings of the national academy of sciences", "cmaj": "canadian medical association journal",
    "ajr": "american journal of roentgenology", "mmwr": "morbidity and mortality weekly report", "jacs": "journal of the american chemical society",
    "prl": "physical review letters",
}  # fmt: skip


def parse(text: str) -> str:
    """Return a printed title without the quotes around it (both or neither), final full stop, doubled spaces.

    >>> parse('"Low back disorders".'), parse("“Getting to know you” and others")
    ('Low back disorders', '“Getting to know you” and others')
    """
    text = _without_stop(_BLANKS.sub(" ", text).strip(" \u00a0,;:"))
    if not text or text[0].isalnum():
        return text
    for opened, closed in _QUOTES:
        inner = text[len(opened) : len(text) - len(closed)]
        if (
            len(text) > len(opened) + len(closed)
            and text.startswith(opened)
            and text.endswith(closed)
            and opened not in inner
            and closed not in inner
        ):
            return _without_stop(inner.strip(" ,;:"))
    return text


def normalise(text: str) -> str:
    """Return the form for comparing: no markup or entities, case, accents, punctuation or Greek letters apart.

    >>> normalise("The <i>Évaluation</i> of β-blockers &amp; more.")
    'the evaluation of beta blockers and more'
    """
    return _normalised(text)


def render(text: str) -> str:
    """Return the title for plain text: entities decoded, markup (i, b, sub, sup, MathML) removed, mojibake mended.

    >>> render("Effects of CO<sub>2</sub> &amp;amp; RÃ©union")
    'Effects of CO2 & Réunion'
    """
    for _ in range(2):
        text = html.unescape(text) if "&" in text else text
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii() and _MOJIBAKE.search(text):
        text = _mended(text)
    return " ".join(text.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of `normalise`, for indexes and overlap."""
    return tuple(_normalised(text).split())


def similarity(a: str, b: str) -> float:
    """Return 0 to 1 for titles of works; 1 when equal after `normalise`; a missing subtitle costs little.

    >>> similarity("Opioids for low back pain", "Opioids for low-back pain.")
    1.0
    """
    one, two = _normalised(a), _normalised(b)
    if not one or not two:
        return 0.0
    if one == two or one.replace(" ", "") == two.replace(" ", ""):
        return 1.0
    from rapidfuzz import fuzz

    whole = fuzz.ratio(one, two) / 100
    short, long = sorted((one, two), key=len)
    if len(short) >= 15 and _is_main_part(short, a if long is one else b):
        return max(whole, 0.95)
    if len(short) >= 25:
        whole = max(whole, 0.9 * fuzz.partial_ratio(short, long) / 100)
    return whole


def _is_main_part(short: str, whole: str) -> bool:
    """Whether the title `whole` is `short` with another part before or behind it, parted by more than a blank."""
    cuts = [match.span() for match in _PARTED.finditer(whole)][:12]
    return any(_normalised(whole[:start]) == short or _normalised(whole[end:]) == short for start, end in cuts)


def container_similarity(a: str, b: str) -> float:
    """Return 0 to 1 for journals and books; an abbreviation ("Clin J Sport Med") equals what it abbreviates.

    >>> container_similarity("Clin J Sport Med", "Clinical Journal of Sport Medicine")
    1.0
    >>> container_similarity("ApJ", "The Astrophysical Journal")
    1.0
    >>> container_similarity("Spine (Phila Pa 1976)", "Spine") > 0.9, container_similarity("Lancet", "Pain") < 0.6
    (True, True)
    """
    one, two = _container_words(a), _container_words(b)
    if not one or not two:
        return 0.0
    if one == two or "".join(one) == "".join(two) or _abbreviates(one, two) or _abbreviates(two, one):
        return 1.0
    if any(_abbreviates(_split(x), y) for x, y in ((a, two), (b, one)) if _GLUED.search(x)):
        return 1.0
    short, long = sorted((one, two), key=len)
    if long[: len(short)] == short or long[-len(short) :] == short:
        return 0.93 if len(short) > 1 or len(long) > 2 else 0.85
    if len(short) > 1 and all(_contracts(*sorted(pair, key=len)) for pair in zip(short, long, strict=False)):
        return 0.85
    from rapidfuzz import fuzz

    likeness = fuzz.ratio(" ".join(one), " ".join(two)) / 100
    shared = sum(any(_contracts(*sorted((a, b), key=len)) for b in long) for a in short) / len(short)
    return max(likeness, 0.7) if shared >= 0.75 and len(short) > 1 else likeness


def _mended(text: str) -> str:
    """Mojibake read again as what it is, if that makes something sensible of every such sequence; else `text` as it was.

    A capital before a closing quote ("MAÇÃ»") is none, unless small letters stand around it ("coÃ»t").
    """
    pieces = []
    at = 0
    for match in _MOJIBAKE.finditer(text):
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if len(match.group()) == 2 and match.group()[-1] in _CLOSING and not any(c.islower() for c in around):
            return text
        try:
            found = bytes(ord(c) if ord(c) < 256 else c.encode("cp1252")[0] for c in match.group()).decode("utf-8")
        except UnicodeError:
            return text
        if unicodedata.category(found)[0] not in "LPSZN":
            return text
        pieces += [text[at : match.start()], found]
        at = match.end()
    return "".join([*pieces, text[at:]])


@lru_cache(8192)
def _normalised(text: str) -> str:
    text = render(text).replace("&", " and ")
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(_GREEK.get(c, c) for c in folded if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(plain.replace("'", "").replace("’", "")))


@lru_cache(8192)
def _container_words(text: str) -> tuple[str, ...]:
    found = words(re.sub(r"\([^()]{0,80}\)\s*$", "", text) or text)
    if len(found) == 1 and found[0] in _ACRONYMS:
        found = tuple(_ACRONYMS[found[0]].split())
    elif (
        found
        and found[0] in _ACRONYMS
        and " ".join(w for w in found[1:] if w != "the").startswith(_ACRONYMS[found[0]].split()[0])
    ):
        found = found[1:]
    return tuple(word for word in found if word not in _SMALL) or found


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether each word of `short` begins (or contracts) the word of `full` that stands there, none left over."""
    if len(short) == 1 and len(full) > 2:
        return short[0] == "".join(word[0] for word in full)
    return len(short) == len(full) and all(_contracts(a, b) for a, b in zip(short, full, strict=True))


def _split(text: str) -> tuple[str, ...]:
    """The words of a name whose abbreviated words are glued: "ApJS" -> ap, j, s."""
    return _container_words(_GLUED.sub(lambda match: re.sub(r"(?<=.)(?=[A-Z])", " ", match.group()), text))


def _contracts(short: str, full: str) -> bool:
    if full.startswith(short):
        return True
    if len(short) < 3 or short[0] != full[0] or len(short) >= len(full):
        return False
    rest = iter(full)
    return all(letter in rest for letter in short) and short[:2] == full[:2]


def _without_stop(text: str) -> str:
    if text.endswith(".") and not text.endswith("..") and not re.search(r"(?:^|[\s.])[^\W\d_]\.$", text):
        return text[:-1].rstrip()
    return text
