"""What stands around the paragraphs of an OpenDocument text: lists, and sections that print a bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Problem
from .._word import records
from .._word.works import WordReading
from .styles import OFFICE, TEXT, OdtStyles

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Around(WordReading):
    """What is known while a file is read."""

    is_text = False
    label: str | None = None  # of the item whose first paragraph comes next

    def __init__(self, name: str, problems: list[Problem], *, as_printed: bool = False) -> None:
        super().__init__(name, problems, as_printed=as_printed)
        self.looks = OdtStyles()
        self.begun: dict[str, int] = {}  # marks of Zotero that are open, and where they begin
        self.behind: list[Element] = []  # notes and text boxes of the paragraph that is read

    def around(self, event: str, element: Element) -> None:
        """Take what stands around paragraphs: lists, and what prints a bibliography."""
        tag, begins = element.tag, event == "start"
        if tag == f"{OFFICE}text":
            self.is_text = True
        elif tag == f"{TEXT}list":
            self.looks.opens(element) if begins else self.looks.closes()
        elif tag == f"{TEXT}list-item":
            self.label = self.looks.label(element) if begins else None
        elif tag in (f"{TEXT}section", f"{TEXT}bibliography"):
            is_own = tag == f"{TEXT}bibliography" and bool(self.known)  # it is made of the marks before it
            if begins:
                is_list = records.is_bibliography(element.get(f"{TEXT}name") or "") and not self.as_printed
                self.controls.append(is_own or is_list)
            elif self.controls:
                self.controls.pop()
