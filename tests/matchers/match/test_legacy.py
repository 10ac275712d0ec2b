"""Lines that are older than the nomenclature."""

from sidak.matchers import match_tables
from sidak.schemas import FindingKind, Level, Severity
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_table,
    show,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


def test_legacy_codes_are_not_forced() -> None:
    table = make_table(
        [
            (P, "40.01.13", "Program Pelayanan Administrasi Perkantoran"),
            (K, "40.01.13.001", "Penyediaan Jasa Surat Menyurat"),
            (K, None, "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result) == [(None, "legacy", "")] * 3
    assert [(f.kind, f.severity) for f in result.findings] == [
        (FindingKind.LEGACY_CODE, Severity.INFO)
    ]
    assert [f.kode for f in result.tables[0].figures] == [None] * 3


def test_documents_before_the_nomenclature_are_legacy() -> None:
    rows = [(S, None, "Penyediaan Jasa Surat Menyurat")]
    old = match_tables([make_table(rows)], make_facts(2017), embedded())
    assert show(old) == [(None, "legacy", "")]
