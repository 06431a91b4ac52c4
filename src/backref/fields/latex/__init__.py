r"""LaTeX -> Unicode: accents, symbols, scripts, simple commands; as plain text, or with the markup that CSL-JSON has.

Source: the LaTeX companion's tables of accents and symbols; natbib and biblatex manuals for what fields hold; CSL
1.0.2, "Rich text" in the citeproc-js manual, for the markup.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from . import letters as latex_letters
from . import symbols, units

_SYMBOLS = symbols.TEXT | symbols.MATH | symbols.READ | latex_letters.CYRILLIC
_NAMED = symbols.NAMED_ACCENTS | latex_letters.PHONETIC
_MARKUP = {
    "textit": "i", "emph": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "it": "i", "itshape": "i", "em": "i", "sl": "i", "textbf": "b",
    "mkbibbold": "b", "bf": "b", "bfseries": "b", "textsc": "sc", "sc": "sc", "scshape": "sc", "mathit": "", "mathbf": "",
}  # fmt: skip
_OPEN = {"i": "<i>", "b": "<b>", "sc": '<span style="font-variant:small-caps;">', "sup": "<sup>", "sub": "<sub>"}
_CLOSE = {"i": "</i>", "b": "</b>", "sc": "</span>", "sup": "</sup>", "sub": "</sub>"}
_SCRIPTS = {"textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub"}
_QUOTED = {"enquote": "“”", "mkbibquote": "“”", "textquote": "“”", "mkbibparens": "()", "mkbibbrackets": "[]"}
_VERBATIM = frozenset(("url", "path", "nolinkurl", "burl", "verb"))
# Commands whose first argument says how, and whose second is the text.
_SECOND = frozenset(
    "href textcolor foreignlanguage textlang colorbox fontsize raisebox parbox scalebox bibinfo".split()
)
_DROPPED = frozenset(
    "vphantom hphantom phantom label noopsort index vspace hspace setlength input include color selectlanguage hypersetup nocite".split()
)
# Commands that print their argument, and those that print nothing and take none.
_INSIDE = frozenset(
    "text textrm textsf texttt textup textmd textnormal textln textlatin textgreek textcyr textcyrillic mathrm mathsf mathtt mathcal mathbb mathfrak mathscr "
    "mathnormal boldsymbol bm pmb Bbb operatorname mbox hbox fbox makebox framebox underline uline ul st sout hl so nocase autocap uppercase lowercase "
    "MakeUppercase MakeLowercase MakeSentenceCase MakeCapital bibstring natexlab bibnamefont bibfnamefont citenamefont Eprint textins footnote textsmaller "
    "mkbibacro textlf textit textsc emph mathop mathrel mathbin mathord mathstrut textquote smash hyphenation ensuremath titlecap".split()
)
_SILENT = frozenset(
    "relax protect noexpand expandafter empty rm sf tt cal mit bold normalfont rmfamily sffamily ttfamily mdseries upshape slshape tiny scriptsize footnotesize small "
    "normalsize large Large LARGE huge Huge displaystyle textstyle scriptstyle left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr "
    "limits nolimits linebreak nolinebreak pagebreak allowbreak nobreak break par hfill hfil noindent indent ignorespaces unskip bgroup egroup begingroup endgroup "
    "cyr cyrillictext selectfont null leavevmode sloppy frenchspacing nonumber notag mathstrut strut xspace ldots@ textcompwordmark".split()
)
_SKIPS = frozenset("hskip vskip kern penalty mskip mkern".split())
_LENGTH = re.compile(r"\s?-?[\d.]*\s?(?:em|ex|pt|mu|cm|mm|in|sp)?\s?")
_BRANCH = re.compile(r"\\(ifmmode|else|fi)(?![A-Za-z])[ \t\n]*|(?<!\\)\$")
_SIGNS = {"\\": " ", ",": "\u2009", "-": "", "/": "", "@": "", "!": "", ";": " ", ":": " ", ">": " ", "\n": " "}
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘"}
_NEEDED = re.compile(r"[\\{}$~`]|--|''")
_COMMANDED = re.compile(r"[\\$^_]")
# An accent over nothing: "\\~{}" and "\\^{}", as Mendeley and old addresses write the signs.
_ALONE = {"\u0303": "~", "\u0302": "^"} | dict(zip("\u0300\u0301\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328", "`´¯˘˙¨˚˝ˇ¸˛", strict=True))  # fmt: skip
# Text, text in braces of its own, a sign that is escaped, and a letter with an accent in braces.
_SIMPLE = r"|\{([^\\{}$~^_`'-]*+)\}|\\([&%$#_{}])|\{\\(['\"`^~])(?:([A-Za-z])|\{([A-Za-z])\})\}"
_IN_MATH = re.compile(r"([^\\{}$~^_`'-]+)" + _SIMPLE)
_IN_TEXT = re.compile(r"((?:[^\\{}$~^_`'-]++|-(?!-)|'(?!'))++)" + _SIMPLE)
_LIGATURE = re.compile(r"---|--|``|''")
_LIGATURE_SIGNS = "`'-"
_WORD = re.compile(r"\\([A-Za-z]+)")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.)", re.DOTALL)
_SWITCH = re.compile(
    r"\\(?P<plain>itshape|it|em|sl|bfseries|bf|scshape|sc)(?![A-Za-z])\s*|\\begin\{(?P<begun>\w+)\*?\}|\\end\{(?P<ended>\w+)\*?\}"
)
_SWITCHING = "iesb"  # what the names of switches begin with
_CODE = re.compile(r"\{?\s?\"([0-9A-Fa-f]{2,6})\s?\}?")
_GLYPH = re.compile(r"\{([0-9A-Fa-f]{4})\}")  # "\\ElsevierGlyph{2014}"
_DEPTH = 60


def decode(value: str) -> str:
    r"""Return the text of a BibTeX field: accents composed, symbols and simple commands replaced, grouping braces gone.

    A command that is not known stays as it stands (see `unknown`). Never raises.

    >>> decode(r"{\'E}valuation of {DNA} \& $\beta$-blockers --- M{\"u}ller, CO$_2$, pp. 1--2")
    'Évaluation of DNA & β-blockers — Müller, CO₂, pp. 1–2'
    """
    return _decoded(value, False) if _NEEDED.search(value) else value


def decode_markup(value: str) -> str:
    r"""Return the same, with italics, bold, small capitals and scripts as the markup that CSL-JSON has for them.

    >>> decode_markup(r"\emph{Homo sapiens} in 10\textsuperscript{th} places")
    '<i>Homo sapiens</i> in 10<sup>th</sup> places'
    """
    return _decoded(value, True) if _NEEDED.search(value) else value


def unknown(value: str) -> list[str]:
    r"""Return the commands of a field that `decode` does not know, each as often as it stands there.

    >>> unknown(r"A \emph{new} \foo{bar} of \SI{5}{\kilo\metre}")
    ['foo']
    """
    if "\\" not in value:
        return []
    known = _known()
    if known.issuperset(_WORD.findall(value)):
        return []
    words = _WORD.findall(re.sub(r"\\(?:SI|si|qty|unit|SIrange|qtyrange)\s?(?:\{[^{}]*\})+", "", value))
    return [word for word in words if word not in known and not word.startswith(("textless", "textgreater"))]


@cache
def _known() -> frozenset[str]:
    tables = (
        _SYMBOLS,
        symbols.ACCENTS,
        _NAMED,
        _MARKUP,
        _SCRIPTS,
        _QUOTED,
        _VERBATIM,
        _SECOND,
        _DROPPED,
        _INSIDE,
        _SILENT,
        _SKIPS,
    )
    more = "frac tfrac dfrac nicefrac sfrac sqrt sp sb char symbol ElsevierGlyph ifmmode else fi texorpdfstring begin end foreignquote".split()
    return frozenset(more) | units.COMMANDS.union(*tables)


def _in_text(value: str) -> str:
    r"""The value with what "\ifmmode" chooses where it stands: APS writes each accent for math and for text."""
    made: list[str] = []
    start, skipped, math = 0, 0, False
    for match in _BRANCH.finditer(value):
        kept = "" if skipped else value[start : match.start()]
        made.append(kept)
        start = match.end()
        word = match[1]
        if word is None:
            math = math if skipped else not math
            made.append("" if skipped else "$")
        elif skipped:  # in the branch that is left out: to its own end
            skipped += (word == "ifmmode") - (word == "fi" or (word == "else" and skipped == 1))
        elif word != "fi":
            skipped = int((word == "ifmmode") is not math)
    made.append("" if skipped else value[start:])
    return "".join(made)


def _decoded(value: str, markup: bool) -> str:
    if "\\ifmmode" in value:
        value = _in_text(value)
    if _COMMANDED.search(value):
        value = _Decoder(value, markup).run()
    else:
        value = _plainly(value)
    return unicodedata.normalize("NFC", value)


def _plainly(value: str) -> str:
    """The value as printed, where nothing in it is a command."""
    if "--" in value:
        value = value.replace("---", "—").replace("--", "–")
    if "`" in value:
        value = value.replace("``", "“").replace("`", "‘")
    if "''" in value:
        value = value.replace("''", "”")
    if "{" in value or "}" in value:
        value = value.replace("{", "").replace("}", "")
    return value.replace("~", "\u00a0")


class _Decoder:
    """A position in one value; `math` counts the math that it stands in."""

    def __init__(self, value: str, markup: bool) -> None:
        self.value = value
        self.markup = markup
        self.at = 0
        self.math = 0

    def run(self) -> str:
        """Decode to the end; a closing brace without a partner is dropped."""
        out = []
        while self.at < len(self.value):
            out.append(self._group(0))
            self.at += 1
        return "".join(out)

    def _group(self, depth: int) -> str:
        out: list[str] = []
        closing: list[str] = []
        value = self.value
        length = len(value)
        in_text, in_math = _IN_TEXT.match, _IN_MATH.match
        while self.at < length:
            if simple := (in_math if self.math else in_text)(value, self.at):
                last = simple.lastindex or 1
                out.append(simple[last] if last < 4 else _letter(simple[4], simple[last]))
                self.at = simple.end()
                continue
            text = value[self.at]
            if text == "}":
                break
            if text == "\\":
                switched = _SWITCH.match(value, self.at) if value[self.at + 1 : self.at + 2] in _SWITCHING else None
                if not switched:
                    out.append(self._command(depth))
                    continue
                self.at = switched.end()
                kind = _MARKUP.get(switched["begun"] or switched["plain"] or "") if self.markup else None
                if kind:
                    out.append(_OPEN[kind])
                    closing.append(_CLOSE[kind])
                elif switched["ended"] and closing and _MARKUP.get(switched["ended"]):
                    out.append(closing.pop())
                continue
            if text in _LIGATURE_SIGNS and (ligature := _LIGATURE.match(value, self.at)):
                text = ligature.group()
            self.at += len(text)
            if text == "{":
                if depth < _DEPTH:
                    out.append(self._group(depth + 1))
                    self.at += 1
            elif text == "$":
                self.math = 0 if self.math else 1
            else:
                out.append(self._sign(text, depth, out))
        return "".join(out + closing[::-1])

    def _sign(self, text: str, depth: int, out: list[str]) -> str:
        """What a sign that LaTeX reads as more than itself stands for behind what is decoded so far."""
        if text == "~":
            return "\u00a0"
        if text in "^_":
            return self._script(text, depth)
        if text in _LIGATURES and not self.math:
            return _LIGATURES[text]
        if text == "'" and self.math:
            return "′"
        if text == "-" and self.math:
            return "-" if out and out[-1][-1:].isalpha() else "−"
        return text

    def _command(self, depth: int) -> str:
        match = _COMMAND.match(self.value, self.at)
        if not match:
            self.at += 1
            return ""
        start, self.at = self.at, match.end()
        if depth > _DEPTH:
            return match.group()
        word, sign = match.groups()
        if sign is not None:
            if sign in "()[]":
                self.math += 1 if sign in "([" else -1 if self.math else 0
                return ""
            if sign in symbols.ACCENTS:
                return self._accented(symbols.ACCENTS[sign], depth)
            return _SIGNS.get(sign, sign)
        if len(word) == 1 and word in symbols.ACCENTS:
            return self._accented(symbols.ACCENTS[word], depth)
        if word in _SYMBOLS:
            if self.value.startswith("{}", self.at):
                self.at += 2
            is_spoken = _SYMBOLS[word] == word and self.value[self.at : self.at + 1].isalnum()
            return f"{word} " if is_spoken else _SYMBOLS[word]  # "\\log n"
        if word in _NAMED:
            return self._accented(_NAMED[word], depth)
        if word in ("char", "symbol", "ElsevierGlyph"):
            code = (_GLYPH if word == "ElsevierGlyph" else _CODE).match(self.value, self.at)
            self.at = code.end() if code else self.at
            number = int(code[1], 16) if code else 0
            return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
        if word in units.COMMANDS:
            return units.printed(word, [self._verbatim() for _ in range(units.COUNTS.get(word, 1))])
        if word not in _known():
            glued = next((known for known in ("textless", "textgreater") if word.startswith(known)), "")
            if not glued:
                return self._as_it_stands(start)
            self.at = start + 1 + len(glued)  # "\\textlessi\\textgreater", as resolvers of DOIs write "<i>"
            return _SYMBOLS[glued]
        return self._with_argument(word, depth)

    def _as_it_stands(self, start: int) -> str:
        """A command with what it is given."""
        while self.value.startswith(("{", "["), self.at):
            if self.value[self.at] == "{":
                self._verbatim()
            elif (end := self.value.find("]", self.at, self.at + 60)) > 0 and self.value.startswith("{", end + 1):
                self.at = end + 1
            else:
                break
        return self.value[start : self.at]

    def _with_argument(self, word: str, depth: int) -> str:
        if word in _SILENT:
            return ""
        if word in _SKIPS:
            length = _LENGTH.match(self.value, self.at)
            self.at = length.end() if length else self.at
            return ""
        if word in ("texorpdfstring", "foreignquote"):
            first, second = self._argument(depth), self._argument(depth)
            return first if word == "texorpdfstring" else f"“{second}”"
        if word in _VERBATIM:
            return self._verbatim()
        if word in _SECOND or word in _DROPPED:
            how = self._verbatim()
            if word == "hspace" and how == "0pt":
                return "\u200b"
            return self._argument(depth) if word in _SECOND else ""
        if word in ("frac", "tfrac", "dfrac", "nicefrac", "sfrac"):
            above, below = self._either(depth), self._either(depth)
            raised, lowered = _mapped(above, "sup"), _mapped(below, "sub")
            return f"{raised}⁄{lowered}" if raised and lowered else f"{above}/{below}"
        if word == "sqrt":
            end = self.value.find("]", self.at, self.at + 20) if self.value.startswith("[", self.at) else -1
            index = self.value[self.at + 1 : max(end, 0)]
            self.at = max(self.at, end + 1)
            return f"{_mapped(index, 'sup')}√{self._either(depth)}"
        if word in ("sp", "sb"):
            return self._script("^" if word == "sp" else "_", depth)
        if word == "ensuremath":
            self.math += 1
            inside = self._argument(depth)
            self.math = max(self.math - 1, 0)
            return inside
        if word in _SCRIPTS:
            return self._scripted(_SCRIPTS[word], self._argument(depth), self.markup)
        inside = self._argument(depth)
        if not inside:
            return ""
        if word in _QUOTED:
            return f"{_QUOTED[word][0]}{inside}{_QUOTED[word][1]}"
        kind = _MARKUP.get(word) if self.markup and not self.math else None
        return f"{_OPEN[kind]}{inside}{_CLOSE[kind]}" if kind else inside

    def _script(self, sign: str, depth: int) -> str:
        """What follows "^" or "_": a script in math; in text it is the sign, and a group stands in parentheses."""
        if not self.math:
            if self.value.startswith("{", self.at) and "}" in self.value[self.at :]:
                return f"{sign}({self._argument(depth)})"
            return sign
        if self.value.startswith("{", self.at):
            inside = self._argument(depth)
        elif self.value.startswith("\\", self.at):
            inside = self._command(depth + 1)
        else:
            inside = self.value[self.at : self.at + 1]
            self.at += 1
        return self._scripted("sup" if sign == "^" else "sub", inside, False)

    def _scripted(self, kind: str, inside: str, tagged: bool) -> str:
        if not inside:
            return ""
        if not tagged and (mapped := _mapped(inside, kind)):
            return mapped
        if kind == "sup" and inside in "′∘°":
            return "°" if inside == "∘" else inside
        return f"{_OPEN[kind]}{inside}{_CLOSE[kind]}" if self.markup else inside

    def _argument(self, depth: int) -> str:
        value = self.value
        while self.at < len(value) and value[self.at] in " \t\n" and "{" in value[self.at : self.at + 3]:
            self.at += 1
        if value.startswith("[", self.at) and (end := value.find("]{", self.at, self.at + 60)) > 0:
            self.at = end + 1  # an optional argument says how, not what
        if value.startswith("{", self.at) and depth < _DEPTH:
            self.at += 1
            inside = self._group(depth + 1)
            self.at += 1
            return inside
        return ""

    def _either(self, depth: int) -> str:
        """An argument in braces, or the next character or command."""
        while self.value.startswith((" ", "\n"), self.at):
            self.at += 1
        if self.value.startswith("\\", self.at):
            return self._command(depth + 1)
        if self.value.startswith("{", self.at) or self.at >= len(self.value) or self.value[self.at] in "}$":
            return self._argument(depth)
        self.at += 1
        return self.value[self.at - 1]

    def _verbatim(self) -> str:
        """The argument as it stands, which may hold "%", "_" and "~" that mean themselves."""
        value = self.value
        while self.at < len(value) and value[self.at] in " \t\n":
            self.at += 1
        if self.at >= len(value):
            return ""
        if value[self.at] != "{":
            end = value.find(value[self.at], self.at + 1)  # \url+...+
            if value[self.at].isalnum() or end < 0:
                return ""
            inside, self.at = value[self.at + 1 : end], end + 1
            return inside
        level, start = 0, self.at + 1
        while self.at < len(value):
            if value[self.at] == "\\":
                self.at += 1
            elif value[self.at] == "{":
                level += 1
            elif value[self.at] == "}":
                level -= 1
                if level == 0:
                    break
            self.at += 1
        inside = value[start : self.at]
        self.at += 1
        return re.sub(r"\\([%#&_~$^{}])", r"\1", inside)

    def _accented(self, accent: str, depth: int) -> str:
        value = self.value
        while self.at < len(value) and value[self.at] in " \t":
            self.at += 1
        if self.at >= len(value) or value[self.at] == "}":
            return ""
        if value[self.at] == "{":
            base = self._argument(depth)
            if not base:
                return _ALONE.get(accent, f" {accent}")
        elif value[self.at] == "\\":
            base = self._command(depth + 1)
        else:
            base = value[self.at]
            self.at += 1
        if not base:
            return ""
        if accent == "\u0304" and self.math and base.isdigit():
            accent = "\u0305"  # of an index in a crystal
        if accent == "\u0305" and len(base) > 1:
            return "".join(char + accent for char in base)
        if accent != "\u0338":
            base = {"ı": "i", "ȷ": "j"}.get(base[0], base[0]) + base[1:]
        head = 1
        while head < len(base) and unicodedata.combining(base[head]):
            head += 1
        return unicodedata.normalize("NFC", base[:head] + accent + base[head:])


@cache
def _letter(sign: str, letter: str) -> str:
    """An ASCII letter with an accent."""
    return unicodedata.normalize("NFC", letter + symbols.ACCENTS[sign])


def _mapped(text: str, kind: str) -> str:
    """The text in Unicode's raised or lowered characters, or "" where one of them is missing."""
    table = symbols.SUPERSCRIPTS if kind == "sup" else symbols.SUBSCRIPTS
    mapped = [table.get("-" if char == "−" else char, "") for char in text]
    return "".join(mapped) if all(mapped) and text.strip() else ""
