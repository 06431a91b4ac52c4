"""Wikipedia: `{{cite journal |last=...}}` and its kin, a line for each work. The reader of wikitext reads them again.

Source: "Help:Citation Style 1" and "Template:Retracted" (English Wikipedia, read 2026-11).
"""

from __future__ import annotations

import re

from ..fields import titles
from ..model import Bibliography, Entry, Reference
from ..model.printed import in_print
from ..text.escape import one_line
from . import Format
from ._templates import parameters, template

# What is a mark in wikitext, in values that are none: entities are not read as such.
_MARKS = re.compile(r"[|{}\[\]<>&]|~{2,}|_{2,}|'{2,}|(?<![\w/])//|\((?=\()|\)(?=\))")
# In an address too a signature is put in for tildes, and a magic word is obeyed.
_IN_URL = re.compile(r"[\[\]{|}']|~{3,}|_{2,}")
_TAGS = re.compile(r"<(/?)(i|b|sub|sup)>|<span[^<>]*>|</span>")
_MARK = re.compile(r"^backref: (?P<words>[^\n:]*)(?P<said>[^\n]*)", re.MULTILINE)
_DOI = re.compile(r"doi:(10\.\S+)")


def dump(bibliography: Bibliography) -> str:
    """Return an item of a list for each work: its template, and a retraction as {{retracted}}.

    >>> from backref.model import Name
    >>> reference = Reference(type="book", title="Low back disorders", author=(Name(family="McGill", given="Stuart"),))
    >>> print(dump(Bibliography.of((reference,))))
    * {{cite book |last=McGill |first=Stuart |title=Low back disorders}}
    <BLANKLINE>
    """
    return "".join(f"* {_cited(entry)}\n" for entry in bibliography.entries)


def _cited(entry: Entry) -> str:
    reference = in_print(entry.reference)
    made = [
        template(reference),
        *(f"{name}={text}" for name, value in parameters(reference) if (text := _value(name, value))),
    ]
    return f"{{{{{' |'.join(made)}}}}}{_mark(reference)}"


def _mark(reference: Reference) -> str:
    """What a verdict says of the work: a template where it was retracted, else a comment that nobody sees who does not
    edit.
    """
    found = _MARK.search(reference.annote or "")
    if (found and found["words"] == "retracted") or reference.status == "retracted":
        notice = _DOI.search(found["said"]) if found else None
        return f" {{{{retracted{f' |doi={escaped(notice[1])}' if notice else ''}}}}}"
    return f" <!-- {one_line(found.group()).replace('--', '- -').replace('>', '')} -->" if found else ""


def _value(name: str, value: str) -> str:
    if name == "url":
        return _IN_URL.sub(lambda match: "".join(f"%{ord(char):02X}" for char in match.group()), value)
    if (
        name.rstrip("0123456789") in ("author", "editor", "translator")
        and value.startswith("((")
        and value.endswith("))")
    ):
        return f"(({escaped(value[2:-2])}))"
    if name not in ("title", "chapter", "journal", "book-title", "encyclopedia", "series"):
        return escaped(titles.render(value) if "<" in value else value)
    made, at = [], 0
    value = one_line(value)
    for match in _TAGS.finditer(value):
        tag = match[2]
        made += [
            _escaped(value[at : match.start()]),
            {"i": "''", "b": "'''"}.get(tag or "", match.group() if tag else ""),
        ]
        at = match.end()
    return "".join([*made, _escaped(value[at:])])


def escaped(text: str) -> str:
    """Return text for the value of a parameter: nothing in it is a mark of wikitext.

    >>> escaped("a|b}} [[c]] <ref> & '''d'''")
    'a&#124;b&#125;&#125; &#91;&#91;c&#93;&#93; &lt;ref&gt; &amp; &#39;&#39;&#39;d&#39;&#39;&#39;'
    """
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda match: "".join(_entity(char) for char in match.group()), text)


def _entity(char: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(char) or f"&#{ord(char)};"


FORMAT = Format(
    name="wikipedia",
    title="Wikipedia's citation templates",
    suffixes=(".wikitext", ".mediawiki"),
    media_type="text/x-wiki",
    dump=dump,
)
