"""What a parse keeps and tells apart beyond the golden citations: blanks of titles, scripts, people named twice, types,
numbers.
"""

from __future__ import annotations

import pytest

from backref.fields import names
from backref.model import Span
from backref.parsing import confidence, numbers, parse
from backref.parsing.draft import Draft
from backref.parsing.kinds import sites
from backref.parsing.kinds.decided import decided
from backref.parsing.kinds.guessed import settled
from backref.parsing.taken import LabelledRun


def families(raw: str) -> list[str]:
    return [names.family(name) for name in parse(raw).reference.author]


def test_a_title_keeps_the_blanks_that_do_not_break():
    found = parse("Roe A. Heat for stiff\u00a0backs\u00a0: a trial. Clin J Pain. 2015;31:1-9.").reference
    assert found.title == "Heat for stiff\u00a0backs\u00a0: a trial"


@pytest.mark.parametrize(
    ("raw", "people", "title"),
    [
        ("[1] 王小明, 李红, 张伟. 腰痛的流行病学研究[J]. 中华医学杂志, 2015, 12(3): 45-52.", ["王小明", "李红", "张伟"], "腰痛的流行病学研究"),
        ("Иванов И. И., Петров П. П. Лечение боли в спине / И. И. Иванов, П. П. Петров. М.: Наука, 2015. 512 с.", ["Иванов", "Петров"], "Лечение боли в спине"),
        ("Jun Xu, Xinlei He, and Wei Hu. Learning to walk without falling. 2025.", ["Xu", "He", "Hu"], "Learning to walk without falling"),
    ],
)  # fmt: skip
def test_lists_of_people_in_other_scripts_and_orders(raw, people, title):
    assert (families(raw), parse(raw).reference.title) == (people, title)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("张玲，张勇.", ["张玲", "张勇"]),
        ("夏新华, 胡旭晟, 刘鄂, 等", ["夏新华", "胡旭晟", "刘鄂"]),
        ("工业和信息化部", ["工业和信息化部"]),
        ("有村俊秀, 杉野誠と武田史郎", ["有村俊秀", "杉野誠", "武田史郎"]),
        ("پناهی، حسین، و پرویز پرستویی", ["پناهی", "پرستویی"]),
        ("OH, Wonseok, CHOI, Jin Nam and KIM, Kimin", ["Oh", "Choi", "Kim"]),
        ("NOVOTNÝ, K. – MACHÁČEK, Z", ["NOVOTNÝ", "MACHÁČEK"]),
        ("KULDELL Natalie, BERNSTEIN Rachael", ["Kuldell", "Bernstein"]),
        ("MERCK SHARP & DOHME LLC", ["MERCK SHARP & DOHME LLC"]),
        ("Dong Xue, Jicheng Tu, and Jie Hu.", ["Xue", "Tu", "Hu"]),
        ("Ferreira Filho M. G., Lima J.", ["Ferreira Filho", "Lima"]),
        ("Ann W Fields, David J Low, and Stephanie E Palmer", ["Fields", "Low", "Palmer"]),
        ("Maria Y Roe", ["Roe"]),
        ("Thijs ter Rele, René van Roij, and Ann Low", ["ter Rele", "van Roij", "Low"]),
        ("Roe, Ann; Maaten, Laurens van der; Low, Karl", ["Roe", "van der Maaten", "Low"]),
        ("Keel, KS. Green, MF. Mintz, J. Brett, JS", ["Keel", "Green", "Mintz", "Brett"]),
        ("Salis, L., Ogbe, E. Milland, K., & Low, A.", ["Salis", "Ogbe", "Milland", "Low"]),
        ("P. Bede, H.-W. Hammer, B. Stosic, T. Stosic", ["Bede", "Hammer", "Stosic", "Stosic"]),
        ("W. C. S. Nozu & G. de S. Preuss", ["Nozu", "Preuss"]),
        ("MINAYO, Maria Cecília de Souza", ["Minayo"]),
        ("SOUZA, Jessé José Freire de", ["de Souza"]),
        ("Roe, Kim, Maria Cecília de Souza e Ana Lima", ["Roe", "de Souza", "Lima"]),
        ("The Rolling Stones", ["The Rolling Stones"]),
        ("Schneider (L.), ARNAUD (A.-F.)", ["Schneider", "ARNAUD"]),
    ],
)
def test_lists_of_names(printed, expected):
    assert [names.family(name) for name in names.parse(printed).names] == expected


def test_one_person_who_is_printed_twice_is_one():
    raw = "Фрейд З. Толкование сновидений / З. Фрейд. М.: Наука, 1991."
    assert families(raw).count("Фрейд") == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"translator": ("Ann Roe",)}, "book"),
        ({"number_of_pages": "352"}, "book"),
        ({"number_of_pages": "352", "volume": "3"}, "graphic"),
        ({}, "graphic"),
    ],
)
def test_what_is_translated_or_has_pages_that_are_counted_is_a_book(said, kind):
    values = {"title": "Mirèio", "publisher": "Standard Ebooks", **said}
    assert decided("Mistral. Mirèio", values, "", [("graphic", 0.8)])[0] == kind


def test_the_tagger_says_the_type_where_it_is_sure():
    assert settled("document", 0.3, [("dataset", 0.8), ("book", 0.1)]) == ("dataset", 0.8)
    assert settled("patent", 0.9, [("book", 0.6)]) == ("patent", 0.9)
    assert settled("book", 0.85, []) == ("book", 0.85)
    assert parse("PMID 25064594").reference.type == "document"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://github.com/roe/heat-tools", "software"),
        ("https://www.reddit.com/r/Backs/comments/a1b2c3/heat_or_cold/", "post"),
        ("https://x.com/roe/status/1234567890", "post"),
        ("https://stiffbacks.wordpress.com/2019/02/heat/", "post-weblog"),
        ("https://www.youtube.com/watch?v=a1b2c3d4", "motion_picture"),
        ("https://patents.google.com/patent/US6285999B1/en", "patent"),
        ("https://github.com/roe", None),  # who it is, and no code
        ("https://www.reddit.com/r/Backs/", None),
        ("https://example.org/blog-of-roe/x.com/status", None),
        ("https://notgithub.com/roe/heat-tools", None),
        ("", None),
    ],
)
def test_an_address_says_what_stands_there(address, expected):
    assert sites.kind_of(address) == expected


def test_an_address_is_asked_only_where_nothing_else_says_the_type():
    told = parse("Roe R. Heat tables [Data set]. 2019. Available from: https://github.com/roe/heat-tables")
    open_ = parse("Roe R. Heat tools. 2019. Available from: https://github.com/roe/heat-tools")
    assert (told.reference.type, open_.reference.type) == ("dataset", "software")


@pytest.mark.parametrize(
    ("raw", "kind", "inside", "expected"),
    [
        ("GB/T 16159-1996 Rules of spelling[S]. 1996.", "standard", "GB/T 16159-1996 Rules of spelling", None),
        ("Rules of spelling: GB/T 16159-1996[S].", "standard", "Rules of spelling", "GB/T 16159-1996"),
        ("Roe R. Heat. https://example.org/patent/CN203729369U.html", "patent", "https://example.org/patent/CN203729369U.html", None),
        ("Roe R. Heat: CN01128777.2[P]. 2002.", "patent", "Heat", "CN01128777.2"),
        ("Roe R. Heat, CN200610171314.3", "patent", "Heat", "CN200610171314.3"),
        ("Heat in NCT01369329. 2011.", "webpage", "Heat in NCT01369329", "NCT01369329"),
    ],
)  # fmt: skip
def test_a_number_within_a_title_or_an_address_is_a_part_of_it(raw, kind, inside, expected):
    start = raw.index(inside)
    found = numbers.find(raw, kind, [Span(start, start + len(inside))])
    assert (found and found.of(raw)) == expected


def test_in_some_scripts_a_field_is_held_less_sure():
    assert confidence.calibrated("author", 0.999, "Arabic") < confidence.calibrated("author", 0.999)
    assert confidence.calibrated("author", 0.999, "Greek") == confidence.calibrated("author", 0.999)


def test_a_series_that_nothing_is_in_is_the_title_and_stands_where_it_stood():
    draft = Draft("Lecture Notes. 2001", contained=False)
    draft.take_segment(LabelledRun("collection-title", Span(0, 13), 0.9))
    assert draft.finished()["title"] == "Lecture Notes"
    assert [(field["variable"], field["span"]) for field in draft.fields] == [("title", (0, 13))]
