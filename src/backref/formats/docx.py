"""A reference list as a Word file: italics, and links on DOIs and addresses. As text it is that of `html`."""

from __future__ import annotations

from . import Format, html
from ._word import pack

FORMAT = Format(
    name="docx",
    title="reference list (Word)",
    suffixes=(".docx",),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    dump=html.dump,
    styled=html.dump,
    pack=pack,
)
