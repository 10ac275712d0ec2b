"""``sidak nomenclature import`` of the annex of a decree, and what then can be asked."""

from pathlib import Path

import pytest

from tests.extractors.paper import Sheet, write_pdf
from tests.flows.cli.test_app import call
from tests.flows.cli.test_audit import publish
from tests.publishers.records import make_document

XS = (30.0, 60.0, 95.0, 130.0, 170.0, 205.0, 430.0)


def draw(sheet: Sheet) -> None:
    sheet.text(40, 40, "KEPUTUSAN MENTERI DALAM NEGERI NOMOR 900.1-861 TAHUN 2026")
    sheet.table(
        XS,
        60,
        [
            ["U", "BU", "P", "K", "SK", "NOMENKLATUR URUSAN KABUPATEN/KOTA"],
            ["4", "02", "02", "", "", "PROGRAM DUKUNGAN DPRD"],
            ["4", "02", "02", "2.01", "", "Pembentukan Peraturan Daerah"],
            ["4", "02", "02", "2.01", "0001", "Penyusunan Program"],
            ["4", "02", "02", "2.01", "0002", "Pembahasan Rancangan|Peraturan Daerah"],
            ["4", "02", "02", "2.01", "0003", "Penyediaan Jas a Konsultansi"],
            ["", "", "", "", "", "KETENTUAN LAIN"],
        ],
    )


def test_import_of_an_annex(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    annex = write_pdf(tmp_path / "lampiran.pdf", draw)
    place = ("--dir", tmp_path / "lists")
    code, out, _ = call(
        capsys, monkeypatch, "nomenclature", "import", annex, *place, "--faults"
    )
    assert code == 0
    assert "5 lines, kepmendagri-900.1-861-2026 (kabupaten_kota)" in out
    assert "'KETENTUAN LAIN' tanpa kode; baris tidak dipakai" in out
    assert "disimpan sebagai 'Penyediaan Jasa Konsultansi'" in out
    assert "p. 1\tbroken_name" in out
    code, out, _ = call(
        capsys, monkeypatch, "nomenclature", "show", "4.02.02.2.01.0002", *place
    )
    assert code == 0
    assert "Pembahasan" in out


def test_codes_of_a_release_become_a_list(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    release = publish(
        tmp_path / "curated", make_document("a", "a.pdf"), make_document("b", "b.pdf")
    )
    table, lists = tmp_path / "learned.tsv", tmp_path / "lists"
    code, out, _ = call(capsys, monkeypatch, "nomenclature", "learn", release, "--out", table)
    assert (code, out) == (
        0,
        "2 lines with a code; 1 pairs of code and name, 1 in several documents, "
        f"0 contradicted, 0 accepted\nwritten: {table}\n",
    )
    place = ("--dir", lists)
    code, _, err = call(capsys, monkeypatch, "nomenclature", "accept", table, *place)
    assert (code, err) == (
        1,
        "sidak: learned.tsv: no line is accepted ('ya' in the column 'accepted')\n",
    )
    again = ("--out", table, "--accept-support", "2")
    code, out, _ = call(capsys, monkeypatch, "nomenclature", "learn", release, *again)
    assert (code, "0 contradicted, 1 accepted" in out) == (0, True)
    code, out, _ = call(capsys, monkeypatch, "nomenclature", "accept", table, *place)
    file = "learned_kepmendagri-050-5889-2021_kabupaten_kota.tsv"
    assert (code, out) == (0, f"1 of 1 lines accepted\nstored: {lists / file}\n")
    code, out, _ = call(capsys, monkeypatch, "nomenclature", "list", *place)
    assert f"  {file}: kabupaten kota, learned from reports: 1 sub kegiatan\n" in out
    gone = call(capsys, monkeypatch, "nomenclature", "learn", tmp_path / "gone")
    assert gone[0] == 2
