"""All layouts, by theme, and the page that lists them.

``PYTHONPATH=.:tests python -m layouts.catalogue > docs/layouts.md`` writes the page anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from layouts import (
    arrangements,
    by_layout,
    cells,
    checklists,
    columns,
    columns_unheard,
    columns_unknown,
    faults,
    further,
    headers,
    number_forms,
    numerals,
    ordinary,
    owner_rows,
    owners,
    prose,
    prose_copies,
    prose_departments,
    prose_further,
    prose_manners,
    prose_notes,
    prose_notices,
    prose_records,
    prose_rectify,
    prose_scopes,
    repair_marks,
    reports,
    said_beside,
    sections,
    several,
    shape_of_tables,
    ticked,
    untidy,
    web_files,
    word_files,
)
from layouts.layout import Layout

THEMES: dict[str, tuple[Layout, ...]] = {
    "Headers": headers.LAYOUTS,
    "Columns": columns.LAYOUTS,
    "Columns no list knows": columns_unknown.LAYOUTS,
    "Columns in everyday words": columns_unheard.LAYOUTS,
    "Bodies that head columns": ticked.LAYOUTS,
    "Beside tasks and bodies": said_beside.LAYOUTS,
    "Tables told by their cells": shape_of_tables.LAYOUTS,
    "Cells": cells.LAYOUTS,
    "Sections": sections.LAYOUTS,
    "Owners and persons": owners.LAYOUTS,
    "Numbers": numerals.LAYOUTS,
    "Lost cells and faults of the source": faults.LAYOUTS,
    "Several tables": several.LAYOUTS,
    "No table": prose.LAYOUTS,
    "Yearly plans": reports.LAYOUTS,
    "Lists to check against": checklists.LAYOUTS,
    "Further kinds of documents": further.LAYOUTS,
    "Forms of numbers": number_forms.LAYOUTS,
    "Side by side, under headings, in one grid": arrangements.LAYOUTS,
    "Bodies in rows and notes": owner_rows.LAYOUTS,
    "No table, further manners": prose_manners.LAYOUTS,
    "No table: for whom a note is": prose_scopes.LAYOUTS,
    "No table: tasks of several labelled lines": prose_records.LAYOUTS,
    "No table: problems to be put right": prose_rectify.LAYOUTS,
    "No table: by department, in steps, on cards": prose_departments.LAYOUTS,
    "No table: forms of the note": prose_notes.LAYOUTS,
    "No table: whole notices": prose_notices.LAYOUTS,
    "No table: copies and pages": prose_copies.LAYOUTS,
    "No table: a second look": prose_further.LAYOUTS,
    "Marks and blanks": repair_marks.LAYOUTS,
    "Untidy tables": untidy.LAYOUTS,
    "Everyday notices": ordinary.LAYOUTS,
    "Told by the arrangement": by_layout.LAYOUTS,
    "Word": word_files.LAYOUTS,
    "Web pages and spreadsheets": web_files.LAYOUTS,
}
LAYOUTS = tuple(layout for theme in THEMES.values() for layout in theme)

_HEAD = """\
# Layouts

What real task tables look like, and the test that shows each trait: {layouts} documents in the
manner of {places} authorities, each written in every format that can carry it ({cases} files),
read back, and compared with exact truth: number, title, text, owners, section, deadline,
persons, flags, lost cells, and a ledger that balances.

Run one by its name: `pytest tests/layouts -k header-of-two-rows`. The documents are short
notation in `tests/layouts/`; `tests/layouts/layout.py` explains it. They are composed for
these tests; bodies and places are real kinds, the texts are nobody's.

Formats: `docx` (raw XML), `html`, `xlsx` (raw XML), `pdf` (ruled tables over small pages),
`paste` (cells parted by tabs), `dump` (a cell a line), `markdown` (pipes), `plain` (paragraphs).

## Choices

Where a table can be read in more than one way, these layouts fix the reading:

- A mark such as ① or （1） before a sub-task stays in its text; only what numbers the item (or
  the task, where there is no column of items) is taken off. Where tasks of two levels share one
  column, those of the lower level are sub-tasks of the item above.
- A blank in a column of numbers beside a task goes on with the item above it.
- Where 序号 numbers every row under a merged or blank title, each row is an item and the title
  is shared. Of two columns 序号 the last one before the titles (or the tasks, where there are
  none) numbers the items; one behind numbered titles numbers none.
- Lists side by side are read one below the other, or row by row where the numbers run so.
- A goal (工作目标, …要求) is the task of the one duty beside it, and a note where a closer word
  (具体措施) heads the tasks. 责任科室 is the owner only where no other column names bodies.
- Numbered headings in Chinese right above a table are its sections; a title or the headings of
  the notice before it are not.
- Where numbers restart, `task_no` carries the numbers of all section levels: `一、（一）1.1`.
  Two tables that both count from 1, with no section, give the same `task_no` twice.
- A section row of two cells (`一`, `民族文化保护`) is one section, joined by a space. A section
  column stands below the section rows.
- Sections are carried into a second table that goes on with the numbers, also where the header
  is printed again.
- A note of bodies inside a text beside a filled owner cell stands behind that cell; one that says
  the same again is taken out by name.
- A blank owner cell beside a task of its own is null and flagged; only where the owner is the
  row key (its column stands before the tasks) does a blank mean "as above".
- A row of 合计 or 小计, one of signatures, and last rows with a number alone are no tasks.
- An orphan at the end of a section may be the last item or one more: undecided, both listed.
- Bodies that head columns and are ticked below are named under the word that the mark stands
  for (★牵头: 牵头：市教育局), leads first; a mark that nothing explains makes them responsible, for
  review, but √ where it is the only one.
- 无 in a column of bodies is printed and stays in `owner_text`.
- A list of persons in one cell is a list of values.
- Where 序号 is merged over rows that print titles of their own, they are sub-tasks of one item.
- A note of 责任单位 alone stands without its label, one of 牵头 or 配合 with it.
- Prose: headings above numbered tasks are sections; above unnumbered ones the nearest heading is
  the item. A paragraph with a note after each of its sentences is one sub-task a note; a table
  cell with several notes stays one row with the bodies of all.
- Prose: a short numbered line over unnumbered paragraphs is the title of that task where most
  tasks are written so, one run in (完善机制。建立…) alone is part of the text. Lines under labels
  (整改目标：…, 整改措施：…) stay in the text with the line above.
- Prose: a note on a heading is for all tasks below; one of the same label on a task stands behind
  it. A note below the last task of a section is for all of them only where every section is
  written so, or where it says so (以上任务由…负责).
- Prose: by when, printed in the same bracket as bodies (…负责，6月底前完成), is the deadline.
- Text above the header inside a table is declared with the headers.
"""


def page() -> str:
    """The text of ``docs/layouts.md``."""
    head = _HEAD.format(
        layouts=len(LAYOUTS),
        places=len({layout.place for layout in LAYOUTS}),
        cases=sum(len(layout.formats.split()) for layout in LAYOUTS),
    )
    return head + "".join(line + "\n" for line in _tables())


def _tables() -> Iterator[str]:
    for theme, layouts in THEMES.items():
        yield from ("", f"## {theme}", "", "| trait | test | in the manner of | formats |")
        yield "| --- | --- | --- | --- |"
        for layout in layouts:
            trait = layout.trait[0].upper() + layout.trait[1:]
            yield f"| {trait} | `{layout.name}` | {layout.place} | {layout.formats} |"


if __name__ == "__main__":
    print(page(), end="")
