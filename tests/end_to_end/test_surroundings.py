"""Every command among files, names and settings that were made to break it: words and a documented status, no
traceback, and nothing that a terminal would obey.
"""

from __future__ import annotations

import os
import re
import shutil
import stat

import click
import pytest
from test_streams import CALLS, command, folder, run  # noqa: F401  folder is a fixture

DIGITS = "7" * 5000
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\u2028\u2029\U000e0000-\U000e007f]"
)
ODD = "a\\u001b[31m\\u009b\\u202e"
LOOP = object()
FILES: dict[str, tuple[str, object]] = {
    "a number in hexadecimal": ("backref.toml", f"documents = 0x{'f' * 9000}\n"),
    "a number": ("backref.toml", f"documents = {DIGITS}\n"),
    "U+0000 in names": ("backref.toml", 'bibliography = "a\\u0000.bib"\nlibraries = ["\\u0000"]\n'),
    "U+0000 in lists": ("backref.toml", 'documents = ["a\\u0000.md", "**/\\u0000"]\n'),
    "keys that steer": ("backref.toml", f'"{ODD}" = 1\n'),
    "names that steer": ("backref.toml", f'bibliography = "{ODD}.bib"\ndocuments = ["{ODD}.md"]\n'),
    "patterns": ("backref.toml", 'documents = ["", "/", "..", "~", "[", "**", "***"]\nbibliography = "."\n'),
    "nested": ("backref.toml", f"a = {'[' * 20000}"),
    "no text": ("backref.toml", b"\xff\xfe\x00"),
    "a project's number": ("pyproject.toml", f"[project]\nx = 0x{'f' * 9000}\n[tool.backref]\nlock = 0x{'f' * 9000}\n"),
    "a version of many digits": ("backref.lock", f'{{"version": {DIGITS}}}'),
    "no numbers": ("backref.lock", '{"version": 1e999, "references": NaN}'),
    "a nested lock": ("backref.lock", "[" * 100_000),
    "a lock of surrogates": ("backref.lock", f'{{"version": 1, "references": [{{"id": "\\ud800"}}], "{ODD}": 1}}'),
    "a lock that is a folder": ("backref.lock", None),
    "a configuration that is a folder": ("backref.toml", None),
    "a bibliography that is a folder": ("refs.bib", None),
    "a bibliography of bytes": ("refs.bib", bytes(range(256)) * 40),
    "a configuration that leads to itself": ("backref.toml", LOOP),
    "a lock that leads to itself": ("backref.lock", LOOP),
    "a bibliography that leads to itself": ("refs.bib", LOOP),
    "a text that leads to itself": ("text.md", LOOP),
    "a text of surrogates": ("text.md", b"\xed\xa0\x80 doi:10.5555/a\xed\xbf\xbf\x00"),
}
EACH = [name if name == "check" else pytest.param(name, marks=pytest.mark.slow) for name in CALLS]
NAMES = ("a\x1b[31m\x9b\u202eb.md", "./-rf", "a\nb.bib", "\u2028.bib", "x" * 300, "a\u200d\U000e0041.bib", b"a\xff.bib".decode("utf-8", "surrogateescape"))  # fmt: skip
SETTINGS = (
    {"COLUMNS": DIGITS, "LINES": "\u00b2"},
    {"COLUMNS": "\u00b2"},
    {"HOME": "", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/dev/null/x", "XDG_DATA_HOME": "/dev/null/x"},
    {"BACKREF_MAILTO": "a\r\nX: y\x1b[31m", "BACKREF_CROSSREF_READ_TIMEOUT_S": DIGITS, "BACKREF_CROSSREF_PROXY": "\x1b[31m"},
)  # fmt: skip
HOSTILE = b"@article{a\x1b[31m, title={T\x1b[31m\xe2\x80\xae}, year=2001\n@book{b, title={U}, zzz}\n@book{b,}"


OFTENER = ("sync",)  # is started with every second of these; the others, which share what reads them, with every fourth


def turn(name):
    return slice(0, None, 2) if name in OFTENER else slice(list(CALLS).index(name) % 4, None, 4)


def assert_steerless(done):
    for stream in (done.stdout, done.stderr):
        found = STEERING.search(stream.decode("utf-8", "replace"))
        assert not found, stream[max(found.start() - 80, 0) : found.end() + 40]


@pytest.mark.parametrize("name", EACH)
def test_files_of_a_project_are_refused_in_words(name, folder):  # noqa: F811
    arguments, _ = CALLS[name]
    for what, (file, content) in list(FILES.items())[turn(name)]:
        path = folder / file
        kept = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        if content is None:
            path.mkdir()
        elif content is LOOP:
            path.symlink_to(path.name)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            assert_steerless(run(arguments, folder))
        except AssertionError as error:
            raise AssertionError(f"{what}: {error}") from error
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        if kept is not None:
            path.write_bytes(kept)


@pytest.mark.parametrize("name", EACH)
def test_names_and_settings_are_said_in_words(name, folder):  # noqa: F811
    arguments, _ = CALLS[name]
    for settings in SETTINGS[turn(name)]:
        assert_steerless(run(arguments, folder, env=settings))
    for odd in NAMES[turn(name)]:
        named = [odd if each in ("refs.bib", "text.md", "-") else each for each in arguments]
        named = named if named != arguments else [*arguments, odd]
        assert_steerless(run(named, folder))  # a file that is not there
        if len(odd) < 255:
            (folder / odd).write_bytes(HOSTILE)
            assert_steerless(run(named, folder))
            (folder / odd).unlink(missing_ok=True)


# What each option that names a file to be written is given with, the file's name last; a new one needs a line here.
ASKED = ["--offline", "--no-cache", "-q"]
CHECK = ["check", "refs.bib", "--no-resolve", "-q", "--exit-zero"]
WRITERS = {
    "resolve --output": ["resolve", "text.md", *ASKED, "-o"],
    "resolve --claims": ["resolve", "text.md", *ASKED, "-o", "refs.out.bib", "--claims"],
    "resolve --report": ["resolve", "text.md", *ASKED, "-o", "refs.out.bib", "--report"],
    "check --report": [*CHECK, "--report", "sarif="],
    "check --write-baseline": [*CHECK, "--write-baseline", "--baseline"],
    "tidy --output": ["tidy", "refs.bib", "-q", "-o"],
    "tidy --key-map": ["tidy", "refs.bib", "-q", "--keys", "[auth][year]", "-o", "refs.out.bib", "--key-map"],
    "get --output": ["get", "doi:10.5555/a", "--catalogue", "refs.bib", *ASKED, "-o"],
    "sync --bibliography": ["sync", "text.md", "--offline", "--no-cache", "-o"],
    "sync --lock": ["sync", "text.md", "--offline", "--no-cache", "--lock"],
    "find --html": ["find", "text.md", "--html"],
    "convert --output": ["convert", "refs.bib", "--to", "bibtex", "-o"],
}
ELSEWHERE = {"serve --keep"}  # a folder of reports, which are another test's
SUFFIXES = {"resolve --claims": ".md", "resolve --report": ".html", "find --html": ".html", "sync --lock": ".lock"}
KEEPING = ("sync --bibliography", "sync --lock")  # which write to what is there, or refuse it


def writers(group: click.Group, path: str = "") -> list[str]:
    found = []
    for name in group.list_commands(click.Context(group)):
        below, here = group.get_command(click.Context(group), name), f"{path} {name}".strip()
        if isinstance(below, click.Group):
            found += writers(below, here)
            continue
        for option in below.params:
            if re.match(r"Write (?!nothing)|Keep what was found", getattr(option, "help", None) or ""):
                found.append(f"{here} {option.opts[-1]}")
    return found


def test_every_writer_has_its_line():
    assert set(writers(command)) == set(WRITERS) | ELSEWHERE


def named(name: str, target: str) -> list[str]:
    *arguments, last = WRITERS[name]
    return [*arguments, f"{last}{target}"] if last.endswith("=") else [*arguments, last, target]


# One that writes itself, and one that hands it on; the others are called with `-m slow`, with every third target that is none.
QUICK = ("check --report", "convert --output")
WRITING = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in WRITERS]


@pytest.mark.parametrize("name", WRITING)
def test_targets_keep_their_mode_and_links_are_followed(name, folder):  # noqa: F811
    suffix = SUFFIXES.get(name, ".bib")
    (folder / "far").mkdir()
    target = folder / "far" / f"target{suffix}"
    before = b"@book{other, title = {Other}}\n"
    target.write_bytes(before)
    target.chmod(0o600)
    (folder / f"link{suffix}").symlink_to(f"far/target{suffix}")
    (folder / f"loop{suffix}").symlink_to(f"loop{suffix}")
    done = run(named(name, f"link{suffix}"), folder)
    assert (target.read_bytes() == before) == (done.returncode == 2 or name == "sync --bibliography"), done.stderr
    assert name in KEEPING or done.returncode != 2, done.stderr
    assert (folder / f"link{suffix}").is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    odds = (f"loop{suffix}", "far", f"nowhere/a{suffix}", f"refs.bib/a{suffix}", "x" * 300, "/dev/full")
    for odd in odds if name in QUICK else odds[list(WRITERS).index(name) % 3 :: 3]:
        done = run(named(name, odd), folder)
        assert_steerless(done)
        assert done.returncode == 2 or name in KEEPING, odd
    assert not [each for each in os.listdir(folder) + os.listdir(folder / "far") if each.endswith("~")]
