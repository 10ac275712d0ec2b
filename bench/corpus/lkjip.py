"""LKjIP of the Sekretariat Daerah of Kota Serang for 2022.

Figures, names and the report's own errors are those of the real report (sums that do not
add up, two totals that differ, "Rp. 41.736.44.273"); the narrative is our own.
"""

from bench.corpus.lkjip_tables import (
    table_1_1,
    table_2_3,
    table_2_5,
    table_3_2,
    table_3_3,
    table_3_4,
    table_3_5,
)
from bench.corpus.lkjip_text import (
    ACHIEVEMENT,
    ANALYSIS,
    CLOSING,
    CONTENTS,
    COVER,
    INTRODUCTION,
    ORGANISATION,
    PLANNING,
    PREFACE,
)
from bench.corpus.model import (
    A4,
    Block,
    Chart,
    NewPage,
    ReportSpec,
    Section,
    landscape,
)

_YEAR = 2022
_HEAD = "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP) TAHUN 2022"
_FOOT = "Sekretariat Daerah Kota Serang | {page}"


def build_lkjip() -> ReportSpec:
    """The report; see the module."""
    return ReportSpec(
        name="lkjip-setda-2022",
        title="LKjIP Sekretariat Daerah Kota Serang Tahun 2022",
        author="Sekretariat Daerah Kota Serang",
        facts={
            "kind": "lkjip",
            "agency": "Sekretariat Daerah",
            "region": "Kota Serang",
            "year": _YEAR,
        },
        sections=(
            Section(COVER, numbering="none"),
            Section((*PREFACE, NewPage(), *CONTENTS), running_foot="{page}", numbering="roman"),
            Section(_body(), running_head=_HEAD, running_foot=_FOOT, restart=True),
            Section(
                (table_3_4(),),
                paper=landscape(A4),
                running_head=_HEAD,
                running_foot=_FOOT,
                margins=(50, 64, 50, 56),
            ),
            Section((table_3_5(), *CLOSING), running_head=_HEAD, running_foot=_FOOT),
        ),
    )


def _body() -> tuple[Block, ...]:
    return (
        *INTRODUCTION,
        Chart(ORGANISATION),
        table_1_1(),
        NewPage(),
        *PLANNING,
        table_2_3(),
        table_2_5(),
        *ACHIEVEMENT,
        table_3_2(),
        table_3_3(),
        *ANALYSIS,
    )
