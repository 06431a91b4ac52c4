"""Each line of a list of sources is inside an entry, whatever the line lacks, and each link that cites keeps its
address.
"""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backref
from backref import readers

NAMES = st.sampled_from(
    [
        "Mayo Clinic",
        "WHO, guideline of 2023",
        "**BMJ**",
        "*Heat wraps*",
        "The NHS page on back pain",
        "世界卫生组织",
        "Минздрав России",
    ]
)
ADDRESSES = st.sampled_from(
    ["https://www.mayoclinic.org/heat", "https://doi.org/10.1136/bmj.g6380", "nhs.uk/conditions/back-pain", "https://a.org/b?utm_source=chatgpt.com", "<https://a.org/c>"]
)  # fmt: skip
HEADINGS = st.sampled_from(
    [
        "Sources:",
        "### References",
        "**Sources**",
        "📚 **References**",
        "## 参考来源",
        "Quellen:",
        "## Список литературы",
        "المصادر:",
    ]
)


@st.composite
def lines(draw) -> str:
    name, address = draw(NAMES), draw(ADDRESSES)
    linked = f"[{name}]({address})" if address.startswith("http") else f"{name}, {address}"
    return draw(
        st.sampled_from(
            [address, f"{name} - {address}", f"{name}: {address}", linked, f"🔗 {linked}", f"{linked} (2015)"]
        )
    )


@settings(max_examples=60, deadline=None)
@given(
    heading=HEADINGS,
    listed=st.lists(lines(), min_size=1, max_size=6),
    mark=st.sampled_from(["{}. ", "[{}] ", "- ", "* ", "[{}]: "]),
)
def test_every_line_of_a_list_of_sources_is_an_entry(heading, listed, mark):
    if mark == "[{}]: ":
        listed = [f"https://a.org/{at}" for at in range(len(listed))]
    block = "\n".join(mark.format(at) + line for at, line in enumerate(listed, 1))
    source = f"Heat helps[1].\n\n{heading}\n\n{block}\n"
    document = readers.read(source.encode(), "answer.md")
    spans = sorted(document.to_source(citation.span) for citation in backref.find(document).citations)
    starts = [span.start for span in spans]
    begin = source.index(block)
    for line in block.split("\n"):
        at = bisect_right(starts, begin + len(line) - 1) - 1
        assert at >= 0, line
        assert spans[at].end > begin, line
        begin += len(line) + 1


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("It helps ([a.org](https://a.org/b)).", ["https://a.org/b"]),
        ("It helps ([a.org](https://a.org/b), [c.org](https://c.org/d)).", ["https://a.org/b", "https://c.org/d"]),
        ("It helps [BMJ, 2015](https://a.org/b?utm_source=openai).", ["BMJ, 2015 https://a.org/b"]),
        ("It helps [1](https://a.org/b)[2](https://c.org/d).", ["https://a.org/b", "https://c.org/d"]),
        ("It helps [[1]](https://a.org/b?id=3&utm_source=chatgpt.com).", ["https://a.org/b?id=3"]),
        ("It helps<sup>[1](https://a.org/b)</sup>.", ["https://a.org/b"]),
        ("See [the manual](https://a.org/b), ([docs](https://a.org/c)) and [May 2015](https://a.org/d).", []),
    ],
)
def test_a_link_that_cites_keeps_its_address(text, cited):
    document = readers.read(text.encode(), "answer.md")
    found = backref.find(document)
    assert [citation.raw for citation in found.citations] == cited
    assert [link.status for link in backref.link(document, found).links] == ["linked"] * len(cited)


def test_definitions_of_links_that_only_lead_somewhere_are_no_entries():
    page = b"See [the manual][1] and [the site][home].\n\n[1]: https://a.org/b\n[home]: https://a.org/\n"
    document = readers.read(page, "page.md")
    assert (document.text.strip(), backref.find(document).citations, backref.find(document).markers) == (
        "See the manual and the site.",
        (),
        (),
    )
