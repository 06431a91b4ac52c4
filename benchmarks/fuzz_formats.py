"""Feed damaged files to the loaders, write what they give in every format, and say what fails: an exception, a changed
count, slowness.

    python benchmarks/fuzz_formats.py [--minutes 10] [--seed 1] [FORMAT ...]

Each loader starts from its golden files, which are cut, spliced, doubled and strewn with marks. The time is for each
loader. What fails is left in fuzz-failure.bin.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from backref import formats  # noqa: E402

GOLDEN = ROOT / "tests" / "golden" / "read"
SLOW = 3.0  # seconds; files are some 10 kB
MARKS = [
    "{", "}", '"', "@", "#", ",", "=", "%", "\\", "$", "~", "^", "_", "(", ")", "\n", "\n\n", "\\'", "\\frac", "--", "``", " and ", "<", ">", "&amp;", "&x;", "<i>", "</i>",
    "[", "]", ":", "null", "- ", "*a", "&a", "TY  - ", "ER  - ", "PMID- ", "@string{", "@comment{", "\x00", "\x1b[31m", "\u202e", "\ud800", "é", "β", "\ufeff", "0" * 50,
    "{" * 200, "(" * 50, "a" * 300,
]  # fmt: skip
BOTH = [n for n in formats.names() if formats.by_name(n).load and formats.by_name(n).dump]
WRITABLE = [n for n in formats.names() if formats.by_name(n).dump]


def damaged(text: str, dice: random.Random) -> str:
    """Return the text with one to eight injuries."""
    for _ in range(dice.randint(1, 8)):
        at, end = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
        end = min(end, at + 400)
        text = dice.choice(
            [
                text[:at] + text[end:],
                text[:at] + dice.choice(MARKS) * dice.choice((1, 1, 2, 30)) + text[at:],
                text[:at] + text[at:end] * 2 + text[end:],
                text[:end] + text[at:end][::-1] + text[end:],
                text[at:] or text,
            ]
        )[:40_000]
    return text


def failure(text: str, name: str, dice: random.Random) -> str:
    """Return what is wrong with how one file is read and written again, or ""."""
    began = time.process_time()
    loaded = formats.load(text, name)
    took = time.process_time() - began
    if took > SLOW:
        return f"{took:.1f} s for {len(text):,} characters"
    made = loaded.bibliography()
    target = dice.choice(WRITABLE)
    written = formats.dump(made, target)
    if "\x1b" in written or "\u202e" in written:
        return f"a control character in {target}"
    if target in BOTH:
        again = formats.load(written, target)
        if len(again.references) != len(loaded.references):
            return f"{len(loaded.references)} entries became {len(again.references)} in {target}"
        second = formats.dump(again.bibliography(), target)
        third = formats.dump(formats.load(second, target).bibliography(), target)
        if third != second:
            return f"saving again changes what {target} writes"
    return ""


def main() -> None:
    """Print for each loader how many files it stood."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0, help="for each loader")
    options.add_argument(
        "--files", type=int, default=0, help="for each loader, instead of minutes: the same files on every machine"
    )
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("formats", nargs="*", default=[path.name for path in sorted(GOLDEN.iterdir())])
    given = options.parse_args()
    failed = False
    for name in given.formats:
        dice = random.Random(f"{given.seed}{name}")
        seeds = [p.read_text(encoding="utf-8") for p in sorted((GOLDEN / name).iterdir()) if p.suffix != ".json"]
        until = time.monotonic() + 60 * given.minutes
        count = 0
        while count < given.files if given.files else time.monotonic() < until:
            text = damaged(dice.choice(seeds), dice)
            try:
                wrong = failure(text, name, dice)
            except Exception as error:  # noqa: BLE001  that is what is looked for
                wrong = f"{type(error).__name__}: {str(error)[:300]}"
            count += 1
            if wrong:
                failed = True
                (ROOT / "fuzz-failure.bin").write_bytes(text.encode("utf-8", "surrogatepass"))
                print(f"{name}: file {count} of seed {given.seed}: {wrong}")
                break
        else:
            print(f"{name}: {count:,} files, none failed")
    sys.exit(failed)


if __name__ == "__main__":
    main()
