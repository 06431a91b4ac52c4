"""How the tagger does on a corpus whose like it has never seen: `python -m train.left_out`.

For each family of corpora one tagger is trained without it, by the same recipe but in less time, and judged on the
family's dev strings. The figures go to train/left_out.json, from where the tagger's card takes them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from .data import FAMILIES
from .judge import judge, using

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "train" / "left_out.json"


def main() -> None:
    """Train, judge and write, family by family."""
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
        found = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
        with using(model):
            for path in sorted((given.data / "corpora" / "dev").glob("*.jsonl.gz")):
                name = path.name.removesuffix(".jsonl.gz")
                if name.startswith(FAMILIES[family]) and name != "anystyle-ugly":
                    judged = judge(path, given.data)
                    found[name] = {
                        "family": family, "minutes": given.minutes, "strings": judged.strings, "f1": round(judged.f1, 1),
                        "f1_range": [round(x, 1) for x in judged.f1_range], "whole": round(judged.whole, 1),
                    }  # fmt: skip
                    print(name, found[name], flush=True)
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
