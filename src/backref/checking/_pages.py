"""Where the page of a rule stands, and what it says. Rule -> an address, and Markdown."""

from __future__ import annotations

from functools import cache

from ._values import Example, Rule


@cache
def home() -> str:
    """Return the address of the documentation that the installed distribution names, with "/" at its end; "" for
    none.
    """
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        said = metadata("backref").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    found = (url for label, _, url in (line.partition(", ") for line in said) if label.casefold() == "documentation")
    url = next(found, "")
    return f"{url.rstrip('/')}/" if url.startswith("https://") else ""


def page(rule: Rule) -> str:
    """Return the address of a rule's page, "" where nobody says where the documentation is."""
    if rule.url or not rule.code.startswith("BR"):
        return rule.url if rule.url.startswith("https://") else ""
    return f"{home()}reference/rules/#{rule.code.lower()}-{rule.name}" if home() else ""


def explained(rule: Rule) -> str:
    """Return what a rule asks for, with its two examples, as Markdown.

    >>> from backref.checking import rules
    >>> print(explained(next(rule for rule in rules() if rule.code == "BR235")).partition("\\n")[0])
    A title does not end in a full stop. `backref check --fix` mends it where that is certain.
    """
    mended = " `backref check --fix` mends it where that is certain." if rule.is_certain else ""
    examples = (
        f"{said}:\n\n{_shown(example)}" for said, example in (("Bad", rule.bad), ("Good", rule.good)) if _shown(example)
    )
    return "\n\n".join([f"{rule.summary}{mended}", *examples])


def _shown(example: Example) -> str:
    return "\n\n".join(f"```text\n{part.rstrip()}\n```" for part in (example.text, example.document) if part)
