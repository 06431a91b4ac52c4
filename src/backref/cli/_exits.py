"""Exit statuses, in one place: 1 where something was found, else 3 where something could not be checked, else 0."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model import Bibliography, Resolution, Status

if TYPE_CHECKING:
    from ..project.checks import Checked
    from ..project.syncing import Synced

FOUND, UNCHECKED = 1, 3


def status(is_found: bool, is_unchecked: bool) -> int:
    """Return the exit status; what was found outranks what could not be checked.

    >>> status(True, True), status(False, True), status(False, False)
    (1, 3, 0)
    """
    return FOUND if is_found else UNCHECKED if is_unchecked else 0


def worst(*codes: int) -> int:
    """Return the exit status of several runs.

    >>> worst(0, 3), worst(3, 1, 0)
    (3, 1)
    """
    return status(FOUND in codes, UNCHECKED in codes)


def of_verdicts(verdicts: Iterable[Resolution]) -> int:
    """Return the exit status of verdicts: findings that are not quiet count as found."""
    said = list(verdicts)
    open_ = {verdict.status for verdict in said} - {Status.MATCHED}
    unchecked = open_ & {Status.FAILED, Status.NOT_ASKED}
    is_loud = any(not finding.kind.is_quiet for verdict in said for finding in verdict.findings)
    return status(is_loud or bool(open_ - unchecked), bool(unchecked))


def of_bibliography(bibliography: Bibliography) -> int:
    """Return the exit status of a bibliography: markers without an entry count as found."""
    is_open = any(marker.status != "linked" for marker in bibliography.markers)
    return FOUND if is_open else of_verdicts(entry.resolution for entry in bibliography.entries if entry.resolution)


def of_checked(checked: Checked) -> int:
    """Return the exit status of a check."""
    return status(len(checked.faults) > len(checked.unchecked), bool(checked.unchecked))


def of_synced(synced: Synced) -> int:
    """Return the exit status of a sync: notes do not count."""
    return status(bool(synced.to_do), bool(synced.unsettled))
