"""Words and units of headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers.header.vocabulary import (
    fold_text,
    load_header_phrases,
    read_header_text,
    read_unit,
)
from sidak.schemas import ColumnRole
from sidak.schemas.text.column_numbers import parse_column_number


@pytest.mark.parametrize(
    ("text", "role", "aspect", "measure"),
    [
        ("TARGET ( RP)", "figure", "planned", None),
        ("Rencana (Rp)", "figure", "planned", None),
        ("Plafon", "figure", "planned", "money"),
        ("Anggaran Perubahan", "figure", "planned", "money"),
        ("Kebutuhan Dana/ Pagu Indikatif (dlm juta)", "figure", "planned", "money"),
        ("Penyerapan Anggaran (Rp)", "figure", "actual", "money"),
        ("Realisasi\nKeuangan %", "figure", "actual", "money"),
        ("Realisasi Fisik (%)", "figure", "actual", "performance"),
        ("Capai-\nan (%)", "figure", "ratio", None),
        ("% Realisasi", "figure", "ratio", None),
        ("% Capaian Keuangan", "figure", "ratio", "money"),
        ("% Capaian Fisik", "figure", "ratio", None),
        ("Target Capaian Kinerja", "figure", "planned", "performance"),
        ("Sisa Anggaran", "figure", "rest", "money"),
        ("Selisih", "figure", "rest", None),
        ("Kondisi akhir renstra", "figure", "planned", None),
        ("Satua\nn", "satuan", None, None),
        ("Indikator Kinerja Program (Outcome)/Kegiatan (Output)", "indikator", None, None),
        ("Perangkat Daerah Penanggung Jawab", "text", None, None),
        ("Lokasi Kegiatan", "lokasi", None, None),
        ("JUMLAH KEG.", "figure", "other", "performance"),
        ("Tolok Ukur", "indikator", None, None),
        ("Warna Kesukaan Kepala Dinas", None, None, None),
    ],
)
def test_header_words(
    text: str, role: str | None, aspect: str | None, measure: str | None
) -> None:
    sense = read_header_text(text)
    assert (sense.role, sense.aspect, sense.measure) == (
        ColumnRole(role) if role else None,
        aspect,
        measure,
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Anggaran (Rp.)", "Rp"),
        ("Pagu (dalam ribuan rupiah)", "Rp ribu"),
        ("Rp. 000", "Rp ribu"),
        ("Pagu Indikatif ( Rp. .000,-)", "Rp ribu"),
        ("Kebutuhan Dana (dlm juta)", "Rp juta"),
        ("Dalam Juta (Rp)", "Rp juta"),
        ("Capaian (%)", "%"),
        ("Persentase", "%"),
        ("Populasi Ternak (ekor)", "ekor"),
        ("Jumlah Terpenuhi", None),
        ("Korporasi", None),
    ],
)
def test_units_of_headers(text: str, unit: str | None) -> None:
    assert read_unit(text) == unit


def test_each_rule_is_found_by_its_own_phrase() -> None:
    for rule in load_header_phrases():
        assert read_header_text(rule.phrase).role is rule.role, rule.phrase


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    read_header_text(text)
    read_unit(text)
    parse_column_number(text)
    assert fold_text(fold_text(text)) == fold_text(text)
