r"""Unicode -> LaTeX for the values of BibTeX fields: escaping that nothing gets past, and what pdflatex can print.

Letters that pdflatex knows stay Unicode, for escaping them would hide names from every other program. What it does not
know (Greek, operators, letters with rare accents, raised figures) becomes a command in braces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ...text.escape import plain
from . import symbols
from .given import given

_SPECIALS = {
    "\\": r"{\textbackslash}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",  # "\{" would unbalance BibTeX, which counts it as a brace; "{\textbraceleft}" biber, which reads it as one
    "`": r"{\textasciigrave}", "\u00a0": "~", "\u2009": r"\,", "\u202f": r"\,", "\u00ad": "", "\u200b": r"\hspace{0pt}", "\u2060": "", "\u2010": "-", "\u2011": "-",
    "\u02db": r"{\k{}}", "\u02d9": r"{\.{}}",  # as LaTeX itself defines them, so that programs without its tables read them too
    "\u2212": "{$-$}", "\u2044": "/", "ʹ": r"{\textquotesingle}", "ʺ": r"{\textquotesingle}{\textquotesingle}",
}  # fmt: skip
_NOT_VERBATIM = re.compile(r"[{}\\\"^`\s]")
_LINE_END = re.compile(r"[\n\r\t\u2028\u2029]")
_LIGATURES = re.compile(r"-(?=-)|'(?=')")
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/+=@*!?|<>\"\[\]\n]*(?:[-'](?![-'])[A-Za-z0-9 .,:;()/+=@*!?|<>\"\[\]\n]*)*")
_GREEK_RUN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
# Commands that LaTeX itself does not have, nor textcomp and amssymb, which nearly every document loads.
_UNDEFINED = frozenset(
    "Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi omicron iint textdoublebarpipe textschwa dz textglotstop ayn alif hamza rasp lasp "
    "cydot cprime cdprime textprime textminute textsecond textasciicaron textasciibreve".split()
)
_TAG = re.compile(
    r"<pre>(?P<given>[^<>]{1,500})</pre>|</?(?P<name>i|b|sub|sup|sc)>|<span(?P<how>[^<>]{0,80})>|(?P<end></span>)",
    re.IGNORECASE,
)
_COMMANDS = {"i": r"\textit{", "b": r"\textbf{", "sub": r"\textsubscript{", "sup": r"\textsuperscript{", "sc": r"\textsc{"}  # fmt: skip
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_SMALL = frozenset("a an and as at by de der die du el for from in la le of on or the to und von vs with".split())


def encode(text: str) -> str:
    r"""Return `text` for a BibTeX field: specials escaped, nothing that LaTeX would obey, everything that it can print.

    Source: the ten special characters of "The TeXbook", chapter 7.

    >>> encode("50% of A&B_c {x} \\input β")
    '50\\% of A\\&B\\_c \\textbraceleft{}x\\textbraceright{} {\\textbackslash}input {$\\beta$}'
    """
    if _PLAIN.fullmatch(text) and "\n" not in text and "  " not in text:
        return text
    text = re.sub("\ufe20(.)\ufe21", "\u0361\\1", text) if "\ufe20" in text else text
    text = _LIGATURES.sub(lambda match: match.group() + "\x00", _LINE_END.sub(" ", plain(text)))
    if text.isascii():
        return "".join(_SPECIALS.get(char, char) for char in text).replace("\x00", "{}")
    out: list[str] = []
    text = unicodedata.normalize("NFC", text)
    # Words in Greek need Greek type, as those in Cyrillic do; a letter or two are symbols.
    words = {at for run in _GREEK_RUN.finditer(text) if _is_word(run.group()) for at in range(*run.span())}
    for at, char in enumerate(text):
        if at in words:
            out.append(char)
        elif char in _SPECIALS:
            out.append(_SPECIALS[char])
        elif char.isascii() or char in symbols.KERNEL:
            out.append(char)
        elif unicodedata.combining(char) and out:
            out[-1] = _accent(out[-1], char)
        else:
            out.append(_command(char) or char)
    return "".join(out).replace("\x00", "{}")


def ascii_only(text: str) -> str:
    r"""Return `text` as LaTeX in ASCII alone, for programs that know no Unicode.

    >>> ascii_only("Müller, 5 µm")
    'M{\\"{u}}ller, 5 {\\textmu}m'
    """
    parts = re.split("([\x80-\x9f])", text)  # controls by their number: nothing obeys that
    encoded = "".join(
        f'{{\\symbol{{"{ord(part):04X}}}}}' if number % 2 else encode(part) for number, part in enumerate(parts)
    )
    return "".join(c if c.isascii() else _command(c) or f'{{\\symbol{{"{ord(c):04X}}}}}' for c in encoded)


def title(text: str) -> str:
    r"""Return a title for a BibTeX field: escaped, its markup as commands, and words whose capitals are their own in
    braces.

    Styles in sentence case make small letters of all capitals that no brace protects.

    >>> title("Effects of mRNA on <i>E. coli</i> in Gait")
    'Effects of {mRNA} on \\textit{E. coli} in {Gait}'
    """
    return _with_markup(text, _is_sentence(text), text.isupper() and len(text) > 25)


def marked_up(text: str) -> str:
    r"""Return the name of a journal, a book or a series for a BibTeX field: as `title`, but styles leave its capitals
    alone.

    >>> marked_up("BMJ <i>Open</i>")
    'BMJ \\textit{Open}'
    """
    return _with_markup(text, False, True)


def _with_markup(text: str, sentence: bool, shouted: bool) -> str:
    if "<" not in text:
        return _protected(text, sentence, shouted, True)
    out: list[str] = []
    open_tags: list[tuple[str, int]] = []
    at = 0
    for match in _TAG.finditer(text):
        out.append(_piece(text[at : match.start()], bool(open_tags), sentence, shouted, not at))
        at = match.end()
        if match["given"]:
            out.append(given(match["given"], text[at : at + 1]) or encode(match.group()))
            continue
        name = (match["name"] or "span").lower()
        if match.group().startswith("</"):
            if open_tags and open_tags[-1][0] == name:
                open_tags.pop()
                out.append("}")
            else:
                out.append(encode(match.group()))
            continue
        open_tags.append((name, len(out)))
        how = match["how"] or ""
        out.append(_COMMANDS["sc"] if "small-caps" in how else "{" if name == "span" else _COMMANDS[name])
    out.append(_piece(text[at:], bool(open_tags), sentence, shouted, not at))
    for name, index in open_tags:  # a tag that nothing closes is text
        out[index] = encode(f"<{name}>")
    return "".join(out)


def verbatim(text: str) -> str:
    r"""Return an address or identifier for a BibTeX field: as it is, but what TeX or BibTeX would obey, and blanks, are
    percent-encoded.

    `url` and `doi` are printed by commands that take % # _ & as they are; a brace could end the field, a backslash is a
    command, and so is any character that TeX reads behind "^^".

    >>> verbatim("10.1/a_b%c^^5cinput{x}")
    '10.1/a_b%c%5E%5E5cinput%7Bx%7D'
    """
    text = _LINE_END.sub("", plain(text))
    return _NOT_VERBATIM.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), text)


def unverbatim(value: str) -> str:
    r"""Return the address that a field holds: "\_", "\%" and the like, which many programs write, lose the
    backslash.
    """
    if "\\" in value:
        value = re.sub(r"\\(?:url|href|path)\s?(?=\{)", "", value).replace("{\\textasciitilde}", "~")
        value = re.sub(r"\\textasciitilde(?:\{\}|\s)?|\$\\sim\$|\\~(?:\{\})?", "~", value).replace(
            "\\textunderscore", "_"
        )
        value = re.sub(r"\\([%#&_~$^{}\-/])", r"\1", value)
    return value.replace("{", "").replace("}", "").strip()


def _is_word(run: str) -> bool:
    return len(run) > 2 or any(char not in _inverse() for char in run)


def _piece(text: str, inside: bool, sentence: bool, shouted: bool, first: bool) -> str:
    return encode(text) if inside else _protected(text, sentence, shouted, first)


def _protected(text: str, sentence: bool, shouted: bool, first: bool) -> str:
    if shouted:
        return encode(text)
    out = []
    for word in text.split(" "):
        core = _CORE.search(word)
        if core and _needs_braces(core.group(), sentence and not first):
            out.append(f"{encode(word[: core.start()])}{{{encode(core.group())}}}{encode(word[core.end() :])}")
        else:
            out.append(encode(word))
        first = (first and core is None) or word.endswith((":", ".", "?", "!", "–", "—"))
    return " ".join(out)


def _needs_braces(word: str, sentence: bool) -> bool:
    if word.islower():
        return False
    letters = re.sub(r"[\W_]", "", word)
    parts = re.split("[-‐‑]", word)
    if (
        len(parts) > 1
        and not sentence
        and len(parts[0]) > 1
        and all(part[1:].islower() for part in parts if len(part) > 1)
    ):
        return False  # "Short-Term": capitals of a title in title case
    if any(char.isupper() for char in letters[1:]):
        return len(letters) <= 12 or not letters.isupper() or not any(c in "aeiouAEIOU" for c in letters) or sentence
    if not letters[:1].isupper():
        return False
    return sentence or (len(letters) == 1 and letters not in "AI") or re.match(r"[A-Z][-‐‑]", word) is not None


def _is_sentence(text: str) -> bool:
    """Whether a title is in sentence case, so that a capital within it is a name's."""
    words = [word for word in text.split()[1:] if word[:1].isalpha() and len(word) > 1 and word.lower() not in _SMALL]
    small = sum(word[0].islower() for word in words)
    return small >= 2 and 2 * small >= len(words)


def _accent(base: str, mark: str) -> str:
    """The encoded character before a combining mark, with the mark's command around it."""
    if mark == "\u0305" and base.isalnum():
        return f"{{$\\overline{{{base}}}$}}"
    command = _accents().get(mark)
    if command is None or not base or base[-1] in "$ ":
        return base + mark
    inner = base[1:-1] if base.startswith("{\\") and base.endswith("}") else base
    return f"{{\\{command}{{{inner}}}}}"


def _command(char: str) -> str:
    """The command that prints one character, or ""."""
    if found := _inverse().get(char):
        return found
    base, *marks = list(unicodedata.normalize("NFD", char))
    if not marks or not base.isalpha() or not all(mark in _accents() for mark in marks):
        return ""
    made = base if base.isascii() else _inverse().get(base, "")
    if "$" in made or not made:
        return ""
    for mark in marks:
        made = _accent(made, mark)
    return made


@cache
def _accents() -> dict[str, str]:
    return {mark: name for name, mark in symbols.ACCENTS.items() if name not in "hUGf"}  # those that pdflatex knows


@cache
def _inverse() -> dict[str, str]:
    """Character -> command, for every single character of the tables."""
    table: dict[str, str] = {}
    for name, char in symbols.MATH.items():
        if len(char) == 1 and not char.isascii() and not name.startswith("text") and name not in _UNDEFINED:
            table.setdefault(char, f"{{$\\{name}$}}")
    letters = {letter: f"\\{name}" for name, letter in symbols.MATH.items() if not name.startswith("text")}
    for sign, scripts in (("^", symbols.SUPERSCRIPTS), ("_", symbols.SUBSCRIPTS)):
        for char, mapped in scripts.items():
            if mapped != char:
                table.setdefault(mapped, f"{{${sign}{{{char if char.isascii() else letters[char]}}}$}}")
    for name, char in symbols.TEXT.items():
        if (
            len(char) == 1
            and not char.isascii()
            and name not in _UNDEFINED
            and (char not in table or (table[char][1] == "$" and char in symbols.KERNEL))
        ):
            table[char] = f"{{\\{name}}}"
    return table
