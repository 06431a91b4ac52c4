"""Where a key ends that is written in a sentence."""

from __future__ import annotations


def trimmed(key: str) -> tuple[str, str]:
    """Return a key without the stops and brackets of the sentence behind it, and those.

    >>> trimmed("deyo2015)."), trimmed("doi:10.1016/S0140-6736(18)30489-6")
    (('deyo2015', ').'), ('doi:10.1016/S0140-6736(18)30489-6', ''))
    """
    end = len(key)
    extra = key.count(")") - key.count("(")  # brackets that close nothing
    while end and (key[end - 1] in ".,;:?!" or (key[end - 1] == ")" and extra > 0)):
        end -= 1
        extra -= key[end] == ")"
    return key[:end], key[end:]
