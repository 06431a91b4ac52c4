"""Where the example of a package with plug-ins lies."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "examples" / "plugin"
