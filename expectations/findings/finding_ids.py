"""Ids of findings: the same fault has the same id in every run."""

import hashlib
from collections.abc import Iterable


def make_finding_id(document_id: str, parts: Iterable[object]) -> str:
    """Return the id of a finding of a document.

    Args:
        document_id: The document.
        parts: What distinguishes the finding from the others of the document.
    """
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    return f"{document_id}-f{digest[:10]}"
