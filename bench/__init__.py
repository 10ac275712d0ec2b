"""Measurements: accuracy against labelled pages, speed beside other readers.

``python -m bench.accuracy`` counts right, wrong, missed and spurious figures and names
every silent error; ``python -m bench.speed.files`` measures seconds per page and memory.
"""
