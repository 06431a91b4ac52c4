"""Check: bibliographies and documents -> what is wrong with them. What the command, the assistants' server and Python
call alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from .. import checking, files, formats, readers
from ..asking import Progress
from ..checking import CheckedFile, CheckedProject, Fault, Rule
from ..errors import ConfigurationError, UnknownPlugin, UnreadableInput
from ..model import Document, Source
from ..pipeline import is_path
from . import configuration
from .configuration import Configuration, opened
from .gathering import completed, gather
from .given import Given

Input = str | Path | Document | Given
"""What can be checked: the text of a bibliography or of a document, a file, a document that was read."""

_ROUNDS = 5  # of mending, as one mend can bare another fault


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the faults by file and place, the files with the verdicts on their entries, the rules that
    were looked at.
    """

    faults: tuple[Fault, ...]
    files: tuple[CheckedFile, ...] = ()
    rules: tuple[Rule, ...] = ()
    not_looked_up: int = 0  # citations by key, where there is no bibliography in which they could be

    @property
    def unchecked(self) -> tuple[Fault, ...]:
        """Those that are no faults of the files: what could not be checked."""
        return tuple(fault for fault in self.faults if fault.rule.code == checking.UNCHECKED)

    def printed(self, output: str = "concise") -> str:
        """Return the faults in an output format of `backref check`. Raises UnknownPlugin."""
        if output not in checking.OUTPUTS:
            raise UnknownPlugin("output format", output, checking.OUTPUTS)
        return checking.OUTPUTS[output](self.faults, self.files, self.rules)


class Choice(NamedTuple):
    """The rules that are asked for, and the configuration that leaves some of them out in some files."""

    rules: tuple[Rule, ...]
    configuration: Configuration

    @classmethod
    def of(cls, settings: Configuration, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Choice:
        """The caller's choice before the configuration's; both `ignore`, and what is selected by name is not ignored.

        Raises UnknownPlugin, and ConfigurationError for the configuration's, where no rule has a code that begins so.
        """
        chosen, left = (
            [code.strip().upper() for text in given for code in text.split(",") if code.strip()]
            for given in (select, ignore)
        )
        for code in (*chosen, *left):
            if not _is_code(code):
                raise UnknownPlugin("rule", code, [rule.code for rule in checking.rules()])
        said = settings.check
        configured = {"select": said.select, "ignore": said.ignore}
        configured |= {f"per-file-ignores.{pattern}": codes for pattern, codes in said.per_file_ignores.items()}
        for key, codes in configured.items():
            for code in codes:
                if not _is_code(code):
                    near = get_close_matches(code.upper(), (rule.code for rule in checking.rules()), 1, 0.5)
                    advice = f"; did you mean {near[0]!r}?" if near else ""
                    raise wrong(settings, key, f"no rule has a code that begins with {code!r}{advice}")
        left += [code for code in said.ignore if code not in chosen]
        return cls(checking.chosen(chosen or said.select, left), settings)

    @property
    def asks(self) -> bool:
        """Whether a rule needs the sources."""
        return any(rule.asks for rule in self.rules)

    def rules_of(self, name: str) -> tuple[Rule, ...]:
        """The rules that hold in a file."""
        ignored = self.configuration.ignored_in(name)
        return tuple(rule for rule in self.rules if not rule.code.startswith(ignored)) if ignored else self.rules

    def left(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """The faults but those that are ignored in their file."""
        faults = tuple(faults)
        ignored = {name: self.configuration.ignored_in(name) for name in {fault.file.name for fault in faults}}
        return tuple(fault for fault in faults if not fault.rule.code.startswith(ignored[fault.file.name]))


def check(
    inputs: Input | Iterable[Input],
    sources: Sequence[Source] | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settings: Configuration | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Return the faults of bibliographies and of documents that cite, checked together.

    `inputs` are files, as `Path`s, texts, and documents from `read`. `sources` are asked about each entry; by default
    they are those of the project's configuration, and with an empty list nobody is asked. `select` and `ignore` are
    beginnings of rules' codes. Without `settings` the configuration is that of the project around the current folder.

    Raises UnreadableInput, UnknownPlugin for a code, and ConfigurationError.

    >>> check("@book{a, title = {One}, author = {Roe, R.}, publisher = {X}, year = {20155}}", []).faults[0].message
    'the year 20155 is out of range'
    """
    settings = configuration.find(Path.cwd()) if settings is None else settings
    choice = Choice.of(settings, select, ignore)
    read = [_given(each) for each in ([inputs] if isinstance(inputs, Input) else inputs)]
    given = completed(read, settings.folder if settings.file else None)
    if choice.asks and sources is None:
        sources = opened(settings)
    return checked(given, (sources or None) if choice.asks else None, choice, progress)


def checked(
    given: Sequence[Given], sources: Sequence[Source] | None, choice: Choice, progress: Progress | None = None
) -> Checked:
    """Return the faults of what was given. Nobody is asked where `sources` is None."""
    project = gather(given, sources, progress)
    absent = checking.not_looked_up(project)
    return Checked(choice.left(checking.check(project, choice.rules)), project.files, choice.rules, absent)


def mended(given: Given, choice: Choice, loaded: formats.Loaded | None = None) -> tuple[str, formats.Loaded | None]:
    """Return the text of a bibliography with everything mended that is certain, that of anything else as it is; and
    what it holds, where that is known, as `loaded` says it of the text that is given.
    """
    text = given.text
    certain = [rule for rule in choice.rules_of(given.name) if rule.is_certain]
    for _ in range(_ROUNDS if given.format and not given.is_looked_up else 0):
        loaded = loaded or formats.load(text, given.format)
        file = checking.load(given.name, text, given.format, loaded)
        project = CheckedProject((file,), date.today().year)
        after = checking.mend(text, checking.check(project, certain))
        if after == text:
            break
        text, loaded = after, None
    return text, loaded


def fixed(
    given: Sequence[Given], choice: Choice, sources: Sequence[Source] | None, progress: Progress | None = None
) -> list[str]:
    """Return the text of each input, mended, and, where `sources` are asked, with what their records say of what
    differs.
    """
    texts = [mended(each, choice)[0] for each in given]
    if sources is None:
        return texts
    project = gather([each._replace(text=text) for each, text in zip(given, texts, strict=True)], sources, progress)
    return [
        checking.from_records(file, choice.rules_of(file.name)) if file.format else text
        for file, text in zip(project.files, texts, strict=True)
    ]


def wrong(settings: Configuration, key: str, detail: str) -> ConfigurationError:
    """Return the error for what the configuration says of checking."""
    table = f"{settings.table}." if settings.table else ""
    return ConfigurationError(settings.file, f"{table}check.{key}", detail)


def _is_code(code: str) -> bool:
    return bool(code) and any(rule.code.startswith(code) for rule in checking.rules())


def _given(each: Input) -> Given:
    match each:
        case Given():
            return each
        case Document():
            return Given(each.name, b"", "", document=each)
        case Path():
            try:
                given = Given.of(files.read_given(each), str(each))
                return given if given.format else given._replace(document=readers.read(given.data, given.name))
            except OSError as error:
                raise UnreadableInput(str(each), error.strerror or str(error)) from error
        case str():
            if is_path(each):
                raise UnreadableInput(each, "the path of a file, not a text; give pathlib.Path(path)")
            return Given.of(each.encode("utf-8", "replace"), "-")
