"""Lists of budgets in the text against the lines of the tables."""

from sidak.expectations import reconcile
from sidak.normalisers.mentions.reader import DocumentPeriod, read_sentences
from sidak.schemas import Agreement, Finding, FindingKind, Level, PageText
from tests.expectations.factories import DOCUMENT, Row, make_table

ROWS: list[Row] = [
    (Level.PROGRAM, "Program Pelayanan Administrasi Perkantoran", ["170420637", "160100000"]),
    (Level.PROGRAM, "Program Kesejahteraan Sumber Daya Aparatur", ["246787225", "240000000"]),
    (Level.PROGRAM, "Program Peningkatan Prasarana Kedinasan", ["199017925", "190000000"]),
    (Level.PROGRAM, "Program Pelaporan Capaian Kinerja Keuangan", ["284522750", "212376747"]),
]
ENTRIES = (
    "Program Pelayanan Administrasi Perkantoran sebesar Rp. 170.420.637,-",
    "Program Kesejahteraan Sumber Daya Aparatur sebesar Rp. 246.787.225,-",
    "Program Peningkatan Prasarana Kedinasan sebesar Rp. 199.017.925,-",
    "Program Pelaporan Capaian Kinerja Keuangan sebesar Rp. 328.966.000,-",
)


def check(*entries: str) -> list[Finding]:
    table = make_table(["pagu", "realisasi"], ROWS)
    lines = tuple((f"{place}) {entry}", None) for place, entry in enumerate(entries, start=1))
    sentences = read_sentences([PageText(28, lines)], [table], DocumentPeriod(DOCUMENT, 2022))
    found = reconcile([table], sentences=sentences, document_id=DOCUMENT)
    assert {one.metric for one in found.mentions} == {"lainnya"}  # published as it was read
    return [one for one in found.findings if one.kind is FindingKind.NARRATIVE_MISMATCH]


def test_entry_without_a_metric_is_held_against_the_budget_of_its_line() -> None:
    (finding,) = check(*ENTRIES)
    assert (finding.page, str(finding.reported), str(finding.expected)) == (
        28,
        "328966000",
        "284522750",
    )


def test_fewer_entries_or_one_of_what_was_spent_tell_nothing() -> None:
    assert check(*ENTRIES[1:]) == []
    spent = ENTRIES[0].replace("170.420.637", "160.100.000")
    assert check(spent, *ENTRIES[1:], ENTRIES[0]) == []


def test_mentions_keep_what_they_agree_with() -> None:
    table = make_table(["pagu", "realisasi"], ROWS)
    page = PageText(28, ((ENTRIES[0], None),))
    sentences = read_sentences([page], [table], DocumentPeriod(DOCUMENT, 2022))
    (mention,) = reconcile([table], sentences=sentences, document_id=DOCUMENT).mentions
    assert mention.agreement is Agreement.AGREES
