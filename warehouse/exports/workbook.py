"""Rows as a workbook of Excel."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from warehouse.connection import Cell
from warehouse.exports.flat import Flat

_LONGEST = 32_767  # characters in a cell, the limit of Excel
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The same rows give the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def workbook(table: Flat) -> bytes:
    """Return a workbook of one sheet, its first row fixed; no text is a formula or a link, and times are UTC."""
    target = BytesIO()
    columns, rows = table
    with Workbook(target, _OPTIONS) as book:
        book.set_properties({"created": _MADE, "title": "Communiqué"})
        day, moment = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
        sheet = book.add_worksheet("events")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, (number, column), cell, day, moment)
    return target.getvalue()


def _write(sheet: Worksheet, at: tuple[int, int], cell: Cell, day: Any, moment: Any) -> None:  # noqa: ANN401  # formats
    if isinstance(cell, datetime):
        sheet.write_datetime(*at, cell.astimezone(UTC).replace(tzinfo=None), moment)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell)
    elif cell:
        text = "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell)
        sheet.write_string(*at, text[: _LONGEST - 1] + "…" if len(text) > _LONGEST else text)
