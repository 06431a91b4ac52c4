"""Words in brackets have variables of their own, and are in no title."""

import pytest

from backref.model import Span
from backref.parsing import numbers, parse
from backref.parsing.kinds.guessed import settled
from backref.parsing.rules import media
from backref.parsing.rules.bracketed import apart
from backref.parsing.tagging.segments import Labelled, Run


@pytest.mark.parametrize(
    ("printed", "attribute", "value", "kind"),
    [
        ("[J]", "medium", "J", "article-journal"),
        ("[D/OL]", "medium", "D/OL", "thesis"),
        ("[EB / OL]", "medium", "EB/OL", "webpage"),
        ("[Internet]", "medium", "Internet", ""),
        ("[en ligne]", "medium", "en ligne", ""),
        ("[Электронный ресурс]", "medium", "Электронный ресурс", ""),
        ("[Oil on canvas]", "medium", "Oil on canvas", "graphic"),
        ("[Computer software]", "genre", "Computer software", "software"),
        ("[Data set]", "genre", "Data set", "dataset"),
        ("[Unpublished doctoral dissertation]", "genre", "Unpublished doctoral dissertation", "thesis"),
        ("[Audio podcast episode]", "genre", "Audio podcast episode", "broadcast"),
        ("[package insert]", "genre", "package insert", "report"),
        ("[Personal communication]", "genre", "Personal communication", "personal_communication"),
        ("(in Spanish)", "language", "es", ""),
        ("[Article in German]", "language", "de", ""),
        ("(auf Deutsch)", "language", "de", ""),
    ],
)
def test_what_a_bracket_says(printed, attribute, value, kind):
    raw = f"Roe R. Heat {printed}. 2001."
    assert media.find(raw) == [media.Said(attribute, value, Span(12, 12 + len(printed)), kind)]


@pytest.mark.parametrize(
    "printed",
    ["[1]", "[see below]", "(in press)", "(in brackets)", "(2nd ed.)", "[A", "(in Spain)", "[The title in English]"],
)
def test_what_says_nothing(printed):
    assert not media.find(f"Roe R. Heat {printed}. 2001.")


def test_runs_lose_a_bracket_at_their_ends_only():
    raw = "Heat [Film] of days [Map]. "
    runs = [Run("title", 0, 27, 0.9)]
    found, kept = apart(Labelled(runs, [[(21, 24)]]), media.find(raw))
    assert [(run.label, raw[run.start : run.end]) for run in found.runs] == [("title", "Heat [Film] of days ")]
    assert [each.value for each in kept] == ["Map"]
    assert not found.loose


def test_a_run_that_is_a_bracket_is_gone():
    raw = "Heat [Internet]. Rome"
    found, kept = apart(Labelled([Run("title", 0, 5, 0.9), Run("medium", 5, 17, 0.9)], []), media.find(raw))
    assert [run.label for run in found.runs] == ["title"]
    assert kept[0].attribute == "medium"


def test_in_a_citation():
    parsed = parse("Petrov P. Bol v spine (in Russian). Terapevticheskii arkhiv. 2003;75:12-5.")
    assert (parsed.reference.title, parsed.reference.language) == ("Bol v spine", "ru")
    parsed = parse("Chen L, Park J. Soil moisture across the Alps [Data set]. Zenodo; 2021. doi:10.5281/zenodo.4000001")
    assert (parsed.reference.type, parsed.reference.genre) == ("dataset", "Data set")
    assert {field.variable for field in parsed.fields} >= {"genre", "title"}


def test_the_tagger_may_gainsay_a_bracket_if_it_is_sure():
    assert settled("software", 0.85, [("webpage", 0.9)], is_told=True)[0] == "software"
    assert settled("software", 0.85, [("webpage", 0.97)], is_told=True)[0] == "webpage"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("王小明. 煤炭平衡表[M]//山西年鉴. 太原: 山西人民出版社, 2023: 156.", "chapter"),
        ("ROE R. Heat and light[M/OL]//Galaxies: Vol. 46. 1995: 51. https://example.org/a", "chapter"),
        ("李红. 文选: 卷2[M]. 2版. 北京: 人民出版社, 1994.", "book"),
        ("LOW K. Green sand[C]//Proceedings of the sand meeting. Lyon, 2011: 3-9.", "paper-conference"),
        ("陈明. 新学期的目标是什么?[EB/OL]. (2025-01-18). https://www.zhihu.com/question/61/answer/67", "post"),
    ],
)
def test_what_codes_in_brackets_tell(raw, kind):
    assert parse(raw).reference.type == kind


@pytest.mark.parametrize(
    ("kind", "raw", "number"),
    [
        ("standard", "Information security. ISO/IEC 27001:2022. Geneva", "ISO/IEC 27001:2022"),
        ("standard", "文献著录规则: GB/T 7714—2015[S]. 北京", "GB/T 7714—2015"),
        ("standard", "HTTP Semantics. RFC 9110. 2022", "RFC 9110"),
        ("report", "Acid soils [no. PB 91-194001]. Springfield", "PB 91-194001"),
        ("report", "Wing loads. NASA/TM-2003-212125. Hampton", "NASA/TM-2003-212125"),
        ("patent", "Node ranking. US 6,285,999. 2001", "US 6,285,999"),
        ("patent", "Thing. WO 2010/123456 A1", "WO 2010/123456 A1"),
        ("report", "Armut. BT-Drs. 18/4097. 2015", "BT-Drs. 18/4097"),
        ("report", "Assessment of salts. EMA/CHMP/485563/2018. London", "EMA/CHMP/485563/2018"),
        ("standard", "Video coding. Recommendation H.264. 2019", "Recommendation H.264"),
        ("report", "Exercise for back pain. NCT01234567. 2019", "NCT01234567"),
        ("book", "Exercise for back pain. NCT01234567. 2019", None),
        ("standard", "A standard for nothing, 1999", None),
    ],
)
def test_numbers_that_name_their_series(kind, raw, number):
    found = numbers.find(raw, kind)
    assert (found and found.of(raw)) == number


def test_a_year_of_the_container_is_not_that_of_the_work():
    raw = "Ashbaugh LL, Myrup LO. A component analysis of sulfur. Atmospheric Environment (1967). 1984;18(4):783–791."
    reference = parse(raw).reference
    assert (reference.issued.year, reference.volume, reference.issue) == (1984, "18", "4")
