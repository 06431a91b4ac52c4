"""How long `sync --locked` takes over a lock of five thousand works: `python benchmarks/syncing.py [--works N]`."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from backref.model import Reference, Status
from backref.project import configuration, lock, syncing
from backref.project.lock import Locked
from backref.project.syncing import _bibfile


def main() -> None:
    """Print the seconds, and how many works and citations they were for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=5000)
    count = parser.parse_args().works
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        works = [Reference(id=f"k{n:06}", type="book", title=f"Work {n}", doi=f"10.1000/x{n}") for n in range(count)]
        entries = {work.id: _bibfile.entry(work, "references.bib") for work in works}
        Path("references.bib").write_text(_bibfile.with_entries("", "references.bib", entries))
        held = (
            Locked(
                key=work.id,
                verdict=Status.MATCHED,
                record={name: value for name, value in work.csl().items() if name != "id"},
                written=lock.digest(entries[work.id]),
            )
            for work in works
        )
        Path("backref.lock").write_text(lock.dump(held))
        cited = [f"See [@k{n:06}] and [@doi:10.1000/x{n}]." for n in range(0, count, 10)]
        Path("a.md").write_text("\n\n".join(cited))
        began = time.perf_counter()
        made = syncing.plan(configuration.Configuration(folder=Path(folder)), syncing.read([Path("a.md")]), None)
        took = time.perf_counter() - began
    print(f"{took:.2f} s for {count} works and {2 * len(cited)} citations; {len(made.problems)} problems")


if __name__ == "__main__":
    main()
