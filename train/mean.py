"""The weighted mean of tagger files that were trained on from one another: `python -m train.mean OUT FILE:WEIGHT...`.

What a long training learned of new strings and what it forgot of old ones lie apart; the mean of before and after keeps
more of both than either (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .network import Tagger, export, start_from


def main() -> None:
    """Write the mean; weights are taken as shares of their sum."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("files", nargs="+", help="FILE:WEIGHT")
    options.add_argument("--hidden", type=int, default=128)
    options.add_argument("--embedding", type=int, default=64)
    given = options.parse_args()
    weighed = [(Path(path), float(weight)) for path, _, weight in (each.rpartition(":") for each in given.files)]
    total = sum(weight for _, weight in weighed)
    states = []
    for path, weight in weighed:
        model = Tagger(given.embedding, given.hidden, 0.0)
        start_from(model, path)
        states.append((model.state_dict(), weight / total))
    model = Tagger(given.embedding, given.hidden, 0.0)
    names = model.state_dict()
    model.load_state_dict({name: sum(state[name] * weight for state, weight in states) for name in names})
    export(model, given.out)


if __name__ == "__main__":
    main()
