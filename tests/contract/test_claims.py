"""The evidence file: its selectors find the sentence again, and its quotations are exact without steering a
terminal.
"""

from __future__ import annotations

import json

import backref
from backref import readers

TEXT = "Heat helps.[1] Opioids \x9b31m help little in a randomized controlled trial.[1]\n\nReferences\n\n1. Deyo RA. Opioids. BMJ. 2015;350:g6380.\n"


def test_selectors_point_into_the_file_and_cues_are_quoted():
    made = backref.dump(backref.resolve(readers.read(TEXT.encode(), "a.txt"), sources=()), "claims-json")
    assert "\x9b" not in made
    second = json.loads(made)["items"][1]
    position, quote = second["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    assert second["backref:cues"] == [
        {"backref:kind": "randomised controlled trial", "value": "randomized controlled trial"}
    ]
    assert second["backref:relation"] == "cito:cites"
