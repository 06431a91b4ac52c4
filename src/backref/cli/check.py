"""`backref check`: what is wrong with bibliographies and with documents that cite."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from ..errors import UnreadableInput
from ._io import read_bytes, replace_file, write_text
from ._report import progress_bar
from ._sources import open_from, source_options

if TYPE_CHECKING:
    from ..checking import Fault, Project, Rule
    from ..project import Given

_OUTPUTS = ("concise", "full", "json", "github", "gitlab", "sarif", "junit")
_ROUNDS = 5  # of mending, as one mend can bare another fault


@click.command("check", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from",
    "format",
    metavar="FORMAT",
    help="Format of each FILE whose suffix is not a document's; else from suffix or content.",
)
@click.option(
    "--output-format",
    "output",
    type=click.Choice(_OUTPUTS),
    default="concise",
    show_default=True,
    help="How faults are printed.",
)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help='Check only rules whose code begins like this: "BR2,BR301" (repeatable).',
)
@click.option(
    "--ignore", metavar="CODES", multiple=True, help="Leave out rules whose code begins like this (repeatable)."
)
@click.option("--fix", "is_mended", is_flag=True, help="Mend what is certain in the files, and report the rest.")
@click.option("--diff", "is_shown", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option("--baseline", metavar="FILE", help="Pass over the faults in FILE, which --write-baseline wrote.")
@click.option("--write-baseline", is_flag=True, help="Write all faults to the --baseline FILE, and report none.")
@click.option("--no-resolve", is_flag=True, help="Ask no source: the files alone are checked.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary and no advice.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@source_options
def command(
    files: tuple[str, ...], format: str | None, output: str, select: tuple[str, ...], ignore: tuple[str, ...], is_mended: bool, is_shown: bool,
    baseline: str | None, write_baseline: bool, no_resolve: bool, quiet: bool, exit_zero: bool,
    catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Check each FILE: a bibliography (.bib, CSL-JSON, RIS, nbib...) or a document that cites ("-" is stdin).

    Entries are compared with the sources field by field. With documents beside bibliographies, keys that are cited but
    absent and entries that are never cited are reported too. What could not be checked exits with 3, and says nothing of
    the work.

    \b
    Example:
      backref check refs.bib article.md
    """
    from .. import checking
    from ..project import Given, gather

    rules = _chosen(select, ignore)
    if write_baseline and not baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE.")
    if is_mended and not is_shown and "-" in files:
        raise click.UsageError("--fix changes files; with stdin give --diff.")
    given = [Given.of(read_bytes(name), name, format) for name in dict.fromkeys(files)]
    if is_shown:
        changed = _diff(given, rules)
        write_text(None, changed)
        sys.exit(int(bool(changed) and not exit_zero))
    if is_mended:
        given = [_mended(each, rules, quiet) for each in given]
    is_asking = not no_resolve and any(rule.code.startswith(("BR3", "BR4")) for rule in rules)
    sources = open_from(catalogue, offline, only, mailto, retractions, no_cache, quiet) if is_asking else []
    with progress_bar(is_asking and not quiet) as progress:
        project = gather(given, sources if is_asking else None, progress)
    faults = checking.check(project, rules)
    if baseline and write_baseline:
        debts = [fault for fault in faults if fault.rule.code != checking.UNCHECKED]  # what is not known is no debt
        write_text(baseline, checking.dump_baseline(debts))
        _tell(quiet, f"{baseline}: {_count(len(debts), 'fault', 'faults')}")
        sys.exit(0)
    if baseline:
        faults = checking.not_in_baseline(faults, _known(baseline))
    write_text(None, checking.OUTPUTS[output](faults, project.files, rules))
    sys.stdout.flush()  # before the words, where both go to one place
    _tell(quiet, _summary(project, faults, is_asking))
    sys.exit(0 if exit_zero else exit_code(faults))


def exit_code(faults: Sequence[Fault]) -> int:
    """Return 3 if anything could not be checked, else 1 if there are faults, else 0."""
    from .. import checking

    if any(fault.rule.code == checking.UNCHECKED for fault in faults):
        return 3
    return int(bool(faults))


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    from .. import checking

    codes = [
        [code.strip().upper() for text in given for code in text.split(",") if code.strip()]
        for given in (select, ignore)
    ]
    for code in (*codes[0], *codes[1]):
        if not any(rule.code.startswith(code) for rule in checking.rules()):
            raise click.UsageError(f"No rule has a code that begins with {code!r}.")
    return checking.chosen(*codes)


def _mended_text(given: Given, rules: Sequence[Rule]) -> str:
    """The text of a bibliography with everything mended that is certain; that of anything else as it is."""
    from .. import checking

    text = given.text
    certain = [rule for rule in rules if rule.is_certain]
    for _ in range(_ROUNDS):
        if not given.format:
            break
        project = checking.Project((checking.load(given.name, text, given.format),), date.today().year)
        mended = checking.mend(text, checking.check(project, certain))
        if mended == text:
            break
        text = mended
    return text


def _mended(given: Given, rules: Sequence[Rule], quiet: bool) -> Given:
    text = _mended_text(given, rules)
    if text == given.text:
        return given
    try:
        if given.text.encode(given.encoding) != given.data:
            raise UnicodeError
        data = text.encode(given.encoding)
    except UnicodeError:
        _tell(
            False,
            f"{given.name}: not mended, since its bytes are no {given.encoding} throughout; save it as UTF-8 first",
        )
        return given
    replace_file(given.name, data)
    _tell(quiet, f"{given.name}: mended")
    return given._replace(text=text, data=data)


def _diff(given: Sequence[Given], rules: Sequence[Rule]) -> str:
    from ..formats._escape import plain

    lines: list[str] = []
    for each in given:
        before, after = (text.splitlines(keepends=True) for text in (each.text, _mended_text(each, rules)))
        for line in difflib.unified_diff(before, after, each.name, each.name) if before != after else ():
            lines.append(plain(line.rstrip("\r\n")) + "\n")
            if not line.endswith(("\n", "\r")):
                lines.append("\\ No newline at end of file\n")
    return "".join(lines)


def _known(baseline: str) -> frozenset[str]:
    from .. import checking

    try:
        return checking.load_baseline(read_bytes(baseline).decode("utf-8", "replace"))
    except ValueError as error:
        raise UnreadableInput(baseline, str(error)) from error


def _summary(project: Project, faults: Sequence[Fault], is_asking: bool) -> str:
    from .. import checking

    entries = sum(len(file.entries) for file in project.files)
    unchecked = sum(fault.rule.code == checking.UNCHECKED for fault in faults)
    mendable = sum(bool(fault.edits) for fault in faults)
    parts = [
        f"{_count(entries, 'entry', 'entries')} in {_count(len(project.files), 'file', 'files')}: {_count(len(faults) - unchecked, 'fault', 'faults')}"
    ]
    if mendable:
        parts.append(f"{mendable} can be mended with --fix")
    if unchecked:
        parts.append(f"{unchecked} could not be checked")
    unasked = sum(entry.verdict is None for file in project.files if file.format for entry in file.entries)
    if is_asking and unasked:
        parts.append(f"{unasked} not asked about, being of a type that nobody registers and without an identifier")
    return ", ".join(parts)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _tell(quiet: bool, text: str) -> None:
    from ..formats._escape import terminal

    if not quiet:
        click.echo(terminal(text), err=True)
