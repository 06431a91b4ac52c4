"""Where an identifier begins and ends: what sticks to it in print, and the forms that each scheme is printed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref import parse
from backref.fields import doi, ids
from backref.model import Identifier

DEYO = "doi:10.1136/bmj.g6380"
MAYER = "doi:10.1016/j.spinee.2007.09.008"
# What is printed -> the identifiers in it. Seen in reference lists, in text from PDF files, on publishers' pages.
PRINTED = [
    # query strings, fragments, views and files
    ("doi:10.1136/bmj.g6380?cookieSet=1", [DEYO]),
    ("https://doi.org/10.1136/bmj.g6380?utm_source=x&utm_medium=y.", [DEYO]),
    ("10.1136/bmj.g6380&domain=pdf", [DEYO]),
    ("10.1136/bmj.g6380;jsessionid=AB12.d03", [DEYO]),
    ("10.1136/bmj.g6380#abstract", [DEYO]),
    ("doi:10.1136/bmj.g6380/full", [DEYO]),
    ("doi:10.1136/bmj.g6380/abstract.", [DEYO]),
    ("10.1136/bmj.g6380/full/html", [DEYO]),
    ("10.1136/bmj.g6380.pdf", [DEYO]),
    ("10.1136/bmj.g6380.full.pdf+html", [DEYO]),
    ("10.1136/bmj.g6380/.", [DEYO]),
    ("10.1073/pnas.1018033108/-/DCSupplemental", ["doi:10.1073/pnas.1018033108"]),
    # marks and letters that are no part of it
    ("doi:10.1136/bmj.g6380†", [DEYO]),
    ("doi:10.1136/bmj.g6380\ufffd", [DEYO]),
    ("doi:10.1136/bm\u00adj.g6380\u00ad.", [DEYO]),
    ("doi:10.1136/bmj.\u200bg6380\u200b", [DEYO]),
    ("（doi：10.1136/bmj.g6380）。", [DEYO]),
    ("DOI：10.1136/bmj.g6380，2015", [DEYO]),
    ("「10.1136/bmj.g6380」", [DEYO]),
    ("10.1136/bmj.g6380→", [DEYO]),
    ("10.1136/bmj.g6380¹²", [DEYO]),
    # what is glued to it
    ("doi:10.1136/bmj.g6380;PMID:25561513", [DEYO, "pmid:25561513"]),
    ("doi:10.1136/bmj.g6380,PMID:25561513", [DEYO, "pmid:25561513"]),
    ("doi:10.1136/bmj.g6380PMID:25561513", [DEYO, "pmid:25561513"]),
    ("doi:10.1136/bmj.g6380.pmid:25561513", [DEYO, "pmid:25561513"]),
    ("doi:10.1136/bmj.g6380;PMCID:PMC4707569", [DEYO, "pmcid:PMC4707569"]),
    ("10.1136/bmj.g6380,10.1503/cmaj.171333", [DEYO, "doi:10.1503/cmaj.171333"]),
    ("10.1136/bmj.g6380;doi:10.1503/cmaj.171333", [DEYO, "doi:10.1503/cmaj.171333"]),
    ("10.1136/bmj.g6380[PubMed]", [DEYO]),
    ("10.1136/bmj.g6380[doi]", [DEYO]),
    ("10.1136/bmj.g6380.Accessed 3 May 2020", [DEYO]),
    ("10.1136/bmj.g6380https://www.bmj.com/x", [DEYO, "url:https://www.bmj.com/x"]),
    ("10.1007/JHEP06(2010)043,arXiv:1002.2581", ["doi:10.1007/jhep06(2010)043", "arxiv:1002.2581"]),
    # one behind another
    ("https://doi.org/doi:10.1136/bmj.g6380", [DEYO]),
    ("https://doi.org/https://doi.org/10.1136/bmj.g6380", [DEYO]),
    ("https://doi.org/http://dx.doi.org/10.1136/bmj.g6380", [DEYO]),
    ("https://doi.org:10.1136/bmj.g6380", [DEYO]),
    ("https://doi. org/10.1136/bmj.g6380", [DEYO]),
    ("http://dx.doi .org/10.1136/bmj.g6380", [DEYO]),
    ("doi.10.1136/bmj.g6380", [DEYO]),
    ("info:doi/10.1136/bmj.g6380", [DEYO]),
    # line ends
    ("doi:10.1016/\nj.spinee.2007.09.008. Next", [MAYER]),
    ("10.1016/\nj.spinee.2007.09.008", [MAYER]),
    ("doi:10.1016/j.\nspinee.2007.09.008.\n12. Roe", [MAYER]),
    ("doi:10.1016/j\n.spinee.2007.09.008", [MAYER]),
    ("doi: 10.1016/j.spinee.2007.09.\r\n    008.", [MAYER]),
    ("doi:10.1016/j. spinee.2007.09.008", [MAYER]),
    ("doi:10.1007/s00586-\n012-2345-6", ["doi:10.1007/s00586-012-2345-6"]),
    ("doi:10.1007/978-3-540-1_\n7.", ["doi:10.1007/978-3-540-1_7"]),
    ("10.1007/978-3-540-1 _7, 2012", ["doi:10.1007/978-3-540-1_7"]),
    ("doi:10.1136/bmj.g6380.\n12. Roe A. Heat.", [DEYO]),
    ("doi:10.1136/bmj.g6380.\n2015 was a year", [DEYO]),
    ("doi:10.1136/bmj.g6380\nRoe A. Heat 2.0", [DEYO]),
    ("doi:10.1136/bmj.g6380.\n10.1503/cmaj.171333", [DEYO, "doi:10.1503/cmaj.171333"]),
    ("doi:10.1000/xyz. 2015;350:1", ["doi:10.1000/xyz"]),
    # versions of preprint servers
    ("doi:10.1101/2020.03.22.002386v2", ["doi:10.1101/2020.03.22.002386"]),
    ("doi:10.1101/123456v1.full", ["doi:10.1101/123456"]),
    ("10.48550/arXiv.2310.01362v3", ["doi:10.48550/arxiv.2310.01362"]),
    ("10.21203/rs.3.rs-12345/v1", ["doi:10.21203/rs.3.rs-12345/v1"]),
    ("10.20944/preprints202001.0001.v2", ["doi:10.20944/preprints202001.0001.v2"]),
    # addresses
    ("https://onlinelibrary.wiley.com/doi/full/10.1002/abc.123", ["doi:10.1002/abc.123"]),
    ("https://pubs.acs.org/doi/abs/10.1021/jp047796z.", ["doi:10.1021/jp047796z"]),
    ("https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00001/full", ["doi:10.3389/fpsyg.2015.00001"]),
    ("https://www.biorxiv.org/content/10.1101/2020.03.22.002386v2.full.pdf+html", ["doi:10.1101/2020.03.22.002386"]),
    ("https://link.springer.com/content/pdf/10.1007%2F978-3-540-1_7.pdf", ["doi:10.1007/978-3-540-1_7"]),
    ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0012345&type=x", ["doi:10.1371/journal.pone.0012345"]),
    ("https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00001/full;PMID:25653626", ["doi:10.3389/fpsyg.2015.00001", "pmid:25653626"]),
    ("https://a.example/x?u=10.1136/bmj.g6380&t=https://doi.org/10.1503/cmaj.171333", [DEYO, "doi:10.1503/cmaj.171333"]),
    ("https://doi-org.proxy.lib.example.edu/10.1136/bmj.g6380", [DEYO]),
    ("https://sci-hub.example/10.1136/bmj.g6380", [DEYO]),
    ("https://data.example/dataset.xhtml?persistentId=doi:10.18710/GUX2O8", ["doi:10.18710/gux2o8"]),
    ("http://www.ncbi.nlm.nih.gov/pubmed/27742753%0Ahttp://a.example/doi/10.1104/pp.16.01178", ["pmid:27742753", "doi:10.1104/pp.16.01178"]),
    # what is registered so
    ("10.1890/0012-9658(2006)87[2614:SEAEEO]2.0.CO;2.", ["doi:10.1890/0012-9658(2006)87[2614:seaeeo]2.0.co;2"]),
    ("10.4028/www.scientific.net/MSF.457-460.1613", ["doi:10.4028/www.scientific.net/msf.457-460.1613"]),
    ("10.1386/macp.2.2.149/1", ["doi:10.1386/macp.2.2.149/1"]),
    ("10.1371/journal.pone.0012345.g001", ["doi:10.1371/journal.pone.0012345.g001"]),
    ("http://example.org/2016/10/14/people/", ["url:http://example.org/2016/10/14/people/"]),
    # arXiv, as arXiv, DBLP, INSPIRE, Semantic Scholar, publishers and people print it
    ("arXiv:1412.6980v9 [cs.LG]", ["arxiv:1412.6980"]),
    ("arXiv preprint arXiv:1412.6980, 2014", ["arxiv:1412.6980"]),
    ("arXiv preprint. 2014; arXiv:1412.6980.", ["arxiv:1412.6980"]),
    ("arXiv. 2014;1412.6980.", ["arxiv:1412.6980"]),
    ("arXiv [cs.LG] 1412.6980", ["arxiv:1412.6980"]),
    ("arXiv e-prints, art. arXiv:1412.6980", ["arxiv:1412.6980"]),
    ("ArXiv, abs/1412.6980", ["arxiv:1412.6980"]),
    ("CoRR abs/1412.6980 (2014)", ["arxiv:1412.6980"]),
    ("CoRR, vol. abs/1412.6980, 2014", ["arxiv:1412.6980"]),
    ("CoRR, cs.CL/0701001", ["arxiv:cs/0701001"]),
    ("Phys. Rev. D 96 (2017) 1 [1612.06963]", ["arxiv:1612.06963"]),
    ("JHEP 01 (1999) 1 [hep-th/9901001]", ["arxiv:hep-th/9901001"]),
    ("hep-th/9901001v2", ["arxiv:hep-th/9901001"]),
    ("math.GT/0309136", ["arxiv:math/0309136"]),
    ("https://arxiv.org/html/1412.6980v9", ["arxiv:1412.6980"]),
    ("https://arxiv.org/pdf/1412.6980v9.pdf", ["arxiv:1412.6980"]),
    ("https://www.alphaxiv.org/abs/1412.6980", ["arxiv:1412.6980"]),
    ("https://ar5iv.labs.arxiv.org/html/1412.6980", ["arxiv:1412.6980"]),
    ("https://xxx.lanl.gov/abs/hep-th/9901001", ["arxiv:hep-th/9901001"]),
    ("[1234.5678] and 1412.6980 and (2014) 1412.6980", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_an_identifier_is_told_from_what_sticks_to_it(text, expected):
    assert [str(sighting.identifier) for sighting in ids.find(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [case for case in PRINTED if len(case[1]) == 1])
def test_a_citation_that_ends_in_it_has_it(text, expected):
    reference = parse(f"Roe A. Heat for stiff backs. Spine. 2001;26:1-9. {text}").reference
    scheme, _, value = expected[0].partition(":")
    held = getattr(reference, scheme)
    assert held == value


def test_the_publisher_s_address_is_kept_beside_the_doi():
    reference = parse(
        "Roe A. Heat. Spine. 2001. https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00001/full"
    ).reference
    assert reference.doi == "10.3389/fpsyg.2015.00001"
    assert reference.url == "https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00001/full"


@pytest.mark.parametrize(
    ("value", "is_valid"),
    [
        ("1412.6980", True), ("1501.00001", True), ("0704.0001", True), ("hep-th/9901001", True), ("math/0309136", True),
        ("2315.99999", False), ("1413.6980", False), ("1400.6980", False), ("1412.69801", False), ("2001.0001", False), ("0612.0001", False),
        ("hep-th/9913001", False), ("hep-th/990100", False),
    ],
)  # fmt: skip
def test_an_arxiv_identifier_has_a_month_and_the_digits_of_its_time(value, is_valid):
    assert ids.is_valid(Identifier("arxiv", value)) is is_valid


@pytest.mark.parametrize(
    ("printed", "after", "expected"),
    [
        ("10.21203/rs.3.rs-12345/v1", "", ["10.21203/rs.3.rs-12345"]),
        ("10.26434/chemrxiv-2021-abcde-v2", "", ["10.26434/chemrxiv-2021-abcde"]),
        ("10.1136/bmj.g6380?x=1", "", ["10.1136/bmj.g6380"]),
        ("10.1136/bmj.g6", "\n380. Next", ["10.1136/bmj.g6380"]),
        ("10.1136/bmj.g6380/1", "", ["10.1136/bmj.g6380"]),
        ("10.1136/bmj.g6380", "", []),
    ],
)
def test_what_an_unknown_doi_may_have_been_meant_for(printed, after, expected):
    assert list(doi.candidates(printed, after)) == expected


@given(st.text("10.136/bmjg\n -_;:?#()[]<>&\u00ad\ufffd†vPMIDdoi", max_size=60))
def test_a_doi_s_end_is_found_once_and_for_all(text):
    printed = "10.1136/" + text
    cut = doi.bare(printed)
    assert printed.startswith(cut) or "v" in printed
    assert doi.bare(cut) == cut
    assert all(candidate != doi.cleaned(printed) for candidate in doi.candidates(printed))


@pytest.mark.parametrize(
    "text",
    [
        "http:/ http:/ www.doi.org/10.1136/bmj.g6380", "https:/doi.org/10.1136/bmj.g6380", "https://dx.doi.org/https://doi.org/10.1136/bmj.g6380",
        "https://www.pubmed.ncbi.nlm.nih.gov/123", "https://pmc.ncbi.nlm.nih.gov/articles/PMC12", "https://export.arxiv.org/abs/1412.6980",
        "solv-int/9901001", "astro-ph.CO/9901001", "e-ISBN-13: 978-0-306-40615-7", "e-ISSN 1234-5679",
        "pubmed PMID: 123", "https://xxx.lanl.gov/abs/hep-th/9901001", "www.example.org/a", "PMCID: PMC 123",
    ],
)  # fmt: skip
def test_an_identifier_is_seen_whole_wherever_it_stands(text):
    before = "Roe A. Heat of the joints in the cold, and of what is near them. "
    alone = ids.find(text)
    assert alone[0].whole.start == 0
    shifted = [(each.identifier, each.span.shift(len(before)), each.whole.shift(len(before))) for each in alone]
    assert [tuple(each) for each in ids.find(before + text)] == shifted


@pytest.mark.parametrize("between", [" and ", " Heat for backs and for bones, and for all who like it. " * 3, " doi: "])
def test_all_identifiers_are_seen_however_much_stands_between_them(between):
    printed = [
        "https://dx.doi.org/10.1136/bmj.g6380", "PMID 29970367", "Phys. Rev. D96 (2017), 1612.06963,", "hep-th/9711200", "ISBN 978-0-674-03642-0",
    ]  # fmt: skip
    found = [sighting.identifier.scheme for sighting in ids.find(between.join(printed))]
    assert found == ["doi", "pmid", "arxiv", "arxiv", "isbn"]
