"""What every reader must stand; that any source maps back is a property of its own."""

from __future__ import annotations

import pytest

from backref import readers
from backref.errors import UnknownPlugin, UnreadableInput


@pytest.mark.parametrize("name", readers.names())
def test_a_reader_says_what_it_is(name):
    found = readers.by_name(name)
    assert found.title
    assert found.suffixes
    assert found.media_types
    empty = found.read("", "x")
    assert (empty.text, empty.blocks, empty.name) == ("", (), "x")


def test_the_three_kinds_say_the_same():
    plain = "Opioids help little.[1]\n\nReferences\n\n1. Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.\n"
    markdown = (
        "Opioids *help* little.[1]\n\n## References\n\n1. Deyo RA. Opioids for low back pain. *BMJ*. 2015;350:g6380.\n"
    )
    page = "<p>Opioids <i>help</i> little.<sup>[1]</sup></p><h2>References</h2><ol><li>Deyo RA. Opioids for low back pain. <i>BMJ</i>. 2015;350:g6380.</li></ol>"
    import backref

    results = []
    for source, name in ((plain, "a.txt"), (markdown, "a.md"), (page, "a.html")):
        document = readers.read(source.encode(), name)
        found = backref.find(document)
        linked = backref.link(document, found)
        results.append(
            (
                [c.raw for c in found.citations],
                [c.label for c in found.citations],
                [c.text for c in linked.claims],
                [link.references for link in linked.links],
            )
        )
    assert results[0] == results[1] == results[2]


def test_an_unknown_reader_names_the_known_ones():
    with pytest.raises(UnknownPlugin, match="markdown"):
        readers.read(b"", "x", "abw")


def test_binary_is_refused_by_name():
    with pytest.raises(UnreadableInput, match=r"x\.txt: a binary file"):
        readers.read(b"a\0b", "x.txt")


def test_windows_text_is_read_and_said():
    document = readers.read("Müller".encode("cp1252"), "x.txt")
    assert document.text == "Müller"
    assert [problem.code for problem in document.problems] == ["not-utf-8"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", "<p>a <![99] b</p><p>Useful.[1]</p>"),
        ("a.py", '"""Useful.[1]"""\nx = 1if 1 else 2\n'),
        ("a.xml", "<a><p>Useful.[1]</p><p>b</a>"),
        ("a.tex", "\\begin{figure} Useful.[1]"),
        ("a.wiki", "{{cite journal |title=a <ref> Useful.[1]"),
        ("a.rst", ".. [1\n\nUseful.[1]\n"),
    ],
)
def test_broken_markup_loses_nothing_that_follows(name, source):
    document = readers.read(source.encode(), name)
    assert "Useful.[1]" in document.text


def test_blocks_in_blocks_without_end_are_read():
    source = "\n".join("    " * depth + "!!! note" for depth in range(600)) + "\n\nUseful.[1]\n"
    assert readers.read(source.encode(), "a.md").text.endswith("Useful.[1]\n")


@pytest.mark.parametrize(
    ("name", "kind"), [("a.creole", "Creole"), ("A.RTF", "Rich Text Format"), ("a.textile", "Textile")]
)
def test_markup_that_nobody_knows_is_told(name, kind):
    document = readers.read(b"Useful.[1]", name)
    assert [(p.code, p.message.startswith(kind)) for p in document.problems] == [("read-as-plain-text", True)]
    assert readers.read(b"Useful.[1]", "a.txt").problems == readers.read(b"Useful.[1]", name, "plain").problems == ()


def test_a_binary_kind_is_refused_with_what_to_do():
    with pytest.raises(UnreadableInput, match=r"a\.doc: Word 97, which is not read; save it as Word"):
        readers.read(b"\xd0\xcf\x11\xe0\0", "a.doc")
