"""One run over an inbox.

Scan, plan, read the documents in guarded processes, publish, summarise.
"""
