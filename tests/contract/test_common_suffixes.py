"""What is looked at first for a common suffix is what the registry would have found."""

from __future__ import annotations

import pytest

from backref.formats._registry import _OF_SUFFIX, FORMATS


@pytest.mark.parametrize("suffix", _OF_SUFFIX)
def test_the_short_way_finds_what_the_long_one_does(suffix):
    assert tuple(each.name for each in FORMATS.own() if suffix in each.suffixes) == _OF_SUFFIX[suffix]
