"""Old debts: faults known by what they are about, not by the line they stand in. Faults <-> the text of a baseline
file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from ..model import Span
from ..text.escape import json_text
from ._values import Fault

VERSION = 1


def fingerprints(faults: Sequence[Fault]) -> list[str]:
    """Return a name for each fault that stays when lines move, and differs from that of every other fault.

    It is made of the rule, the file, the key and the text that the fault is about.
    """
    seen: Counter[str] = Counter()
    named: dict[tuple[str, int, str, Span], str] = {}  # a rule may find many faults in one long value
    names = []
    for fault in faults:
        said = (fault.rule.code, id(fault.file), fault.key, fault.span)
        name = named.get(said) or named.setdefault(said, _named(fault))
        seen[name] += 1
        names.append(name if seen[name] == 1 else sha256(f"{name} {seen[name]}".encode()).hexdigest()[:32])
    return names


def _named(fault: Fault) -> str:
    about = " ".join(fault.span.of(fault.file.text).split())
    said = (fault.rule.code, fault.file.name.replace("\\", "/").removeprefix("./"), fault.key, about)
    return sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:32]


def dump(faults: Sequence[Fault]) -> str:
    """Return the text of a baseline of these faults, sorted, so that two of them can be compared."""
    rows = [
        {"fingerprint": name, "code": fault.rule.code, "file": fault.file.name, "key": fault.key} for name, fault in zip(fingerprints(faults), faults, strict=True)
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["file"], row["code"], row["key"], row["fingerprint"]))
    return json_text({"version": VERSION, "faults": rows}, indent=1) + "\n"


def load(text: str) -> frozenset[str]:
    """Return the fingerprints of a baseline. Raises ValueError, saying why, for what is none."""
    try:
        found = json.loads(text)
    except RecursionError:
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("faults"), list):
        raise ValueError("it is no baseline")
    if found.get("version") != VERSION:
        raise ValueError(f"it is of version {found.get('version')!r}, this program knows {VERSION}; write it again")
    return frozenset(str(row.get("fingerprint")) for row in found["faults"] if isinstance(row, dict))


def new(faults: Sequence[Fault], known: Iterable[str]) -> list[Fault]:
    """Return the faults that are not in the baseline."""
    old = frozenset(known)
    return [fault for name, fault in zip(fingerprints(faults), faults, strict=True) if name not in old]
