"""In which order a page is painted: what may lie upon its text, and what lies beneath it."""

from dataclasses import dataclass, field
from typing import NamedTuple


class PaintedBox(NamedTuple):
    """A filled area or a picture, as a viewer shows it.

    Attributes:
        order: Number in the order of painting.
        x0: Left edge.
        y0: Upper edge.
        x1: Right edge.
        y1: Lower edge.
        color: As 0xRRGGBB; ``None`` for a picture or a gradient.
        alpha: From 0 for transparent to 255 for opaque.
    """

    order: int
    x0: float
    y0: float
    x1: float
    y1: float
    color: int | None
    alpha: int = 255


@dataclass(slots=True)
class Painting:
    """What was painted when.

    Attributes:
        texts: The order of each text object, by the address of its handle.
        boxes: Filled areas and pictures, in order; rulings are left out.
        added: Text objects of form fields and annotations, by the address of their handles.
    """

    texts: dict[int, int] = field(default_factory=dict)
    boxes: list[PaintedBox] = field(default_factory=list)
    added: set[int] = field(default_factory=set)
