"""The files that name the release say what pyproject.toml says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = {"type": "string", "minLength": 1}
ARGUMENT = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"enum": ["named", "positional"]}, "name": TEXT, "value": TEXT},
    "if": {"properties": {"type": {"const": "named"}}},
    "then": {"required": ["name"]},
    "else": {"anyOf": [{"required": ["value"]}, {"required": ["valueHint"]}]},
}
# What the schema of 2025-12-11 demands of what server.json says, and the registry of a package of PyPI beside it.
SERVER = {
    "type": "object",
    "required": ["$schema", "name", "description", "version", "packages"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"const": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"},
        "name": {"type": "string", "minLength": 3, "maxLength": 200, "pattern": "^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$"},
        "description": TEXT | {"maxLength": 100},
        "version": TEXT | {"maxLength": 255, "pattern": r"^\d+\.\d+\.\d+$"},
        "repository": {
            "type": "object",
            "required": ["url", "source"],
            "properties": {"url": {"pattern": "^https://"}},
        },
        "packages": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["registryType", "identifier", "version", "transport"],
                "properties": {
                    "registryType": {"const": "pypi"},
                    "version": TEXT | {"not": {"const": "latest"}},
                    "runtimeArguments": {"type": "array", "items": ARGUMENT},
                    "packageArguments": {"type": "array", "items": ARGUMENT},
                    "transport": {"type": "object", "required": ["type"], "properties": {"type": {"const": "stdio"}}},
                },
                "dependentRequired": {"runtimeArguments": ["runtimeHint"]},
            },
        },
    },
}


def test_citation_and_server_are_what_the_project_says():
    done = subprocess.run([sys.executable, ROOT / ".ci" / "release.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    server = json.loads((ROOT / "server.json").read_text())
    version, repository = said["project"]["version"], said["tool"]["release"]["repository"]
    assert citation["version"] == server["version"] == server["packages"][0]["version"] == version
    assert citation["repository-code"].endswith(repository)
    assert server["name"] == f"io.github.{repository}"


def test_one_place_says_where_the_project_is_kept():
    owner = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["release"]["repository"]
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "action.yml"]
    assert not [page.name for page in pages if owner in page.read_text(encoding="utf-8")]


def test_the_registry_of_mcp_servers_takes_the_file():
    jsonschema = pytest.importorskip("jsonschema")
    server = json.loads((ROOT / "server.json").read_text())
    judge = jsonschema.Draft202012Validator(SERVER)
    assert [fault.message for fault in judge.iter_errors(server)] == []
    package = server["packages"][0]
    words = [f"{each['name']}={each['value']}" for each in package["runtimeArguments"]]
    words += [package["identifier"], *(each["value"] for each in package["packageArguments"])]
    assert words == ["--from=backref[mcp]", "backref", "mcp"]  # behind uvx
    for change in ({"name": "backref"}, {"description": "x" * 101}, {"version": "latest"}, {"packages": []}):
        assert list(judge.iter_errors(server | change))


def test_every_dependency_stands_in_the_table_of_licences_and_has_a_least_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {
        name: needs
        for name, needs in project["optional-dependencies"].items()
        if name not in ("test", "dev", "docs", "train")
    }
    needed = [
        one for needs in (project["dependencies"], *extras.values()) for one in needs if not one.startswith("backref[")
    ]
    rows = (ROOT / "docs" / "reference" / "licences.md").read_text(encoding="utf-8").split("## Data")[0]
    listed = {name.strip() for row in re.findall(r"^\| ([^|]+) \|", rows, re.MULTILINE) for name in row.split(",")}
    for one in needed:
        assert ">=" in one, one
        assert re.split(r"[>\[<=]", one)[0] in listed, one
