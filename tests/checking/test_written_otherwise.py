"""What a program may write in another way says the same: each rule's examples with types and names of fields in
capitals, other ends of lines, blanks and comments give the same findings.
"""

from __future__ import annotations

import re

import pytest
from checked_examples import project_of

from backref import checking

EXAMPLES = [
    pytest.param(example, checking.chosen([rule.code[:3]]), id=f"{rule.code}-{which}")
    for rule in checking.rules()
    for which, example in (("bad", rule.bad), ("good", rule.good))
    if example.format == "bibtex" and not rule.code.startswith(("BR1", "BR3"))  # of their own writing, and of sources
]
WAYS = {
    "types in capitals": lambda text: re.sub(r"^@\w+", lambda match: match[0].upper(), text, flags=re.MULTILINE),
    "types with a capital": lambda text: re.sub(r"^@\w+", lambda match: match[0].title(), text, flags=re.MULTILINE),
    "fields in capitals": lambda text: re.sub(r"[\w-]+(?=\s*=\s*[{\"\w])", lambda match: match[0].upper(), text),
    "tabs around the sign": lambda text: re.sub(r"(?<=\w)\s*=\s*(?=[{\"\w])", "\t=\t", text),
    "a blank after the type": lambda text: re.sub(r"^@\w+", r"\g<0> ", text, flags=re.MULTILINE),
    "lines of Windows": lambda text: text.replace("\n", "\r\n") + "\r\n",
    "a byte order mark": lambda text: "\ufeff" + text,
    "and in capitals": lambda text: text.replace(" and ", " AND "),
    "comments": lambda text: f"% of last year\n\n@comment{{jabref-meta: x;}}\n{text}\n% end\n",
}


def codes(example, rules):
    return [fault.rule.code for fault in checking.check(project_of(example), rules)]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("example", "family"), EXAMPLES)
def test_an_example_says_the_same(example, family, way):
    assert codes(example._replace(text=way(example.text)), family) == codes(example, family)
