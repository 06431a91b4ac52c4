"""Print a pin to the least version of each dependency that pyproject.toml allows, a line each: constraints for pip.

python .ci/minimum.py > constraints.txt && pip install -c constraints.txt ".[test]"
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

RUN = (
    "pdf",
    "mkdocs",
    "sphinx",
    "mcp",
    "serve",
)  # the extras whose code runs in the tests; tools of testing stay the newest


def pins(project: dict[str, object]) -> list[str]:
    """Return `name==version` for each dependency, and for those of the extras that run.

    >>> pins({"dependencies": ["click>=8.1", "habanero>=2.9,<3"], "optional-dependencies": {"pdf": ["pypdf>=7.1"]}})
    ['click==8.1', 'habanero==2.9', 'pypdf==7.1']
    """
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(one for extra in RUN for one in extras.get(extra, ()))]
    found = [re.match(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?>=(?P<least>[\w.]+)", each) for each in asked]
    missing = [each for each, match in zip(asked, found, strict=True) if not match]
    if missing:
        raise SystemExit(f"no least version: {', '.join(missing)}")
    return [f"{match['name']}=={match['least']}" for match in found if match]


if __name__ == "__main__":
    text = (Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    sys.stdout.write("\n".join(pins(tomllib.loads(text)["project"])) + "\n")
