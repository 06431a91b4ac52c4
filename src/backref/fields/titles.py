"""Titles of works and containers: tidy, compare, expand abbreviations. Text -> text and 0..1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from ..text.entities import unescaped
from ..text.folding import fold
from ..text.kept import kept

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
# UTF-8 that was read as Windows-1252 or Latin-1: the letter of a lead byte, then those of its continuation bytes. Only
# lead bytes of Latin and Greek letters and of punctuation: others begin words of other alphabets and no title that we
# have seen.
_CONTINUATION = "\u0080-\u00bf" + re.escape("".join(bytes((b,)).decode("cp1252", "ignore") for b in range(0x80, 0xA0)))
_MOJIBAKE = re.compile(f"[ÂÃÄÅÎÏ][{_CONTINUATION}]|â[{_CONTINUATION}]{{2}}")
_CLOSING = frozenset("\u00a0«»‘’‚“”„‹›")  # what may well stand behind a capital letter that ends a word
_ANY_TAG = re.compile(
    r"<(?P<end>/?)(?P<space>(?:jats|mml|ns\d):)?(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?P<how>(?:\s[^<>]{0,200})?)/?>"
)
# The markup of publishers -> that of CSL-JSON; all other elements lose their tags.
_CSL_TAGS = {
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub", "inf": "sub", "sup": "sup", "sc": "sc", "scp": "sc",
    "small-caps": "sc", "smallcaps": "sc",
}  # fmt: skip
_DROPPED_TAGS = frozenset(
    "p br u tt span title bold italic underline monospace math mi mo mn mrow msub msup mtext mstyle mfrac msqrt mover semantics annotation "
    "inline-formula tex-math pre a div font small big strike del ins code sec h1 h2 h3 ul ol li".split()
)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # non-breaking ones stay: they are printed
_WORDS = re.compile(r"[^\W_]+")
_FOLDING: dict[int, str | None] = {
    code: None if chr(code) == "'" else " " for code in range(128) if not chr(code).isalnum()
}  # the same, for ASCII
_FOLDING |= {code: chr(code).lower() for code in range(128) if chr(code).isupper()}
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
}  # fmt: skip
_PARTED = re.compile(r"[:.?!;,(\[]|\s[-\u2010-\u2015]")
_GLUED = re.compile(r"\b[A-Z][a-z]{1,4}(?:[A-Z][a-z]{0,4}){1,4}\b")  # "ApJS"
_SMALL = frozenset(
    "the of and for in on a an de la le les des du der die das und et y e del della di da do dos das al für von".split()
)
_UNCAPITALISED = frozenset(
    "a an the and but or nor for yet so as at by down from in into near of off on onto out over per than to up upon via vs with within without".split()
)
# A word for changing case: everything between blanks and dashes of any kind.
_CASE_WORD = re.compile(
    r"[^\s\-~\u00ad\u058a\u05be\u1400\u1806\u2010-\u2015\u2053\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d]+"
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
    if "  " in text or not text.isprintable():
        text = _BLANKS.sub(" ", text)
    text = _without_stop(text.strip(" \u00a0,;:"))
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
    if text.isascii():
        if text.isalnum():  # one word, as most names are
            return text
        if "&" not in text and "<" not in text:
            return " ".join(text.split())
    for _ in range(2):
        text = unescaped(text) if "&" in text else text
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii() and _MOJIBAKE.search(text):
        text = _mended(text)
    return " ".join(text.split())


def markup(text: str) -> str:
    """Return the title with entities decoded and only the markup that CSL-JSON has: i, b, sub, sup, small capitals,
    no-case.

    >>> markup("<em>E. coli</em> in CO<inf>2</inf> &amp;amp; <jats:p>H<mml:mi>x</mml:mi></jats:p>")
    '<i>E. coli</i> in CO<sub>2</sub> & Hx'
    """
    if "&" in text:
        for _ in range(2):
            text = unescaped(text)
    if "<" not in text:
        return text
    return _ANY_TAG.sub(_as_csl, text)


def joined(texts: Sequence[str]) -> str | None:
    """Return one title of those that an entry prints: the first with the others as subtitles, or None where there are
    none.

    >>> joined(["Opioids", "A review."]), joined(["Why me?", "Why me?"])
    ('Opioids: A review.', 'Why me?')
    """
    whole = ""
    for text in dict.fromkeys(texts):
        sign = " " if whole.endswith((":", "?", "!", ".", "–", "—")) else ": "
        whole = f"{whole}{sign}{text}" if whole else text
    return whole or None


_NEAR = 40  # letters before a word: marks, blanks, and what ends a sentence


def title_case(text: str) -> str:
    """Return the title with a capital for each word but small ones; what stands in braces stays.

    >>> title_case("kinetic studies on enzyme-catalyzed reactions: a {DNA} review. and more")
    'Kinetic Studies on Enzyme-Catalyzed Reactions: A {DNA} Review. And More'
    """
    found = list(_CASE_WORD.finditer(text))
    out = list(text)
    for number, match in enumerate(found):
        before = _before(text, match).rstrip("\"'“‘([{ ")
        edge = number in (0, len(found) - 1) or (
            before.endswith((".", "?", "!", ":", "–", "—")) and text[match.start() - 1].isspace()
        )
        small = match.group().lower() in _UNCAPITALISED and not edge
        _recased(out, match.start(), match.end(), not small)
    return "".join(out)


def headline(text: str, first: bool, last: bool) -> str:
    """Return a piece of a title with capitals as English headlines have them; words with a capital stay as they are.

    `first` and `last` say whether the title begins and ends with this piece.

    >>> headline("the mRNA of low-back pain: a review", True, True)
    'The mRNA of Low-Back Pain: A Review'
    """
    found = list(_CASE_WORD.finditer(text))
    out = list(text)
    for number, match in enumerate(found):
        word = match.group()
        core = word.strip("\"'“”‘’([{)]}.,;:?!")
        if not core.islower() or not core[:1].isalpha():
            continue
        before = _before(text, match).rstrip("\"'“‘([ ")
        edge = (first and number == 0) or (last and number == len(found) - 1) or before.endswith((".", "?", "!", ":"))
        if core in _UNCAPITALISED and not edge:
            continue
        at = match.start() + word.index(core)
        out[at] = out[at].upper()
    return "".join(out)


def _before(text: str, word: re.Match[str]) -> str:
    """What stands right before a word: as much as says whether it begins a sentence."""
    return text[max(word.start() - _NEAR, 0) : word.start()]


def sentence_case(text: str) -> str:
    """Return the title with a capital for the first word of each sentence alone; what stands in braces stays.

    >>> sentence_case("Whose Music? A Sociology of {MUSICAL} Language")
    'Whose music? A sociology of {MUSICAL} language'
    """
    out = list(text)
    start = True
    for match in _CASE_WORD.finditer(text):
        start = start or bool(re.search(r"[.?!][\"'”’)\]]?\s+[\"'“‘(\[]?$", _before(text, match)))
        _recased(out, match.start(), match.end(), start)
        start = False
    return "".join(out)


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
    if any(_abbreviates(_split(x), y, _is_spelt_in) for x, y in ((a, two), (b, one)) if _GLUED.search(x)):
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


def reread(text: str) -> str:
    """Return text whose UTF-8 was read as another encoding as it was meant, read once or twice; "" where it was not.

    >>> reread("H\u00c3\u00b6rmann"), reread("It\u00c3\u00a2\u00e2\u201a\u00ac\u00e2\u201e\u00a2s"), reread("\u00c3 propos")
    ('H\u00f6rmann', 'It\u2019s', '')
    """
    found = text
    for _ in range(2):
        if not _MOJIBAKE.search(found) or (mended := _mended(found)) == found:
            break
        found = mended
    return found if found != text else ""


def _mended(text: str) -> str:
    """Mojibake read again as what it is, if that makes something sensible of every such sequence; else `text` as it
    was.

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


def _as_csl(match: re.Match[str]) -> str:
    name = match["name"].lower()
    if name == "span" and (not match["how"] or "nocase" in match["how"] or "small-caps" in match["how"]):
        return match.group()
    kept = _CSL_TAGS.get(name)
    if kept == "sc":
        return "</span>" if match["end"] else '<span style="font-variant:small-caps;">'
    if kept:
        return f"<{match['end']}{kept}>"
    return "" if name in _DROPPED_TAGS or match["space"] else match.group()


def _recased(out: list[str], start: int, end: int, capital: bool) -> None:
    """Make letters small, but for the first where `capital`; letters in braces stay as they are."""
    depth = "".join(out[:start]).count("{") - "".join(out[:start]).count("}")
    first = True
    for at in range(start, end):
        char = out[at]
        depth += (char == "{") - (char == "}")
        if char.isalpha():
            if depth <= 0:
                out[at] = char.upper() if first and capital else char.lower()
            first = False


def folded_words(text: str) -> str:
    """Return what `normalise` does, for texts that are not asked about twice: nothing is kept.

    >>> folded_words("The <i>Évaluation</i>")
    'the evaluation'
    """
    if text.isascii() and "&" not in text and "<" not in text:
        return " ".join(text.translate(_FOLDING).split())
    text = render(text).replace("&", " and ")
    folded = text if text.isascii() else " ".join([w if w.isascii() else fold(w) for w in text.split(" ")])
    if folded.isascii():
        return " ".join(folded.translate(_FOLDING).split())
    folded = folded.lower()
    plain = "".join(_GREEK.get(c, c) for c in folded)
    return " ".join(_WORDS.findall(plain.replace("'", "")))


_normalised = kept(8192, longest=500)(folded_words)


@kept(8192, longest=500)
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


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...], fits: Callable[[str, str], bool] | None = None) -> bool:
    """Whether each word of `short` begins (or contracts) the word of `full` that stands there, none left over."""
    if len(short) == 1 and len(full) > 2:
        return short[0] == "".join(word[0] for word in full)
    return len(short) == len(full) and all(map(fits or _contracts, short, full))


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


def _is_spelt_in(short: str, full: str) -> bool:
    """Whether the letters of `short` stand in `full` in their order, from its first one on: "ap", "astrophysical"."""
    rest = iter(full)
    return short[:1] == full[:1] and all(letter in rest for letter in short)


def _without_stop(text: str) -> str:
    if text.endswith(".") and not text.endswith("..") and not re.search(r"(?:^|[\s.])[^\W\d_]\.$", text):
        return text[:-1].rstrip()
    return text
