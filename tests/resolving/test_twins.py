"""Which references of a bibliography describe one work."""

from __future__ import annotations

import pytest

from backref.model import Name, Reference
from backref.resolving.twins import twins


@pytest.mark.parametrize(("words", "found"), [(58, 1), (61, 0)])
def test_titles_that_are_longer_than_any_real_one_are_the_same_or_others(words, found):
    title = " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(words))
    one, again = (
        Reference(type="book", title=each, author=(Name(family="Roe"),)) for each in (title, f"{title} (again)")
    )
    assert len(list(twins([one, again]))) == found
    assert len(list(twins([one, one]))) == 1


def test_what_is_said_again_is_found_however_many_of_its_title_stand_between():
    volumes = [Reference(type="article-journal", title="Editorial", volume=str(n)) for n in range(60)]
    library = [volumes[0].model_copy(update={"id": "a"}), *volumes, volumes[0], volumes[30]]
    assert [(twin.at, twin.of) for twin in twins(library)] == [(1, 0), (61, 0), (62, 31)]


def test_of_many_people_those_that_nobody_prints_tell_no_two_works_apart():
    people = tuple(Name(family=f"Roe{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(200))
    one = Reference(type="article-journal", title="Heat and cold for low back pain", author=people)
    assert len(list(twins([one, one.model_copy(update={"author": people[:100]})]))) == 1
    assert not list(twins([one, one.model_copy(update={"author": people[100:]})]))


def test_texts_that_are_the_same_as_far_as_they_are_compared_are_not_the_same():
    long = "word " * 500
    library = [Reference(type="book", title=title) for title in (f"{long}a", f"{long}b", f"{long}b", f"{long}a")]
    assert [(twin.at, twin.of) for twin in twins(library)] == [(2, 1), (3, 0)]
