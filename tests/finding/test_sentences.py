"""Where a sentence with citations begins and ends."""

import pytest

from backref.finding import find
from backref.readers import read

CASES = [
    ["It may be useful.[73][13]", "These carry a risk.[13]"],
    ["Rest does not help, as shown by Blair et al. [14].", "Exercise does."],
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
