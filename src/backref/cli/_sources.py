"""The options that say whom to ask, shared by the commands that ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import click

from ..errors import BrokenPlugin
from ..model import Problem, Source
from ..project.configuration import Configuration
from ._io import say


def source_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --catalogue, --offline, --source, --mailto, --retractions and --no-cache to a command."""
    options = (
        click.option(
            "--catalogue",
            metavar="PATH",
            help="Ask this catalogue first: a folder made by `backref catalogue add`, or a .bib, CSL-JSON or JSON lines file.",
        ),
        click.option("--offline", is_flag=True, help="Open no socket: the catalogue and the cache answer, or nobody."),
        click.option(
            "--source",
            "only",
            metavar="NAME",
            multiple=True,
            help="Ask only this source (repeatable); `backref sources` lists them.",
        ),
        click.option(
            "--mailto",
            metavar="ADDRESS",
            envvar="BACKREF_MAILTO",
            help="Your address, for the services' polite pools (or BACKREF_MAILTO).",
        ),
        click.option(
            "--retractions",
            metavar="FILE",
            envvar="BACKREF_RETRACTIONS",
            help="A Retraction Watch CSV, asked about every work that is found (or BACKREF_RETRACTIONS).",
        ),
        click.option("--no-cache", is_flag=True, help="Keep no answers beyond this run."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def open_from(
    catalogue: str | None,
    offline: bool,
    only: tuple[str, ...],
    mailto: str | None,
    retractions: str | None,
    no_cache: bool,
    quiet: bool,
    stopped: Event | None = None,
    configuration: Configuration | None = None,
    share: int = 1,
) -> list[Source]:
    """Return the sources that the options ask for, and say what is lost without an address, unless `quiet`. Catalogue,
    address and notices that they leave open are the project's.

    `share` is how many such sets ask side by side. Once `stopped` is set, whoever is asking them is stopped with
    Interrupted. Raises CatalogueError, UnreadableInput and UnknownPlugin.
    """
    from ..loading import open_catalogue, open_sources
    from ..sources import SERVICES, Settings, check, default_cache

    project = configuration or configured(None)
    settings = Settings(
        mailto=mailto or project.mailto or None,
        offline=offline,
        cache=None if no_cache else default_cache(),
        reaches=project.reaches,
        share=share,
    )
    opened = (
        open_catalogue(catalogue or _path(project, project.catalogue), _warn)
        if not only or "catalogue" in only
        else None
    )
    if stopped is not None:
        settings = replace(settings, is_stopped=stopped.is_set, sleep=stopped.wait)
    notices = retractions or _path(project, project.retractions)
    sources = open_sources(opened, settings=settings, only=only, retractions=notices)
    tell_broken(() if only else SERVICES.broken(), quiet)
    asked = {source.name for source in sources} & set(SERVICES.names())
    for problem in check(sorted(asked), settings) if not (offline or quiet) else ():
        say(f"backref: {problem.message}")
    return sources


def open_for(
    configuration: Configuration,
    catalogue: str | None,
    offline: bool,
    only: tuple[str, ...],
    mailto: str | None,
    retractions: str | None,
    no_cache: bool,
    quiet: bool,
) -> list[Source]:
    """Return the sources that the options ask for; what they leave open, and which are asked, too, is as the
    configuration says.
    """
    asked = only or configuration.sources
    return open_from(catalogue, offline, asked, mailto, retractions, no_cache, quiet, configuration=configuration)


def catalogue_path(catalogue: str | None) -> str | None:
    """Return the catalogue that an option names, or else the project; None for the user's own."""
    project = configured(None)
    return catalogue or _path(project, project.catalogue)


def _path(project: Configuration, name: str) -> str | None:
    return str(project.path(name)) if name else None


def configured(config: str | None) -> Configuration:
    """Return the configuration in the file `config`, or of the project around the current folder. Raises
    ConfigurationError.
    """

    from ..errors import ConfigurationError
    from ..project.configuration import find, load

    found = load(Path(config)) if config else find(Path.cwd())
    if found is None:
        raise ConfigurationError(config or "", "tool.backref", "there is no such table")
    return found


def tell_ignored(configuration: Configuration) -> Configuration:
    """Warn where whoever builds the site would ignore the MkDocs plugin, and return the configuration."""
    from ..project import builders

    if problem := builders.ignored_plugin(configuration.folder):
        say(f"{problem.place}: {problem.code}: {problem.message}")
    return configuration


def tell_broken(broken: Iterable[BrokenPlugin], quiet: bool = False) -> None:
    """Say on stderr, unless `quiet`, which installed plug-ins cannot be used."""
    from ..text.escape import terminal

    for error in () if quiet else broken:
        click.echo(terminal(f"backref: {error}"), err=True)


def _warn(problem: Problem) -> None:
    say(f"{problem.place}: {problem.code}: {problem.message}")
