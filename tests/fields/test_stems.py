"""Keys say who: the acronym of an organisation, a name in ASCII, a word of the title."""

import pytest

from backref.fields.keys import assign_keys
from backref.model import Date, Name, Reference

ISSUED = Date(date_parts=((2019,),))


@pytest.mark.parametrize(
    ("who", "key"),
    [
        (Name(literal="National Institute for Health and Care Excellence (NICE)"), "nice2019"),
        (Name(literal="National Institute for Health and Care Excellence"), "nihce2019"),
        (Name(literal="National Guideline Centre (UK)"), "ngc2019"),
        (Name(literal="World Health Organization"), "who2019"),
        (Name(literal="Haute Autorité de Santé"), "has2019"),
        (Name(literal="OpenAI"), "openai2019"),
        (Name(literal="国家统计局"), "guojiatongjiju2019"),
        (Name(family="Щербаков"), "shcherbakov2019"),
        (Name(family="J", given="Smithson"), "smithsonj2019"),
        (Name(family="J"), "pain2019"),
        (Name(family="Anonymous"), "pain2019"),
        (Name(literal="Anon."), "pain2019"),
    ],
)
def test_who_a_key_names(who, key):
    assert assign_keys([Reference(author=(who,), title="The pain of others", issued=ISSUED)]) == [key]


def test_the_next_who_has_a_name():
    people = (Name(family="J"), Name(family="Deyo"))
    assert assign_keys([Reference(author=people, issued=ISSUED)]) == ["deyo2019"]
