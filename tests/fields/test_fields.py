"""The field families: tables of what is printed and what it means, and properties that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref.fields import csl, dates, ids, names, pages, titles
from backref.model import Date, Identifier
from backref.testing import strategies

IDS = [
    (
        "doi:10.1503/cmaj.171333. PMC\u00a06028270. PMID\u00a029970367.",
        ["doi:10.1503/cmaj.171333", "pmcid:PMC6028270", "pmid:29970367"],
    ),
    ("https://doi.org/10.1016/S0140-6736(16)30970-9)", ["doi:10.1016/s0140-6736(16)30970-9"]),
    ("(doi:10.1136/bmj.g6380)", ["doi:10.1136/bmj.g6380"]),
    (
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2.",
        ["doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"],
    ),
    ("DOI: 10.1/a", []),
    ("dx.doi.org/10.1000%2Fxyz123", ["doi:10.1000/xyz123"]),
    ("PubMed PMID: 19363457; PMCID: PMC123", ["pmid:19363457", "pmcid:PMC123"]),
    ("https://pubmed.ncbi.nlm.nih.gov/29970367/", ["pmid:29970367"]),
    ("arXiv:1706.03762v5 [cs.CL]", ["arxiv:1706.03762"]),
    ("arXiv:hep-th/9901001", ["arxiv:hep-th/9901001"]),
    ("ISBN 978-0615452272", ["isbn:9780615452272"]),
    ("ISBN 0-674-03642-5.", ["isbn:9780674036420"]),
    ("ISSN 0098-7484", ["issn:0098-7484"]),
    ("call us on 01454 838366, in 1 -2 weeks, 2009-2010", []),
    ("29970367", []),
    ("doi:10/gdh9ck. https://doi.org/10/b3x8t, https://doi.org/fv9", ["doi:10/gdh9ck", "doi:10/b3x8t", "doi:10/fv9"]),
    ("published 10/2015, doi: 10/2015, 8/10/ab, 10/mar/2015, 10/gdh9ck", []),
    ("doi 10/mar/2015; doi:10/may-2015", []),
    ("https://doi.org/handbook", ["url:https://doi.org/handbook"]),
    ("https://www.doi.org/hb2.html", ["url:https://www.doi.org/hb2.html"]),
    ("arXiv:math.GT/0309136v1", ["arxiv:math/0309136"]),
    ("see http://example.org/a_(b).", ["url:http://example.org/a_(b)"]),
]


@pytest.mark.parametrize(("text", "expected"), IDS)
def test_identifiers_are_found_exactly(text, expected):
    assert [str(sighting.identifier) for sighting in ids.find(text)] == expected


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("10/gdh9ck", "10/gdh9ck"),
        ("https://doi.org/10/GDH9ck", "10/gdh9ck"),
        ("10/2015", None),
        ("10/mar", None),
        ("10/12/2015", None),
    ],
)
def test_a_short_doi_is_told_from_a_date(printed, value):
    assert ids.parse(printed) == (Identifier("doi", value) if value else None)
    assert ids.is_short_doi(Identifier("doi", printed)) == bool(value or printed == "10/mar")


MOJIBAKE = [
    ("RÃ©union Ã  la coÃ»te", "Réunion Ã la coûte"),
    ("Î²-blockers at 37Â°C", "β-blockers at 37°C"),
    ("trial â€“ a reviewâ€™s end".replace("–", "“"), "trial – a review’s end"),
    ("Ã–sterreich", "Österreich"),
    ("æ—¥ RÃ©sumÃ©", "æ—¥ Résumé"),
    ("«NAÇÃO» E «IRMû", "«NAÇÃO» E «IRMû"),
    ("A «IRMÃ» E", "A «IRMÃ» E"),
    ("SÃO PAULO Â", "SÃO PAULO Â"),
    ("Ü“ber „Ä“ und ‚Å‘", "Ü“ber „Ä“ und ‚Å‘"),
    ("naïve Ångström façade", "naïve Ångström façade"),
]


@pytest.mark.parametrize(("printed", "meant"), MOJIBAKE)
def test_mojibake_is_mended_where_all_of_it_makes_sense(printed, meant):
    assert titles.render(printed) == meant
    assert titles.render(meant) == meant


@pytest.mark.parametrize(
    ("value", "valid"), [("9780615452272", True), ("9780615452273", False), ("080442957X", True), ("123", False)]
)
def test_isbns_have_check_digits(value, valid):
    assert ids.is_valid(Identifier("isbn", value)) is valid


@pytest.mark.parametrize(
    "issued", [{"date-parts": [["9" * 5000]]}, {"date-parts": [["--5"]]}, {"date-parts": [[2010]], "literal": {}}]
)
def test_an_odd_csl_date_is_a_problem_or_what_is_sound_of_it(issued):
    problems = []
    reference = csl.from_item({"issued": issued}, problems)
    assert bool(problems) != bool(reference.issued)


NAMES = [
    ("Punga VV, Grzemska M", ["Punga|VV", "Grzemska|M"]),
    ("Enke, Oliver; New, Heather A.; Lin, C.-W. Christine", ["Enke|Oliver", "New|Heather A.", "Lin|C.-W. Christine"]),
    ("Niemuth, P.E., Johnson, R.J., Myers, M.J., et al.", ["Niemuth|P.E.", "Johnson|R.J.", "Myers|M.J."]),
    ("Neptune, R.R., Sasaki, K., and Kautz, S.A.", ["Neptune|R.R.", "Sasaki|K.", "Kautz|S.A."]),
    ("Maher, C., Underwood, M., & Buchbinder, R.", ["Maher|C.", "Underwood|M.", "Buchbinder|R."]),
    ("M. Kitsuregawa, H. Tanaka, and T. Moto-oka", ["Kitsuregawa|M.", "Tanaka|H.", "Moto-oka|T."]),
    ("Bauer, T., Epstein, G. I. and Gang, N.", ["Bauer|T.", "Epstein|G. I.", "Gang|N."]),
    ("Talmage, J; Belcourt, R; Galper, J; et al.", ["Talmage|J", "Belcourt|R", "Galper|J"]),
    ("In Kurt T. Hegmann", ["Hegmann|Kurt T."]),
    ("van der Berg JM, de la Cruz A", ["van der Berg|JM", "de la Cruz|A"]),
    ("King, Martin Luther, Jr.", ["King|Martin Luther|Jr."]),
    ("Anema JR, Smith AB", ["Anema|JR", "Smith|AB"]),
    ("Anema, JR, Smith, AB", ["Anema|JR", "Smith|AB"]),
    ("Anema JR", ["Anema|JR"]),
    ("de la Cruz SR, O'Brien II, Low K, et al", ["de la Cruz|SR", "O'Brien|II", "Low|K"]),
    ("Smith J Jr, Petrov IV.", ["Smith|J|Jr.", "Petrov|IV"]),
    ("King ML JR, Smith Jr, Low JR", ["King|ML|Jr.", "Smith|Jr.", "Low|JR"]),
    ("Sammy Davis JR, Jane Roe III", ["Davis|Sammy|Jr.", "Roe|Jane|III"]),
    ("Smith, AB, JR, Doe, C", ["Smith|AB|Jr.", "Doe|C"]),
    ("TT, DN, & Lindström, A.", ["=TT", "=DN", "Lindström|A."]),
    ("TT, DN, och A. Lindström", ["=TT", "=DN", "Lindström|A."]),
    ("LI, XW, WANG, AB", ["LI|XW", "WANG|AB"]),
    ("(a) Roe, I., Low, K.", ["Roe|I.", "Low|K."]),
    ("김태경, 이필영와/과전은진", ["=김태경", "=이필영", "=전은진"]),
    ("Benedetti, Eliezer, y Marco Quilca León", ["Benedetti|Eliezer", "Quilca León|Marco"]),
    ("Jorge Luis Borges y Adolfo Bioy Casares", ["Borges|Jorge Luis", "Bioy Casares|Adolfo"]),
    ("Ortega y Gasset, J.", ["Ortega y Gasset|J."]),
    ("García Márquez G", ["García Márquez|G"]),
    (
        "Wall EM, American Pain Society Low Back Pain Guideline Panel",
        ["Wall|EM", "=American Pain Society Low Back Pain Guideline Panel"],
    ),
    ("World Health Organization", ["=World Health Organization"]),
    ("National Institute for Health and Care Excellence", ["=National Institute for Health and Care Excellence"]),
    ("Rambaut A Drummond AJ", ["Rambaut|A", "Drummond|AJ"]),
    ("王, 军", ["王|军"]),
    ("Иванов И.И., Петров П.П.", ["Иванов|И.И.", "Петров|П.П."]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_name_lists(text, expected):
    found = names.parse(text).names
    assert [
        "=" + n.literal if n.literal else "|".join(p for p in (names.family(n), n.given, n.suffix) if p) for n in found
    ] == expected


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Chou R, et al.", True),
        ("Chou R, and others", True),
        ("Müller, H. u. a.", True),
        ("Chou R", False),
        ("Alvarez B", False),
    ],
)
def test_a_cut_list_says_so(text, cut):
    assert names.parse(text).cut is cut


DATES = [
    ("2 July 2018", ((2018, 7, 2),)), ("July 2, 2018", ((2018, 7, 2),)), ("2018 Jul 2", ((2018, 7, 2),)), ("2005 Jan", ((2005, 1),)), ("2015-04-02", ((2015, 4, 2),)),
    ("2009a", ((2009,),)), ("1980-1981", ((1980,), (1981,))), ("2004–05", ((2004,), (2005,))), ("März 1999", ((1999, 3),)), ("15 de março de 2012", ((2012, 3, 15),)),
    ("août 2001", ((2001, 8),)), ("[1999]", ((1999,),)), ("n.d.", ()), ("in press", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), DATES)
def test_dates(text, parts):
    found = dates.parse(text)
    assert found is not None
    assert found.date_parts == parts


PAGES = [
    ("135-43", "135-143"), ("1066–77", "1066-1077"), ("E786–E793", "E786-E793"), ("336, 373, 376–377", "336, 373, 376-377"), ("14,037–14,045", "14037-14045"),
    ("pp. 12–15", "12-15"), ("e1002984", "e1002984"), ("xii–xv", "xii-xv"), ("S12-S15", "S12-S15"), ("100-99", "100-199"), ("199-98", "199-98"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pages(text, expected):
    assert pages.normalise(text) == expected


CONTAINERS = [
    ("Clin J Sport Med", "Clinical Journal of Sport Medicine", 1.0), ("N Engl J Med", "New England Journal of Medicine", 1.0), ("PLoS One.", "PLOS ONE", 1.0),
    ("JAMA", "JAMA: The Journal of the American Medical Association", 0.9), ("Lancet", "The Lancet", 1.0), ("Gait & Posture", "Gait and Posture", 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("short", "full", "least"), CONTAINERS)
def test_abbreviated_containers(short, full, least):
    assert titles.container_similarity(short, full) >= least
    assert titles.container_similarity(full, short) >= least


@pytest.mark.parametrize(
    ("one", "two"), [("Pain", "Spine"), ("Nature", "Science"), ("Journal of Physics A", "Physical Review B")]
)
def test_other_containers_are_others(one, two):
    assert titles.container_similarity(one, two) < 0.7


def test_a_title_loses_its_quotes_on_both_sides_or_on_neither():
    assert titles.parse("“Low back disorders”.") == "Low back disorders"
    assert titles.parse("“Getting to know you”: power") == "“Getting to know you”: power"
    assert titles.parse('The "nocebo" effect') == 'The "nocebo" effect'


@given(strategies.any_text)
def test_nothing_raises_and_spans_are_inside(text):
    for sighting in ids.find(text):
        assert 0 <= sighting.whole.start <= sighting.span.start < sighting.span.end <= sighting.whole.end <= len(text)
        assert ids.normalise(sighting.identifier) == sighting.identifier
    names.parse(text)
    dates.parse(text)
    pages.parse(text)
    titles.parse(text)
    assert titles.normalise(titles.normalise(text)) == titles.normalise(text)
    assert pages.normalise(pages.normalise(text)) == pages.normalise(text)


@given(strategies.names())
def test_a_name_comes_back_from_its_inverted_form(name):
    if not name.literal:
        assert names.from_inverted(names.inverted(name)) == name


@given(st.integers(-5, 3000), st.integers(-5, 20), st.integers(-5, 40))
def test_impossible_dates_are_cut(year, month, day):
    parts = dates.normalise(Date(date_parts=((year, month, day),))).date_parts[0]
    assert parts[0] == year
    assert len(parts) == 1 or 1 <= parts[1] <= 12


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("29 February 2000", (2000, 2, 29)),
        ("29 February 2004", (2004, 2, 29)),
        ("29 February 1900", (1900, 2)),  # a century is a leap year only every fourth time
        ("31 June 2015", (2015, 6)),
    ],
)
def test_a_day_that_its_month_does_not_have_is_none(printed, parts):
    assert dates.parse(printed).date_parts == (parts,)


def test_a_missing_subtitle_costs_little_and_another_title_much():
    whole = "Rest for low back pain: a double-blind, randomised and controlled trial in twelve hospitals of the north"
    assert titles.similarity("Rest for low back pain", whole) == 0.95
    assert titles.similarity("Rest for low back pain", "Imaging of the lumbar spine in farmers") < 0.6


def test_an_abbreviation_leaves_no_word_of_the_journal_over():
    assert titles.container_similarity("J Pain", "Journal of Pain") == 1.0
    assert titles.container_similarity("J Pain", "Journal of Pain Research") < 1.0


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1996/", "1996/.."), ("1996/..", "1996/.."), ("1996--", "1996/.."), ("1996_2004", "1996/2004"), ("22-26 June 2015", "2015-06-22/2015-06-26"),
        ("22nd–26th June 2015", "2015-06-22/2015-06-26"), ("21-25 May 2018", "2018-05-21/2018-05-25"), ("Oct. 28–Nov. 1, 2019", "2019-10-28/2019-11-01"),
        ("Dec 2015 – Jan 2016", "2015-12/2016-01"), ("Winter 2005/06", "2005-24/2006-24"), ("Winter 1999/2000", "1999-24/2000-24"), ("Herbst 2004", "2004-23"),
        ("Spring/Summer 2005", "2005-21/2005-22"), ("1814-24/1817-23", "1814-24/1817-23"), ("2015-06-22/26", "2015-06-22/2015-06-26"),
        ("300–200 BC", "-0299/-0199"), ("44 BCE", "-0043"), ("2016/01/", "2016-01"), ("2015-", "2015"), ("2020-02-30", "2020-02"), ("/1996", "/1996"),
    ],
)  # fmt: skip
def test_ranges_and_seasons_of_fields(text, edtf):
    found = dates.from_field(text)
    assert dates.to_field(found) == edtf
    assert dates.from_field(dates.to_field(found)) == found
