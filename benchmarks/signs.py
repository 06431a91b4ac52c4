"""Print what each sign of a reference moves: F1 of references with all signs, and how it changes when one does not
count.

python benchmarks/signs.py [--data FOLDER] [--split dev]
"""

from __future__ import annotations

import argparse
import functools
import sys
from pathlib import Path

from backref.locating import signs
from finding import SHARED, judged, scores

GROUPS = ("ALL", "lang:pt", "variant:embed", "variant:noheading", "variant:runon", "variant:wrap", "wikipedia")


def main() -> None:
    """Print one line for each sign, in thousandths."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=SHARED)
    options.add_argument("--split", default="dev")
    given = options.parse_args()
    if not (given.data / "documents").is_dir():
        sys.exit(f"no documents in {given.data}")
    whole = signs.score

    def measured() -> dict[str, float]:
        found = scores(judged(given.data, "txt", given.split)[0])
        return {group: found[group]["refs"][2] for group in GROUPS if group in found}

    all_signs = measured()
    print(f"{'':22}" + "".join(f"{group:>18}" for group in all_signs))
    print(f"{'all signs':22}" + "".join(f"{value:18.3f}" for value in all_signs.values()), flush=True)
    for name in signs.names():
        signs.score = functools.partial(whole, without=name)
        changed = measured()
        print(f"{name:22}" + "".join(f"{1000 * (changed[g] - all_signs[g]):18.0f}" for g in all_signs), flush=True)
    signs.score = whole


if __name__ == "__main__":
    main()
