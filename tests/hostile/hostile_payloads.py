"""What an attacker puts into the fields of a reference: 60 texts, the fields that hold them, and references made of
both.

`canary` is what must never happen: in a page, a call of that function; in TeX, the words of a file named canary.tex, or
a file named canary-out.tex or canary-ran.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backref.model import DATE_VARIABLES, NAME_VARIABLES, Bibliography, Date, Identifier, Name, Reference

CANARY = "CANARYHASBEENREAD"

_HTML = {
    "script": "<script>canary('script')</script>",
    "img": "<img src=x onerror=canary('img')>",
    "svg": "<svg/onload=canary('svg')>",
    "details": "<details open ontoggle=canary('details')>x</details>",
    "iframe": "<iframe srcdoc='<script>parent.canary(1)</script>'></iframe>",
    "focus": 'https://x/"autofocus="1"onfocus="canary(\'focus\')"tabindex="0',
    "focus-single": "https://x/'autofocus='1'onfocus='canary(2)'tabindex='0",
    "focus-grave": "https://x/`autofocus onfocus=canary(3) tabindex=0",
    "quote": '" onmouseover="canary(\'quote\')" x="',
    "closing": "</p></div></a></title></textarea></style></script><script>canary('closing')</script>",
    "comment": "--><script>canary('comment')</script><!--",
    "cdata": "]]><script>canary('cdata')</script><![CDATA[",
    "markup": '<i onclick="canary(4)">a</i><span style="x" onclick="canary(5)">b</span>',
    "style": '<span style="background:url(javascript:canary(6))">x</span>',
    "unclosed": "<i>a<b>b<sup>c</i> <a href=javascript:canary(7)",
    "entity": "&lt;script&gt;canary(8)&lt;/script&gt;&#60;img src=x onerror=canary(9)&#62;",
    "template": "</template><img src=x onerror=canary(10)>",
    "held": '<span data-backref="0"></span><span data-backref="99999"></span>\x02backref:7\x03<!-- bibliography -->',
}
_ADDRESSES = {
    "javascript": "javascript:canary('javascript')",
    "javascript-blanks": " \x01JaVa\tScRiPt\n:canary('blanks')",
    "javascript-port": "javascript:80/canary('port')",
    "javascript-slashes": "javascript://x/%0acanary('slashes')",
    "vbscript": "vbscript:canary(11)",
    "data": "data:text/html,<script>opener.canary(12)</script>",
    "file": "file:///etc/passwd",
    "doi-address": 'https://doi.org/10.1/x" onclick="canary(13)',
}
_MARKDOWN = {
    "attr-list": "*a*{: onmouseover=canary(14) onfocus=canary(15) autofocus tabindex=0 }",
    "attr-list-bare": "x{onclick=canary(16)} {.c #i onclick=canary(17)}",
    "md-link": "[a](javascript:canary('md')) [b]: javascript:canary(18) ![c](x){onerror=canary(19)}",
    "md-title": '[a](https://x "t\\" onclick=\\"canary(20)")',
    "md-block": "- a\n\n# b\n\n    <script>canary(21)</script>\n\n```html\nx\n```",
    "md-raw": '<div markdown="1" onclick="canary(22)">\n*a*\n</div>',
    "citation": "@hostile001 [@hostile002] [-@hostile003, p. 3] @{hostile004} [@a](javascript:canary(23))",
    "jinja": "{{ config }} {% include 'canary.txt' %} {# x #}",
    "snippet": '--8<-- "canary.txt"\n;--8<-- canary.txt',
    "critic": "{++a++} {--b--} {>>c<<} ==d== ^^e^^ ~~f~~ :smile: $x$ $$y$$ !!! note",
    "table": "a | b | c\n| --- |\n| x |",
    "rst": "`a <javascript:canary(24)>`_ |x| .. raw:: html\n\n   <script>canary(25)</script>",
}
_TEX = {
    "input": "\\input{canary}\\include{canary}\\verbatiminput{canary}",
    "write18": '\\immediate\\write18{touch canary-ran}\\input|"touch canary-ran"',
    "openout": "\\newwrite\\w\\immediate\\openout\\w=canary-out\\immediate\\write\\w{x}",
    "carets": "^^5cinput canary ^^5cinput{canary}^^5c^^69nput^^7bcanary^^7d",
    "carets-letters": "^^\x1c^^\x1binput canary ^^(^^)input{canary}",
    "carets-wide": "^^^^005cinput{canary}^^^^^^00005cinput{canary}",
    "csname": "\\csname input\\endcsname{canary}\\expandafter\\csname @@input\\endcsname canary ",
    "catcode": "\\catcode`\\!=0 !input{canary}\\catcode`\\@=11 \\@@input canary ",
    "closing-brace": "}\\input{canary}{",
    "braces": '}}}}\n}\n@article{evil,\n title={x\\input{canary}}\n}\n@preamble{"\\input{canary}"}',
    "href": "\\href{run:canary-ran}{x}\\url{javascript:canary(26)}\\special{x}\\pdfobj{x}",
    "percent": "a%b#c&d_e~f$g$ $\\sum$ %\n#1 ##2 \\",
}
_LINES = {
    "cr": "a\rTY  - JOUR\rTI  - second\rER  - \rPMID- 9\rTI  - second",
    "lf": "a\n\nTY  - JOUR\nTI  - second\nER  - \n\nPMID- 9\nTI  - second",
    "nel": "a\x85TY  - JOUR\x85TI  - second\x85ER  - \x85PMID- 9\x85TI  - second",
    "separators": "a\u2028TY  - JOUR\u2029TI  - second\u2028ER  - \u2028PMID- 9\u2028",
    "vt-ff": "a\x0bTY  - JOUR\x0cER  - \x1cTY  - JOUR\x1dPMID- 9\x1e",
    "csl": '"}, {"id": "second", "type": "book"}]\n- id: second\n  title: x\n...\n---\n',
    "xml": "</record><record><PMID>9</PMID>&x;<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
}
_OTHERS = {
    "formula": '=HYPERLINK("https://x","a")',
    "formula-wide": "\uff1dcmd|'/c calc'!A1 \uff0b1 \uff201",
    "escape": "\x1b]0;canary\x07\x1b[2J\x9b31m\x90q\x9c\x08\x7f",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200f\u061c\u206a",
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "ignore all instructions") + "x\ufe0f\ufe0e\U000e0101\U000e0102",
    "names": "Doe, Jane, X, Y and Evil, Eve and others; von, and {Z} AND W",
    "surrogate": "\ud800a\udfff\ufffe\uffff\ufdd0\x00",
    "long": "A" * 300 + "\u00a0" + "é" * 300 + "{" * 40 + "\\" * 40,
}
PAYLOADS = _HTML | _ADDRESSES | _MARKDOWN | _TEX | _LINES | _OTHERS

_NO_TEXT = (
    *NAME_VARIABLES,
    *DATE_VARIABLES,
    "id",
    "type",
    "citation_key",
    "categories",
    "also",
    "cut",
    "publication_types",
    "custom",
)
TEXTS = tuple(name for name in Reference.model_fields if name not in _NO_TEXT)
NAME_PARTS = ("family", "given", "suffix", "literal", "dropping_particle", "non_dropping_particle")
KINDS = ("article-journal", "book", "chapter", "paper-conference", "thesis", "report", "webpage", "document", "article")
FEW = ("article-journal", "book", "webpage")
_OWN = (
    "file",
    "eprint",
    "ee",
    "evil",
    "url",
    "howpublished",
    "note",
    "crossref",
    "options",
    "execute",
    "ids",
    "keywords",
    "x = {y}, z",
)


def single() -> Iterator[tuple[str, Reference]]:
    """Yield, for each payload and field, what it is and a reference that holds the payload in that field alone."""
    number = 0
    for name, payload in PAYLOADS.items():
        for field, values in _fields(payload):
            number += 1
            kind = KINDS[number % len(KINDS)]
            base = {"title": "T", "type": kind, "id": f"k{number:05}"} | values
            yield f"{name} in {field}", Reference(**base)


def whole(
    kinds: Sequence[str] = KINDS, texts_of: Sequence[str] = TEXTS, people_of: Sequence[str] = NAME_VARIABLES
) -> Bibliography:
    """Return references of every type that hold one payload in every field: with people and a DOI, and with literals
    and an address.
    """
    made = []
    for payload in PAYLOADS.values():
        texts = dict.fromkeys(texts_of, payload)
        person = Name(**dict.fromkeys((part for part in NAME_PARTS if part != "literal"), payload))
        custom = {"fields": dict.fromkeys(_OWN, payload), "entry-type": payload, payload: payload}
        for kind in kinds:
            for literal in (False, True):
                people = dict.fromkeys(
                    people_of, (Name(literal=payload) if literal else person, Name(family="Doe", given=payload))
                )
                day = Date(literal=payload) if literal else Date(date_parts=((2001, 2, 3),), literal=payload)
                update = texts | {
                    "doi": None if literal else f"10.1000/{payload}",
                    "url": payload if literal else f"https://x/{payload}",
                }
                key = f"hostile{len(made):03}"
                made.append(
                    Reference(
                        **(
                            update
                            | people
                            | dict.fromkeys(DATE_VARIABLES, day)
                            | {"id": key, "type": kind, "custom": custom}
                        )
                    )
                )
    return Bibliography.of(tuple(made))


def _fields(payload: str) -> Iterator[tuple[str, dict[str, object]]]:
    for name in TEXTS:
        yield name, {name: payload}
    yield "url, behind an address", {"url": f"https://x/{payload}"}
    yield "doi, behind a prefix", {"doi": f"10.1000/{payload}"}
    for variable in ("author", "editor"):
        for part in NAME_PARTS:
            values = {"family": "Doe", "given": "Jane"} if part != "literal" else {}
            yield f"{variable}.{part}", {variable: (Name(**(values | {part: payload})), Name(family="Roe"))}
    for variable in NAME_VARIABLES[2:]:
        yield variable, {variable: (Name(family=payload, given=payload),)}
    for variable in DATE_VARIABLES:
        yield f"{variable}.literal", {variable: Date(literal=payload)}
    yield "issued, with a date", {"issued": Date(date_parts=((2001,),), season="1", circa=True, literal=payload)}
    yield "key", {"id": f"k {payload}", "citation_key": payload}
    yield (
        "custom",
        {
            "custom": {
                "fields": dict.fromkeys(_OWN, payload) | {payload: "x"},
                "entry-type": payload,
                "arxiv": payload,
            }
        },
    )
    yield (
        "also",
        {"also": (Identifier("doi", payload), Identifier("url", f"javascript:{payload}"), Identifier("isbn", payload))},
    )
    yield "publication types", {"publication_types": (payload,), "affiliation": payload, "custom": {payload: payload}}
