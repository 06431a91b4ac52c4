"""Hayagriva YAML: the bibliographies that Typst reads. What the fields mean stands in `typst/`.

Source: "The Hayagriva YAML File Format" (typst/hayagriva 0.9, docs/file-format.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..fields.keys import is_printed, legal_keys
from ..model import Bibliography, Problem, Span
from ..model.printed import in_print
from ..text.collecting import uncollected
from ..text.escape import plain
from . import Format, Loaded, _yaml
from ._strays import not_too_many
from .typst.read import reference
from .typst.write import entry

_ENTRY = re.compile(r"(?:^|\n)[^\s#\-:][^\n]{0,300}?:[ \t]*+(?:#[^\n]*+)?+\r?+\n(?:[ \t]*+(?:#[^\n]*+)?+\r?+\n)*+[ \t]++(?:type|title|author|parent|date|editor)[ \t]*:")  # fmt: skip


def dump(bibliography: Bibliography) -> str:
    """Return a mapping of entries by their keys, as Typst's `bibliography` reads it.

    >>> from backref.model import Reference
    >>> print(dump(Bibliography.of((Reference(id="a", type="book", title="Costs of {x}", volume="2"),))))
    a:
      type: book
      title: Costs of \\{x\\}
      volume: '2'
    <BLANKLINE>
    """
    import yaml

    keys = [plain(key) for key in legal_keys(bibliography, is_printed)]
    made = {key: entry(in_print(each.reference)) for key, each in zip(keys, bibliography.entries, strict=True)}
    return str(yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=10_000)) if made else ""


@uncollected()
def load(text: str) -> Loaded:
    """Return the entries of a file, each with its key as `id`. Parents become containers and series.

    >>> load("a:\\n  type: Book\\n  title: Heat\\n  author: von Roe, J.").references[0].author[0].non_dropping_particle
    'von'
    """
    problems: list[Problem] = []
    references, written = [], []
    for name, node in not_too_many(_pairs(text, problems), text, problems, lambda pair: pair[0].span):
        key = _yaml.printable(str(name.value))
        said = _yaml.value(node)
        if isinstance(said, Mapping):
            references.append(reference(key, said))
            whole = Span(name.start, node.end)
            written.append(_yaml.written(text, node, str(said.get("type", "")), key, _yaml.inner(name), whole))
        else:
            message = f"{key[:80]}: no mapping of fields"
            problems.append(Problem(code="not-an-item", stage="load", message=message, span=name.span))
    return Loaded(tuple(references), tuple(problems), written=tuple(written))


def _pairs(text: str, problems: list[Problem]) -> Iterator[tuple[_yaml.YamlNode, _yaml.YamlNode]]:
    """The keys and entries of a file, of all its documents."""
    for root in _yaml.roots(text, problems):
        if root.id == "mapping":
            yield from root.value
        else:
            problems.append(Problem(code="not-an-item", stage="load", message="no mapping of entries", span=root.span))


def recognises(text: str) -> bool:
    """Say whether a YAML text holds hayagriva's entries, not those of CSL."""
    return (
        not re.search(r"^references[ \t]*:", text[:200_000], re.MULTILINE) and _ENTRY.search(text[:20_000]) is not None
    )


FORMAT = Format(
    name="hayagriva",
    title="Typst (hayagriva YAML)",
    suffixes=(".yml", ".yaml"),
    media_type="application/yaml",
    load=load,
    dump=dump,
    recognises=recognises,
)
