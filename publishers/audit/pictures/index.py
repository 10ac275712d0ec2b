"""The pictures that a release has, by finding and page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sidak.publishers.audit.pictures.plan import CropPlan, PicturePlanner
from sidak.publishers.audit.pictures.render import DrawnPictures, PictureProblem

#: Folder of the pictures, beside the pages.
PICTURES = "gambar"


@dataclass(frozen=True, slots=True)
class PictureIndex:
    """The pictures of a release.

    Attributes:
        planner: The pictures that were planned.
        files: (document id, name) to the file name.
        left_out: Document id to the number of pictures left out for their size.
        problems: Document id to why it has none, or not all.
    """

    planner: PicturePlanner
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, PictureProblem] = field(default_factory=dict)

    def find_crops(self, finding_id: str) -> list[tuple[str, str, CropPlan]]:
        """Return (path, document id, crop) of the crops of a finding."""
        wanted = self.planner.crops_of.get(finding_id, [])
        return [
            (
                f"{PICTURES}/{document_id}/{self.files[document_id, crop.name]}",
                document_id,
                crop,
            )
            for document_id, crop in wanted
            if (document_id, crop.name) in self.files
        ]

    def find_amount(self, amount_id: str) -> str | None:
        """Return the path of the crop of a reported amount; ``None`` if there is none."""
        document_id, crop = self.planner.crops_of_amount.get(amount_id, ("", None))
        file = self.files.get((document_id, crop.name)) if crop else None
        return f"{PICTURES}/{document_id}/{file}" if file else None

    def find_page(self, document_id: str, page: int) -> str | None:
        """Return the path of the picture of a page; ``None`` if there is none."""
        file = self.files.get((document_id, self.planner.name_page(document_id, page)))
        return f"{PICTURES}/{document_id}/{file}" if file else None


def choose_pictures(
    planner: PicturePlanner, drawn: Sequence[DrawnPictures], most_bytes: int
) -> tuple[PictureIndex, list[tuple[str, str]]]:
    """Keep the most important pictures of all documents, as far as they may weigh.

    Args:
        planner: The pictures that were planned, and their order of importance.
        drawn: The pictures that were drawn.
        most_bytes: What all pictures may weigh together.

    Returns:
        The index, and (document id, file name) of pictures to throw away.
    """
    listed = [
        (planner.rank_picture(one.document_id, name), one.document_id, name, file, size)
        for one in drawn
        for name, file, size in one.pictures
    ]
    files: dict[tuple[str, str], str] = {}
    surplus: list[tuple[str, str]] = []
    weight = 0
    for _, document_id, name, file, size in sorted(listed):
        weight += size
        if weight > most_bytes:
            surplus.append((document_id, file))
        else:
            files[document_id, name] = file
    left_out = {one.document_id: one.left_out for one in drawn}
    for document_id, _ in surplus:
        left_out[document_id] += 1
    problems = {one.document_id: one.problem for one in drawn if one.problem is not None}
    return PictureIndex(planner, files, left_out, problems), surplus


def mark_absent(index: PictureIndex, documents: Iterable[str]) -> PictureIndex:
    """Return the index with documents whose source is not at hand."""
    absent = dict.fromkeys(documents, PictureProblem.ABSENT)
    return PictureIndex(
        index.planner, index.files, index.left_out, {**absent, **index.problems}
    )
