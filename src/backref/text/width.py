"""Full-width signs, the digits of other scripts, dashes and blanks as keyboards write them: a text -> one of the same
length that patterns can read.

"［１］", "（２０１９）", "١", "۱" and "، " are what other keyboards print for "[1]", "(2019)", "1" and ", ". Each is one code
point for another, so that a span in the one text is a span in the other. The ideographic full stop is no full stop:
"3.5" cannot be meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SIGNS = {
    "\u3000": " ", "、": ",", "､": ",", "،": ",", "؛": ";", "٪": "%", "【": "[", "】": "]", "〔": "[", "〕": "]", "〜": "–", "～": "–", "・": "·", "･": "·", "‧": "·",
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2212": "–",
}  # fmt: skip
# The arrow that leads from a note of a web page back to the text is printed, and copied, behind the note.
_BLANK = re.compile("[\u00a0\u2002-\u200a\u202f\u21a9]|(?<=\u21a9)\ufe0e")
_FULL = range(0xFF01, 0xFF5E)  # "！" to "｝", which are ASCII from "!" on
_DIGITS = range(0x660, 0xAC00)  # where the digits of other scripts are
_BEYOND = re.compile(
    "[\u060c-\u1cff\u2010-\u2012\u2027\u2212\u3000-\u30fb\uff01-\uff65]+"
)  # what may change; mostly a few dashes of a long text


def narrowed(text: str) -> str:
    """Return the text with narrow signs and ASCII digits, code point for code point; one that has no others is returned
    as it is.

    >>> narrowed("［１］，（２０１９）：۴۵－۵۲"), narrowed("a 1")
    ('[1],(2019):45-52', 'a 1')
    >>> narrowed("26: 11\u221219")
    '26: 11–19'
    """
    return text if text.isascii() else _BEYOND.sub(_narrow, text)


def even_blanks(text: str) -> str:
    """Return the text with blanks of one width, which a line may be broken at, code point for code point.

    >>> even_blanks("2001;\u00a026:\u200911-19")
    '2001; 26: 11-19'
    >>> even_blanks("Ibid., 12.\u21a9\ufe0e")
    'Ibid., 12.  '
    """
    return text if text.isascii() else _BLANK.sub(" ", text)


def _narrow(match: re.Match[str]) -> str:
    return match.group().translate(_table())


@cache
def _table() -> dict[int, str]:
    digits = ((code, unicodedata.digit(chr(code), -1)) for code in _DIGITS if unicodedata.category(chr(code)) == "Nd")
    table = {code: str(digit) for code, digit in digits if digit >= 0}
    return table | {code: chr(code - 0xFEE0) for code in _FULL} | {ord(sign): plain for sign, plain in _SIGNS.items()}
