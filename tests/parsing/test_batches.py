"""What is done for a whole batch at once is what is done for one text, one token, one name; and nothing is looked up
that is not so.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref.fields import ids
from backref.fields.names import rows as name_rows
from backref.fields.names import shapes as name_shapes
from backref.fields.names.readings import Piece
from backref.model import Name, Parsed, Problem, Reference
from backref.parsing import parse
from backref.parsing.tagging import crf
from backref.parsing.tagging.columns import columns
from backref.parsing.tagging.features import (
    form_features,
    mark_features,
    neighbour_features,
    neighbours,
    place_features,
)
from backref.parsing.tagging.lstm import Lstm
from backref.parsing.tagging.packing import packed
from backref.parsing.tagging.pieces import Pieces
from backref.parsing.tagging.places import places
from backref.parsing.tagging.tagger import load
from backref.parsing.tagging.tokens import tokenise
from backref.testing import strategies
from backref.text import words
from backref.text.spotting import beginnings, spotted

# What tells tokens apart: marks that open and close, blanks of all kinds, digits beside letters, scripts without
# blanks, identifiers.
PARTS = st.sampled_from(
    "a B bmj.com P.E. 12 2009a E786 B554 王 中国 かな ， 。 “ ” ’ ( ) [ ] ; : . , _ & < > – e\u0301 \u0665 naïve Ł 10.1136/bmj.g6380 PMID:123456 "
    "https://example.org/a www.example.org".split(" ")
)
PRINTED = st.lists(st.tuples(PARTS, st.sampled_from(["", " ", "  ", "   ", "\n", "\u00a0"])), max_size=25).map(
    lambda parts: "".join(part + blank for part, blank in parts)
)
NAMES = st.sampled_from(
    "Chou|Von Korff|Li|Jr|Van der Berg|Smith|SMITH|College|Ed|Kirkaldy-Willis|Müller|R|RA.|J. A.|J.-P.|JD|II|LLC|L.L.C.|PhD|Chou R|Deyo RA.|Von Korff M|"
    "Smith II|Smith JD|College R|de la Cruz J|王 军|Ann Mooney|Al|Li X".split("|")
)


@given(st.lists(st.one_of(PRINTED, strategies.any_text), max_size=5))
def test_columns_hold_the_tokens_and_places_of_each_text(raws):
    sightings = [ids.find(raw) for raw in raws]
    found = columns(raws, sightings, Pieces(8))
    where = places(raws, found)
    for at, (raw, seen) in enumerate(zip(raws, sightings, strict=True)):
        tokens = tokenise(raw, seen)
        mine = slice(*found.bounds[at : at + 2])
        offsets = zip(*(column[mine].tolist() for column in found[3:]), strict=True)
        assert [(first, start, end, last) for first, start, end, last in offsets] == [
            (token.first, token.start, token.end, token.last) for token in tokens
        ]
        assert where[mine].tolist() == place_features(raw, tokens)
        assert all(raw[token.start : token.end] == token.form for token in tokens if token.form[0] != "<")


@given(st.lists(PRINTED, min_size=1, max_size=3))
def test_what_the_tagger_sees_is_the_sum_of_the_features(raws):
    embedding = load().embedding
    _, seen = embedding.of(raws, [ids.find(raw) for raw in raws])
    features = np.pad(embedding._bytes * embedding._scales, ((0, 0), (0, 1)))
    sums = [
        features[
            [
                *form_features(token.form),
                *mark_features("lead", token.lead(raw)),
                *mark_features("trail", token.trail(raw)),
                *neighbour_features(token.form, neighbours(raw, token)),
            ]
        ].sum(0)
        + embedding._places[place]
        for raw in raws
        for tokens in [tokenise(raw)]
        for token, place in zip(tokens, place_features(raw, tokens), strict=True)
    ]
    assert len(sums) == len(seen)
    assert not sums or np.allclose(seen, sums, atol=1e-4)


@given(st.lists(st.tuples(NAMES, st.booleans()), min_size=1, max_size=6))
def test_names_that_are_read_at_a_glance_are_those_that_are_weighed(parts):
    pieces = [Piece(text, is_new and at > 0) for at, (text, is_new) in enumerate(parts)]
    glanced = name_shapes.glanced(pieces)
    assert glanced is None or glanced == name_rows.cheapest(pieces)


def test_the_two_commonest_shapes_are_read_at_a_glance():
    assert name_shapes.glanced([Piece("Chou R"), Piece("Von Korff M.")]) is not None
    assert name_shapes.glanced([Piece("Smith"), Piece("J. A."), Piece("Jones", True), Piece("B.")]) is not None
    assert name_shapes.glanced([Piece("Smith"), Piece("John", is_new=True)]) is None


@pytest.mark.parametrize("last", [["D"], ["Jr."], ["Roe AB", "Li C"], ["J.", "Doe"], ["Ann", "Roe", "Smith", "J."]])
def test_of_a_long_list_only_the_end_is_weighed(last, monkeypatch):
    pieces = [Piece(text) for n in range(60) for text in (f"Doe{chr(97 + n % 26)}", "J.")]
    pieces += [Piece(text) for text in last]
    weighed = []
    cheapest = name_rows.cheapest
    monkeypatch.setattr(name_shapes, "cheapest", lambda some: weighed.append(len(some)) or cheapest(some))
    assert name_shapes.people(pieces) == cheapest(pieces)
    assert weighed == [40 + len(last)]


@given(strategies.any_text)
def test_what_is_made_without_a_look_would_stand_it(raw):
    parsed = parse(raw)
    looked_at = Parsed.model_validate(parsed.model_dump())
    assert (looked_at, repr(looked_at)) == (parsed, repr(parsed))


def test_a_made_model_is_the_one_that_was_looked_at():
    values = {"family": "Chou", "given": None}
    assert (Name.made(values), repr(Name.made(values))) == (Name(**values), repr(Name(**values)))
    assert Name.made(values).model_fields_set == Name(**values).model_fields_set
    one, two = (Reference.made({"title": "Heat"}) for _ in range(2))
    assert one.model_dump_json() == Reference(title="Heat").model_dump_json()
    assert one.custom == {}
    assert one.custom is not two.custom
    with pytest.raises(ValueError, match="frozen"):
        Problem.made({"code": "a", "stage": "b", "message": "c"}).code = "d"


@pytest.mark.parametrize("key", ["and", "et_al", "see", "editor", "translator"])
@pytest.mark.parametrize("shape", ["{}", "Smith J. {} Roe R", "SMITH J, {}", "Kılıç A. {}, 2015"])
def test_no_phrase_of_any_language_is_missed_where_it_stands(key, shape):
    begins = beginnings(words.union(key))
    missed = [word for word in words.union(key) if not begins.may_be_in(shape.format(word)) and spotted(word) != []]
    assert missed == []


@given(PRINTED, st.sampled_from(["", "Roe R. Heat. ", "İ ", "x" * 200, "王" * 90]))
def test_identifiers_are_found_wherever_they_stand(printed, before):
    there = [(s.identifier, s.span.shift(len(before) + 1)) for s in ids.find(printed)]
    assert [(s.identifier, s.span) for s in ids.find(f"{before}\n{printed}")] == there


def test_labels_that_are_each_the_likeliest_are_taken_only_where_their_row_is():
    random = np.random.default_rng(7)
    lengths = np.array([12] * 40 + [5] * 150 + [1] * 10)
    packing = packed(np.cumsum(lengths) - lengths, lengths)
    transitions = random.standard_normal((6, 6)).astype(np.float32)
    by_string = random.uniform(0.5, 8, len(lengths)).astype(np.float32)  # from doubtful to sure
    scores = random.standard_normal((len(packing.tokens), 6)).astype(np.float32) * by_string[packing.rows, None]
    found, shares = crf.decoded(scores, transitions, packing)
    assert found.tolist() == crf.searched(scores, transitions, packing).tolist()
    assert 0 < shares.min() < 0.4 < 0.999 < shares.max() <= 1


def test_as_many_rows_as_are_multiplied_at_a_time_the_states_are_the_same():
    random = np.random.default_rng(7)
    size, width = 4, 3
    shapes = {
        "weight_ih": (4 * size, width),
        "weight_hh": (4 * size, size),
        "bias_ih": (4 * size,),
        "bias_hh": (4 * size,),
    }
    weights = {
        f"lstm.{name}_l0{way}": random.standard_normal(shape).astype(np.float32)
        for name, shape in shapes.items()
        for way in ("", "_reverse")
    }
    lengths = np.array([3] * 5 + [2] * 4 + [1])
    packing = packed(np.cumsum(lengths) - lengths, lengths)
    inputs = np.ones((len(packing.tokens), width + 1), dtype=np.float32)
    inputs[:, :width] = random.standard_normal((len(inputs), width))
    whole = Lstm(weights, 100).read(inputs, packing)
    for most in (1, 2, 3, 4, 7):
        for one, other in zip(Lstm(weights, most).read(inputs, packing), whole, strict=True):
            assert np.allclose(one, other, atol=1e-6)
