"""`backref check`: what is wrong with bibliographies and with documents that cite."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..errors import ConfigurationError, UnreadableInput
from ..project.configuration import Configuration
from ._io import read_bytes, replace_file, write_text
from ._report import progress_bar
from ._sources import configured, open_for, source_options

if TYPE_CHECKING:
    from ..checking import Fault, Project, Rule
    from ..project.gathering import Given

_OUTPUTS = ("concise", "full", "json", "github", "gitlab", "sarif", "junit", "markdown")
_ROUNDS = 5  # of mending, as one mend can bare another fault


@click.command("check")
@click.argument("files", nargs=-1, metavar="[FILE]...")
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
    help="How faults are printed.  [default: concise]",
)
@click.option(
    "--report",
    "reports",
    metavar="FORMAT=FILE",
    multiple=True,
    help="Write the faults to FILE too, in an output format (repeatable).",
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
@click.option(
    "--no-resolve/--resolve",
    default=None,
    help="Ask no source: the files alone are checked. --resolve asks nevertheless.",
)
@click.option("--online", is_flag=True, help="Ask the network, although the configuration says offline.")
@click.option("--config", metavar="FILE", help="Read this backref.toml or pyproject.toml.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary and no advice.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@source_options
def command(
    files: tuple[str, ...], format: str | None, output: str | None, reports: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...],
    is_mended: bool, is_shown: bool, baseline: str | None, write_baseline: bool, no_resolve: bool | None, online: bool, config: str | None, quiet: bool,
    exit_zero: bool, catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Check each FILE: a bibliography (.bib, CSL-JSON, RIS, nbib...) or a document that cites ("-" is stdin).

    Entries are compared with the sources field by field. With documents beside bibliographies, keys that are cited but
    absent and entries that are never cited are reported too. What could not be checked exits with 3, and says nothing of
    the work. Without FILE, the bibliography, the libraries and the documents are checked that [tool.backref] in
    pyproject.toml, or backref.toml, names.

    \b
    Example:
      backref check refs.bib article.md
    """
    from .. import checking
    from ..project.gathering import Given, gather

    configuration = configured(config)
    said = configuration.check
    wanted = _Wanted.of(configuration, select, ignore)
    written = [_report(text) for text in reports]
    output = output or _known_output(configuration)
    baseline = baseline or (str(configuration.path(said.baseline)) if said.baseline else None)
    if write_baseline and not baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE.")
    if online and offline:
        raise click.UsageError("--online and --offline contradict each other.")
    if is_mended and not is_shown and "-" in files:
        raise click.UsageError("--fix changes files; with stdin give --diff.")
    given = [
        Given.of(read_bytes(name), name, format)
        for name in dict.fromkeys(map(_named, files or _project_files(configuration)))
    ]
    if is_shown:
        changed = _diff(given, wanted)
        write_text(None, changed)
        sys.exit(int(bool(changed) and not exit_zero))
    if is_mended:
        given = [_mended(each, wanted, quiet) for each in given]
    is_asking = not (no_resolve if no_resolve is not None else not said.resolve) and wanted.asks
    is_offline = offline or (said.offline and not online)
    sources = (
        open_for(configuration, catalogue, is_offline, only, mailto, retractions, no_cache, quiet) if is_asking else []
    )
    with progress_bar(is_asking and not quiet) as progress:
        project = gather(given, sources if is_asking else None, progress)
    faults = wanted.left(checking.check(project, wanted.rules))
    if baseline and write_baseline:
        debts = [fault for fault in faults if fault.rule.code != checking.UNCHECKED]  # what is not known is no debt
        write_text(baseline, checking.dump_baseline(debts))
        _tell(quiet, f"{baseline}: {_count(len(debts), 'fault', 'faults')}")
        sys.exit(0)
    if baseline:
        faults = checking.not_in_baseline(faults, _known(baseline))
    for kind, path in written:
        write_text(path, checking.OUTPUTS[kind](faults, project.files, wanted.rules))
    write_text(None, checking.OUTPUTS[output](faults, project.files, wanted.rules))
    sys.stdout.flush()  # before the words, where both go to one place
    _tell(quiet, _summary(project, faults, is_asking))
    sys.exit(0 if exit_zero else exit_code(faults))


def exit_code(faults: Sequence[Fault]) -> int:
    """Return 1 if there are faults, else 3 if anything could not be checked, else 0."""
    from .. import checking

    unchecked = sum(fault.rule.code == checking.UNCHECKED for fault in faults)
    return 1 if len(faults) > unchecked else 3 if unchecked else 0


class _Wanted(NamedTuple):
    """The rules that are asked for, and the configuration that leaves some of them out in some files."""

    rules: tuple[Rule, ...]
    configuration: Configuration

    @classmethod
    def of(cls, configuration: Configuration, select: tuple[str, ...], ignore: tuple[str, ...]) -> _Wanted:
        """The command line's choice before the configuration's; both `ignore`, and what is selected by name is not ignored.

        Raises UsageError and ConfigurationError for codes that no rule has.
        """
        from .. import checking

        chosen, left = (
            [code.strip().upper() for text in given for code in text.split(",") if code.strip()]
            for given in (select, ignore)
        )
        for code in (*chosen, *left):
            if not _is_code(code):
                raise click.UsageError(f"No rule has a code that begins with {code!r}.")
        said = configuration.check
        configured = {"select": said.select, "ignore": said.ignore}
        configured |= {f"per-file-ignores.{pattern}": codes for pattern, codes in said.per_file_ignores.items()}
        for key, codes in configured.items():
            for code in codes:
                if not _is_code(code):
                    near = get_close_matches(code.upper(), (rule.code for rule in checking.rules()), 1, 0.5)
                    advice = f"; did you mean {near[0]!r}?" if near else ""
                    raise _wrong(configuration, key, f"no rule has a code that begins with {code!r}{advice}")
        left += [code for code in said.ignore if code not in chosen]
        return cls(checking.chosen(chosen or said.select, left), configuration)

    @property
    def asks(self) -> bool:
        """Whether a rule needs the sources."""
        return any(rule.code.startswith(("BR3", "BR4")) for rule in self.rules)

    def rules_of(self, name: str) -> tuple[Rule, ...]:
        """The rules that hold in a file."""
        ignored = self.configuration.ignored_in(name)
        return tuple(rule for rule in self.rules if not rule.code.startswith(ignored)) if ignored else self.rules

    def left(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults but those that are ignored in their file."""
        faults = list(faults)
        ignored = {name: self.configuration.ignored_in(name) for name in {fault.file.name for fault in faults}}
        return [fault for fault in faults if not fault.rule.code.startswith(ignored[fault.file.name])]


def _is_code(code: str) -> bool:
    from .. import checking

    return bool(code) and any(rule.code.startswith(code) for rule in checking.rules())


def _wrong(configuration: Configuration, key: str, detail: str) -> ConfigurationError:
    table = f"{configuration.table}." if configuration.table else ""
    return ConfigurationError(configuration.file, f"{table}check.{key}", detail)


def _known_output(configuration: Configuration) -> str:
    said = configuration.check.output_format or "concise"
    if said not in _OUTPUTS:
        raise _wrong(configuration, "output-format", f"must be one of {', '.join(_OUTPUTS)}, not {said!r:.60}")
    return said


def _report(text: str) -> tuple[str, str]:
    """The output format and the file that --report names."""
    kind, _, path = text.partition("=")
    if kind not in _OUTPUTS or not path:
        raise click.UsageError(f"--report takes FORMAT=FILE, with FORMAT one of {', '.join(_OUTPUTS)}; not {text!r}.")
    return kind, path


def _project_files(configuration: Configuration) -> list[str]:
    """The bibliography, the libraries and the documents that the configuration names."""
    from ..project import syncing

    if not configuration.file:
        raise click.UsageError(
            "Which FILE? Name some, or a bibliography and documents in [tool.backref] of pyproject.toml."
        )
    bibliography = configuration.path(configuration.bibliography)
    libraries = [bibliography] if bibliography.exists() else []
    libraries += map(configuration.path, configuration.libraries)
    return [str(path) for path in (*libraries, *syncing.documents(configuration))]


def _named(name: str) -> str:
    """A path as it is printed, and as CI knows the file: from the current folder where it is below that."""
    if name == "-":
        return name
    try:
        return Path(os.path.abspath(name)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return name


def _mended_text(given: Given, wanted: _Wanted) -> str:
    """The text of a bibliography with everything mended that is certain; that of anything else as it is."""
    from .. import checking

    text = given.text
    certain = [rule for rule in wanted.rules_of(given.name) if rule.is_certain]
    for _ in range(_ROUNDS):
        if not given.format:
            break
        project = checking.Project((checking.load(given.name, text, given.format),), date.today().year)
        mended = checking.mend(text, checking.check(project, certain))
        if mended == text:
            break
        text = mended
    return text


def _mended(given: Given, wanted: _Wanted, quiet: bool) -> Given:
    text = _mended_text(given, wanted)
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


def _diff(given: Sequence[Given], wanted: _Wanted) -> str:
    from ..text.escape import plain

    lines: list[str] = []
    for each in given:
        before, after = (text.splitlines(keepends=True) for text in (each.text, _mended_text(each, wanted)))
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
    from ..text.escape import terminal

    if not quiet:
        click.echo(terminal(text), err=True)
