"""backref: from prose with citations to verified references, joined to the claims that rest on them.

The public names load what they need when first used; importing backref imports nothing heavy.
"""

from __future__ import annotations

__version__ = "0.1.0"
