"""Find out whether a formula is computed from cells that were changed."""

from collections.abc import Iterable, Mapping, Set

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_to_tuple

from logistics.verifying.apart import Place


class Precedents:
    """What formulas read, beside the cells that differ; a range is looked through once."""

    def __init__(self, apart: Iterable[Place], names: Mapping[str, str], renamed: Set[str]) -> None:
        self._apart: dict[str, list[tuple[int, int]]] = {}  # columns and rows, by sheet
        for sheet, place in apart:
            self._apart.setdefault(sheet, []).append(_numbers(place))
        self._names, self._renamed = names, renamed
        self._known: dict[str, bool] = {}

    def reads_changed(self, sheet: str, formula: str) -> bool:
        """Whether a cell that the formula reads directly differs, or a name in it stands for something else."""
        try:
            tokens = Tokenizer(formula).items
        except (TokenizerError, IndexError):
            return False
        texts = {str(t.value) for t in tokens if t.type == Token.OPERAND and t.subtype == Token.RANGE}
        return any(self._is_changed(sheet, text) for text in texts)

    def _is_changed(self, sheet: str, text: str) -> bool:
        if text in self._renamed:
            return True
        reference = self._names.get(text, text)
        reference = reference if "!" in reference else f"'{sheet}'!{reference}"
        if reference not in self._known:
            self._known[reference] = self._holds_changed(reference)
        return self._known[reference]

    def _holds_changed(self, reference: str) -> bool:
        try:
            sheet, bounds = range_to_tuple(reference)
        except (TypeError, ValueError):
            return False
        left, top, right, bottom = (bound or 0 for bound in bounds)
        return any(
            left <= column <= right and top <= row <= bottom for column, row in self._apart.get(sheet, ())
        )


def _numbers(place: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(place)
    return column_index_from_string(letters), row
