"""The codes of GB/T 7714 and the marks of East Asia fix the fields around them, however short the words are."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from backref.parsing import parse_many

PEOPLE = ("老舍", "王伟, 李娜", "马克思, 恩格斯", "欧阳修", "中国社会科学院语言研究所")
TITLES = ("家", "围城", "腰痛", "针灸在风湿免疫疾病中的应用", "1998年长江洪水的成因", "中国")
FORMS = {
    "[J]. 中国针灸, 2018, 38(4): 5-9.": {"container-title": "中国针灸", "volume": "38", "issue": "4", "page": "5-9"},
    "[M]. 北京: 三联书店, 2016.": {"publisher-place": "北京", "publisher": "三联书店"},
    "[D]. 上海: 复旦大学, 2011.": {"publisher-place": "上海", "publisher": "复旦大学"},
    "[N]. 人民日报, 2010-05-12(7).": {"container-title": "人民日报", "page": "7"},
    "[C]//运筹学论文集. 西安: 三秦出版社, 1996: 46-48.": {"container-title": "运筹学论文集", "page": "46-48"},
    "[R]. 北京: 国务院, 2012.": {"publisher": "国务院"},
    "[EB/OL]. (2001-12-19)[2002-04-15]. http://www.example.cn/1.html.": {"URL": "http://www.example.cn/1.html"},
}
GOLD = Path(__file__).resolve().parents[1] / "gold" / "citations.jsonl"


def test_short_names_and_titles_are_told_apart_by_the_code():
    cases = list(product(PEOPLE, TITLES, FORMS))
    wrong = []
    for (people, title, rest), parsed in zip(cases, parse_many(f"{p}. {t}{r}" for p, t, r in cases), strict=True):
        item = parsed.reference.csl()
        want = {"title": title, "author": [{"literal": name} for name in people.split(", ")], **FORMS[rest]}
        if found := {name: item.get(name) for name, value in want.items() if item.get(name) != value}:
            wrong.append((people, title, rest, found))
    assert len(wrong) <= len(cases) // 20, wrong


def test_a_title_without_people_is_no_person():
    raws = [f"{title}{rest}" for title, rest in product(TITLES, FORMS)]
    assert [p.raw for p in parse_many(raws) if not p.reference.title or p.reference.author] == []


def test_no_field_begins_between_two_characters():
    """Names, titles and publishers in Han begin and end at marks; the courts' abbreviations have none."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    raws = [row["raw"] for row in rows if row["language"] in ("zh", "ja") and row["type"] != "legal_case"]
    worded = {"author", "title", "container-title", "publisher", "publisher-place"}
    within = []
    for parsed in parse_many(raws):
        spans = [field.span for field in parsed.fields if field.variable in worded]
        starts = {span.start for span in spans}
        within += [parsed.raw for span in spans if span.end in starts and parsed.raw[span.end - 1].isalpha()]
    assert within == []


@pytest.mark.parametrize("text", ["[J]", "[J].", "//[C]//", ". [M]. : , 2016", "[J]//[J]//", "。[D]。：，"])
def test_codes_alone_are_read_without_harm(text):
    assert next(parse_many([text])).raw == text
