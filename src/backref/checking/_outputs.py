"""Faults -> the text of each output format. Pure; OUTPUTS is the table of them.

Sources: GitHub's workflow commands; GitLab's Code Quality report; SARIF 2.1.0 (OASIS, 2020) and what GitHub's code
scanning reads of it; the JUnit XML that CI systems read (all read 2026-11).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from ..text.escape import one_line, plain, terminal
from ._baseline import fingerprints
from ._markdown import markdown
from ._pages import explained, home, page
from ._rows import json_of
from ._values import UNCHECKED, CheckedFile, Fault, Rule

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}
_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDE_LETTER = re.compile("[\U00010000-\U0010ffff]")
_WIDE = 160  # letters of a line that are shown

Faults = Sequence[Fault]
Files = Sequence[CheckedFile]
Rules = Sequence[Rule]


def concise(faults: Faults, files: Files, rules: Rules) -> str:
    """Return a line for each fault: `file:line:column: CODE key: message`."""
    return "".join(f"{_line(fault)}\n" for fault in faults)


def full(faults: Faults, files: Files, rules: Rules) -> str:
    """Return each fault with the line that it stands in, what the rule asks for, and whether it can be mended."""
    return "".join(
        f"{_line(fault)}\n{_shown(fault)}  = {fault.rule.name}: {fault.rule.summary}{_mended(fault)}\n\n"
        for fault in faults
    )


def as_json(faults: Faults, files: Files, rules: Rules) -> str:
    """Return an object with the faults, and how many files and entries were checked."""
    rows = (
        {
            "code": fault.rule.code, "name": fault.rule.name, "level": fault.rule.level, "file": fault.file.name, "key": plain(fault.key), "message": fault.message,
            "line": fault.line, "column": fault.column, "end_line": fault.end_line, "end_column": fault.end_column, "span": list(fault.span),
            "edits": [{"span": list(edit.span), "text": plain(edit.text)} for edit in fault.edits], "fingerprint": name,
        }
        for name, fault in zip(fingerprints(faults), faults, strict=True)
    )  # fmt: skip
    counts = {"files": len(files), "entries": sum(len(file.entries) for file in files), "faults": len(faults)}
    return json_of(rows, {"faults": [], "summary": counts}, "faults")


def github(faults: Faults, files: Files, rules: Rules) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a change."""
    lines = []
    for fault in faults:
        place = {
            "file": fault.file.name,
            "line": str(fault.line),
            "col": str(fault.column),
            "title": f"{fault.rule.code} {fault.rule.name}",
        }
        if fault.end_line == fault.line:
            place["endColumn"] = str(fault.end_column)
        said = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        lines.append(f"::{_COMMAND[fault.rule.level]} {said}::{_data(_said(fault))}\n")
    return "".join(lines)


def gitlab(faults: Faults, files: Files, rules: Rules) -> str:
    """Return a report for GitLab's Code Quality."""
    return json_of(
        {
            "description": _said(fault), "check_name": fault.rule.code, "fingerprint": name, "severity": _SEVERITY[fault.rule.level],
            "location": {"path": fault.file.name.removeprefix("./"), "lines": {"begin": fault.line}},
        }
        for name, fault in zip(fingerprints(faults), faults, strict=True)
    )  # fmt: skip


def sarif(faults: Faults, files: Files, rules: Rules) -> str:
    """Return a SARIF 2.1.0 log."""
    from .. import __version__

    listed = sorted({fault.rule.code: fault.rule for fault in faults}.values(), key=lambda rule: rule.code)
    number = {rule.code: at for at, rule in enumerate(listed)}
    wide = {file.name: [match.start() for match in _WIDE_LETTER.finditer(file.text)] for file in files}
    results = (
        {
            "ruleId": fault.rule.code,
            "ruleIndex": number[fault.rule.code],
            "level": fault.rule.level,
            "message": {"text": _said(fault)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(fault.file.name)},
                        "region": _region(fault, wide[fault.file.name]),
                    }
                }
            ],
            "partialFingerprints": {"backref/v1": name},
        }
        for name, fault in zip(fingerprints(faults), faults, strict=True)
    )
    driver = {"name": "backref", "version": __version__, "rules": [_described(rule) for rule in listed]}
    if home():
        driver["informationUri"] = home()
    run = {
        "tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "newlineSequences": ["\r\n", "\n", "\r"], "results": [],
    }  # fmt: skip
    return json_of(results, {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, "results")


def junit(faults: Faults, files: Files, rules: Rules) -> str:
    """Return JUnit XML: a suite for each file, a failure for each fault, and a case that passes for a file without any.

    What could not be checked is an error, which is how JUnit calls a test that came to no result.
    """
    by_file = {
        name: list(group)
        for name, group in groupby(sorted(faults, key=lambda f: f.file.name), key=lambda f: f.file.name)
    }
    suites = []
    for file in files:
        cases = (
            "".join(_case(fault) for fault in by_file.get(file.name, ()))
            or f'    <testcase classname={_attribute(file.name)} name="check"/>\n'
        )
        suites.append(
            f"  <testsuite name={_attribute(file.name)} {_counts(by_file.get(file.name, ()))}>\n{cases}  </testsuite>\n"
        )
    clean = sum(file.name not in by_file for file in files)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="backref" {_counts(faults, clean)}>\n{"".join(suites)}</testsuites>\n'


OUTPUTS: dict[str, Callable[[Faults, Files, Rules], str]] = {
    "concise": concise, "full": full, "json": as_json, "github": github, "gitlab": gitlab, "sarif": sarif, "junit": junit,
    "markdown": markdown,
}  # fmt: skip


def _line(fault: Fault) -> str:
    return f"{terminal(fault.file.name)}:{fault.line}:{fault.column}: {fault.rule.code} {_said(fault)}"


def _said(fault: Fault) -> str:
    key = terminal(fault.key)
    return f"{key}: {fault.message}" if key else fault.message


def _shown(fault: Fault) -> str:
    """The line of the fault with a mark beneath; every letter keeps its place."""
    if fault.column > _WIDE:
        return ""
    start = fault.span.start - fault.column + 1
    line = re.split(r"[\r\n]", fault.file.text[start : start + fault.column + _WIDE], maxsplit=1)[0]
    line = "".join(c if c.isprintable() else " " for c in line[:_WIDE])
    wide = fault.end_column - fault.column if fault.end_line == fault.line else len(line) - fault.column + 1
    number = str(fault.line)
    mark = "^" * max(1, min(wide, len(line) - fault.column + 1))
    return f"{' ' * len(number)} |\n{number} | {line}\n{' ' * len(number)} | {' ' * (fault.column - 1)}{mark}\n"


def _mended(fault: Fault) -> str:
    return " Can be mended with --fix." if fault.edits else ""


def _described(rule: Rule) -> dict[str, Any]:
    """A rule as code scanning shows it, with what it asks for and its examples."""
    text = explained(rule)
    where = {"helpUri": page(rule)} if page(rule) else {}
    return {
        "id": rule.code, "name": rule.name, "shortDescription": {"text": rule.summary}, "fullDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text}, **where, "defaultConfiguration": {"level": rule.level},
    }  # fmt: skip


def _region(fault: Fault, wide: Sequence[int]) -> dict[str, int]:
    """Where the fault stands; columns count the UTF-16 units that SARIF's readers count unless told otherwise.

    `wide` are the places of the letters that are two units.
    """
    return {
        "startLine": fault.line,
        "startColumn": _units(wide, fault.span.start, fault.column),
        "endLine": fault.end_line,
        "endColumn": _units(wide, fault.span.end, fault.end_column),
    }


def _units(wide: Sequence[int], at: int, column: int) -> int:
    return column + bisect_left(wide, at) - bisect_left(wide, at - column + 1)


def _uri(name: str) -> str:
    """The file as a relative reference, or as a file: URI where its path is a whole one."""
    path = name.replace("\\", "/").removeprefix("./")
    is_whole = re.match(r"/|[A-Za-z]:/", path)
    quoted = quote(path.encode("utf-8", "surrogateescape"), safe="/:~" if is_whole else "/~")
    return f"file:///{quoted.removeprefix('/')}" if is_whole else quoted


def _counts(faults: Faults, clean: int = 0) -> str:
    errors = sum(fault.rule.code == UNCHECKED for fault in faults)
    tests = len(faults) + clean or 1
    return f'tests="{tests}" failures="{len(faults) - errors}" errors="{errors}"'


def _case(fault: Fault) -> str:
    name = f"{fault.rule.code} {fault.line}:{fault.column} {fault.key}".strip()
    where = f"{fault.file.name}:{fault.line}:{fault.column}"
    kind = "error" if fault.rule.code == UNCHECKED else "failure"
    return (
        f"    <testcase classname={_attribute(fault.file.name)} name={_attribute(name)}>\n"
        f"      <{kind} type={_attribute(fault.rule.name)} message={_attribute(fault.message)}>{escape(_clean(f'{where}: {_said(fault)}'))}</{kind}>\n    </testcase>\n"
    )


def _clean(text: str) -> str:
    return _NO_XML.sub("", one_line(plain(text)))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(terminal(text)).replace(":", "%3A").replace(",", "%2C")
