"""The rendered corpus: reports painted from facts, with the truth beside each PDF.

``python -m bench.corpus samples`` paints the committed samples anew; the same facts and the
same style give the same bytes. ``bench.corpus.variants`` paints them in other styles for the
accuracy bench, ``bench.corpus.clean_reports`` makes reports in which every sum is right.
"""
