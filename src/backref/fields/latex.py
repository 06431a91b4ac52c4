r"""LaTeX -> Unicode: accents, symbols, simple commands.

Source: the LaTeX companion's tables of accents and symbols; natbib and biblatex manuals for what fields hold.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c",
    "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331", "r": "\u030a", "t": "\u0361",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
    "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£",
    "textregistered": "®", "texttrademark": "™", "euro": "€", "texteuro": "€", "dag": "†", "ddag": "‡", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»",
    "quotedblbase": "„", "quotesinglbase": "‚", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|",
    "textless": "<", "textgreater": ">", "textunderscore": "_", "textellipsis": "…", "ldots": "…", "dots": "…", "textdegree": "°", "degree": "°",
    "textmu": "µ", "textbullet": "•", "textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿", "textbraceleft": "{",
    "textbraceright": "}", "textdollar": "$", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "lbrace": "{", "rbrace": "}",
    "textquotesingle": "'", "textquotedbl": '"', "textordfeminine": "ª", "textordmasculine": "º", "backslash": "\\", "quad": " ", "newline": " ",
    "times": "×", "pm": "±", "infty": "∞", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "sim": "∼", "rightarrow": "→",
    "to": "→", "leftarrow": "←", "cdot": "⋅", "circ": "∘", "prime": "′", "partial": "∂", "nabla": "∇", "sum": "∑", "int": "∫", "in": "∈",
    "ell": "ℓ", "hbar": "ℏ", "langle": "⟨", "rangle": "⟩", "cup": "∪", "cap": "∩", "subset": "⊂", "equiv": "≡", "propto": "∝", "varepsilon": "ε",
    "varphi": "φ", "vartheta": "ϑ", "phi": "ϕ", "epsilon": "ϵ",
}  # fmt: skip
_GREEK = dict(
    zip(
        "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon chi psi omega".split(),
        "αβγδζηθικλμνξοπρστυχψω",
        strict=True,
    )
)
_SYMBOLS |= (
    _GREEK | {name.capitalize(): letter.upper() for name, letter in _GREEK.items()} | {"Phi": "Φ", "textgreek": ""}
)
_ARGUMENT_KEPT = frozenset(
    "textit textbf textsc texttt textrm textsf textsl emph mathrm mathit mathbf mathsf text mbox hbox enquote mkbibemph mkbibquote textnormal textup "
    "ensuremath underline uppercase lowercase MakeUppercase url path nolinkurl href textsuperscript textsubscript mathcal mathbb operatorname".split()
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.)", re.DOTALL)
_DEPTH = 60


def decode(value: str) -> str:
    r"""Return the text of a BibTeX field: accents composed, symbols and simple commands replaced, grouping braces gone.

    Unknown commands keep their argument and lose their name. Never raises.

    >>> decode(r"{\'E}valuation of {DNA} \& $\beta$-blockers --- M{\"u}ller, pp. 1--2")
    'Évaluation of DNA & β-blockers — Müller, pp. 1–2'
    """
    if not any(c in value for c in "\\{}$~-`'"):
        return value
    text = _Decoder(value).run()
    for printed, meant in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
        text = text.replace(printed, meant)
    return unicodedata.normalize("NFC", text)


class _Decoder:
    def __init__(self, value: str) -> None:
        self.value = value
        self.at = 0

    def run(self) -> str:
        """Decode to the end; a closing brace without a partner is dropped."""
        out = []
        while self.at < len(self.value):
            out.append(self._group(0))
            self.at += 1
        return "".join(out)

    def _group(self, depth: int) -> str:
        out: list[str] = []
        value = self.value
        while self.at < len(value):
            char = value[self.at]
            if char == "}":
                break
            if char == "\\":
                out.append(self._command(depth))
                continue
            self.at += 1
            if char == "{" and depth < _DEPTH:
                out.append(self._group(depth + 1))
                self.at += 1
            elif char == "~":
                out.append("\u00a0")
            elif char not in "{$":
                out.append(char)
        return "".join(out)

    def _command(self, depth: int) -> str:
        match = _COMMAND.match(self.value, self.at)
        if not match:
            self.at += 1
            return ""
        self.at = match.end()
        word, sign = match.groups()
        if sign is not None:
            if sign in _ACCENTS:
                return self._accented(_ACCENTS[sign], depth)
            return {
                "\\": " ",
                ",": "\u2009",
                "-": "",
                "/": "",
                "@": "",
                "(": "",
                ")": "",
                "!": "",
                ";": " ",
                ":": " ",
            }.get(sign, sign)
        if word in _SYMBOLS:
            return _SYMBOLS[word]
        if word in _ACCENTS and len(word) == 1:
            return self._accented(_ACCENTS[word], depth)
        if word == "char":
            return ""
        return self._argument(depth) if word in _ARGUMENT_KEPT else ""

    def _argument(self, depth: int) -> str:
        if self.at < len(self.value) and self.value[self.at] == "{" and depth < _DEPTH:
            self.at += 1
            inside = self._group(depth + 1)
            self.at += 1
            return inside
        return ""

    def _accented(self, accent: str, depth: int) -> str:
        value = self.value
        while self.at < len(value) and value[self.at] in " \t":
            self.at += 1
        if self.at >= len(value) or value[self.at] == "}":
            return ""
        if value[self.at] == "{":
            base = self._argument(depth)
        elif value[self.at] == "\\":
            base = self._command(depth)
        else:
            base = value[self.at]
            self.at += 1
        base = {"ı": "i", "ȷ": "j"}.get(base, base)
        return unicodedata.normalize("NFC", base[:1] + accent + base[1:]) if base else ""
