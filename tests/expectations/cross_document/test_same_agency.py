"""Reports of one agency, whatever each of them calls it."""

from decimal import Decimal

import pytest

from sidak.expectations import compare_documents
from sidak.schemas import (
    DocumentKind,
    Severity,
)
from tests.expectations.cross_document.reports import gist, report


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Setda", "Kota Serang"), ("Sekretariat Daerah", "Kota Serang")),
        (("Bappeda", "Kota Serang"), ("Badan Perencanaan Pembangunan Daerah", "Kota Serang")),
        (("Sekretariat Daerah", "Kota Serang"), ("SEKRETARIAT DAERAH KOTA SERANG", None)),
        (("Setwan", "Kabupaten Purbalingga"), ("Sekretariat DPRD", "Kabupaten Purbalingga")),
        (
            ("DINKOMINFOSTA", "Kabupaten Purbalingga"),
            (
                "Dinas Komunikasi, Informatika dan Statistik Purbalingga",
                "Kabupaten Purbalingga",
            ),
        ),
    ],
)
def test_short_and_long_names_of_one_agency(
    first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    plan = report(1, DocumentKind.LKJIP, 2021, agency=first[0], region=first[1])
    later = report(
        2,
        DocumentKind.LKJIP,
        2022,
        of_year=2021,
        agency=second[0],
        region=second[1],
        amounts={"Program B": 70},
    )
    assert gist(compare_documents([plan, later])) == [
        (Severity.WARNING, Decimal(70000), Decimal(71000))
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Sekretariat Daerah", "Kota Serang"), ("Sekretariat DPRD", "Kota Serang")),
        (("Sekretariat Daerah", "Kota Serang"), ("Sekretariat Daerah", "Kota Bogor")),
        (("Dinas Kesehatan", "Kota Serang"), ("Dinas Kesehatan", None)),
    ],
)
def test_other_agencies_are_not_joined(
    first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    reports = [
        report(1, DocumentKind.LKJIP, 2022, agency=first[0], region=first[1]),
        report(
            2,
            DocumentKind.RENJA,
            2022,
            agency=second[0],
            region=second[1],
            amounts={"Program B": 70},
        ),
        report(3, DocumentKind.LKJIP, 2019, agency="Dinas Kesehatan", region="Kota Bogor"),
    ]
    assert compare_documents(reports) == ()
