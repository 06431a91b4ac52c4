"""How each source is reached: by a user's configuration and the environment; and who may see the key of Crossref
Plus.
"""

from __future__ import annotations

import pytest

from backref.errors import ConfigurationError
from backref.model import Identifier, Outcome, Query
from backref.project import configuration
from backref.sources import Reach, Settings, open_sources
from backref.sources._reaching import keys_for
from backref.testing import fake_services

DOI = Query(Identifier("doi", "10.1136/bmj.g6380"))


def test_a_configured_address_is_asked_and_the_environments_goes_before(works, monkeypatch):
    with fake_services(works) as asked:
        reaches = {"crossref": Reach(base_url=f"{asked.url}/crossref")}
        settings = Settings(reaches=reaches, mailto=None, tries=1)
        assert open_sources(["crossref"], settings)[0].ask([DOI])[0].records
        monkeypatch.setenv("BACKREF_CROSSREF_BASE_URL", f"{asked.url}/elsewhere/crossref")
        open_sources(["crossref"], settings)[0].ask([DOI])
        assert asked.requests[-1].startswith("/elsewhere/crossref/works/")


def test_what_the_environment_says_wrongly_is_a_failure_that_names_it(monkeypatch):
    monkeypatch.setenv("BACKREF_CROSSREF_BASE_URL", "file:///etc/passwd")
    [answer] = open_sources(["crossref"], Settings(tries=1))[0].ask([DOI])
    assert (answer.outcome, "BACKREF_CROSSREF_" in answer.detail) == (Outcome.FAILED, True)


@pytest.mark.parametrize(
    "address", ["http://me:hush@a.example/works", "https://me@a.example", "socks5://me:hush@b.example:1"]
)
def test_a_name_or_a_password_in_an_address_is_refused_and_not_told(monkeypatch, address):
    """It is not sent, since sources have keys of their own, and what was asked stands in every record."""
    monkeypatch.setenv("BACKREF_CROSSREF_BASE_URL", address)
    [answer] = open_sources(["crossref"], Settings(tries=1))[0].ask([DOI])
    assert (answer.outcome, "BACKREF_CROSSREF_" in answer.detail) == (Outcome.FAILED, True)
    assert "hush" not in answer.detail


def test_a_proxy_is_used(works):
    with fake_services(works) as proxy:
        reach = Reach(base_url="http://services.example/crossref", proxy=proxy.url)
        open_sources(["crossref"], Settings(reaches={"crossref": reach}, mailto=None, tries=1))[0].ask([DOI])
        assert proxy.requests[0].startswith("/crossref/works/")  # nobody else could be reached under that name


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[sources.crossref]\nbase-url = "ftp://x"', "sources.crossref"),
        ('[sources.crossref]\nbase = "http://x"', "sources.crossref.base"),
        ("[sources.crossref]\nread-timeout = true", "sources.crossref.read-timeout"),
        ("[sources]\ncrossref = 1", "sources.crossref"),
    ],
)
def test_a_slip_in_the_configuration_is_named(tmp_path, text, key):
    (tmp_path / "backref.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=key.replace(".", r"\.")):
        configuration.load(tmp_path / "backref.toml")


def test_a_table_of_sources_may_say_whom_to_ask(tmp_path):
    (tmp_path / "backref.toml").write_text(
        '[sources]\nask = ["crossref"]\n[sources.crossref]\nread-timeout = 5\nproxy = "http://p:1"'
    )
    found = configuration.load(tmp_path / "backref.toml")
    assert found.sources == ("crossref",)
    assert found.reaches == {"crossref": Reach(proxy="http://p:1", read_timeout_s=5)}


def test_the_key_of_crossref_plus_is_seen_by_crossref_alone(works, monkeypatch):
    monkeypatch.setenv("BACKREF_CROSSREF_PLUS_TOKEN", "hush-hush")
    assert keys_for("crossref", "https://api.crossref.org/works") == {"Crossref-Plus-API-Token": "Bearer hush-hush"}
    for source, url in (
        ("crossref", "http://api.crossref.org/works"), ("crossref", "https://api.crossref.org.evil.example/"), ("datacite", "https://api.crossref.org/"),
        ("crossref", "https://api.crossref.org:8443/"), ("crossref", "https://user@evil.example/api.crossref.org"),
    ):  # fmt: skip
        assert keys_for(source, url) == {}
    monkeypatch.setenv("BACKREF_CROSSREF_PLUS_TOKEN", "hush\r\nX-Evil: 1")
    [answer] = open_sources(["crossref"], Settings(tries=1, connect_timeout_s=0.1))[0].ask([DOI])
    assert (answer.outcome, "hush" in answer.detail) == (Outcome.FAILED, False)
