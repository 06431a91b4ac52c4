"""The report: what was found and verified -> one page that can be sent on. Pure: it asks nobody, and its page loads
nothing.
"""

from __future__ import annotations

from .bibliographies import of_bibliography
from .checks import of_check
from .lines import report_lines
from .page import report_page
from .standings import Standing, standing, totals
from .views import Report, Row, missing

__all__ = [
    "Report",
    "Row",
    "Standing",
    "missing",
    "of_bibliography",
    "of_check",
    "report_lines",
    "report_page",
    "standing",
    "totals",
]
