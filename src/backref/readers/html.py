"""HTML: the text that a reader of the page sees, with a map back to the file. Saved Wikipedia pages and journal pages
alike.

Scripts, styles, navigation and templates are left out; superscript numbers become "[1]", items of ordered lists carry
their numbers as labels, and the backlinks of Wikipedia's reference lists ("^ a b c") are dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from ..model import BlockKind, Document, Identifier
from ..text.entities import unescaped, without_endless
from ..text.numerals import whole
from ..text.raised import is_part, raised
from . import Reader, _saved, _saved_entries, _works
from ._builder import Builder
from ._saved_entries import SavedEntries
from ._saved_short import ShortCitations
from ._unclosed import CODE, UNREAD, unclosed

_DROPPED = frozenset(
    "script style template noscript nav head svg button select textarea iframe object canvas audio video footer".split()
)
_METADATA = frozenset("title meta link style script base noscript template".split())  # what a head may hold
_ENDLESS = frozenset("script style textarea title".split())  # whose content is no markup
_BLOCKS = frozenset(
    "p div li ol ul dl dd dt h1 h2 h3 h4 h5 h6 table tr td th blockquote pre section article main aside header figure figcaption address body html center hr nav footer form fieldset".split()
)
_MOST_LINKS = 50  # within each other
_LABEL = 24  # letters of a note's label
_NUMBER = re.compile(r"[\[(]?\s*[a-z]?\d{1,3}(?:\s*[,;–‒\-]\s*\d{1,3}){0,20}\s*[\])]?")
_EXPONENT = re.compile(
    r"(?<![^\W_])(?:[cmkdnµμ]?m|s|L|ft|in|kg|g|h|min|χ|R|r|Å|°|Ca|Mg|Na|K|Zn|Fe|Cu|H|Cl|NO|NH|SO|PO|CO)\Z"
)
# The standard library's parser takes time with the square of what follows a tag that is never closed (CVE-2025-6069);
# the "<" of such a tag is hidden from it, at equal length.
_TAG_OR_LESS = re.compile(r"<(?:/?[a-zA-Z](?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')*+>|!|\?)?")


def recognises(text: str) -> bool:
    """Say whether a text begins as a page does.

    >>> recognises("<!DOCTYPE html><p>a</p>"), recognises("a <p> b")
    (True, False)
    """
    return re.match(r"\s{0,100}(?:<!doctype html|<html\b)", text[:200], re.IGNORECASE) is not None


def read(source: str, name: str = "-") -> Document:
    """Return the document of an HTML page.

    >>> page = read("<p>Useful.<sup>3</sup></p><ol><li>Chou R &amp; al</li></ol>")
    >>> [(b.kind, b.label, b.span.of(page.text)) for b in page.blocks]
    [('paragraph', '', 'Useful.[3]'), ('item', '1', 'Chou R & al')]
    """
    parser = _Markup(source, name)
    parser.feed(_closed(source))
    parser.close()
    parser.flush()
    return parser.document()


def _closed(source: str) -> str:
    """The source with the "<" of tags and comments that never close hidden, at equal length."""
    last, last_tag = source.rfind("-->"), source.rfind(">")

    def shown(match: re.Match[str]) -> str:
        whole = match.group()
        endless = whole == "<!" and match.start() > last and source.startswith("--", match.end())
        endless |= whole == "<!" and source.startswith(
            "[", match.end()
        )  # a marked section of SGML: the parser gives up
        endless |= whole in ("<!", "<?") and match.start() > last_tag
        return "\ufffd" + whole[1:] if whole == "<" or endless else whole

    return without_endless(_TAG_OR_LESS.sub(shown, source))


class _Markup(HTMLParser):
    def __init__(self, source: str, name: str) -> None:
        super().__init__(convert_charrefs=False)
        self.builder = Builder(source, name)
        self._starts = [0, *(match.end() for match in re.finditer(r"\n", source))]
        self._source = source
        self._folded = source.lower()
        self._ending: dict[str, int] = {}  # where the elements of each kind end for the last time
        self._said_of: set[str] = set()  # kinds of elements that do not end
        self._dropped: list[str] = []
        self._within: Counter[str] = Counter()  # how many of each kind those are
        self._lists: list[list[int | None]] = []
        self._block = 0
        self._kind: BlockKind = "paragraph"
        self._label = ""
        self._blank = True
        self._sup: int | None = None
        self._sup_at = 0
        self._links: list[tuple[str, int]] = []  # those that are open, and where their words began
        self._works: list[Identifier] = []  # behind the words of the block
        self._notes: dict[
            str, str
        ] = {}  # the labels of notes that are pointed at by other signs than numbers, by their ids
        self._note = ""  # the id that a link to a note points at, while it is open
        self._margin = False  # within a label that stands in an element of its own beside its entry
        self._met: set[str] = set()  # those of them that the page holds
        self._uses: list[tuple[int, int, str]] = []  # where the text points at them
        self._are_named = False  # whether what follows are the citations of Docutils, each behind its label
        self._named = ""  # that label
        self._short = ShortCitations(source)
        self._entry = SavedEntries()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._offset()
        given = {key: value or "" for key, value in attrs}
        classes = given.get("class", "").split()
        if not self._dropped and _saved.is_wanted(classes):
            self._said("[citation needed]", at)
        if self._dropped == ["head"] and tag not in _METADATA:
            self._undrop()  # its end tag may be left out
        is_open = tag in _DROPPED or tag == "pre"
        if is_open and not self._dropped and tag != "head" and not self._ends(tag, at):
            is_open = tag in _ENDLESS
            if is_open or tag == "pre":
                self._unclosed(tag, at)
        is_open = is_open and tag in _DROPPED
        is_left = _saved.is_dropped(classes) or _saved.is_wanted(classes)
        is_left = is_left or _saved_entries.is_dropped_tag(classes, self._source, self._tag_end(at))
        is_left = is_left or self._is_label(tag, given, classes, at)
        if self._dropped or is_open or is_left:
            if tag not in ("br", "img", "hr", "input", "meta", "link", "wbr"):
                self._dropped.append(tag)
                self._within[tag] += 1
            return
        if tag in _BLOCKS and self._entry.begins(tag, given):
            if not self._blank:
                self._said(self._entry.between(tag, self.builder.tail(20)), at)
                self._blank = True
        else:
            self._begun(tag, given, classes, at)
        self._short.element(tag, given, self.builder.length)

    def _is_label(self, tag: str, given: Mapping[str, str], classes: list[str], at: int) -> bool:
        """Whether an element at the beginning of a note or an entry only prints its label; a link there may say which
        note it is.
        """
        if self._dropped or (tag == "span" and self.builder.length > self._block):
            return False
        if self._are_named and "label" in classes:
            self.flush()
            self._named = _saved_entries.label_of(self._source, at)
            return bool(self._named)
        if (
            tag == "a"
            and self.builder.length == self._block
            and (label := self._notes.get(given.get("id", "")))
            and given.get("href", "").startswith("#")
        ):
            self._kind, self._label = "footnote", label
            self._met.add(label)
            return True
        return tag == "span" and classes == ["label"] and self._kind == "footnote"

    def _begun(self, tag: str, given: Mapping[str, str], classes: list[str], at: int) -> None:
        """Begin an element that is read."""
        if tag in ("ol", "ul"):
            start = whole(given.get("start"))
            self._lists.append([None if tag == "ul" else 0 if start is None else start - 1])
        if ("csl-right-inline" in classes or "ltx_bibblock" in classes) and not self._blank:
            self._said(" ", at)
        elif keys := _saved_entries.cited(tag, given):
            self._cited(keys, at)
        elif tag in _BLOCKS and "csl-right-inline" not in classes:
            self.flush()
            self._open(tag, given)
            self._margin = "csl-left-margin" in classes
        elif tag == "a" and len(self._links) < _MOST_LINKS:
            self._links.append((given.get("href", ""), self.builder.length))
            self._note = _saved.noted(given)
        elif "Z3988" in classes:
            self._works += _saved.coins(given.get("title", ""))
        elif tag == "br":
            self.builder.insert("\n", at, self._tag_end(at) - at)
            self._blank = True
        elif tag == "sup" and self._sup is None:
            self._sup = at
            self._sup_at = self._tag_end(at)

    def _ends(self, tag: str, at: int) -> bool:
        """Whether an element ends behind `at`; one that does not is no reason to leave out the rest of the page."""
        if tag not in self._ending:
            self._ending[tag] = self._folded.rfind(f"</{tag}")
        return self._ending[tag] > at

    def _unclosed(self, tag: str, at: int) -> None:
        """Say what is made of an element that does not end, once for each kind."""
        if tag in self._said_of:
            return
        self._said_of.add(tag)
        said = UNREAD if tag in _ENDLESS else CODE
        self.builder.problems.append(unclosed(f"<{tag}>", self._source, at, said, self.builder.name))

    def _open(self, tag: str, given: Mapping[str, str]) -> None:
        """Say what kind of block begins."""
        if tag == "li":
            self._kind = "item"
            number = self._lists[-1][0] if self._lists else None
            if number is not None:
                said = whole(given.get("value"))
                number = number + 1 if said is None else said
                self._lists[-1][0] = number
                self._label = str(number)
        elif re.fullmatch(r"h[1-6]", tag):
            self._kind = "heading"
        elif tag == "pre":
            self._kind = "code"
        elif tag in ("td", "th"):
            self._kind = "table"
        if tag in ("div", "dl", "aside", "table"):
            self._are_named = "citation" in given.get("class", "").split()
        if label := self._notes.get(given.get("id", "")):
            self._kind, self._label = "footnote", label
            self._met.add(label)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            while self._within[tag] and self._undrop() != tag:
                pass
            return
        if tag == "sup" and self._sup is not None:
            self._superscript(self._offset())
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            if self._note and self._sup is None:
                self._use(start, self.builder.tail(self.builder.length - start))
            self._short.link(address, start, self.builder)
            self._linked(address, start)
        elif tag == "cite":
            self._short.cite_ends(self.builder.length)
        elif self._margin and tag == "div":
            self._margin = False
        elif tag in _BLOCKS and not self._entry.ends(tag):
            self.flush()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def _undrop(self) -> str:
        tag = self._dropped.pop()
        self._within[tag] -= 1
        return tag

    def handle_data(self, data: str) -> None:
        if self._dropped or self._sup is not None:
            return
        start = self._offset()
        if self._entry.are_buttons:
            return
        if self._entry.has_ended and not self._blank and not data[:1].isspace():
            self._said(" ", start)
        self._entry.has_ended = False
        self._text(start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name}")

    def document(self) -> Document:
        """Return what was read."""
        told = self._short.tell(self.builder)
        for start, end, label in self._uses:
            if label in self._met and start not in told:
                self.builder.marker(start, "footnote", (label,), end)
        return self.builder.document()

    def flush(self) -> None:
        """Close the block that is open."""
        if self._sup is not None:
            self._superscript(self._offset())
        if self.builder.length > self._block:
            if self._works and self._kind in ("item", "footnote"):
                printed = self.builder.tail(self.builder.length - self._block)
                for address in _saved.unsaid(self._works, printed):
                    self.builder.insert(f" {address}", self._offset())
            if self._named:
                self.builder.citation(self._block, self._named, "list")
                self._kind, self._label, self._named = "item", self._named, ""
            if kind := self._short.closes(self.builder, self._block, self._kind, self._label):
                self.builder.block(self._block, kind, self._label)
            if not self.builder.ends_with("\n"):
                self.builder.insert("\n\n", self._offset())
            self._kind, self._label = "paragraph", ""
        self._block = self.builder.length
        self._blank = True
        self._works, self._links = [], []

    def _linked(self, address: str, start: int) -> None:
        """A link is its words; the work that it leads to, if they do not name it, stands behind them, or at the end of
        an entry.
        """
        is_said = self.builder.length > start or self._entry.are_buttons
        work = _works.work_of(address) if is_said and self._kind != "code" else None
        if work is None:
            return
        if self._kind in ("item", "footnote"):
            self._works.append(work)
        elif work.value.casefold() not in self.builder.tail(self.builder.length - start).casefold():
            self._said(f" {address}", self._offset())

    def _cited(self, keys: tuple[str, ...], at: int) -> None:
        start = self.builder.length + (not self._blank)
        self._said(f"{'' if self._blank else ' '}[{', '.join(keys)}]", at)
        self.builder.marker(start, "key", keys)

    def _said(self, text: str, at: int) -> None:
        self.builder.insert(text, at)
        self._blank = False

    def _entity(self, printed: str) -> None:
        if self._dropped or self._sup is not None:
            return
        start = self._offset()
        end = start + len(printed) + (self._source[start + len(printed) : start + len(printed) + 1] == ";")
        decoded = unescaped(self._source[start:end])
        self.builder.insert(decoded, start, end - start)
        self._blank = decoded.isspace() and decoded != "\u00a0"

    def _text(self, start: int, end: int) -> None:
        """Copy text; outside of code, runs of blanks and line ends become one blank."""
        if self._kind == "code":
            self.builder.copy(start, end)
            return
        at = start
        for match in re.finditer(r"[ \t\r\n\f]+", self._source[start:end]):
            self.builder.copy(at, start + match.start())
            if start + match.start() > at:
                self._blank = False
            if not self._blank:
                if match.group() == " ":
                    self.builder.copy(start + match.start(), start + match.end())
                else:
                    self.builder.insert(" ", start + match.start(), match.end() - match.start())
                self._blank = True
            at = start + match.end()
        self.builder.copy(at, end)
        if end > at:
            self._blank = False

    def _superscript(self, end: int) -> None:
        """Close a superscript: a number becomes a bracketed marker over its whole element, all else stays as it is."""
        start, inner = self._sup or 0, self._sup_at
        self._sup = None
        raw = self._source[inner:end]
        shown = unescaped(re.sub(r"<[^<>]{0,2000}>", "", raw))
        if not _NUMBER.fullmatch(shown.strip()):
            if found := _saved.note(raw, shown):
                self._notes.setdefault(*found)
                at = self.builder.length
                self._said(shown.strip(), start)
                self._uses.append((at, self.builder.length, self._notes[found[0]]))
                self._short.use(raw, at, self.builder.length)
            elif shown.strip() and not _saved.is_pages(shown):
                self.builder.insert(shown, inner, end - inner)
                self._blank = False
            return
        digits = shown.strip().strip("[]() ")
        before = _EXPONENT.search(self._source, max(0, start - 12), start)
        is_bare = "<a" not in raw and "[" not in raw
        following = re.sub(r"<[^<>]{0,200}>", "", self._source[self._tag_end(end) : self._tag_end(end) + 60])
        if is_bare and (before or is_part(self.builder.tail(50), digits, following)):
            # "10⁹", "m²", "¹³C": no marker, but what it was
            self.builder.insert(raised(digits), start, self._tag_end(end) - start)
            self._blank = False
            return
        begin = self.builder.length
        self.builder.insert(f"[{digits}]", start, self._tag_end(end) - start)
        self._blank = False
        self._short.use(raw, begin, self.builder.length)
        if self._note:
            self._use(begin, digits)

    def _use(self, start: int, printed: str) -> None:
        """Keep where the text points at a note, by a link that says so."""
        target, self._note = self._note, ""
        label = f"^{printed.strip(' []()')}"
        if 1 < len(label) < _LABEL and self.builder.length > start:
            self._notes.setdefault(target, label)
            self._uses.append((start, self.builder.length, self._notes[target]))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[min(line - 1, len(self._starts) - 1)] + column

    def _tag_end(self, at: int) -> int:
        end = self._source.find(">", at)
        return len(self._source) if end < 0 else end + 1


READER = Reader(
    name="html",
    title="HTML",
    read=read,
    suffixes=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
    recognises=recognises,
)
