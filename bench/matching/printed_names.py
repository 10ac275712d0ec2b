"""A labelled set of names as real reports print them, with the codes they mean.

``bench/data/matching_names.tsv`` holds them in the order of their tables, so that the tree
above each line is there too; beside them stand twins one word apart and lines that are none.
"""

from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby

from bench.matching.generated_names import CodeLabel, LabelledDocument
from sidak.matchers.reference.store import Nomenclature, fold_kode
from sidak.normalisers.rows.codes import read_kode
from sidak.normalisers.rows.levels import strip_label
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.schemas import PROGRAMME_LEVELS, DocumentFacts, DocumentKind, Item, Level, TypedTable

_FILE = "matching_names.tsv"
_REGIONS = {
    "serang": "Kota Serang",
    "tangsel": "Kota Tangerang Selatan",
    "purbalingga": "Kabupaten Purbalingga",
    "kembar": "Kota Serang",
}
_AGENCIES = {
    "setda": "Sekretariat Daerah",
    "setwan": "Sekretariat DPRD",
    "bappeda": "Badan Perencanaan Pembangunan Daerah",
    "bapelitbang": "Badan Perencanaan Pembangunan, Penelitian dan Pengembangan Daerah",
    "bapenda": "Badan Pendapatan Daerah",
    "bkad": "Badan Keuangan dan Aset Daerah",
    "bpbd": "Badan Penanggulangan Bencana Daerah",
    "dikbud": "Dinas Pendidikan dan Kebudayaan",
    "dinkes": "Dinas Kesehatan",
    "dinkop": "Dinas Koperasi, Usaha Kecil dan Menengah",
    "dinsos": "Dinas Sosial",
    "dishub": "Dinas Perhubungan",
    "diskominfo": "Dinas Komunikasi dan Informatika",
    "dispar": "Dinas Pariwisata",
}
_DEPTHS = {level: at for at, level in enumerate(PROGRAMME_LEVELS)}
#: One line of the file: document, table, level, name, printed code, right code.
_Row = tuple[str, str, str, str, str, str]


def read_rows() -> tuple[_Row, ...]:
    """Read the lines of the set, in order."""
    text = files("bench").joinpath("data", _FILE).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = []
    for line in lines[1:]:
        document, table, level, name, printed, kode = line.split("\t")
        rows.append((document, table, level, name, printed, kode))
    return tuple(rows)


def load_names(nomenclature: Nomenclature) -> list[LabelledDocument]:
    """Make labelled documents, one per table; those that the lists cannot know are left out.

    Args:
        nomenclature: Lists at hand: a table with a code that no list has is left out.
    """
    known = {fold_kode(entry.kode) for entry in nomenclature.entries}
    documents = []
    for (document, table), group in groupby(read_rows(), key=lambda row: row[:2]):
        rows = list(group)
        if all(row[5] == "-" or fold_kode(row[5]) in known for row in rows):
            documents.append(_make_document(document, table, rows))
    return documents


def _make_document(document: str, table: str, rows: Iterable[_Row]) -> LabelledDocument:
    region, agency = document.split("-")[:2]
    year = int(document.rsplit("-", 1)[1])
    document_id = f"{document}-{table}"
    table_id = f"{document_id}-t01"
    items: list[Item] = []
    labels: dict[str, CodeLabel] = {}
    path: list[Item] = []
    for at, (_document, _table, level, name, printed, kode) in enumerate(rows):
        own = Level(level)
        path = [item for item in path if _DEPTHS[item.level] < _DEPTHS[own]]
        item = Item(
            f"{table_id}-r{at}",
            document_id,
            table_id,
            1,
            at,
            own,
            name,
            strip_label(name),
            kode_printed=printed or None,
            parent_item_id=path[-1].item_id if path else None,
        )
        path.append(item)
        items.append(item)
        truth = None if kode == "-" else fold_kode(kode)
        noise = "twin" if region == "kembar" else "real"
        labels[item.item_id] = CodeLabel(truth, noise, _judge_code(printed, truth))
    facts = DocumentFacts(
        DocumentKind.RENJA,
        agency=_AGENCIES[agency],
        region=_REGIONS[region],
        year=year,
        year_last=year,
    )
    tree = build_row_tree(items)
    typed = TypedTable(table_id, "renja", (), (), tuple(items), (), tree=tree)
    return LabelledDocument(typed, facts, labels)


def _judge_code(printed: str, truth: str | None) -> str:
    reading = read_kode(printed)
    if not printed or reading.kode is None:
        return "none"
    return "right" if fold_kode(reading.kode) == truth else "wrong"
