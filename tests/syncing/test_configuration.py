"""The configuration: what is found where, and what is said of what is wrong."""

from __future__ import annotations

import pytest

from backref.errors import ConfigurationError
from backref.project.configuration import find, load


def test_without_a_file_there_are_defaults(tmp_path):
    (tmp_path / ".git").mkdir()
    found = find(tmp_path)
    assert (found.bibliography, found.lock, found.file) == ("references.bib", "backref.lock", "")


def test_the_table_of_a_pyproject_above_is_found(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.backref]\ndocuments = ["docs/*.md"]\nlock = "docs/backref.lock"\n')
    (tmp_path / "docs").mkdir()
    found = find(tmp_path / "docs")
    assert found.documents == ("docs/*.md",)
    assert found.path(found.lock) == tmp_path / "docs" / "backref.lock"


def test_a_pyproject_without_the_table_ends_the_search(tmp_path):
    (tmp_path / "backref.toml").write_text('style = "apa"\n')
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pyproject.toml").write_text("[project]\n")
    assert find(tmp_path / "inner").style == "vancouver"


def test_what_check_is_told_stands_in_a_table_of_its_own(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[tool.backref.check]\nselect = ["BR1"]\noffline = true\noutput-format = "full"\nper-file-ignores = { "old/*" = ["BR2"] }\n'
    )
    found = find(tmp_path)
    assert (found.check.select, found.check.offline, found.check.resolve, found.check.output_format) == (
        ("BR1",),
        True,
        True,
        "full",
    )
    assert found.bibliography == "references.bib"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("old/*", {"old/a.bib", "old/b/c.bib"}), ("*.bib", {"a.bib", "old/a.bib", "old/b/c.bib", "b/old.bib"}), ("a.bib", {"a.bib", "old/a.bib"}),
        ("**/b/*.bib", {"old/b/c.bib", "b/old.bib"}), ("./a.bib", {"a.bib", "old/a.bib"}), ("old", set()),
    ],
)  # fmt: skip
def test_patterns_of_files_are_held_against_path_and_name(tmp_path, monkeypatch, pattern, names):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backref.toml").write_text(f'[check.per-file-ignores]\n"{pattern}" = ["BR2", "BR101"]\n')
    found = find(tmp_path)
    for name in ("a.bib", "old/a.bib", "old/b/c.bib", "b/old.bib", "a.ris"):
        expected = ("BR2", "BR101") if name in names else ()
        assert found.ignored_in(name) == found.ignored_in(str(tmp_path / name)) == expected, name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('bibliografy = "x.bib"', "bibliografy: unknown key; did you mean 'bibliography'?"),
        ("zzz = 1", "zzz: unknown key; known keys: aliases, bibliography, catalogue"),
        ("documents = 3", "documents: must be a list of strings, not 3"),
        ("documents = [1]", "documents: must be a list of strings"),
        (f"documents = 0x{'f' * 9000}", "documents: must be a list of strings, not a number of too many digits"),
        (f"[sources.crossref]\nproxy = 0x{'f' * 9000}", "must be a string, not a number of too many digits"),
        ('lock = "a\\u0000"', "lock: must not hold U+0000"),
        ('documents = ["a", "\\u0000"]', "documents: must not hold U+0000"),
        ("lock = []", "lock: must be a string, not []"),
        ('lock = " "', "lock: must not be empty"),
        ("lock = ", "not TOML"),
        ("check = 3", "check: must be a table, not 3"),
        ("[check]\nselects = []", "check.selects: unknown key; did you mean 'select'?"),
        ("[check]\nper_file_ignores = {}", "check.per_file_ignores: unknown key; did you mean 'per-file-ignores'?"),
        ("[check]\noffline = 1", "check.offline: must be true or false, not 1"),
        ("[check]\nbaseline = ''", "check.baseline: must not be empty"),
        (
            "[check.per-file-ignores]\n'a.bib' = 'BR1'",
            "check.per-file-ignores.a.bib: must be a list of strings, not 'BR1'",
        ),
        (
            "[check]\nper-file-ignores = []",
            "check.per-file-ignores: must be a table whose values are lists of strings, not []",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path, text, said):
    path = tmp_path / "backref.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_a_key_of_pyproject_is_named_with_its_table(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.backref]\nmail = "a@b.c"\n')
    with pytest.raises(ConfigurationError, match=r"tool\.backref\.mail: unknown key; did you mean 'mailto'"):
        find(tmp_path)
