"""How the page of `backref find --html` looks, on a desk and on a phone, and what a click does."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--ref:#0b6bcb22;--ok:#1a7f37;--miss:#cf222e;--amb:#9a6700;--on:#ffd33d88}
body{margin:0;font:16px/1.55 Georgia,serif;display:grid;grid-template-columns:minmax(0,2fr) minmax(18rem,1fr);height:100vh}
main,aside{overflow:auto;padding:1.5rem}aside{border-left:1px solid #8885;font:14px/1.45 system-ui,sans-serif}
h1{font:600 1.1rem system-ui,sans-serif;margin:0 0 1rem}pre{white-space:pre-wrap;font:inherit;margin:0;overflow-wrap:anywhere}
.claim{cursor:pointer}.claim:hover{text-decoration:underline dotted}.ref{background:var(--ref);border-radius:3px}
.marker{font-weight:600;color:var(--ok)}.missing-entry{color:var(--miss)}.ambiguous{color:var(--amb)}
.heading{font-weight:700}.cue{font-style:italic}.allusion{text-decoration:underline wavy #8250df 1px}.on{background:var(--on);border-radius:3px}
ol{list-style:none;padding:0}li{margin:.4rem 0;padding:.2rem .4rem;cursor:pointer;overflow-wrap:anywhere}.count{color:#888}
.label{font-weight:600;margin-right:.4em}
nav{font-size:12px;color:#888;margin-bottom:1rem}
@media (max-width:48rem){body{display:block;height:auto}main,aside{overflow:visible;padding:1rem}aside{border-left:0;border-top:1px solid #8885}}
""".strip()
SCRIPT = """
const links=JSON.parse(document.getElementById('data').textContent),all=s=>[...document.querySelectorAll(s)];
function show(claims,refs,scroll){all('.on').forEach(e=>e.classList.remove('on'));
for(const c of claims)all('[data-claim="'+c+'"]').forEach(e=>e.classList.add('on'));
for(const r of refs)all('[data-ref="'+r+'"]').forEach(e=>e.classList.add('on'));
const first=document.querySelector(scroll+' .on');if(first)first.scrollIntoView({block:'center',behavior:'smooth'})}
document.addEventListener('click',event=>{const claim=event.target.closest('[data-claim]'),ref=event.target.closest('[data-ref]');
if(ref){const r=+ref.dataset.ref;show(links.flatMap((refs,c)=>refs.includes(r)?[c]:[]),[r],'main')}
else if(claim){const c=+claim.dataset.claim;show([c],links[c],'aside')}});
""".strip()
