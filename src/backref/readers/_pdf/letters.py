"""Letters as fonts name them -> letters as people write them: ligatures apart, accents on their letters, small raised
digits.
"""

from __future__ import annotations

import unicodedata

from ...text.kept import kept

_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
# What stands over, under or through a letter in fonts that have no letter with it, and the combining form of it.
ACCENTS = {
    "´": "\u0301", "`": "\u0300", "ˋ": "\u0300", "ˊ": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304",
    "ˉ": "\u0304", "˘": "\u0306", "ˇ": "\u030c", "˝": "\u030b", "˚": "\u030a", "˙": "\u0307", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
STROKE = "\u0335"  # the stroke of Polish l, which is a sign of its own in those fonts
_NAMES = {
    "/suppress": STROKE,
    "/lslash": "ł",
    "/Lslash": "Ł",
    "/hyphen": "-",
    "/ff": "ff",
    "/fi": "fi",
    "/fl": "fl",
    "/ffi": "ffi",
    "/ffl": "ffl",
}
STROKED = {"l": "ł", "L": "Ł"}
_LONGEST_NAME = 63  # letters, as fonts may have
_DOTLESS = {"ı": "i", "ȷ": "j"}
_HIGH = str.maketrans("0123456789-–−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")


def plain(said: str) -> str:
    """Return what a code of a font shows, ligatures apart; nothing for control characters.

    >>> plain("ﬁ"), plain("\\x00"), plain("/suppress") == STROKE
    ('fi', '', True)
    >>> [plain(name) for name in ("/a.sc", "/eacute.sc", "/f_j", "/three.oldstyle", "/one.sup", "/g123", "/.notdef")]
    ['a', 'é', 'fj', '3', '¹', '', '']
    """
    if len(said) == 1:
        if said < " " or "\x7f" <= said <= "\x9f" or "\ud800" <= said <= "\udfff":
            return " " if said in "\t\n\r" else ""
        if "\ufb1d" <= said <= "\ufdff" or "\ufe70" <= said <= "\ufefc":
            return unicodedata.normalize("NFKC", said)[
                ::-1
            ]  # a shape of an Arabic or Hebrew letter; rows are turned as a whole
        return said.translate(_LIGATURES) if "ﬀ" <= said <= "ﬆ" else said
    if said.startswith("/") and said not in _NAMES:
        return _named(said)
    said = _NAMES.get(said, said).translate(_LIGATURES)
    return "".join(c for c in said if c >= " " and not "\ud800" <= c <= "\udfff")


def _named(name: str) -> str:
    """What a name stands for that no table has as it is: a form of a letter, or several letters as one sign.

    Source: Adobe, "Unicode and Glyph Names", 2 (read 2026-11).
    """
    from pypdf._codecs.adobe_glyphs import adobe_glyphs

    base, _, form = name[1 : _LONGEST_NAME + 1].partition(".")
    letters = "".join(adobe_glyphs.get(f"/{part}", "") for part in base.split("_"))
    return raised(letters) if form.startswith("sup") else letters.translate(_LIGATURES)


@kept(4096, longest=8)
def is_accent(letters: str) -> bool:
    """Whether this may stand over, under or through a letter."""
    return letters in ACCENTS or letters == STROKE or (len(letters) == 1 and unicodedata.combining(letters) != 0)


def joined(letter: str, accents: str) -> str:
    """Return the letter with what stands over, under or through it, outermost last.

    >>> joined("e", "´"), joined("ı", "´"), joined("L", STROKE), joined("e", "ˆ˜"), joined("5", "´")
    ('é', 'í', 'Ł', 'ễ', '5´')
    """
    made = _DOTLESS.get(letter, letter)
    for accent in accents:
        if accent == STROKE:
            made = STROKED.get(made, made)
            continue
        whole = unicodedata.normalize("NFC", made + ACCENTS.get(accent, accent))
        if len(whole) > len(made) and not made.isalpha():
            return letter + accents
        made = whole
    return made


def raised(digits: str) -> str:
    """Return digits as they stand high.

    >>> raised("3,5-7")
    '³,⁵⁻⁷'
    """
    return digits.translate(_HIGH)
