"""The pattern of keys that a command is given."""

from __future__ import annotations

import click


def known_pattern(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return a pattern of keys, for `callback` of an option. Raises BadParameter for one whose words in brackets are
    not known.
    """
    if value and "[" in value:
        from ..fields.keys import TOKENS, unknown_tokens

        if unknown := unknown_tokens(value):
            listed = ", ".join(f"[{each}]" for each in TOKENS)
            raise click.BadParameter(f"{unknown[0]} is not known; there are {listed}, as in [auth3:lower].")
    return value
