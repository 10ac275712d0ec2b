"""Scanned pages: from the image of a page to what a born-digital page gives.

The walk of a page, module by module:

- `preprocess`: rendered, illumination normalised, ink found, upright; `dewarp`: straightened.
- `rulings`: ruled lines detected; the grid is then built as on a born-digital page.
- `line_boxes`, `line_crops`: the lines of text in each cell, cut out and rendered.
- `engine`, `tesseract`, `engine_cache`: what recognises a crop; two engines with independent
  errors, their results kept by content.
- `readings`, `separators`, `templates`: what the engines read, separators restored from the
  ink, and a third reader trained on the page itself.
- `line_ink`: what the ink of a line shows beside its text.
- `consensus`: one decision table: which reading is kept and what is doubtful about it.
- `figures`, `recognise`: which line is read by which recogniser, and when.
- `rows`, `page`: cells put together to tables.
- `reread`: a cell read once more where the arithmetic of the report calls for another digit.
"""
