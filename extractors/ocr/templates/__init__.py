"""Template matching: numbers read with glyph templates trained on the page itself.

Their errors are independent of those of the OCR engine.
"""
