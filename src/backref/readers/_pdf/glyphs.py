"""The letters that a page draws, each with its place: content stream -> glyphs, upright, from left to right."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pypdf.generic import ContentStream, NameObject

from .fonts import Face, Fonts
from .matrices import ONE, Matrix, matrix_of, number_of, place, quarter_of, times
from .resources import held, is_pagination
from .rules import DASH, Glyph, LevelLine, is_dash, ruled
from .state import SETTERS, State, moved, set_to
from .work import MOST_LETTERS, Budget

SHOWN = frozenset(("Tj", "TJ", "'", '"'))
_DEEPEST = 8  # forms within forms
_PIECE = 1000  # operations between two looks at the clock
_FARTHEST = 20_000.0  # points; what stands farther away is on no page


def glyphs(page: Any, fonts: Fonts, work: Budget) -> list[Glyph]:
    """Return the letters of a page in the order in which they are drawn; those that stand otherwise than most are left
    out.
    """
    drawing = _Drawing(fonts, work)
    drawing.run(page.get_contents(), held(page.get("/Resources")), ONE, 0)
    return max(drawing.found.values(), key=len, default=[])


class _Drawing:
    """What was drawn: the letters of a page, by the direction in which they run."""

    def __init__(self, fonts: Fonts, work: Budget) -> None:
        self.found: dict[int, list[Glyph]] = {}
        self.fonts, self.work = fonts, work
        self._seen: set[int] = set()  # what is drawn twice to look bold is read once; its hashes
        self._last: Glyph | None = None
        self._codes = 0
        self.rule: LevelLine | None = None  # the last line that was drawn

    def run(self, content: Any, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        """Draw a content stream, as far as there is time, and room for letters."""
        if content is None:
            return
        stream = ContentOperations(self, resources, matrix, depth)
        with suppress(Enough):
            content._operations = stream
            for operands, operator in content.operations:  # none, where pypdf told of them as it read
                stream.append((operands, operator))

    def form(self, name: str, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        form = held(resources.get("/XObject")).get(name)
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST or not self.work.takes(form):
            return
        inner = held(form.get("/Resources")) or resources
        self.run(
            ContentStream(form, form.pdf if hasattr(form, "pdf") else None),
            inner,
            times(matrix_of(form.get("/Matrix") or ()), matrix),
            depth + 1,
        )

    def show(self, shown: Any, state: State, face: Face, text: Matrix) -> Matrix:
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
        seen, tall, is_bold, made = self._seen, round(height), face.is_bold, Glyph._make
        found = self.found.setdefault(quarter, [])
        level, before = 0, float("nan")  # a baseline, rounded
        held = len(found)
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, int | float):
                x -= float(part) / 1000 * unit
                continue
            if isinstance(part, NameObject) or not isinstance(part, str | bytes):
                continue
            codes = face.read(part)
            self._codes += len(codes)
            if self._codes > MOST_LETTERS:
                self.work.is_full = True
                raise Enough
            for letters, width, is_blank in codes:
                start, base = along * x + right + left, down * x + up + low
                x += width * unit
                stop = along * x + left
                x += blank if is_blank else gap
                if not letters or not abs(start) + abs(base) < _FARTHEST:
                    continue
                if base == before:
                    base = before  # the same object for a line of letters
                else:
                    level, before = round(base), base
                key = hash((letters, round(start), level, tall))
                if key in seen:
                    if not letters.isspace():
                        continue
                else:
                    seen.add(key)
                first, last = (start, stop) if start <= stop else (stop, start)
                glyph = made((letters, first, last, base, height, is_bold))
                if self.rule is not None:
                    self._dash(self.rule, found, glyph)
                found.append(glyph)
        self._last = found[-1] if len(found) > held else self._last
        return times((1.0, 0.0, 0.0, 1.0, x, 0.0), text)

    def _dash(self, rule: LevelLine, found: list[Glyph], behind: Glyph) -> None:
        """Put down the line that was drawn before a letter, where it stands for people."""
        if is_dash(rule, behind, self._last):
            found.append(behind._replace(text=DASH, left=rule.left, right=rule.right))
        self.rule = None


class ContentOperations(list[Any]):
    """A content stream that is drawn: what pypdf takes for its list of operations. It stays empty, and draws each."""

    def __init__(self, drawing: _Drawing, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        super().__init__()
        self._drawing, self._resources, self._depth = drawing, resources, depth
        self._state, self._stack = State(matrix), [State(matrix)]
        self._text = self._line = ONE
        self._marked: list[
            bool
        ] = []  # for each marked stretch that is open: whether it is a head, a foot, a page number
        self._unprinted = 0  # how many of them are
        self._number = 0

    def append(self, operation: Any) -> None:
        """Draw an operation. Raises Enough where no more may be drawn."""
        operands, operator = operation
        if self._number % _PIECE == 0 and self._drawing.work.is_late:
            raise Enough
        self._number += 1
        name = operator.decode("latin-1")
        if name in SHOWN:
            self._shown(name, operands)
        elif name in SETTERS:
            self._state = set_to(self._state, name, operands)
        elif name == "Tf" and len(operands) > 1:
            face = self._drawing.fonts.face(self._resources, str(operands[0]))
            self._state = self._state._replace(face=face, size=number_of(operands, 1))
        elif name == "q" and len(self._stack) < 500:
            self._stack.append(self._state)
        elif name == "Q":
            self._state = self._stack.pop() if len(self._stack) > 1 else self._state
        elif name == "cm":
            self._state = self._state._replace(matrix=times(matrix_of(operands), self._state.matrix))
        elif name == "BT":
            self._text = self._line = ONE
        elif name in ("Td", "TD", "T*", "Tm"):
            self._moved(name, operands)
        elif name in ("BDC", "BMC"):
            self._marked.append(name == "BDC" and is_pagination(operands))
            self._unprinted += self._marked[-1]
        elif name == "EMC" and self._marked:
            self._unprinted -= self._marked.pop()
        elif name in ("re", "m", "l"):
            drawn = ruled(name, operands, self._state.matrix, self._drawing.rule)
            self._drawing.rule = drawn or self._drawing.rule
        elif name == "Do" and operands and not self._unprinted:
            self._drawing.form(str(operands[0]), self._resources, self._state.matrix, self._depth)

    def _shown(self, name: str, operands: list[Any]) -> None:
        if name in ("'", '"'):
            self._moved(name, operands)
        if operands and self._state.face and not self._unprinted:
            self._text = self._drawing.show(operands[-1], self._state, self._state.face, self._text)

    def _moved(self, name: str, operands: list[Any]) -> None:
        self._state, self._line = moved(self._state, self._line, name, operands)
        self._text = self._line


class Enough(Exception):
    """Nothing more is drawn."""
