"""`backref check`: what is wrong with bibliographies and with documents that cite."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UnknownPlugin, UnreadableInput
from ..files import real_path
from ..project.configuration import Configuration
from . import _exits
from ._io import read_bytes, read_each, replace_file, say, write_text
from ._outputs import keep_apart
from ._report import progress_bar
from ._sources import configured, open_for, source_options, tell_broken, tell_ignored

if TYPE_CHECKING:
    from ..project.checks import Checked, Choice
    from ..project.given import Given

_OUTPUTS = ("concise", "full", "json", "github", "gitlab", "sarif", "junit", "markdown")
_REPORTS = (*_OUTPUTS, "html")
_FIXES = ("certain", "records")


class _Fixing(click.Command):
    """A command whose --fix may stand without a value, and never takes the file behind it for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare --fix its value."""
        end = args.index("--") if "--" in args else len(args)
        given = [f"--fix={_FIXES[0]}" if text == "--fix" and at < end else text for at, text in enumerate(args)]
        return super().parse_args(ctx, given)


_NOTHING_TO_PUT_IN = (
    "--fix=records asks the sources; --no-resolve, or rules that ask nobody, leave it nothing to put in."
)


@click.command("check", cls=_Fixing)
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
    help="Write the faults to FILE too, in an output format or as one page, html=FILE (repeatable).",
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
@click.option(
    "--fix",
    metavar="[=records]",
    type=click.Choice(_FIXES),
    help="Mend what is certain in the files, and report the rest; with =records also put in what the record says of what differs.",
)
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
    fix: str | None, is_shown: bool, baseline: str | None, write_baseline: bool, no_resolve: bool | None, online: bool, config: str | None, quiet: bool,
    exit_zero: bool, catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Check each FILE: a bibliography (.bib, RIS...) or a document that cites ("-" is stdin, a folder all it holds).

    Entries are compared with the sources field by field. With documents beside bibliographies, keys that are cited but
    absent and entries that are never cited are reported too. What could not be checked exits with 3, and says nothing
    of the work. Without FILE, the bibliography, the libraries and the documents are checked that [tool.backref] in
    pyproject.toml, or backref.toml, names.

    \b
    Example:
      backref check refs.bib article.md
    """
    from .. import checking
    from ..project.checks import checked, fixed

    configuration = tell_ignored(configured(config))
    said = configuration.check
    choice = _choice(configuration, select, ignore)
    tell_broken(checking.RULES.broken(), quiet)
    written = [_report(text) for text in reports]
    output = output or _known_output(configuration)
    baseline = baseline or (str(configuration.path(said.baseline)) if said.baseline else None)
    _refuse(
        ("--write-baseline needs --baseline FILE.", write_baseline and not baseline),
        ("--online and --offline contradict each other.", online and offline),
        ("--fix changes files; with stdin give --diff.", bool(fix) and not is_shown and "-" in files),
    )
    names = files or _project_files(configuration)
    given = [_slim(each, bool(fix)) for each in _given(names, format, quiet, configuration)]
    keep_apart(["-", *(path for _, path in written), *[baseline] * write_baseline], {*names, *(g.name for g in given)})
    is_asking = not (no_resolve if no_resolve is not None else not said.resolve) and choice.asks
    is_offline = offline or (said.offline and not online)
    sources = (
        open_for(configuration, catalogue, is_offline, only, mailto, retractions, no_cache, quiet) if is_asking else []
    )
    _refuse((_NOTHING_TO_PUT_IN, fix == "records" and not is_asking))
    with progress_bar(is_asking and not quiet) as progress:
        if fix or is_shown:
            texts = fixed(given, choice, sources if fix == "records" else None, progress)
            if is_shown:
                changed = _diff(given, texts)
                write_text(None, changed)
                sys.exit(int(bool(changed) and not exit_zero))
            given = [_mended(each, text, quiet) for each, text in zip(given, texts, strict=True)]
        found = checked(given, sources if is_asking else None, choice, progress)
    if baseline and write_baseline:
        _write_baseline(baseline, found, quiet)
        sys.exit(0)
    if baseline:
        found = replace(found, faults=tuple(checking.not_in_baseline(found.faults, _known(baseline))))
    for kind, path in written:
        write_text(path, _page(found) if kind == "html" else found.printed(kind))
    write_text(None, found.printed(output))
    sys.stdout.flush()  # before the words, where both go to one place
    _tell(quiet, _summary(found, is_asking))
    sys.exit(0 if exit_zero else _exits.of_checked(found))


def _refuse(*contradictions: tuple[str, bool]) -> None:
    for message, is_so in contradictions:
        if is_so:
            raise click.UsageError(message)


def _write_baseline(baseline: str, found: Checked, quiet: bool) -> None:
    from .. import checking

    debts = [fault for fault in found.faults if fault not in found.unchecked]  # what is not known is no debt
    write_text(baseline, checking.dump_baseline(debts))
    _tell(quiet, f"{baseline}: {_count(len(debts), 'fault', 'faults')}")


def _choice(configuration: Configuration, select: tuple[str, ...], ignore: tuple[str, ...]) -> Choice:
    from ..project.checks import Choice

    try:
        return Choice.of(configuration, select, ignore)
    except UnknownPlugin as error:
        raise click.UsageError(f"No rule has a code that begins with {error.name!r}.") from error


def _known_output(configuration: Configuration) -> str:
    said = configuration.check.output_format or "concise"
    if said not in _OUTPUTS:
        from ..project.checks import wrong

        raise wrong(configuration, "output-format", f"must be one of {', '.join(_OUTPUTS)}, not {said!r:.60}")
    return said


def _report(text: str) -> tuple[str, str]:
    """The output format and the file that --report names."""
    kind, _, path = text.partition("=")
    if kind not in _REPORTS or not path:
        raise click.UsageError(f"--report takes FORMAT=FILE, with FORMAT one of {', '.join(_REPORTS)}; not {text!r}.")
    return kind, path


def _page(found: Checked) -> str:
    from ..reporting import of_check, report_page

    return report_page(of_check(found.files, found.faults))


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


def _slim(given: Given, is_written: bool) -> Given:
    """The input without the bytes of a bibliography, where that is not written again."""
    return given._replace(data=b"") if given.format and not is_written else given


def _named(name: str) -> str:
    """A path as it is printed, and as CI knows the file: from the current folder where it is below that."""
    if name == "-":
        return name
    try:
        return Path(os.path.abspath(name)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return name


def _given(files: Sequence[str], format: str | None, quiet: bool, configuration: Configuration) -> list[Given]:
    """What the files hold, and those of the folders and the parts that they name, each once."""
    from ..project.gathering import completed

    names = tuple(dict.fromkeys(map(_named, files)))
    asked = _asked(configuration)
    read = read_each(names, lambda name: _read(_named(name), format), bibliographies=True, asked=asked, quiet=quiet)
    known = list({each.name: each for each in read}.values())
    return completed(known, configuration.folder if configuration.file else None)


def _asked(configuration: Configuration) -> set[Path]:
    """The file that is the project's catalogue, where it is none of its bibliographies."""
    own = {real_path(configuration.path(name)) for name in (configuration.bibliography, *configuration.libraries)}
    return {real_path(configuration.path(configuration.catalogue))} - own if configuration.catalogue else set()


def _read(name: str, format: str | None) -> Given:
    """What a file holds; a document is read at once, so that one in a folder that cannot be is told."""
    from .. import readers
    from ..project.given import Given

    given = Given.of(read_bytes(name), name, format)
    return given if given.format else given._replace(document=readers.read(given.data, name))


def _mended(given: Given, text: str, quiet: bool) -> Given:
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
    replace_file(given.name, data, read=given.data)
    _tell(quiet, f"{given.name}: mended")
    return given._replace(text=text, data=data)


def _diff(given: Sequence[Given], texts: Sequence[str]) -> str:
    from ..text.escape import plain

    lines: list[str] = []
    for each, text in zip(given, texts, strict=True):
        before, after = (part.splitlines(keepends=True) for part in (each.text, text))
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


def _summary(found: Checked, is_asking: bool) -> str:
    entries = sum(len(file.entries) for file in found.files)
    unchecked = len(found.unchecked)
    mendable = sum(bool(fault.edits) for fault in found.faults)
    parts = [
        f"{_count(entries, 'entry', 'entries')} in {_count(len(found.files), 'file', 'files')}: {_count(len(found.faults) - unchecked, 'fault', 'faults')}"
    ]
    if mendable:
        parts.append(f"{mendable} can be mended with --fix")
    if unchecked:
        parts.append(f"{unchecked} could not be checked")
    unasked = sum(entry.verdict is None for file in found.files if file.format for entry in file.entries)
    if absent := found.not_looked_up:
        parts.append(
            f"{_count(absent, 'citation', 'citations')} by key not looked up, as there is no bibliography to look in"
        )
    if is_asking and unasked:
        parts.append(f"{unasked} not asked about, being of a type that nobody registers and without an identifier")
    return ", ".join(parts)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _tell(quiet: bool, text: str) -> None:
    if not quiet:
        say(text)
