"""One format -> another, in one text or bit by bit, with what is lost on the way."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import UnreadableInput
from ..model import Bibliography
from ._dumping import marked, styled
from ._lost import in_parts, losses
from ._places import placed
from ._registry import by_name, loader, writer
from ._together import together
from ._values import Converted, Streamed

_MANY = 1000  # entries; what is lost of more is looked for in parts


def convert(
    text: str,
    source: str,
    target: str,
    *,
    style: str = "",
    keys: str = "",
    inherit: bool = True,
    in_words: bool = False,
) -> Converted:
    """Return a bibliography, which is in the format `source`, in the format `target`, with what is lost on the way.

    `style` is that of a reference list, which has marks (see `marked`) if `in_words`, `keys` the pattern of keys for
    what has none (see `assign_keys`). Without `inherit`, entries stay as they are written, also those that take fields
    from another. Raises UnknownPlugin, and StyleError for a CSL file.

    >>> done = convert("@book{a, title = {Low back disorders}, dimensions = {20 cm}}", "bibtex", "ris")
    >>> done.text.split("\\n")[2], done.losses[0].code
    ('TI  - Low back disorders', 'field-lost')
    """
    done = stream([("", text, source)], target, style=style, keys=keys, inherit=inherit, in_words=in_words)
    return Converted("".join(done.pieces), done.problems, done.losses)


def stream(
    files: Sequence[tuple[str, str, str]],
    target: str,
    *,
    style: str = "",
    keys: str = "",
    inherit: bool = True,
    in_words: bool = False,
) -> Streamed:
    """Return one bibliography of files that are given together, which are names, texts and formats, bit by bit.

    So all of what is written need not be held; what is lost is known before the first piece. What is wrong with a file
    that has a name has its place. See `convert` for the rest.

    >>> list(stream([("a.bib", "@book{a, title = {Heat}}", "bibtex")], "bibtex").pieces)
    ['@book{a, title = {Heat}}']
    """
    written = writer(target)
    with together((kind, text) for _, text, kind in files):
        found = [_bibliography(*each, keys, inherit) for each in files]
    problems = tuple(problem for each in found for problem in each.problems)
    if len(found) > 1:
        found = [_joined(found)]
    bibliography = marked(found.pop(), target, in_words=in_words)
    is_large = not style and len(bibliography.entries) > _MANY and by_name(target).load is not None
    if is_large and written.pieces is not None:
        return Streamed(written.pieces(bibliography), problems, tuple(in_parts(bibliography, target)))
    made = styled(bibliography, target, style, in_words=in_words) if style else written.dump(bibliography)
    lost = in_parts(bibliography, target) if is_large else losses(bibliography, target, made)
    return Streamed(iter((made,)), problems, tuple(lost))


def _bibliography(name: str, text: str, kind: str, keys: str, inherit: bool) -> Bibliography:
    read = loader(kind)
    if not inherit and read.load_as_written is None:
        detail = "no other format has entries that inherit than BibTeX and BibLaTeX"
        raise UnreadableInput(name or kind, detail)
    loaded = read.load(text) if inherit or read.load_as_written is None else read.load_as_written(text)
    made = loaded.bibliography(keys)
    return made.model_copy(update={"problems": placed(made.problems, text, name)}) if name and made.problems else made


def _joined(found: Sequence[Bibliography]) -> Bibliography:
    """All entries; of two that have one key, the later gets another when it is written."""
    return Bibliography(
        entries=tuple(entry for each in found for entry in each.entries),
        preserved=tuple(dict.fromkeys(block for each in found for block in each.preserved)),
    )
