"""What an attacker puts into the fields of a reference: a hundred texts, the fields that hold them, and references made of
both.

`canary` is what must never happen: in a page, a call of that function; in TeX, the words of a file named canary.tex, or
a file named canary-out.tex or canary-ran.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
# What becomes a mark only when something is taken out of it, or is written in another way: by this program or by the
# next one.
_JOINED = {
    "removed-html": "<scr\u202eipt>canary('removed')</scr\x00ipt><im\ufeffg src=x onerror=canary(30)>",
    "removed-scheme": "java\u202escript:canary(31)",
    "removed-carets": "^\u202e^5cinput{canary}^\x00^5cinput{canary}\\inp\x7fut{canary}",
    "removed-entity": "&l\u2066t;script&g\u2066t;canary(32)&l\u2066t;/script&g\u2066t;",
    "removed-braces": "{\u202e{x}\u202e}{\x00% x %\x00}@\u200e@article{x,}",
    "wide-html": "\uff1cscript\uff1ecanary(33)\uff1c/script\uff1e \ufe64img src=x onerror=canary(34)\ufe65",
    "wide-tex": "\uff3cinput{canary} \ufe68input\ufe5bcanary\ufe5c",
    "entity-scheme": "javascript&colon;canary(35)",
    "entity-number": "&#106;avascript&#58;canary(36)",
    "entity-quote": "https://x/&quot; onclick=&quot;canary(37)",
    "percent-twice": "https://x/%22onclick=%22canary(38)%5Cinput{canary}%0ATY  - JOUR",
    "braces-scheme": "java{}script:canary(70) {java}{script}:x java\\\\script:x",
    "hyphen-scheme": "java\u00adscript:canary(39)\u200b",
    "entity-half": "&#x3c;img src=x onerror=canary(40)&#x3e &ltimg src=x onerror=canary(41)&gt",
}
_BROWSERS = {
    "mutation": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=canary(42)&gt;">',
    "animate": "<svg><animate onbegin=canary(43) attributeName=x dur=1s><a xlink:href=javascript:canary(44)><text>x</text></a>",
    "base": '<base href=//x/><meta http-equiv=refresh content="0;url=javascript:canary(45)"><link rel=stylesheet href=data:text/css,x>',
    "form": "<form action=javascript:canary(46)><button>x</button><input formaction=javascript:canary(47) type=image>",
    "object": "<object data=javascript:canary(48)></object><embed src=javascript:canary(49)><portal src=javascript:canary(50)>",
    "clobber": "<a id=backref name=backref><form id=document><input name=body><img name=getElementById>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=canary(51)>"><xmp><plaintext>',
}
_PAGES = {
    "md-reference": '[a]: javascript:canary(52) "x"\n\n[a] ![a] [^1] [^1]: x *[T]: <img src=x onerror=canary(53)> [TOC] [[x]]',
    "md-autolink": '<javascript:canary(54)> <https://x onclick=canary(55)> <a@x" onclick=canary(56)>',
    "md-fences": "```{raw} html\n<script>canary(57)</script>\n```\n:::{raw} html\n<script>canary(58)</script>\n:::",
    "md-blocks": '/// html | img[src=x onerror=canary(59)]\n///\n=== "x"\n    x\n??? x\n!!! x\n::: canary\n',
    "md-roles": '{raw-html}`<script>canary(60)</script>` {eval-rst}`x` {{ x }} (x)= +++ {"a": 1} %% x',
    "md-slashes": "\\\\*a\\\\*{: onclick=canary(61)} \\\\[a\\\\](javascript:canary(62)) \\`x\\` \\<img src=x onerror=canary(63)>",
    "rst-inline": "``x`` x_ `x`__ |x|_ [1]_ [#]_ :download:`/etc/passwd` :raw-html:`<script>canary(64)</script>` *x ``",
    "rst-blocks": ".. |x| raw:: html\n   :file: canary.txt\n\n.. include:: canary.txt\n.. _x: javascript:canary(65)\n\n::\n\n   x",
    "mdx": "{canary(66)} <Canary a={canary(67)}/> import x from 'x'; export const y = canary(68)",
    "typst": '#read("canary.txt") #eval("1") $#x$ @x <x> \\u{41} `x` #include "canary.typ" /* */ //',
    "org": "#+INCLUDE: canary.txt\n* x\n[[elisp:(canary)][x]] src_sh{touch canary-ran} [cite:@x] {{{x}}} @@html:<script>canary(69)</script>@@",
    "wikitext": "x}}{{subst:x|{{{1|}}}}} ~~~~ __NOTOC__ [[File:x]] <nowiki/><ref name=x>x</ref> -{H|x}- \x27\x27\x27x\x27\x27",
    "wikitext-url": "https://x/~~~~/__NOTOC__/-{x}-/\x27\x27x\x27\x27/[[x]]/{{x}}/<ref>x</ref>/|x=y",
}
_MACHINES = {
    "yaml": "!!python/object/apply:os.system [touch canary-ran] &a *a <<: {x: y} ? - | > %YAML",
    "yaml-start": "- x: *a # y",
    "yaml-word": "~",
    "workflow": "%0A::error file=x::y\r\n::set-output name=x::y\n##[error]x\n::stop-commands::x",
    "osc": "\x9d8;;javascript:x\x9cx\x1b]8;;x\x07 \x1bP1$r\x1b\\ \x1b[?1049h\u009b6n",
    "formula-blank": "\u00a0=1+1",
    "formula-small": "\ufe661+1 \u207a1 \ufe63x",
    "formula-tab": '\t\u200b=1+1\r\n;=2+2;"=3",@SUM(1)',
    "enw": "a\n%0 Book\n%T second\n\n%0 Book\r%0 Book\x85%0 Book",
    "ciw": "a\nPT J\nTI second\nER\n\nEF\rPT J",
    "lua": "\\directlua{os.execute('touch canary-ran')}\\openin1=canary \\read1 to\\x\\x\\endinput\\begin{filecontents}{canary-out}",
    "bytes": '^^e2^^80^^a8\u2028\\input canary ^^M^^J\\input{canary}^^?^^@~"a"="|',
    "word-field": '{ INCLUDETEXT "canary.txt" } { DDEAUTO c:\\\\x } _x000D_ _x005C_ </w:t><w:instrText>DDEAUTO</w:instrText>',
}
PAYLOADS = _HTML | _ADDRESSES | _MARKDOWN | _TEX | _LINES | _OTHERS | _JOINED | _BROWSERS | _PAGES | _MACHINES

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
FEW = ("article-journal", "webpage")
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


def single(payloads: Mapping[str, str] = PAYLOADS) -> Iterator[tuple[str, Reference]]:
    """Yield, for each payload and field, what it is and a reference that holds the payload in that field alone."""
    number = 0
    for name, payload in payloads.items():
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
