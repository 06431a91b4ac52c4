"""The letters that a page draws, each with its place: content stream -> glyphs, upright, from left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf.generic import ContentStream, NameObject

from .fonts import Face, Fonts
from .matrices import ONE, Matrix, matrix_of, number_of, place, quarter_of, times
from .resources import held, is_pagination
from .rules import DASH, Glyph, LevelLine, is_dash, ruled
from .state import SETTERS, State, moved, set_to
from .work import Budget

_DEEPEST = 8  # forms within forms
_PIECE = 1000  # operations between two looks at the clock
_FARTHEST = 20_000.0  # points; what stands farther away is on no page


def glyphs(page: Any, fonts: Fonts, work: Budget) -> list[Glyph]:
    """Return the letters of a page in the order in which they are drawn; those that stand otherwise than most are left
    out.
    """
    drawing = _Drawing(fonts, work)
    drawing.run(page.get_contents(), held(page.get("/Resources")), ONE, 0)
    turned = Counter(quarter for quarter, _ in drawing.found).most_common(1)
    return [glyph for quarter, glyph in drawing.found if quarter == turned[0][0]]


class _Drawing:
    """The state of the interpreter, and what was drawn."""

    def __init__(self, fonts: Fonts, work: Budget) -> None:
        self.found: list[tuple[int, Glyph]] = []
        self._fonts, self._work = fonts, work
        self._seen: set[tuple[str, int, int, int]] = set()  # what is drawn twice to look bold is read once
        self._rule: LevelLine | None = None  # the last line that was drawn

    def run(self, content: Any, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        """Draw a content stream."""
        if content is None:
            return
        state, stack = State(matrix), [State(matrix)]
        text = line = ONE
        unprinted: list[bool] = []  # for each marked stretch that is open: whether it is a head, a foot, a page number
        for operands, operator in self._timely(content.operations):
            name = operator.decode("latin-1")
            if name in SETTERS:
                state = set_to(state, name, operands)
            elif name == "Tf" and len(operands) > 1:
                face = self._fonts.face(resources, str(operands[0]))
                state = state._replace(face=face, size=number_of(operands, 1))
            elif name == "q" and len(stack) < 500:
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if len(stack) > 1 else state
            elif name == "cm":
                state = state._replace(matrix=times(matrix_of(operands), state.matrix))
            elif name == "BT":
                text = line = ONE
            elif name in ("Td", "TD", "T*", "Tm", "'", '"'):
                state, line = moved(state, line, name, operands)
                text = line
            elif name in ("BDC", "BMC"):
                unprinted.append(name == "BDC" and is_pagination(operands))
            elif name == "EMC" and unprinted:
                unprinted.pop()
            elif name in ("re", "m", "l") and (drawn := ruled(name, operands, state.matrix, self._rule)):
                self._rule = drawn
            elif name == "Do" and operands and not any(unprinted):
                self._form(str(operands[0]), resources, state.matrix, depth)
            if name in ("Tj", "TJ", "'", '"') and operands and state.face and not any(unprinted):
                text = self._show(operands[-1], state, state.face, text)

    def _timely(self, operations: list[Any]) -> Iterator[Any]:
        """Yield the operations while there is time."""
        for number, each in enumerate(operations):
            if number % _PIECE == 0 and self._work.is_late:
                return
            yield each

    def _form(self, name: str, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        form = held(resources.get("/XObject")).get(name)
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST or not self._work.takes(form):
            return
        inner = held(form.get("/Resources")) or resources
        self.run(
            ContentStream(form, form.pdf if hasattr(form, "pdf") else None),
            inner,
            times(matrix_of(form.get("/Matrix") or ()), matrix),
            depth + 1,
        )

    def _show(self, shown: Any, state: State, face: Face, text: Matrix) -> Matrix:
        """Put down a string, or an array of strings and the steps between them; return where the next one begins."""
        x = 0.0
        a, b, c, d, e, f = times(text, state.matrix)
        unit = state.size * state.scale
        height = abs(state.size) * face.height * ((c * c + d * d) ** 0.5 or 1.0)
        quarter = quarter_of(a, b)
        along, down = place(quarter, a, b)
        right, up = place(quarter, c * state.rise, d * state.rise)
        left, low = place(quarter, e, f)
        gap, blank = state.spacing * state.scale, (state.spacing + state.word) * state.scale
        seen, found, tall, is_bold, made = self._seen, self.found, round(height), face.is_bold, Glyph._make
        level, before = 0, float("nan")  # a baseline, rounded
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, int | float):
                x -= float(part) / 1000 * unit
                continue
            if isinstance(part, NameObject) or not isinstance(part, str | bytes):
                continue
            for letters, width, is_blank in face.read(part):
                start, base = along * x + right + left, down * x + up + low
                x += width * unit
                stop = along * x + left
                x += blank if is_blank else gap
                if not letters or not abs(start) + abs(base) < _FARTHEST:
                    continue
                if base != before:
                    level, before = round(base), base
                key = letters, round(start), level, tall
                if key in seen:
                    if not letters.isspace():
                        continue
                else:
                    seen.add(key)
                first, last = (start, stop) if start <= stop else (stop, start)
                glyph = made((letters, first, last, base, height, is_bold))
                if self._rule is not None:
                    self._dash(self._rule, quarter, glyph)
                found.append((quarter, glyph))
        return times((1.0, 0.0, 0.0, 1.0, x, 0.0), text)

    def _dash(self, rule: LevelLine, quarter: int, behind: Glyph) -> None:
        """Put down the line that was drawn before a letter, where it stands for people."""
        if is_dash(rule, behind, self.found[-1][1] if self.found else None):
            self.found.append((quarter, behind._replace(text=DASH, left=rule.left, right=rule.right)))
        self._rule = None
