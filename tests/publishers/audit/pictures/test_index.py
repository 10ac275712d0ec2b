"""The pictures that a release keeps."""

from pathlib import Path

from sidak.publishers.audit.write import AuditSettings
from sidak.schemas import Severity
from tests.publishers.audit.pages import has_red_and_blue, pictures, text_of, write
from tests.publishers.audit_records import make_report


def test_too_many_pictures_leave_out_the_least_important(tmp_path: Path) -> None:
    mild = make_report(tmp_path, "a.pdf", severity=Severity.WARNING)
    grave = make_report(tmp_path, "b.pdf")
    everything = write(tmp_path / "r0", [mild, grave])
    assert len(pictures(everything)) == 6
    crop = next(
        path
        for path in (everything / "gambar" / grave.document_id).glob("temuan-*")
        if has_red_and_blue(path)
    )
    size = crop.stat().st_size
    audit = write(tmp_path / "r1", [mild, grave], AuditSettings(most_bytes=size + 10))
    assert pictures(audit) == [crop.name]
    assert "5 gambar dihilangkan" in text_of(audit / "index.html")
    assert "3 gambar dihilangkan" in text_of(audit / f"{mild.document_id}.html")
    assert "2 gambar dihilangkan" in text_of(audit / f"{grave.document_id}.html")
    each = write(tmp_path / "r2", [mild, grave], AuditSettings(most_bytes_each=size + 10))
    assert "4 gambar dihilangkan" in text_of(each / "index.html")
