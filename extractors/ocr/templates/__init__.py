"""Template matching: numbers recognised with glyph templates trained on the page itself.

Why: OCR engines of one family make the same errors, above all in digits, and a digit that two
of them misread alike passes every comparison. A page is set in few fonts. Templates averaged
from its own numbers err independently of any engine, and their score tells how clear the print
is.

How a page is read:

1. Both engines read a sample of lines. Numbers that they agree on are the samples
   (`TemplateReader.add_sample`).
2. A sample is rendered so that its digits are 20 rows high (`model.render_line`) and cut into
   characters by forced alignment with the standard font that matches it best
   (`standard_fonts`, `model.GlyphTemplates.align`).
3. The characters are averaged into templates; bold lines, told by their ink, get a set of
   their own (`train`).
4. Any other line is matched against all templates at every column; the cheapest sequence of
   templates and gaps is its text (`model.GlyphTemplates.recognise`, Viterbi). Separators that
   explain hardly any ink are left out.
5. The score compares each glyph with every rival in its place. A reading is sure if no glyph
   is far from its template, no rival comes near, and no ink is left unread
   (`TemplateReading.is_sure`).
6. The pitch of digits is measured as well: digits further apart than usual have lost a
   separator, and a line wider than its text has lost digits
   (`TemplateReader.has_unexpected_width`).

What the readings count for is decided in `sidak.extractors.ocr.consensus`. Each module stands
by itself: `model` (templates and recognition), `standard_fonts`, `train`, `reader`, `settings`
(all thresholds).
"""
