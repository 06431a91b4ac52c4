"""What was found in a document as one self-contained page: click a claim to see its references, and the other way round.

Everything that the document says is escaped; the page loads nothing from elsewhere and says so in its policy.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from ..model import Document, Found, Linked, Span
from ..text.escape import markup

_STYLE = """
:root{color-scheme:light dark;--ref:#0b6bcb22;--ok:#1a7f37;--miss:#cf222e;--amb:#9a6700;--on:#ffd33d88}
body{margin:0;font:16px/1.55 Georgia,serif;display:grid;grid-template-columns:minmax(0,2fr) minmax(18rem,1fr);height:100vh}
main,aside{overflow:auto;padding:1.5rem}aside{border-left:1px solid #8885;font:14px/1.45 system-ui,sans-serif}
h1{font:600 1.1rem system-ui,sans-serif;margin:0 0 1rem}pre{white-space:pre-wrap;font:inherit;margin:0;overflow-wrap:anywhere}
.claim{cursor:pointer}.claim:hover{text-decoration:underline dotted}.ref{background:var(--ref);border-radius:3px}
.marker{font-weight:600;color:var(--ok)}.missing-entry{color:var(--miss)}.ambiguous{color:var(--amb)}
.heading{font-weight:700}.cue{font-style:italic}.allusion{text-decoration:underline wavy #8250df 1px}.on{background:var(--on);border-radius:3px}
li{margin:.4rem 0;padding:.2rem .4rem;cursor:pointer;list-style-position:inside;overflow-wrap:anywhere}.count{color:#888}
nav{font-size:12px;color:#888;margin-bottom:1rem}
""".strip()
_SCRIPT = """
const links=JSON.parse(document.getElementById('links').textContent),all=s=>[...document.querySelectorAll(s)];
function show(claims,refs,scroll){all('.on').forEach(e=>e.classList.remove('on'));
for(const c of claims)all('[data-claim="'+c+'"]').forEach(e=>e.classList.add('on'));
for(const r of refs)all('[data-ref="'+r+'"]').forEach(e=>e.classList.add('on'));
const first=document.querySelector(scroll+' .on');if(first)first.scrollIntoView({block:'center',behavior:'smooth'})}
document.addEventListener('click',event=>{const claim=event.target.closest('[data-claim]'),ref=event.target.closest('[data-ref]');
if(ref){const r=+ref.dataset.ref;show(links.flatMap((refs,c)=>refs.includes(r)?[c]:[]),[r],'main')}
else if(claim){const c=+claim.dataset.claim;show([c],links[c],'aside')}});
""".strip()


def page(document: Document, found: Found, linked: Linked) -> str:
    """Return the page. Marks nest where spans do; where two cross, the later one begins behind the earlier."""
    text = document.text
    marks: list[tuple[Span, str]] = [
        *((block.span, 'class="heading"') for block in document.blocks if block.kind == "heading"),
        *((Span(*claim.span), f'class="claim" data-claim="{n}"') for n, claim in enumerate(linked.claims)),
        *((citation.span, f'class="ref" data-ref="{n}"') for n, citation in enumerate(found.citations)),
        *((link.marker.span, f'class="marker {link.status}" title="{_title(link.status, link.missing)}"') for link in linked.links),
        *((Span(*cue.span), f'class="cue" title="{_escaped(cue.kind)}"') for claim in linked.claims for cue in claim.cues),
        *((Span(*allusion.span), 'class="allusion" title="a work that is named, not cited"') for allusion in found.allusions),
    ]  # fmt: skip
    cited = [sum(n in claim.references for claim in linked.claims) for n in range(len(found.citations))]
    items = "\n".join(
        f'<li data-ref="{n}">{_escaped(_short(citation.raw))} <span class="count">{_times(cited[n])}</span></li>'
        for n, citation in enumerate(found.citations)
    )
    links = json.dumps([list(claim.references) for claim in linked.claims])
    counts = f"{len(found.citations)} references, {len(linked.links)} markers, {len(linked.claims)} claims"
    name = _escaped(document.name)
    policy = f"default-src 'none'; style-src '{_hash(_STYLE)}'; script-src '{_hash(_SCRIPT)}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{name}</title><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{name}</h1><pre>{_marked(text, marks)}</pre></main>\n<aside><h1>References</h1><nav>{counts}. "
        f"Click a sentence or a reference.</nav><ol>{items}</ol></aside>\n"
        f'<script type="application/json" id="links">{links}</script><script>{_SCRIPT}</script></body></html>\n'
    )


def _marked(text: str, marks: Sequence[tuple[Span, str]]) -> str:
    """The text, escaped, with a span element for each mark; properly nested."""
    pieces: list[str] = []
    open_ends: list[int] = []
    at = 0
    for span, attributes in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        while open_ends and open_ends[-1] <= span.start:
            end = open_ends.pop()
            pieces.append(f"{_escaped(text[at:end])}</span>")
            at = end
        start = max(span.start, at)
        end = min([span.end, *open_ends])
        if start >= end:
            continue
        pieces.append(f"{_escaped(text[at:start])}<span {attributes}>")
        at = start
        open_ends.append(end)
    while open_ends:
        end = open_ends.pop()
        pieces.append(f"{_escaped(text[at:end])}</span>")
        at = end
    return "".join([*pieces, _escaped(text[at:])])


def _hash(text: str) -> str:
    """The source of a policy that allows this one style or script, and no handler in an attribute."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _escaped(text: str) -> str:
    return "\n".join(map(markup, text.split("\n")))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 260 else f"{line[:255]}…"


def _title(status: str, missing: Sequence[str]) -> str:
    return _escaped(f"{status}: {', '.join(missing)}" if missing else status)


def _times(count: int) -> str:
    return "not cited" if not count else "cited once" if count == 1 else f"cited {count} times"
