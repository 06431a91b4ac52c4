"""Claims whose every text is a payload."""

from __future__ import annotations

from hostile_payloads import PAYLOADS

from backref.model import Bibliography, Claim, Entry, Name, Pointer, Reference, Span


def claims() -> Bibliography:
    entries, markers, made = [], [], []
    for number, payload in enumerate(PAYLOADS.values()):
        reference = Reference(
            id=f"k{number:03}", type="book", title=payload, url=f"https://x/{payload}", author=(Name(literal=payload),)
        )
        entries.append(Entry(key=reference.id, reference=reference))
        markers.append(
            Pointer(document=payload, span=Span(0, 3), kind="numeric", text=payload, keys=("1", payload), references=(number,), status="missing-entry", reason="x", missing=(payload,))
        )  # fmt: skip
        made.append(
            Claim(
                span=Span(0, 3),
                text=payload,
                heading=payload,
                markers=(number,),
                references=(number,),
                document=payload,
            )
        )
    return Bibliography(entries=tuple(entries), markers=tuple(markers), claims=tuple(made))
