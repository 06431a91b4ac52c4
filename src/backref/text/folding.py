"""One folding of letters, at four levels: what is left of a word when accents, case and script count for nothing.

    unaccented("Đorđević")   "Đorđevic"      no combining marks; case, and letters that no mark made, stay
    fold("Đorđević")         "dordevic"      no case, and Latin letters as one would write them without their marks
    romanised("Иванов")      "Ivanov"        ASCII, whatever the script; case stays
    spellings("Sørensen")    {"sorensen", "soerensen"}   all foldings under which a word may be printed

Two words are the same if a `fold` of theirs is, two names if they share a spelling. None of these raises on any text.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from .kept import Kept, kept

# Latin letters that are no letter with a mark; those with one ("l with stroke") are read from their Unicode names.
_LETTERS = {
    "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "ı": "i", "ȷ": "j", "ŋ": "ng", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɪ": "i",
    "ʊ": "u", "ɣ": "g", "ʃ": "sh", "ʒ": "zh", "ĸ": "q", "ƞ": "n", "ƕ": "hv", "ȣ": "ou", "ʌ": "u",
}  # fmt: skip
_MARKED = re.compile(r"LATIN SMALL (?:LETTER|LIGATURE) ([A-Z])(?: WITH .*)?")
# Inside a class of a pattern: the capital letters of the scripts that have them.
CAPITALS = "A-Z" + "".join(
    chr(code)
    for first, last in ((0xC0, 0x24F), (0x370, 0x52F), (0x531, 0x556), (0x1E00, 0x1EFF))
    for code in range(first, last + 1)
    if chr(code).isupper()
)
_APOSTROPHES = dict.fromkeys(map(ord, "‘’ʼʻʹʾʿ＇"), "'")
# Letters that are also spelt out, each with what it is besides its `fold`.
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "æ": "a"}
_MOST_SPELT_OUT = 3  # letters of a word that are spelt out each for itself; in a word with more, all are or none is


def unaccented(text: str) -> str:
    """Return the text without combining marks, and compatible letters as one: "ﬁ" as "fi"; nothing else is changed.

    >>> unaccented("Müller-Łoś"), unaccented("naïve²")
    ('Muller-Łos', 'naive2')
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text).translate(_UNMARKED)


def fold(text: str) -> str:
    """Return the text without case and accents, and with one apostrophe; folding it again changes nothing.

    Latin letters become ASCII ("ø" is "o", "þ" "th", "ß" "ss"); those of other scripts lose their marks and stay.

    >>> fold("Kılıç"), fold("Þórsson"), fold("O’NEILL"), fold("Йордан")
    ('kilic', 'thorsson', "o'neill", 'иордан')
    """
    if text.isascii():
        return text.lower()
    if len(text) <= _SHORT:
        return _RUNS[text]
    pieces = _BEYOND_ASCII.split(text)  # what no mark reaches across: each run folds for itself
    pieces[::2] = [piece.lower() for piece in pieces[::2]]
    pieces[1::2] = [_RUNS[run] for run in pieces[1::2]]
    return "".join(pieces)


def _folded(text: str) -> str:
    # Twice, for a capital may hide in a compatible letter ("ℌ"), and a mark may appear with the small one ("İ").
    folded = unaccented(unaccented(text).casefold()).casefold()
    return folded if folded.isascii() else unaccented(folded.translate(_FOLDED))


@kept(4096, longest=200)
def romanised(text: str) -> str:
    """Return the text in ASCII: Latin letters without their marks, those of all other scripts transliterated, case
    kept.

    Scripts are read letter by letter, without the language: Han as in Mandarin, Arabic and Hebrew without vowels.

    >>> romanised("Kılıç & Đorđević"), romanised("Щербаков"), romanised("王小明"), romanised("Παπαδόπουλος")
    ('Kilic & Dordevic', 'Shcherbakov', 'WangXiaoMing', 'Papadopoulos')
    """
    if text.isascii():
        return text
    plain = "".join(map(_latin, unicodedata.normalize("NFC", text.translate(_APOSTROPHES))))
    if plain.isascii():
        return plain
    from anyascii import anyascii

    # The library reads "ου" letter by letter, as "oy".
    return anyascii(re.sub("([Οο])[υύ]", lambda m: "Ou" if m[1] == "Ο" else "ou", plain))


@kept(8192, longest=500)
def spellings(text: str) -> frozenset[str]:
    """Return the foldings under which a name may be printed: marks dropped or spelt out, another script romanised.

    >>> sorted(spellings("Sørensen")), sorted(spellings("Müller")), sorted(spellings("Soerensen"))
    (['soerensen', 'sorensen'], ['mueller', 'muller'], ['soerensen'])
    >>> sorted(spellings("Иванов"))
    ['ivanov', 'иванов']
    """
    folded = fold(text)
    if text.isascii():
        return frozenset((folded,))
    small = unicodedata.normalize("NFC", text).casefold()
    at = [i for i, letter in enumerate(small) if letter in _SPELT_OUT]
    choices = product((False, True), repeat=len(at)) if len(at) <= _MOST_SPELT_OUT else ((True,) * len(at),)
    found = {folded}
    for choice in choices:
        out = {i for i, chosen in zip(at, choice, strict=True) if chosen}
        found.add(fold("".join(_SPELT_OUT[c] if i in out else c for i, c in enumerate(small))))
    if not folded.isascii():
        found.add(fold(romanised(text)))
    return frozenset(found)


_BEYOND_ASCII = re.compile(r"([^\x00-\x7f]+)")
_SHORT = 24  # code points of words and of runs that come again
_RUNS = Kept(_folded, 4096, longest=_SHORT)


class _Unmarked(dict[int, int | None]):
    """Each code point but the combining marks, found out when it is first met. For `str.translate`."""

    def __missing__(self, code: int) -> int | None:
        found = self[code] = None if unicodedata.combining(chr(code)) else code
        return found


class _Folds(dict[int, str]):
    """What each code point is folded to, found out when it is first met. For `str.translate`, of text without marks or
    case.
    """

    def __missing__(self, code: int) -> str:
        found = self[code] = _letter(chr(code))
        return found


_UNMARKED = _Unmarked()
_FOLDED = _Folds(_APOSTROPHES)


def _letter(small: str) -> str:
    """What one small letter is folded to: ASCII if it is Latin, else itself."""
    if small in _LETTERS:
        return _LETTERS[small]
    marked = _MARKED.fullmatch(unicodedata.name(small, ""))
    return marked[1].lower() if marked else small


def _latin(char: str) -> str:
    """One letter in ASCII, its case kept, if it is a Latin one, a mark or a digit; else itself."""
    if char.isascii():
        return char
    folded = fold(char)
    if not folded.isascii():
        return char
    return folded[:1].upper() + folded[1:] if char.isupper() or char.istitle() else folded
