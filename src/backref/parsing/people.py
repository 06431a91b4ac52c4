"""The people of one role, from one list or several: who is named twice is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..fields import names
from ..model import Name

_UNITS = (
    "Department",
    "Division",
    "Office of",
    "Bureau of",
    "Directorate",
    "National Center",
    "National Institute",
    "Section",
    "Branch",
    "Faculty",
    "Abteilung",
    "Referat",
)
_AGAIN = 8  # of one family name, how many are looked at


class People:
    """The people of one role. Who stands in two lists is named once, as fully as either does: "Фрейд З. ... / З.
    Фрейд".

    >>> people = People()
    >>> people.add([Name(family="Roe", given="R.")])
    >>> people.add([Name(family="Roe", given="Rita"), Name(family="Low")])
    >>> [(name.family, name.given) for name in people.names]
    [('Roe', 'Rita'), ('Low', None)]
    """

    def __init__(self) -> None:
        self.names: list[Name] = []
        self._at: dict[str, list[int]] = {}

    def add(self, people: Iterable[Name]) -> None:
        """Add those of a list; of the first, nobody was named before."""
        if not self.names:
            self.names.extend(people)
            return
        printed = len(self.names)
        if not self._at:
            for at, name in enumerate(self.names):
                self._at.setdefault(names.family(name).casefold(), []).append(at)
        for person in people:
            places = self._at.setdefault(names.family(person).casefold(), [])
            again = next((at for at in places[:_AGAIN] if at < printed and _is_again(self.names[at], person)), None)
            if again is None:
                places.append(len(self.names))
                self.names.append(person)
            elif len(person.given or "") > len(self.names[again].given or ""):
                self.names[again] = person


def as_one(people: Sequence[Name], text: str) -> Sequence[Name]:
    """Return an organisation and its part as one: "World Health Organization, Department of Mental Health".

    >>> whole, part = Name(literal="World Health Organization"), Name(literal="Department of Mental Health")
    >>> [name.literal for name in as_one([whole, part], "World Health Organization, Department of Mental Health")]
    ['World Health Organization, Department of Mental Health']
    """
    if len(people) != 2 or not people[0].literal or not people[1].literal:
        return people
    whole = f"{people[0].literal}, {people[1].literal}"
    return [Name(literal=whole)] if people[1].literal.startswith(_UNITS) and whole in text else people


def is_body(name: Name, publisher: str) -> bool:
    """Whether who publishes a work has the name of who wrote it, word by word, and no initials.

    >>> is_body(Name(family="Australia", given="Diabetes"), "Diabetes Australia"), is_body(Name(family="Roe"), "Roe")
    (True, False)
    """
    return bool(name.given) and "." not in publisher and publisher == f"{name.given} {name.family}"


def _is_again(one: Name, other: Name) -> bool:
    """Whether two names of one family name can be one person's: no initial differs."""
    return not one.given or not other.given or one.given[0].casefold() == other.given[0].casefold()
