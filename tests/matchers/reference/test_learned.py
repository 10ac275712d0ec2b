"""Lists learned from the codes that reports print beside names."""

from dataclasses import replace
from pathlib import Path

import pytest

from sidak.matchers import (
    LearnedPair,
    PrintedLine,
    learn_pairs,
    load_nomenclature,
    read_pairs,
    store_pairs,
    write_pairs,
)
from sidak.schemas import Level, NomenclatureError
from sidak.schemas.nomenclature import Scope

KONI = "5.03.02.2.01.01"


def make_line(
    document: str, kode: str, name: str, level: Level = Level.SUB_KEGIATAN
) -> PrintedLine:
    return PrintedLine(
        document_id=document,
        file=f"{document}.pdf",
        agency=f"Dinas {document}",
        region="Kota Serang",
        year=2022,
        table_id=f"{document}-t1",
        level=level,
        kode_printed=kode,
        name=name,
    )


def test_what_documents_print_alike_is_one_pair() -> None:
    lines = [
        make_line("a", "5.03.02.2.01.01", "Penyusunan Rencana Pelatihan"),
        make_line("a", "5.03.02.2.01.01", "Penyusunan Rencana Pelatihan"),
        make_line("b", "5.03.02.2.01.01", "PENYUSUNAN RENCANA  PELATIHAN"),
        make_line("b", "5.03.01.2.06.09", "Rapat Koordinasi"),
    ]
    assert learn_pairs(lines, accept_support=2) == (
        LearnedPair(
            kode="5.03.02.2.01.01",
            level=Level.SUB_KEGIATAN,
            nama="Penyusunan Rencana Pelatihan",
            edition="kepmendagri-050-5889-2021",
            scope=Scope.KABUPATEN_KOTA,
            documents=2,
            agencies=2,
            lines=3,
            files=("a.pdf", "b.pdf"),
            is_accepted=True,
        ),
        LearnedPair(
            kode="X.XX.01.2.06.09",
            level=Level.SUB_KEGIATAN,
            nama="Rapat Koordinasi",
            edition="kepmendagri-050-5889-2021",
            scope=Scope.KABUPATEN_KOTA,
            documents=1,
            agencies=1,
            lines=1,
            files=("b.pdf",),
        ),
    )


def test_two_names_of_one_code_and_two_codes_of_one_name_contradict() -> None:
    lines = [
        make_line(document, kode, name)
        for document in ("a", "b")
        for kode, name in (
            ("5.03.02.2.01.01", "Satu"),
            ("5.03.02.2.01.01", "Dua"),
            ("5.03.02.2.01.02", "Dua"),
            ("5.03.02.2.01.03", "Tiga"),
        )
    ]
    found = learn_pairs(lines, accept_support=2)
    assert [(one.kode[-2:], one.nama, one.conflict, one.is_accepted) for one in found] == [
        (
            "01",
            "Dua",
            "kode ini juga di samping 'Satu' (2 dokumen); "
            "nama ini juga di samping 5.03.02.2.01.02 (2 dokumen)",
            False,
        ),
        ("01", "Satu", "kode ini juga di samping 'Dua' (2 dokumen)", False),
        ("02", "Dua", "nama ini juga di samping 5.03.02.2.01.01 (2 dokumen)", False),
        ("03", "Tiga", "", True),
    ]


@pytest.mark.parametrize(
    ("year", "kode", "edition"),
    [
        (2021, "5.03.02.2.01.01", "kepmendagri-050-3708-2020"),
        (2025, "5.03.02.2.01.0001", "kepmendagri-900.1.15.5-3406-2024"),
        (2027, "5.03.02.2.01.01", "kepmendagri-050-5889-2021"),
    ],
)
def test_edition_is_that_of_the_year_with_codes_of_such_digits(
    year: int, kode: str, edition: str
) -> None:
    line = replace(make_line("a", kode, "Penyusunan Rencana"), year=year)
    assert [(one.edition, one.kode) for one in learn_pairs([line])] == [
        (edition, "5.03.02.2.01.01")
    ]


@pytest.mark.parametrize(
    "line",
    [
        replace(make_line("a", KONI, "Sebelum nomenklatur"), year=2019),
        replace(make_line("a", KONI, "Tahun tidak diketahui"), year=None),
        make_line("a", KONI, "Tingkat lain", Level.KEGIATAN),
        make_line("a", "40.01.13.001", "Kode lama"),
        make_line("a", "5.1.02.01.01.0024", "Rekening"),
        make_line("a", KONI, " - "),
    ],
)
def test_what_is_no_line_of_the_tree_is_not_learned(line: PrintedLine) -> None:
    assert learn_pairs([line]) == ()


def test_accepted_lines_become_a_list(tmp_path: Path) -> None:
    lines = [
        make_line("a", "5.03.02.2.01.01", "Penyusunan Rencana Pelatihan"),
        make_line("a", "5.03.02.2.01.02", "Pelaksanaan Pelatihan"),
    ]
    table = tmp_path / "learned.tsv"
    write_pairs(learn_pairs(lines), table)
    assert read_pairs(table) == learn_pairs(lines)
    head, first, second = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([head, f"Ya {first}", second]), encoding="utf-8")
    (stored,) = store_pairs(read_pairs(table), tmp_path / "lists")
    assert stored.name == "learned_kepmendagri-050-5889-2021_kabupaten_kota.tsv"
    assert stored.read_text(encoding="utf-8").splitlines() == [
        "kode\tlevel\tnama\tedition\tscope\tcatatan\tdokumen",
        "5.03.02.2.01.01\tsub_kegiatan\tPenyusunan Rencana Pelatihan\t"
        "kepmendagri-050-5889-2021\tkabupaten_kota\t\t1",
    ]
    learned = [one for one in load_nomenclature(tmp_path / "lists").lists if one.is_learned]
    assert [(one.source, one.is_whole, len(one.entries)) for one in learned] == [
        (stored.name, False, 1)
    ]


def test_lines_accepted_later_come_beside_the_earlier(tmp_path: Path) -> None:
    first = learn_pairs([make_line("a", KONI, "Satu")], accept_support=1)
    later = learn_pairs(
        [make_line("b", KONI, "Satu Baru"), make_line("b", "5.03.02.2.01.02", "Dua")],
        accept_support=1,
    )
    store_pairs(first, tmp_path)
    (stored,) = store_pairs(later, tmp_path)
    names = [line.split("\t")[2] for line in stored.read_text(encoding="utf-8").splitlines()]
    assert names == ["nama", "Satu Baru", "Dua"]


def test_code_accepted_with_two_names_is_refused(tmp_path: Path) -> None:
    pairs = learn_pairs([make_line("a", KONI, "Satu"), make_line("b", KONI, "Dua")])
    with pytest.raises(NomenclatureError, match="two names: 'Dua' and 'Satu'"):
        store_pairs([replace(one, is_accepted=True) for one in pairs], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"kode\tnama\n1\tA\n", b"\xff\xfe", b""])
def test_other_file_is_no_table_of_pairs(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.tsv"
    file.write_bytes(content)
    with pytest.raises(NomenclatureError, match=r"x\.tsv"):
        read_pairs(file)


def test_official_list_overrules_what_was_learned(tmp_path: Path) -> None:
    """The list that comes with sidak has 4.01.02.2.01 in this edition, under its own name."""
    lines = [
        make_line("a", "4.01.02.2.01", "Nama Lain", Level.KEGIATAN),
        make_line("a", KONI, "Penyusunan Rencana Pelatihan"),
    ]
    store_pairs(learn_pairs(lines, accept_support=1), tmp_path)
    nomenclature = load_nomenclature(tmp_path)
    learned = [entry.nama for entry in nomenclature.entries if entry.support]
    assert learned == ["Penyusunan Rencana Pelatihan"]
