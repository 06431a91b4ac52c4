"""`backref sync` against services on the loopback: how often they are asked, and what the lock remembers of it."""

from __future__ import annotations

from backref import open_sources
from backref.project import lock, syncing
from backref.project.configuration import Configuration
from backref.testing import fake_services

PAGE = "Gabapentin fails [@doi:10.1503/cmaj.171333]. So do opioids [@pmid:25561513].\n"


def test_services_are_asked_once_and_the_lock_remembers(tmp_path, works):
    (tmp_path / "a.md").write_text(PAGE)
    configuration = Configuration(folder=tmp_path)
    texts = syncing.read([tmp_path / "a.md"])
    with fake_services(works) as services:
        synced = syncing.plan(configuration, texts, open_sources(settings=services.settings()))
        assert (synced.to_do, synced.unsettled) == ((), ()), synced.problems
        syncing.write(synced.files)
        assert services.requests
        services.requests.clear()
        again = syncing.plan(configuration, texts, open_sources(settings=services.settings()))
        assert (services.requests, again.files) == ([], {})
    held = lock.read(tmp_path / "backref.lock")
    assert [(r.key, r.source) for r in held.references] == [("deyo2015", "pubmed"), ("enke2018", "crossref")]
    assert all(len(r.retrieved) == 10 for r in held.references)


def test_a_service_that_fails_locks_nothing(tmp_path, works):
    (tmp_path / "a.md").write_text(PAGE)
    texts = syncing.read([tmp_path / "a.md"])
    with fake_services(works) as services:
        services.fault = "500"
        synced = syncing.plan(Configuration(folder=tmp_path), texts, open_sources(settings=services.settings()))
    assert (synced.to_do, bool(synced.unsettled)) == ((), True)
    assert synced.files == {}
