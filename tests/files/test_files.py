"""Putting files in their place: whole or not at all, their modes kept, links followed, nothing left beside them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from backref import files
from backref.errors import ChangedMeanwhile, UnwritableOutput

SRC = str(Path(files.__file__).resolve().parents[1])
posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def umask():
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755, 0o4755])
def test_the_mode_stays(tmp_path, umask, mode):
    target = tmp_path / "a.bib"
    target.write_text("old")
    target.chmod(mode)
    files.write({target: b"new"})
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", mode)
    assert names(tmp_path) == ["a.bib"]


@posix
def test_a_new_file_has_the_mode_that_the_user_s_mask_leaves(tmp_path, umask):
    files.write({tmp_path / "a": b"x"})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~umask


@posix
def test_nobody_reads_on_the_way_what_nobody_may_read_in_the_end(tmp_path, monkeypatch):
    target = tmp_path / "a"
    target.write_text("secret")
    target.chmod(0o600)
    seen = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(stat.S_IMODE(os.fstat(handle).st_mode)))
    files.write({target: b"new secret"})
    assert seen == [0o600]


@posix
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_followed(tmp_path, is_there):
    (tmp_path / "far").mkdir()
    (tmp_path / "near").mkdir()
    target, link = tmp_path / "far" / "real", tmp_path / "near" / "link"
    if is_there:
        target.write_text("old")
    link.symlink_to(Path("..", "far", "real"))
    files.write({link: b"new"})
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")
    assert (names(tmp_path / "far"), names(tmp_path / "near")) == (["real"], ["link"])


@posix
def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(UnwritableOutput):
        files.write({tmp_path / "a": b"x"})


@posix
def test_a_device_is_written_into(tmp_path):
    files.write({Path("/dev/null"): b"x"})
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("bad", ["folder", "none/file", "nul\0name", "x" * 300])
def test_where_one_cannot_be_written_none_is(tmp_path, bad):
    (tmp_path / "folder").mkdir()
    (tmp_path / "a").write_text("old")
    with pytest.raises(UnwritableOutput, match="nothing was changed"):
        files.write({tmp_path / "a": b"new", tmp_path / bad: b"new"})
    assert (tmp_path / "a").read_text() == "old"
    assert names(tmp_path) == ["a", "folder"]


def test_a_long_name_has_room_for_another_beside_it(tmp_path):
    name = "ä" * 120 + ".bib"
    files.write({tmp_path / name: b"x"})
    assert names(tmp_path) == [name]


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableOutput, match="No space left"):
        files.write({tmp_path / "a": b"new"})
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a"], "old")


def test_what_was_changed_meanwhile_stays_and_so_does_all_that_belongs_to_it(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    with pytest.raises(ChangedMeanwhile):
        files.write({one: b"new", two: b"new"}, may_replace=lambda path: path != two)
    assert (one.read_text(), two.read_text(), names(tmp_path)) == ("1", "2", ["one", "two"])


@posix
def test_what_a_killed_writer_left_is_removed_by_the_next_and_what_a_living_one_writes_is_not(tmp_path):
    script = f"""
import os, sys; sys.path.insert(0, {SRC!r})
from pathlib import Path
from backref import files
os.fsync = lambda handle: (print("there", flush=True), sys.stdin.readline())
files.write({{Path("a"): b"whole"}})
"""
    child = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        left = [name for name in names(tmp_path) if name.endswith(".backref~")]
        assert len(left) == 1
        files.write({tmp_path / "b": b"x"})
        assert names(tmp_path) == [*left, "b"]
        child.kill()
    files.write({tmp_path / "b": b"y"})
    assert names(tmp_path) == ["b"]


def test_a_file_that_looks_alike_is_not_removed(tmp_path):
    (tmp_path / ".a.backref~").write_text("somebody's")
    (tmp_path / "a.0123456789ab.backref~").write_text("somebody's")
    files.write({tmp_path / "b": b"x"})
    assert len(names(tmp_path)) == 3


@pytest.mark.parametrize(
    ("data", "text", "encoding", "odd"),
    [
        (b"", "", "utf-8", None), ("aß\r\n".encode(), "aß\r\n", "utf-8", None), (b"\xef\xbb\xbfa", "a", "utf-8-sig", None), (b"a\xfcb", "aüb", "cp1252", 1),
        (b"\xef\xbb\xbf\xfc", "ï»¿ü", "cp1252", 3), ("a".encode("utf-16"), "a", "utf-16", None), (b"\xff\xfea", "\ufffd", "utf-16", 2), (b"\x81", "\ufffd", "cp1252", 0),
    ],
)  # fmt: skip
def test_bytes_are_decoded_in_one_way(data, text, encoding, odd):
    assert files.decoded(data)[:2] == (text, encoding)
    assert (files.decoded(data).odd is None) == (odd is None)
    if encoding != "utf-16" and "\ufffd" not in text:
        assert text.encode(encoding) == data
        assert files.decoded(data).odd == odd


@posix
def test_what_has_no_end_is_told_and_a_pipe_is_read(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    with pytest.raises(OSError, match="more than 1 MB came of it, and no end"):
        files.read_given(Path("/dev/zero"))
    assert files.read_given(Path("/dev/null")) == b""
    end, beginning = os.pipe()
    os.write(beginning, b"[1] Roe")
    os.close(beginning)
    assert files.read_given(Path(f"/dev/fd/{end}")) == b"[1] Roe"
    os.close(end)


def test_a_file_that_grows_while_it_is_read_is_read_as_it_was(tmp_path, monkeypatch):
    path, looked_at = tmp_path / "a.md", os.fstat
    path.write_bytes(b"[1] Roe")

    def grows(handle):
        found = looked_at(handle)
        path.write_bytes(b"[1] Roe and more")
        return found

    monkeypatch.setattr(os, "fstat", grows)
    assert files.read_given(path) == b"[1] Roe"


@posix
def test_a_temporary_folder_that_a_killed_process_left_goes_with_the_next_and_a_living_ones_does_not(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(files, "_NEW_S", -1.0)
    left, foreign = tmp_path / "backref-folder-left", tmp_path / "backref-other"
    for folder in (left, foreign):
        (folder / "within").mkdir(parents=True)
    (tmp_path / "backref-folder-link").symlink_to(foreign)
    with files.temporary_folder() as living:
        assert not left.exists()
        with files.temporary_folder() as other:
            assert living.is_dir()
            assert living != other
    assert names(tmp_path) == ["backref-folder-link", "backref-other"]
    monkeypatch.setattr(files, "_NEW_S", 60.0)
    left.mkdir()
    with files.temporary_folder():
        assert left.exists()  # it may not be held yet


@pytest.mark.parametrize("odd", ["nowhere", "a/file"])
def test_where_no_temporary_folder_can_be_that_is_told(odd, tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / odd))
    with pytest.raises(UnwritableOutput, match="a temporary folder"), files.temporary_folder():
        raise AssertionError("there is none")
