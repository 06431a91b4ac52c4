"""The scorers that lie beside the reference data, as modules."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def scorer_in(data: Path, name: str = "parsing") -> ModuleType:
    """Return score/NAME.py of the reference data."""
    spec = importlib.util.spec_from_file_location(f"{name}_scorer", data / "score" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {data}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer
