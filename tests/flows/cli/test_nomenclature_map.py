"""``sidak nomenclature map``: what became of codes, as a file."""

from pathlib import Path

import pytest

from tests.flows.cli.test_app import call

HEAD = "kode\tlevel\tnama\n"


def _import(text: str, name: str, lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lists.parent / name
    source.write_text(HEAD + text, "utf-8")
    from sidak.matchers import import_list

    import_list(source, lists)


def test_map_is_written_with_what_became_of_each_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lists = tmp_path / "lists"
    above = "1.01.02.2.01\tkegiatan\tPengelolaan Sekolah\n"
    _import(
        above + "1.01.02.2.01.01\tsubkegiatan\tPembinaan Guru\n",
        "permendagri-90-2019_kabupaten-kota.tsv",
        lists,
        monkeypatch,
    )
    _import(
        above + "1.01.02.2.01.0007\tsubkegiatan\tPembinaan Guru\n",
        "kepmendagri-900-1317-2023_kabupaten-kota.tsv",
        lists,
        monkeypatch,
    )
    out = tmp_path / "kode_map.csv"
    options = ("--from", "90/2019", "--to", "1317", "--dir", lists, "--out", out)
    code, said, _ = call(capsys, monkeypatch, "nomenclature", "map", *options)
    assert code == 0
    assert said.startswith("to kepmendagri-900.1.15.5-1317-2023: 1 same, 0 renamed, 1 moved")
    old, new = "permendagri-90-2019", "kepmendagri-900.1.15.5-1317-2023"
    assert out.read_text("utf-8").splitlines() == [
        "edition,kode,nama,to_edition,to_kodes,change,reason",
        f"{old},1.01.02.2.01,Pengelolaan Sekolah,{new},1.01.02.2.01,same,",
        f"{old},1.01.02.2.01.01,Pembinaan Guru,{new},1.01.02.2.01.0007,moved,",
    ]


def test_map_to_an_edition_that_is_not_at_hand_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    options = ("--to", "861/2026", "--dir", tmp_path)
    code, _, said = call(capsys, monkeypatch, "nomenclature", "map", *options)
    assert (code, said) == (
        2,
        "sidak: no list of 861/2026 at hand; see 'sidak nomenclature list'\n",
    )
