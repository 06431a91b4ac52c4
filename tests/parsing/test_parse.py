"""What a parse keeps and tells apart beyond the golden citations: blanks of titles, scripts, people named twice, types, numbers."""

from __future__ import annotations

import pytest

from backref.fields import names
from backref.parsing import parse
from backref.parsing.kinds import settled


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
    ],
)
def test_lists_of_names(printed, expected):
    assert [names.family(name) for name in names.parse(printed).names] == expected


def test_one_person_who_is_printed_twice_is_one():
    raw = "Фрейд З. Толкование сновидений / З. Фрейд. М.: Наука, 1991."
    assert families(raw).count("Фрейд") == 1


def test_the_tagger_says_the_type_where_it_is_sure():
    assert settled("document", 0.3, [("dataset", 0.8), ("book", 0.1)]) == ("dataset", 0.8)
    assert settled("patent", 0.9, [("book", 0.6)]) == ("patent", 0.9)
    assert settled("book", 0.85, []) == ("book", 0.85)
    assert parse("PMID 25064594").reference.type == "document"
