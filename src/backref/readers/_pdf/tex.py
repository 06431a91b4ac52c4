"""The encodings of TeX's fonts, for those that are pictures of letters and name them only by number ("a27").

Source: The LaTeX Companion, encodings OT1 and T1 (Cork).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .letters import STROKE

_NUMBERED = re.compile(r"/[A-Za-z]{0,4}\d{1,3}|/\.notdef")
_QUOTES = {39: "’", 96: "‘"}
_OT1 = dict(enumerate("ΓΔΘΛΞΠΣΥΦΨΩ")) | dict(enumerate("ff fi fl ffi ffl ı ȷ ` ´ ˇ ˘ ¯ ˚ ¸ ß æ œ ø Æ Œ Ø".split(), 11))
_OT1 |= {
    32: STROKE,
    34: "”",
    60: "¡",
    62: "¿",
    92: "“",
    94: "ˆ",
    95: "˙",
    123: "–",
    124: "—",
    125: "˝",
    126: "˜",
    127: "¨",
} | _QUOTES
_T1 = dict(enumerate("` ´ ˆ ˜ ¨ ˝ ˚ ˇ ˘ ¯ ˙ ¸ ˛ ‚ ‹ › “ ” „ « » – —".split())) | dict(
    enumerate("ı ȷ ff fi fl ffi ffl".split(), 25)
)
_T1 |= dict(enumerate("ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£", 128))
_T1 |= {code: chr(code) for code in range(192, 256)} | {127: "-", 215: "Œ", 223: "ẞ", 247: "œ", 255: "ß"} | _QUOTES
_OT1_ONLY, _T1_ONLY = frozenset(range(11, 16)), frozenset(range(27, 32))  # where either has its ligatures


def encoding(names: Iterable[str], codes: Iterable[int]) -> dict[int, str]:
    """Return what the codes of a font show whose glyphs have these names; nothing where the names say it.

    >>> encoding(["/a27", "/a97"], [27, 97])[27], encoding(["/a12"], [12])[12], encoding(["/f", "/a"], [102, 97])
    ('ff', 'fi', {})
    """
    names, used = list(names), frozenset(codes)
    if not names or not all(map(_NUMBERED.fullmatch, names)):
        return {}
    is_t1 = any(code > 127 for code in used) or (bool(used & _T1_ONLY) and not used & _OT1_ONLY)
    return _T1 if is_t1 else _OT1
