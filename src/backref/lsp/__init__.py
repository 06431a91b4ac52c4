"""The language server, `backref lsp`: keys, verdicts and faults where an author writes. Needs the extra `lsp`.

`_places` finds the keys in a text, `_project_keys` knows what they mean, `_faults` says what is wrong, `_actions` what
can be done about it; only `server` knows the protocol. What is shown is read from the project's files and from what is
open; sources are asked when nobody types.
"""
