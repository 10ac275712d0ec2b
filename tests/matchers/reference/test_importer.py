"""The embedded list, import of lists, the questions one can ask of them."""

from pathlib import Path

import pytest

from sidak.matchers import (
    import_list,
    load_nomenclature,
)
from sidak.schemas import NomenclatureError
from sidak.schemas.nomenclature import (
    Scope,
)


def _write(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def test_import_reports_every_fault_and_drops_nothing_silently(tmp_path: Path) -> None:
    source = _write(
        tmp_path / "kepmendagri-050-5889-2021_kabupaten-kota.csv",
        "Kode;Uraian;Level\n"
        "4.01.02;PROGRAM PEMERINTAHAN;program\n"
        "4.01.02.2.01;Administrasi Tata Pemerintahan;kegiatan\n"
        "4.01.02.2.01.01;Penataan DPA- SKPD;subkegiatan\n"
        "4.01.02.2.01.01;Penataan Wilayah;subkegiatan\n"
        "4.01.02.2.01.02;Pengelolaan;kegiatan\n"
        "4.01.02.2.01.03;Pengelolaan;subkegiatan\n"
        "4.01.09.2.01.03;Yatim;subkegiatan\n"
        "4.1x.2;Salah;program\n"
        "5.01;xxx;bidang\n",
    )
    report = import_list(source, tmp_path / "lists")
    assert (report.edition, report.scope) == (
        "kepmendagri-050-5889-2021",
        Scope.KABUPATEN_KOTA,
    )
    assert (report.rows, report.stored.name) == (
        9,
        "kepmendagri-050-5889-2021_kabupaten_kota.tsv",
    )
    assert [(f.kind, f.kode, f.row, f.is_rejected) for f in report.faults] == [
        ("broken_name", "4.01.02.2.01.01", 4, False),
        ("duplicate_kode", "4.01.02.2.01.01", 5, False),
        ("level_differs", "4.01.02.2.01.02", 6, False),
        ("bad_kode", "4.1x.2", 9, True),
        ("no_name", "5.01", 10, True),
        ("orphan", "4.01", 0, False),
        ("orphan", "4.01.09.2.01", 0, False),
        ("one_name_many_kode", "4.01.02.2.01.02", 0, False),
    ]
    entries = load_nomenclature(tmp_path / "lists").lists[-1].entries
    assert [(e.kode, e.nama, bool(e.note)) for e in entries] == [
        ("4.01.02", "PROGRAM PEMERINTAHAN", False),
        ("4.01.02.2.01", "Administrasi Tata Pemerintahan", False),
        ("4.01.02.2.01.01", "Penataan DPA-SKPD", False),
        ("4.01.02.2.01.01", "Penataan Wilayah", True),
        ("4.01.02.2.01.02", "Pengelolaan", False),
        ("4.01.02.2.01.03", "Pengelolaan", False),
        ("4.01.09.2.01.03", "Yatim", False),
    ]
    assert not [one for one in (tmp_path / "lists").iterdir() if one.suffix != ".tsv"]


def test_import_folds_the_programme_of_all_agencies(tmp_path: Path) -> None:
    rows = ["kode\tnama"]
    for bidang in ("1.01", "2.16"):
        rows += [
            f"{bidang}.01\tPROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH",
            f"{bidang}.01.2.07\tPengadaan Barang Milik Daerah",
            f"{bidang}.01.2.07.0005\tPengadaan Mebel",
        ]
    rows.append("1.01.01.2.07.0006\tPengadaan Peralatan")
    source = _write(tmp_path / "daftar.tsv", "\n".join(rows))
    folder = tmp_path / "lists"
    report = import_list(source, folder, edition="900.1.15.5-3406/2024", scope="kota")
    entries = load_nomenclature(folder).lists[-1].entries
    assert [entry.kode for entry in entries] == [
        "X.XX.01",
        "X.XX.01.2.07",
        "X.XX.01.2.07.0005",
        "X.XX.01.2.07.0006",
    ]
    assert report.fault_counts["folded"] == 7


@pytest.mark.parametrize(
    ("name", "text", "option", "problem"),
    [
        ("a.tsv", "kode\tnama\n4.01\tSETDA\n", None, "edition not known"),
        ("a.tsv", "kode\tnama\n4.01\tSETDA\n", "Perpres 5", "unknown edition"),
        ("a.tsv", "satu\tdua\n", "3708", "no columns kode"),
        ("a.tsv", "kode\tnama\nzz\ty\n", "3708", "no line"),
        ("a.docx", "", "3708", "only TSV, CSV, XLSX and PDF"),
        ("a.xlsx", "bukan buku kerja", "3708", "not readable"),
    ],
)
def test_import_says_what_is_wrong(
    tmp_path: Path, name: str, text: str, option: str | None, problem: str
) -> None:
    with pytest.raises(NomenclatureError, match=problem):
        import_list(_write(tmp_path / name, text), tmp_path / "lists", edition=option)
    assert not (tmp_path / "lists").exists()


HEAD = "Kode;Uraian\n"
PROGRAMME = "4.01.02;PROGRAM PEMERINTAHAN\n4.01.02.2.01;Administrasi Tata Pemerintahan\n"


def test_list_without_kegiatan_replaces_nothing_unasked(tmp_path: Path) -> None:
    """A performance agreement was taken for a list of four lines, and replaced the true one."""
    name = "kepmendagri-050-5889-2021_kabupaten-kota.csv"
    stored = import_list(_write(tmp_path / name, HEAD + PROGRAMME), tmp_path / "lists").stored
    before = stored.read_bytes()
    source = _write(tmp_path / name, HEAD + "4;SEKRETARIAT\n4.01;PEMERINTAHAN\n")
    with pytest.raises(NomenclatureError, match="no kegiatan"):
        import_list(source, tmp_path / "lists")
    assert stored.read_bytes() == before
    import_list(source, tmp_path / "lists", is_forced=True)
    assert stored.read_bytes() != before


def test_much_shorter_list_replaces_nothing_unasked(tmp_path: Path) -> None:
    name = "kepmendagri-050-5889-2021_kabupaten-kota.csv"
    lines = [f"4.01.02.2.{n:02d};Kegiatan Nomor {n}\n" for n in range(1, 11)]
    import_list(_write(tmp_path / name, HEAD + "".join(lines)), tmp_path / "lists")
    source = _write(tmp_path / name, HEAD + "".join(lines[:6]))
    with pytest.raises(NomenclatureError, match="only 6 lines"):
        import_list(source, tmp_path / "lists")
    source = _write(tmp_path / name, HEAD + "".join(lines[:8]))
    assert dict(import_list(source, tmp_path / "lists").counts)["kegiatan"] == 8


def test_damaged_stored_list_does_not_refuse_its_source(tmp_path: Path) -> None:
    """A broken list says "import it again"; the second import must not stumble over it."""
    name = "kepmendagri-050-5889-2021_kabupaten-kota.csv"
    lines = [f"4.01.02.2.{n:02d};Kegiatan Nomor {n}\n" for n in range(1, 11)]
    source = _write(tmp_path / name, HEAD + "".join(lines))
    stored = import_list(source, tmp_path / "lists").stored
    whole = stored.read_bytes()
    for damage in (whole + b"\xff\xfe\n", b"x\n" * 40):
        stored.write_bytes(damage)
        import_list(source, tmp_path / "lists")
        assert stored.read_bytes() == whole
