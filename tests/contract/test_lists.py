"""What every style says alike: that a list of people goes on, where a preprint is, which edition it is."""

from __future__ import annotations

import pytest

from backref import formats, styles

BIB = """
@book{one, author={Roe, Jane and others}, title={Heat}, edition={2nd}, publisher={P}, year=2001}
@book{two, author={Roe, Jane and Doe, John and others}, title={Cold}, edition={Second}, publisher={P}, year=2001}
@incollection{three, author={Roe, Jane}, editor={Ed, E and others}, booktitle={B}, title={Part}, edition={Revised}, publisher={P}, year=2017}
@misc{pre, author={Roe, Jane}, title={Pre}, eprint={1706.03762}, archiveprefix={arXiv}, year=2017}
@article{both, author={Roe, Jane}, title={Both}, journal={J}, doi={10.1/x}, eprint={1706.03762}, archiveprefix={arXiv}, year=2017}
"""


@pytest.mark.parametrize("style", styles.names())
def test_styles_tell_cut_lists_preprints_and_editions(style):
    made = formats.load(BIB, "bibtex").bibliography()
    lines = {line.key: styles.bare(line) for line in styles.lines(made, style)}
    assert [lines[key].count("et al") for key in ("one", "two", "three", "pre")] == [1, 1, 1, 0]
    assert not any("and et al" in line or "& et al" in line or "\ue000" in line for line in lines.values())
    assert "arXiv:1706.03762" in lines["pre"]
    assert "https://arxiv.org/abs/1706.03762" in lines["pre"]
    assert "arXiv" not in lines["both"]
    assert "2nd ed" in lines["one"]
    assert "2nd ed" in lines["two"]
    assert "Revised ed" in lines["three"]
