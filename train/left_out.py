"""How the tagger does on a corpus whose like it has never seen: `python -m train.left_out`.

For each family of corpora one tagger is trained without it, by the same recipe but in less time, and judged on the
family's dev strings, which is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from .data import FAMILIES
from .judge import judge, using

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Train, judge and print, family by family."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--models", type=Path, default=ROOT / "checkpoints" / "left-out")
    options.add_argument("--minutes", type=int, default=20)
    options.add_argument("families", nargs="*", default=sorted(FAMILIES))
    given = options.parse_args()
    for family in given.families:
        model = given.models / f"{family}.npz"
        if not model.exists():
            command = [sys.executable, "-m", "train.tagger", "--without", family, "--minutes", str(given.minutes)]
            command += ["--epochs", str(given.models / f"epochs-{family}"), "--made", "4"]
            subprocess.run([*command, "--data", str(given.data), "--out", str(model)], check=True)  # noqa: S603  our own module, our own arguments
        with using(model):
            for path in sorted((given.data / "corpora" / "dev").glob("*.jsonl.gz")):
                name = path.name.removesuffix(".jsonl.gz")
                if name.startswith(FAMILIES[family]) and name != "anystyle-ugly":
                    judged = judge(path, given.data)
                    low, high = judged.f1_range
                    print(
                        f"{name}: F1 {judged.f1:.1f} ({low:.1f}-{high:.1f}), all right {judged.whole:.1f}", flush=True
                    )


if __name__ == "__main__":
    main()
