"""What counts as shrinking, and which regions wait for each other."""

from sidak.flows.batch.shrinking import TEXTS, describe_shrinking, follow_moves
from sidak.publishers import DocumentSize, PartFacts
from sidak.schemas.vocabularies import LANGUAGES

INDONESIAN = TEXTS["id"]
_END = "; bila memang benar, jalankan dengan --accept-shrink"


def part(**documents: tuple[int, int] | None) -> PartFacts:
    sizes = {
        name: DocumentSize(is_read=False) if size is None else DocumentSize(*size)
        for name, size in documents.items()
    }
    return PartFacts("", documents=sizes)


def test_what_counts_as_shrinking() -> None:
    last = {"36.73": part(a=(100, 90), b=(100, 90), c=(0, 0), d=(0, 0), e=(0, 0))}

    def judge(**documents: tuple[int, int] | None) -> dict[str, str]:
        return describe_shrinking({"36.73": part(**documents)}, last, INDONESIAN)

    kept = {"a": (100, 90), "b": (100, 90), "c": (0, 0), "d": (0, 0)}
    assert judge(**kept) == {}
    assert judge(**kept | {"new": (1, 0)}) == {}
    head = "menyusut dari rilis terakhir: "
    three = {"a": (100, 90), "b": (100, 90), "c": (0, 0)}
    assert judge(**three) == {"36.73": f"{head}dokumen 5 menjadi 3{_END}"}
    assert judge(**three | {"d": None, "e": None}) == judge(**three)
    assert judge(**kept | {"a": (50, 45)}) == {"36.73": f"{head}angka 200 menjadi 150{_END}"}
    assert judge(**kept | {"b": (100, 40)}) == {
        "36.73": f"{head}persen angka diterima 90 menjadi 65{_END}"
    }


def test_a_region_that_is_gone_has_shrunk_unless_its_documents_moved() -> None:
    last = {"00.00": part(a=(10, 10), failed=None)}
    gone = "menyusut dari rilis terakhir: dokumen 1 menjadi 0, angka 10 menjadi 0"
    assert describe_shrinking({}, last, INDONESIAN) == {"00.00": f"{gone}{_END}"}
    assert describe_shrinking({"36.73": part(a=(10, 10))}, last, INDONESIAN) == {}
    assert describe_shrinking({}, {"00.00": part(failed=None)}, INDONESIAN) == {}


def test_regions_that_exchanged_documents_wait_for_each_other() -> None:
    last = {"11.01": part(a=(1, 1), b=(1, 1)), "11.02": part(c=(1, 1))}
    now = {"11.01": part(a=(1, 1)), "11.02": part(b=(1, 1), c=(1, 1)), "11.03": part(d=(1, 1))}
    blocked = ("rusak",)
    told = "menunggu daerah {}: ada dokumen yang berpindah di antaranya"
    assert follow_moves({"11.01": blocked}, now, last, INDONESIAN) == {
        "11.01": blocked,
        "11.02": (told.format("11.01"),),
    }
    assert follow_moves({"11.02": blocked}, now, last, INDONESIAN) == {
        "11.02": blocked,
        "11.01": (told.format("11.02"),),
    }
    assert follow_moves({"11.03": blocked}, now, last, INDONESIAN) == {"11.03": blocked}


def test_english_says_the_same() -> None:
    english = TEXTS["en"]
    assert describe_shrinking({}, {"00.00": part(a=(10, 10))}, english) == {
        "00.00": "shrank against the last release: documents from 1 to 0, figures from 10 "
        "to 0; if that is right, run with --accept-shrink"
    }
    assert TEXTS.keys() == set(LANGUAGES)
