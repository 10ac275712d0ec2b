"""Known answers of the reports of Kota Serang: on the rendered reports and on the dumps."""

from functools import cache
from pathlib import Path

import pytest

from sidak.extractors import read_document
from sidak.matchers import MatchResult, import_list, load_nomenclature, match_tables
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import Finding, FindingKind, Item, MatchStatus, Severity

ROOT = Path(__file__).resolve().parents[3]
RENSTRA = ROOT / "raw" / "samples" / "renstra-setda-2018-2023.pdf"
#: Dumps: LKjIP 2022, Renstra 2018-2023, Renja 2022, LKjIP of the Kota 2020.
LKJIP_DUMP, RENSTRA_DUMP = "000_f57ce1073a552f81.txt", "002_1946b1d71e531b56.txt"
RENJA_DUMP, OLD_DUMP = "003_22e8133c0e6deefd.txt", "004_7ed1b80eab014377.txt"
AUTO = MatchStatus.AUTO


@cache
def understand(path: Path) -> MatchResult:
    """Read and match a report with the list that comes with sidak."""
    nomenclature = load_nomenclature()
    extraction = read_document(path)
    facts = find_facts(extraction)
    typed = type_tables(extraction, facts, nomenclature=nomenclature)
    return match_tables(typed, facts, nomenclature)


def find_items(result: MatchResult, start: str, kode: str | None = None) -> list[Item]:
    """Return the items whose name begins so, with that printed code if one is given."""
    items = [item for table in result.tables for item in table.items]
    return [
        item
        for item in items
        if item.name.startswith(start) and (kode is None or item.kode_printed == kode)
    ]


def find_about(result: MatchResult, kind: FindingKind, words: str) -> list[Finding]:
    return [one for one in result.findings if one.kind is kind and words in one.message]


@pytest.fixture(params=["rendered", pytest.param("dump", marks=pytest.mark.shared)])
def renstra(request: pytest.FixtureRequest) -> MatchResult:
    """The Renstra of the Sekretariat Daerah, rendered and as a dump of the real one."""
    if request.param == "rendered":
        return understand(RENSTRA)
    shared: Path = request.getfixturevalue("shared")
    return understand(shared / "seeds" / RENSTRA_DUMP)


@pytest.mark.slow
def test_a_wrong_code_beside_a_name(renstra: MatchResult) -> None:
    items = find_items(renstra, "Penatausahaan Barang Milik Daerah", "4.01.02.2.03.06")
    assert {(item.kode, item.match_status) for item in items} == {("4.01.01.2.03.06", AUTO)}
    found = find_about(renstra, FindingKind.CODE_NAME_CONFLICT, "4.01.02.2.03.06")
    assert {one.item_id for one in found} == {item.item_id for item in items}
    assert all(one.severity is Severity.WARNING for one in found)


def test_a_code_printed_twice(renstra: MatchResult) -> None:
    found = find_about(renstra, FindingKind.CODE_REUSED, "kode 4.01.01.2.13.03")
    assert found
    assert all("Peningkatan Kinerja dan Reformasi Birokrasi" in one.message for one in found)
    assert all("Monitoring, Evaluasi dan" in one.message for one in found)
    first = find_items(renstra, "Peningkatan Kinerja dan Reformasi Birokrasi")
    assert {item.kode for item in first if item.kode_printed} == {"4.01.01.2.13.03"}
    second = find_items(renstra, "Monitoring, Evaluasi dan Pengendal")
    assert {item.kode for item in second if item.kode_printed} == {"4.01.01.2.13.04"}


def test_a_misspelt_name(renstra: MatchResult) -> None:
    items = find_items(renstra, "Koordinasi dan Penyusunan Prubahan DPA-SKPD")
    assert {(i.kode, i.match_status) for i in items} == {("4.01.01.2.01.05", AUTO)}


def test_misspelt_and_in_another_order() -> None:
    items = find_items(understand(RENSTRA), "Advoksi dan Pembinaan Pengadaan")
    assert {(i.kode, i.match_status) for i in items} == {("4.01.03.2.03.03", AUTO)}


@pytest.mark.slow
@pytest.mark.shared
def test_misspelt_names_of_the_lkjip(shared: Path) -> None:
    result = understand(shared / "seeds" / LKJIP_DUMP)
    items = find_items(result, "Advoksi dan Pembinaan Pengadaan")
    assert ("4.01.03.2.03.03", AUTO) in {(i.kode, i.match_status) for i in items}
    items = find_items(result, "Koordinasi dan Penyusunan Prubahan DPA")
    assert {(i.kode, i.match_status) for i in items} == {("4.01.01.2.01.05", AUTO)}


@pytest.mark.slow
@pytest.mark.shared
def test_a_sub_kegiatan_named_by_its_indicator(shared: Path) -> None:
    result = understand(shared / "seeds" / RENJA_DUMP)
    items = find_items(result, "Jumlah Bulan Penyediaan Gaji", "5.01.01.2.02.01")
    assert {(i.kode, i.match_status) for i in items} == {("5.01.01.2.02.01", AUTO)}


@pytest.mark.slow
@pytest.mark.shared
def test_codes_from_before_the_nomenclature(shared: Path) -> None:
    result = understand(shared / "seeds" / RENSTRA_DUMP)
    old = [
        item
        for table in result.tables
        for item in table.items
        if (item.kode_printed or "").startswith("40.01.13.001")
    ]
    assert {(i.kode, i.match_status) for i in old} == {(None, MatchStatus.LEGACY)}
    assert find_about(result, FindingKind.LEGACY_CODE, "40.01.13")
    before = understand(shared / "seeds" / OLD_DUMP)
    statuses = {item.match_status for table in before.tables for item in table.items}
    assert statuses <= {MatchStatus.LEGACY, MatchStatus.NOT_APPLICABLE}


@pytest.mark.shared
@pytest.mark.slow
def test_the_wrong_edition_is_noticed(shared: Path, tmp_path: Path) -> None:
    for name in ("permendagri-90-2019", "kepmendagri-050-5889-2021"):
        import_list(shared / "nomenclature" / f"{name}_kabupaten-kota.tsv", tmp_path)
    nomenclature = load_nomenclature(tmp_path)
    extraction = read_document(shared / "seeds" / RENJA_DUMP)
    facts = find_facts(extraction)
    typed = type_tables(extraction, facts, nomenclature=nomenclature)
    asked = match_tables(typed, facts, nomenclature, edition="permendagri-90-2019")
    [hint] = [one for one in asked.findings if one.finding_id.endswith("-edition")]
    assert hint.kind is FindingKind.READING
    assert "lebih sesuai dengan Kepmendagri 050-5889/2021" in hint.message
    assert asked.edition == "kepmendagri-050-5889-2021"
    usual = match_tables(typed, facts, nomenclature)
    assert [one for one in usual.findings if one.finding_id.endswith("-edition")] == []
    surat = [find_items(one, "Penyediaan Jasa Surat Menyurat") for one in (asked, usual)]
    assert {item.kode for items in surat for item in items} == {"5.01.01.2.08.01"}


@pytest.mark.shared
@pytest.mark.slow
def test_printed_codes_of_a_renja_agree_or_are_defended(shared: Path, tmp_path: Path) -> None:
    """The five codes of purbalingga-setwan-ranwal-renja-2027 that its names contradict.

    Three follow each other and are one too low each, because the first sub kegiatan of that
    kegiatan is left out; all names are those of the list to the letter.
    """
    for edition in ("900-1317-2023", "900-3406-2024_partial"):
        import_list(shared / "nomenclature" / f"kepmendagri-{edition}.tsv", tmp_path)
    nomenclature = load_nomenclature(tmp_path)
    extraction = read_document(
        shared / "reports" / "purbalingga-setwan-ranwal-renja-2027.pdf", range(35, 41)
    )
    facts = find_facts(extraction)
    typed = type_tables(extraction, facts, nomenclature=nomenclature)
    result = match_tables(typed, facts, nomenclature)
    coded = [
        (item.kode_printed, item.kode or "")
        for table in result.tables
        for item in table.items
        if item.kode_printed and item.match_status is AUTO
    ]
    odd = {
        printed: kode
        for printed, kode in coded
        if kode.replace(".00", ".") != printed.replace(" ", "")
    }
    assert len(coded) >= 65
    assert odd == {
        "4.02.01.2.02.04": "4.02.01.2.02.0005",
        "4.02.01.2.03.05": "4.02.01.2.03.0006",
        "4.02.01.2.16.01": "4.02.01.2.16.0002",
        "4.02.01.2.16.02": "4.02.01.2.16.0003",
        "4.02.01.2.16.03": "4.02.01.2.16.0004",
    }
    found = [f for f in result.findings if f.kind is FindingKind.CODE_NAME_CONFLICT]
    assert len(found) == 5
