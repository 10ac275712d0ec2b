"""Benchmarks of sidak: a package of the source repository, outside the installed one.

``sidak bench`` (or ``python -m bench``) lists them; each measures against labelled pages,
generated documents or other readers. ``bench.corpus`` paints the reports with known truth.
"""
