"""Where a DOI ends: what sticks to it in print is told apart from it. Text -> the DOI, and what else it may have been.

A DOI may hold any character, so nothing says for certain where it ends. What no agency registers (a query string,
`/full`, a second identifier, a dagger) is cut; what is doubtful (a version, a file's suffix, the rest behind a line
end) is a candidate that can be asked for where nobody knows the DOI as printed.

Sources: DOI handbook 2.2; addresses of the publishers and preprint servers that register most DOIs (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.printed import folded

PATTERN = r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\u00a0\u2007\u202f\u200b]{1,300}"

# Letters that nobody sees: soft hyphens, joiners, marks of direction and byte order.
UNSEEN = "\u00ad\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_UNSEEN = str.maketrans("", "", UNSEEN)
_TRAILING = ".,;:!?'\"’”»*_|\\" + UNSEEN
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_FOREIGN = re.compile(
    r"[\"“”\ufffd†‡§¶※…©®™•→↗⇒↑\ue000-\uf8ff\u3000-\u303f\uff01-\uff0c\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
    r"|&quot;|</?[a-z]{1,9}>|\]\(|(?<![¹²³⁰-⁹])[¹²³⁰-⁹]++$"
)
# What is glued to it: another identifier, an address, the words behind an entry.
_GLUED = re.compile(
    r"(?<!/)[.,;:|(\[]?(?:(?i:https?:/|www\.|pmc?id[:\s]|pubmed[:\s])|PMC?ID\d|PMC:?\d{5}|PubMed|MEDLINE|Medline|arXiv:|DOI:|(?<!/)doi:)"
    r"|[,;|](?:(?i:doi):?)?10\.\d{4,9}/"
    r"|(?<=[\w)>])[.,;:]?(?:ISSN|ISBN)[:\d-]"
    r"|(?<=[\da-z)>])[.,;:]?(?:Accessed|Retrieved|Epub|Available|Cross[Rr]ef|GoogleScholar|Google|FullText)(?![a-z])"
    r"|\[(?:PubMed|Cross[Rr]ef|PMC|Google|Medline|MEDLINE|Web|Free|DOI|doi|ISI|Links?|cs\.|Epub|Internet)"
)
_QUERY = re.compile(r"\?(?:[a-z_][\w.:-]*(?:=|%3d|&|$)|$)|&(?:amp;)?[a-z_]\w*=|;jsessionid=", re.IGNORECASE)
_FRAGMENT = re.compile(r"#[\w:~.=&%,!/-]*$")
# What publishers' addresses put behind the DOI, and nobody registers.
_VIEW = re.compile(
    r"(?:/(?:full|abs|abstract|pdf|epdf|pdfdirect|pdfplus|html|epub|full-?text|full-?text-?pdf|meta|summary|references|ref-list|citedby|citations?|metrics|"
    r"suppl(?:_file)?|supplementary-material|download|share|comments|-/dcsupplemental|asset|related|reader|cite|sec-\d+|tab-[\w-]+|html?|index\.html?)"
    r"(?=/|\.|$|[+#?])[^<>]{0,80}|\.full(?:\.pdf)?(?:\+html)?|\.full-text|\.abstract|\.(?:e?pdf|html?)(?:\+html)?)$",
    re.IGNORECASE,
)
# Servers whose DOI is that of all versions.
_VERSION = re.compile(
    r"^(10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}|10\.48550/arxiv\.(?:\d{4}\.\d{4,5}|[a-z.-]{2,12}/\d{7}))v\d{1,2}(?:[./].*)?$",
    re.IGNORECASE,
)
_ANY_VERSION = re.compile(r"[./_-]?v\d{1,2}$", re.IGNORECASE)
# What may be more than the DOI, the smallest first: a part of the work, a parameter, a word behind it.
_PIECES = (re.compile(r"[.;:,_][a-z]{3,12}$"), re.compile(r"[#?&].{1,80}$"), re.compile(r"/[^/]{1,20}$"))

# A DOI goes on behind a line end (or the blank that it became).
_BREAK = re.compile(r"[ \t\u00a0]?(?:\r\n|[\n\r\u200b])[ \t\u00a0]*|[ \u00a0]")
_NEXT = re.compile(r"[^\s\u00a0\u2007\u202f\u200b]{1,300}")
_GOES_ON = re.compile(
    r"0\d+|\d{5,}|[a-z0-9]+(?:[._/()-]+[a-z0-9]+){2,}|[a-z0-9]*(?:[a-z]\d|\d[a-z])[a-z0-9._()-]*|\d+[._-]0\d+",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"10\.[\d.]+/[^\d]*")


def bare(text: str) -> str:
    """Return `text`, which begins with a DOI, up to where that ends: without stops, brackets, marks and what is glued
    to it.

    >>> bare("10.1136/bmj.g6380/full?cookieSet=1).")
    '10.1136/bmj.g6380'
    >>> bare("10.1890/0012-9658(2006)87[2614:seaeeo]2.0.co;2];PMID:17089669")
    '10.1890/0012-9658(2006)87[2614:seaeeo]2.0.co;2'
    """
    value = unglued(text)
    if found := _QUERY.search(value, 8):
        value = value[: found.start()]
    before = ""
    while value != before:
        before = value
        value = trimmed(value).rstrip("/")
        if "<" not in value:
            value = _FRAGMENT.sub("", value)
        if found := _VIEW.search(value, value.find("/") + 2):
            value = value[: found.start()]
        value = _VERSION.sub(r"\1", value)
    return value


def unglued(text: str) -> str:
    """Return a DOI, or the rest of an address that begins with one, up to what is glued to it.

    >>> unglued("10.3389/fpsyg.2015.00001/full;PMID:25653626")
    '10.3389/fpsyg.2015.00001/full'
    """
    for pattern in (_FOREIGN, _GLUED):
        if found := pattern.search(text, 8):
            text = text[: found.start()]
    return text


def trimmed(value: str) -> str:
    """Return a DOI or an address without what belongs to the sentence: stops, and closing brackets that were not opened
    in it.
    """
    if value[-1:].isalnum() and ")" not in value and "]" not in value:
        return value  # as most are
    value = _unstopped(value)
    # "10.1/abc).Next" and "10.1/abc]:" go on after a bracket that was never opened.
    ends = [end for pair in ("()", "[]") if (end := _unopened(value, *pair)) >= 0]
    return trimmed(value[: min(ends)]) if ends else value


def _unstopped(value: str) -> str:
    """The value without stops at its end, and without closing brackets of which it has more than opening ones."""
    more = {close: value.count(close) - value.count(opened) for close, opened in _PAIRS.items()}
    opens = {opened: close for close, opened in _PAIRS.items()}
    end = len(value)
    while end:
        last = value[end - 1]
        if last not in _TRAILING and more.get(last, 0) <= 0:
            break
        if last in more:
            more[last] -= 1
        elif last in opens:
            more[opens[last]] += 1
        end -= 1
    return value[:end]


def _unopened(value: str, opened: str, close: str) -> int:
    """Where a bracket closes that was not opened, -1 where each was."""
    depth = 0
    for index, char in enumerate(value):
        depth += (char == opened) - (char == close)
        if depth < 0:
            return index
    return -1


def end_in(text: str, start: int, end: int) -> int:
    """Return where a DOI that stands at `start` and breaks off at `end`, at a blank or a line end, ends in `text`.

    It goes on where it cannot have ended (behind a slash, in the middle of a word that has no number yet) and where the
    next line begins as no sentence and no entry does.

    >>> text = "doi:10.1016/j.spinee.2007.\\n09.008. Next"
    >>> text[4 : end_in(text, 4, text.index("\\n"))]
    '10.1016/j.spinee.2007.\\n09.008.'
    """
    for _ in range(3):
        gap = _BREAK.match(text, end)
        further = _NEXT.match(text, gap.end()) if gap else None
        if gap is None or further is None or bare(text[start:end] + "x") != text[start:end] + "x":
            return end
        if not _belongs(text[start:end], further[0], "\n" in gap[0] or "\r" in gap[0] or "\u200b" in gap[0]):
            return end
        end = further.end()
    return end


def candidates(doi: str, after: str = "") -> Iterator[str]:
    """Yield what a DOI that nobody knows may have been meant for, the likeliest first; `after` is the text behind it.

    >>> list(candidates("10.21203/rs.3.rs-12345/v1"))
    ['10.21203/rs.3.rs-12345']
    >>> list(candidates("10.1136/bmj.", " g6380. Next"))
    ['10.1136/bmj', '10.1136/bmj.g6380']
    """
    doi = cleaned(doi)
    found = [bare(doi), cleaned(_ANY_VERSION.sub("", bare(doi)))]
    shorter = bare(doi)
    for _ in range(2):
        cuts = (cut for piece in _PIECES if (cut := piece.sub("", shorter)) != shorter)
        shorter = next((cut for cut in cuts if len(cut.partition("/")[2]) > 2), "")
        if not shorter:
            break
        found.append(shorter)
    gap = _BREAK.match(after) if after[:1].isspace() or after[:1] == "\u200b" else None
    if further := _NEXT.match(after, gap.end() if gap else 0):
        joined = doi + further[0] if gap else ""
        found.append(bare(joined).lower())
    seen = {doi}
    for value in found:
        if value not in seen and re.fullmatch(PATTERN, value):
            seen.add(value)
            yield value


def cleaned(value: str) -> str:
    """Return a DOI in small letters, without blanks and without letters that nobody sees; it knows how it was
    printed.
    """
    if value.isascii() and value.isprintable() and " " not in value:
        return folded(value)
    return folded("".join(value.translate(_UNSEEN).split()).replace("\u200b", ""))


def _belongs(head: str, tail: str, is_line_end: bool) -> bool:
    """Whether what stands behind a line end, or a blank, is the rest of the DOI before it."""
    word = trimmed(tail)
    if not word or re.match(r"(?i)10\.\d{4}|https?:|www\.|doi|pmid|pmc", word) or not re.match(r"[\w.(<-]", word):
        return False
    if head[-1] == "/" or (head[-1] == "_" and word[0].isalnum()) or re.fullmatch(r"_\d{1,4}", word):
        return True
    goes_on = bool(_GOES_ON.fullmatch(word.lstrip(".-_")))
    if _LETTERS.fullmatch(head) and (head[-1] in ".-_" or word[0] in ".-_"):
        return goes_on
    if is_line_end and head[-1] == "-":
        return word[0].isalnum() and any(c.isdigit() for c in word)
    return is_line_end and goes_on and (head[-1] in ".-_" or word[0] in ".-_")
