"""`backref serve`: the report with a box to paste into, and a JSON API, on this machine. Needs the extra `serve`.

`app` is a Starlette application; `gate` decides who gets in, `desks` ask, `jobs` run what takes long, `site` and `api`
answer.
"""

from __future__ import annotations
