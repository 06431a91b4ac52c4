"""Write the files that name the release, CITATION.cff and server.json, from pyproject.toml: `python .ci/release.py
[--check]`.

With --check nothing is written, and it exits with 1 where one of them is not what would be written.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def files() -> dict[str, str]:
    """Return the text of each file by its name."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, repository = said["project"], said["tool"]["release"]["repository"]
    address = f"https://github.com/{repository}"
    citation = f"""cff-version: 1.2.0
message: If you use this software, please cite it as below.
title: {project["name"]}
abstract: {project["description"]}
type: software
authors:
  - name: {project["authors"][0]["name"]}
version: {project["version"]}
license: {project["license"]}
repository-code: {address}
keywords:
{"".join(f"  - {word}" + chr(10) for word in project["keywords"])}"""
    server = {
        "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
        "name": f"io.github.{repository}",
        "description": "Verifies citations against Crossref, PubMed and others, and writes bibliographies.",
        "repository": {"url": address, "source": "github"},
        "version": project["version"],
        "packages": [
            {
                "registryType": "pypi",
                "identifier": project["name"],
                "version": project["version"],
                "runtimeHint": "uvx",
                "runtimeArguments": [{"type": "named", "name": "--from", "value": f"{project['name']}[mcp]"}],
                "packageArguments": [{"type": "positional", "value": "mcp"}],
                "transport": {"type": "stdio"},
            }
        ],
    }
    return {"CITATION.cff": citation, "server.json": json.dumps(server, indent=2, ensure_ascii=False) + "\n"}


def main() -> int:
    stale = [
        name
        for name, text in files().items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        print(
            "\n".join(f"{name}: run `python .ci/release.py`" for name in stale)
            or "CITATION.cff, server.json: as they should be"
        )
        return int(bool(stale))
    for name in stale:
        (ROOT / name).write_text(files()[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
