"""Which strings of the prose are markers, which are not, and what each points at: small texts, as people wrote them."""

import pytest

from backref.linking import link
from backref.locating import find
from backref.readers import read

PEOPLE = """

## References

Brown, A. (2001). Heat. Spine, 26, 1-9.

Brown, A. (2004). Cold. Spine, 29, 1-9.

Food and Agriculture Organization. (2019). Rice. FAO.

Gray, C. (n.d.). Undated work. http://example.org

Green, D. (in press). Coming work. Pain.

LIMA, J. A.; COSTA, M. B. Título. Revista de Dor, v. 12, n. 3, p. 45-58, 2015.

Weber, K., & Vogel, H. (2001). Kälte. Schmerz, 2, 1-9.
"""
NUMBERS = """

## References

1. Roe A. Heat for backs. Spine. 2001;26:1-9.
2. Doe B. Rest for backs. Spine. 2002;27:11-19.
3. Poe C. Cold for backs. Spine. 2003;28:21-29.
"""
ALPHA = """

References

[BG97]  A. Brown and C. Gray. Heat for backs. Proc. Conf. on Pain, pages 1-9, 1997.
[Web03] K. Weber. Rest for backs. Spine, 27(4):11-19, 2003.
[LCV+08] D. Lima, E. Costa, F. Vogel, and G. Green. Cold. Pain, 80(1):1-9, 2008.
"""
NAMED = [
    ("Brown's (2001) trial.", ["Brown's (2001)"]),
    ("Brown’s (2004) trial.", ["Brown’s (2004)"]),
    ("It is so, as Brown (2001: 15) says.", ["Brown (2001: 15)"]),
    ("It is so, as Brown (2001, pp. 3–5) says.", ["Brown (2001, pp. 3–5)"]),
    ("Twice (Brown 2001; 2004).", ["Brown 2001; 2004"]),
    ("Undated (Gray, n.d.).", ["Gray, n.d."]),
    ("Soon (Green, in press).", ["Green, in press"]),
    ("Soon (Green, forthcoming).", ["Green, forthcoming"]),
    ("Rice (FAO, 2019).", ["FAO, 2019"]),
    ("Rice (Food and Agriculture Organization, 2019).", ["Food and Agriculture Organization, 2019"]),
    ("Rice (Food and Agriculture Organization [FAO], 2019).", ["Food and Agriculture Organization [FAO], 2019"]),
    ("Dor (LIMA; COSTA, 2015, p. 5).", ["LIMA; COSTA, 2015"]),
    ("Kälte (Weber/Vogel 2001, S. 5).", ["Weber/Vogel 2001"]),
    ("The model Brown's (2001) is.", ["Brown's (2001)"]),
    ("The book (2nd ed., Cambridge UP, 2005), (Oxford University Press, 1998) and Brown (2001).", ["Brown (2001)"]),
]  # fmt: skip
NUMERIC = [
    ("The ¹³C spectrum, ¹⁸F-FDG, x² + y², 5 m², Ca²⁺, mc² and R² = 0.9. It helps.²", ["²"]),
    ("For 10<sup>2</sup>, *R*<sup>2</sup> and <sup>13</sup>C it helps.<sup>3</sup>", ["[3]"]),
    ("So x[1] = 3, tensor([1, 2]), [[1], [2]] and args_[3] hold; it helps [1].", ["[1]"]),
    ("Where $y = [1, 2]$, \\(x[3]\\) and `a[2]` hold, it helps [2, 3].", ["[2, 3]"]),
    ("It grows⁵ fast, it helps.¹", ["¹"]),
    ("See https://example.org/?a[1]=2 and heat [3].", ["[3]"]),
    ("TNF-α[3] and vitamin D[2] rise.", ["[3]", "[2]"]),
    ("Use 1.11.[1-3], or 2.[1,2] as the notes say. It was 1.5.[3] Heat helps.", ["[3]"]),
    ("As said [1], [2] and (e.g. [3]).", ["[1]", "[2]", "[3]"]),
    ("It helps [Ref. 1], in part (refs 2, 3), and as in ref. 1 and refs. 2 and 3.", ["[Ref. 1]", "(refs 2, 3)", "ref. 1", "refs. 2 and 3"]),
    ("It helps.^\\[1\\]^ It does not.^\\[2,3\\]^ It may.^(3)^", ["[1]", "[2,3]", "[3]"]),
    ("No. ref. 77 and (ref. 88) are letters of an office; it helps [1].", ["[1]"]),
    ("The [1,3]thiazole and the 1H-[1,2]oxazole ring were made [3].", ["[3]"]),
]  # fmt: skip
LABELLED = [
    ("It helps [BG97].", ["[BG97]"]),
    ("It helps [BG97, Web03].", ["[BG97, Web03]"]),
    ("It helps [LCV+08, p. 5] and [Web03, Section 2].", ["[LCV+08, p. 5]", "[Web03, Section 2]"]),
    ("It is [ISO9001] and [PEP8].", []),
]  # fmt: skip


def markers(text: str, name: str) -> list[tuple[str, str]]:
    document = read(text.encode(), name)
    linked = link(document, find(document))
    return [(each.marker.span.of(document.text), each.status) for each in linked.links]


@pytest.mark.parametrize(("text", "printed"), NAMED, ids=lambda value: str(value)[:30])
def test_names_are_linked(text, printed):
    assert markers(text + PEOPLE, "a.md") == [(each, "linked") for each in printed]


@pytest.mark.parametrize(("text", "printed"), NUMERIC, ids=lambda value: str(value)[:30])
def test_numbers_are_linked_and_exponents_and_indices_are_none(text, printed):
    assert markers(text + NUMBERS, "a.md") == [(each, "linked") for each in printed]


@pytest.mark.parametrize(("text", "printed"), LABELLED, ids=lambda value: str(value)[:30])
def test_labels_of_names_and_years_are_linked(text, printed):
    assert markers(text + ALPHA, "a.txt") == [(each, "linked") for each in printed]


def test_a_label_like_those_of_the_list_that_it_does_not_print_is_missing():
    assert markers("It helps [BG97] and [Xu99]." + ALPHA, "a.txt") == [
        ("[BG97]", "linked"),
        ("[Xu99]", "missing-entry"),
    ]


def test_labels_begin_with_a_particle_too():
    text = "It helps [vdBK13, dlC99].\n\nReferences\n\n[vdBK13] J. van den Berg and M. King. Heat. Spine, 4:1-9, 2013.\n[dlC99] A. de la Cruz. Rest. Spine, 5:1-9, 1999.\n"
    assert markers(text, "a.txt") == [("[vdBK13, dlC99]", "linked")]


def test_letters_that_stand_for_two_organisations_are_ambiguous():
    text = (
        "Rice (WHO, 2019).\n\nReferences\n\nWorld Health Organization. (2019). Rice. Geneva: WHO.\n\n"
        "World Heritage Office. (2019). Rice. Paris: Press.\n"
    )
    assert markers(text, "a.txt") == [("WHO, 2019", "ambiguous")]


def test_a_dash_stands_for_the_people_before():
    text = "Cold (Brown 2001; Brown & Gray 2004).\n\nReferences\n\nBrown, Ann. 1990. Heat. Oxford: Press.\n———. 2001. Cold. Oxford: Press.\n——— and C. Gray. 2004. Ice. Spine 29 (1): 1–9.\n"
    assert {status for _, status in markers(text, "a.txt")} == {"linked"}


def test_lists_that_begin_anew_serve_the_text_before_them():
    part = "# Part {0}\n\nHeat {0} helps [1] and [2].\n\n## References\n\n1. Roe A. Heat {0}. Spine. 200{0};26:1-9.\n2. Doe B. Rest {0}. Spine. 200{0};27:11-19.\n\n"
    document = read((part.format(1) + part.format(2)).encode(), "a.md")
    linked = link(document, find(document))
    assert [each.references for each in linked.links] == [(0,), (1,), (2,), (3,)]


def test_numbers_of_a_list_that_runs_on():
    text = "Heat [1]. Rest [2]. Cold [3].\n\nReferences\n\n1. Roe A. Heat for backs. Spine. 2001;26:1-9. 2. Doe B. Rest for backs. Spine. 2002;27:11-19. doi:10.1000/x.12 3. World Health Organization. Cold. Geneva: WHO; 2004.\n"
    assert markers(text, "a.txt") == [("[1]", "linked"), ("[2]", "linked"), ("[3]", "linked")]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.rst"])
def test_nothing_is_found_where_nothing_is_cited(name):
    text = (
        "The array[1] has shape [2, 3] and values in [0, 1].\n\nUse f(x)[1], {{ item[3] }} and tensor([1, 2]).\n\n"
        "Version (2020) and Windows 10.\n\nrange: [1960 Q1, 2009 Q3]\n"
    )
    document = read(text.encode(), name)
    assert ([m.span.of(document.text) for m in find(document).markers], find(document).citations) == ([], ())


def test_a_claim_has_no_brackets_of_its_markers():
    text = "Heat helps ([[@roe2001]]). Rest harms ^[Poe C. Rest for backs. Spine. 2003;28(1):11-19.] and cold does not [1].\n"
    document = read((text + NUMBERS).encode(), "a.md")
    assert [claim.text for claim in link(document, find(document)).claims] == [
        "Heat helps.",
        "Rest harms and cold does not.",
    ]
