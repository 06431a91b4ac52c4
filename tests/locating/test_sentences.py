"""Where a sentence with citations begins and ends, and what its words say of them."""

import pytest

from backref.linking import link
from backref.locating import find
from backref.readers import read

CASES = [
    ["It may be useful.[73][13]", "These carry a risk.[13]"],
    ["Rest does not help, as shown by Blair et al. [14].", "Exercise does."],
    ["Rest does not help (as told by Smith J.)", "Exercise does."],
    ["It was normalised as described by Giakoumakis et al. (56).", "We repeated it."],
    ["The virus was found in the U.S. [10].", "It spread."],
    ["Rest does not help.", "Wahaa et al. (2013) found that exercise does."],
    ["Rest lowers the weight.", "However, Liu et al. (2017) reported that exercise does not."],
    ["El dolor no es una idea (GLUCKSMANN, 1982, p. 119).", "También duele (FOUCAULT, 2010, p. 97)."],
    ["Pain lasts (Smith 2009a, b).", "It fades (Smith 2010)."],
]  # fmt: skip


@pytest.mark.parametrize("sentences", CASES, ids=lambda sentences: sentences[0][:30])
def test_sentences_end_where_a_reader_ends_them(sentences):
    document = read(" ".join(sentences).encode(), "text.txt")
    assert [sentence.span.of(document.text) for sentence in find(document).sentences] == sentences


def test_an_adverb_before_the_comma_is_no_author():
    document = read(b"Rest lowers the weight. However, Liu et al. (2017) reported that it does not.", "text.txt")
    assert [marker.keys for marker in find(document).markers] == [("Liu et al. 2017",)]


def test_a_page_is_no_letter_of_a_year():
    document = read(b"El dolor no es una idea (GLUCKSMANN, 1982, p. 119).", "text.txt")
    assert [marker.keys for marker in find(document).markers] == [("GLUCKSMANN 1982",)]


@pytest.mark.parametrize(
    ("text", "relation", "quoted"),
    [
        ("A trial of 58 patients found that rest does not help [1].", "citesAsEvidence", ["found that"]),
        ("A trial did not show that rest helps [1].", "cites", []),
        ("Rest was once the rule [1].", "cites", []),
        ("We found that rest does not help.", None, []),
    ],
)
def test_a_reference_is_cited_as_evidence_only_where_words_say_so(text, relation, quoted):
    source = f"{text}\n\nReferences\n\n[1] Smith J, Jones K. Rest for low back pain. BMJ. 2015;350:g6380.\n"
    document = read(source.encode(), "text.txt")
    claims = link(document, find(document)).claims
    assert [claim.relation for claim in claims] == ([relation] if relation else [])
    assert [cue.text for claim in claims for cue in claim.cues if cue.kind == "finding"] == quoted


def test_a_reference_may_begin_with_an_acronym():
    text = "Cells need it (EFSA. Scientific opinion on dietary reference values for selenium. EFSA Journal. 2014;12(10):1-67). More follows."
    [citation] = find(read(text.encode(), "a.txt")).citations
    assert citation.raw == text[text.index("EFSA") : text.index("). More")]
