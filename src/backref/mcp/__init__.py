"""backref for assistants: a server of the Model Context Protocol, so that they cite records instead of inventing them.

`_tools` does the work and `_shapes` says what goes in and out; only `_server` knows the SDK (the extra `mcp`), and
`_folder` is the one way to a file.
"""

from __future__ import annotations
