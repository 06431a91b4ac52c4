"""The pages: a box to paste into and a place to drop files, how far the asking is, and the report with its exports."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from .. import files, formats
from ..model import Bibliography, Document
from ..reporting import of_bibliography, report_page
from ..reporting.html import joined, tag
from ..text.escape import terminal
from .bodies import json_of
from .bounds import Refused
from .desks import Desks
from .front import front
from .inputs import inputs_of
from .job import Job
from .jobs import Jobs

_EXPORTS = {
    "bibtex": ("references.bib", "BibTeX"),
    "csl-json": ("references.json", "CSL-JSON"),
    "ris": ("references.ris", "RIS"),
}
_LOG = logging.getLogger(__name__)
_HTML_POLICY = "frame-ancestors 'none'"  # the rest of a page's policy stands in the page, with its hashes


def routes(jobs: Jobs, desks: Desks, keep: Path | None) -> list[Route]:
    """Return the routes of the pages. Reports are written to the folder `keep`, if there is one."""

    async def index(_: Request) -> Response:
        return _page(front())

    async def begin(request: Request) -> Response:
        given = await json_of(request)
        if not isinstance(passages := given.get("passages", False), bool):
            raise Refused(422, "argument", "true or false", "passages")
        inputs = await desks.run(lambda *_: inputs_of(given.get("inputs")), asks=False)
        return JSONResponse({"job": jobs.begin(inputs, passages=passages).id}, 202)

    async def events(request: Request) -> Response:
        return StreamingResponse(_job(request).stream(), media_type="text/event-stream")

    async def cancel(request: Request) -> Response:
        await jobs.cancel(_job(request))
        return Response(status_code=204)

    async def report(request: Request) -> Response:
        job = _job(request)
        is_file = "download" in request.query_params
        made = await desks.run(lambda *_: _report(job, is_file=is_file), asks=False)
        if keep is not None and not is_file:
            await desks.run(lambda *_: _keep(keep / f"report-{job.id}.html", made), asks=False)
        return _page(made, "report.html" if is_file else "")

    async def export(request: Request) -> Response:
        name, _ = _EXPORTS.get(to := request.path_params["to"], ("", ""))
        if not name:
            raise Refused(404, "not-found", f"there is {', '.join(_EXPORTS)}")
        result = _result(_job(request))
        text = await desks.run(lambda *_: formats.dump(result, to), asks=False)
        return Response(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8", headers=_saved(name))

    def _job(request: Request) -> Job:
        return jobs.get(request.path_params["job"])

    table: tuple[tuple[str, Callable[[Request], Any], str], ...] = (
        ("/", index, "GET"), ("/jobs", begin, "POST"), ("/jobs/{job}/events", events, "GET"), ("/jobs/{job}", cancel, "DELETE"),
        ("/jobs/{job}/report", report, "GET"), ("/jobs/{job}/{to}", export, "GET"),
    )  # fmt: skip
    return [Route(path, endpoint, methods=[method]) for path, endpoint, method in table]


def _keep(path: Path, page: str) -> None:
    """Write a report to a file. Where that cannot be done the log says so; who asked for the report sees it all the
    same.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write({path: page.encode("utf-8", "replace")})
    except OSError as error:
        _LOG.error("%s", terminal(f"a report is not kept: {error}"))


def _result(job: Job) -> Bibliography:
    if job.result is None:
        raise Refused(409, "not-done", "it is not done yet")
    return job.result


def _report(job: Job, *, is_file: bool) -> str:
    made = of_bibliography(_result(job), [each for each in job.inputs if isinstance(each, Document)])
    links = [tag("a", "Another text", href="../../", class_="button")]
    links += [tag("a", shown, href=to, download=name, class_="button") for to, (name, shown) in _EXPORTS.items()]
    links.append(tag("a", "This report", href="report?download", download="report.html", class_="button"))
    return report_page(made, above="" if is_file else tag("p", joined(links, " "), class_="above"))


def _page(text: str, name: str = "") -> Response:
    return HTMLResponse(
        text.encode("utf-8", "replace"),
        headers={"Content-Security-Policy": _HTML_POLICY} | (_saved(name) if name else {}),
    )


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
