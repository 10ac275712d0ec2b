"""A lone 1 that was read as a letter."""

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.lone_strokes import restore_lone_ones
from sidak.schemas import Box, Doubt, DoubtKind

BOX = Box(0, 0, 10, 10)


def column(*texts: str) -> tuple[TableGrid, list[CellText]]:
    slots = tuple(CellSlot(row, 0, 1, 1, BOX) for row in range(len(texts)))
    grid = TableGrid((0.0, 10.0), tuple(float(y) for y in range(len(texts) + 1)), slots)
    return grid, [
        CellText(slot, (TextLine(text, BOX, ()),))
        for slot, text in zip(slots, texts, strict=True)
    ]


def test_a_stroke_in_a_column_that_counts_is_a_one_in_doubt() -> None:
    """The cells "I Dokumen" of a five-point Renstra in black and white were no figures."""
    grid, cells = column("Target", "2 Dokumen", "I Dokumen", "10 kegiatan", "3 Unit", "l Unit")
    restored = restore_lone_ones(grid, cells)
    assert [cell.text for cell in restored] == [
        *("Target", "2 Dokumen", "1 Dokumen", "10 kegiatan", "3 Unit", "1 Unit"),
    ]
    doubt = Doubt(DoubtKind.READINGS_DIFFER, ("I Dokumen / 1 Dokumen",))
    assert [cell.doubts for cell in restored[:3]] == [(), (), (doubt,)]
    assert restored[2].readings == ("1 Dokumen", "I Dokumen")


def test_a_stroke_among_names_stays() -> None:
    grid, cells = column("Uraian", "I Pendahuluan", "Urusan Wajib", "2 Dokumen", "3 Dokumen")
    assert restore_lone_ones(grid, cells) == cells
    grid, cells = column("I Umum", "2 Dasar", "3 Lain", "Belanja", "Modal", "Hibah", "Gaji")
    assert restore_lone_ones(grid, cells) == cells
