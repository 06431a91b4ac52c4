"""What the documents of a project cite, whoever builds them: for a list of all of it. Reads files, asks nobody."""

from __future__ import annotations

from ..configuration import Configuration
from ..library import Library
from . import read
from ._citing import citations, documents


def works(configuration: Configuration, library: Library) -> tuple[str, ...]:
    """Return the keys of the works that a project's documents cite, each once, in the order of the files' names.

    What nothing is known of is left out: whoever builds its page tells. Raises UnreadableInput, and BackrefError where
    nothing says which documents there are.
    """
    cited = (each for document in read(documents(configuration)) for each in citations(document, []))
    keys = (library.key_of(each.text) for each in cited if each.kind != "raw")
    return tuple(dict.fromkeys(key for key in keys if key is not None))
