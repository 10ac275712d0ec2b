"""Labelled documents made from a list."""

from bench.matching.generated_names import make_documents
from sidak.matchers import load_nomenclature


def test_labelled_documents_are_the_same_for_the_same_seed() -> None:
    nomenclature = load_nomenclature()
    source = nomenclature.lists[0]
    assert make_documents(source, nomenclature, 2, 7) == make_documents(
        source, nomenclature, 2, 7
    )
