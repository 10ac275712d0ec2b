"""Files of truth are read as they are described."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from bench.meaning.truth import MeaningPage, TruthLine, load_meaning_pages

HEAD = "value\tname\tindikator\tmetric\tperiod\tunit\tverdict\n"


def write(folder: Path, text: str, name: str = "a-p3.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_a_number_and_its_meaning(tmp_path: Path) -> None:
    write(
        tmp_path,
        "# laporan a.pdf page 3 source scan rotation 90\n"
        + HEAD
        + "82.5\tJalan\tPanjang jalan\trealisasi\t2016\tkm\tfixed\n"
        + "-3\tJalan\t\tlainnya|capaian\t?\t?\tsoft\n"
        + "7\tSekolah\n"
        + "\n#drop 2016\n"
        + "BB\tNilai\t\tcapaian\t2016\t\tright\n",
    )
    assert load_meaning_pages(tmp_path) == (
        MeaningPage(
            "a-p3.tsv",
            "laporan a.pdf",
            3,
            (
                TruthLine(Decimal("82.5"), "Jalan", "Panjang jalan", "realisasi", "2016", "km"),
                TruthLine(Decimal(-3), "Jalan", "", "lainnya|capaian", "?", "?", is_soft=True),
                TruthLine(Decimal(7), "Sekolah", "", "", "", ""),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the first line names no report and page"),
        (HEAD, "the first line names no report and page"),
        ("# a.pdf page 1\nvalue\tname\n", "no column indikator, metric, period, unit, verdict"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ValueError, match=f"^{re.escape(f'{path}: {fault}')}$"):
        load_meaning_pages(tmp_path)
