"""Pictures of pages, rendered by pdfium."""

from typing import TYPE_CHECKING, Any

from sidak.schemas import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pypdfium2 as pdfium
    from PIL.Image import Image


def render_picture(
    page: "pdfium.PdfPage",
    scale: float,
    *,
    most_pixels: int,
    crop: Box | None = None,
    rotation: int = 0,
    is_grey: bool = False,
) -> "tuple[Image, float]":
    """Render a page as a viewer shows it.

    Args:
        page: An open page; the caller closes it.
        scale: Pixels per point.
        most_pixels: Largest picture; a poster is rendered at a smaller scale.
        crop: The part of the page to render, in points from its top left corner; ``None``
            for all of it.
        rotation: Clockwise degrees that a whole page is turned in addition.
        is_grey: Whether to render in grey.

    Returns:
        The picture in mode "L" or "RGB", and the scale that its size allowed.
    """
    bitmap, scale = _render(page, scale, most_pixels, crop, rotation, is_grey=is_grey)
    try:
        return bitmap.to_pil().convert("L" if is_grey else "RGB").copy(), scale
    finally:
        bitmap.close()


def render_pixels(
    page: "pdfium.PdfPage", scale: float, *, most_pixels: int, crop: Box | None = None
) -> "tuple[npt.NDArray[np.uint8], float]":
    """Render a page, or the part of it in ``crop``, as an array.

    Returns:
        Rows of pixels, grey or blue-green-red, and the scale that its size allowed.
    """
    import numpy as np

    bitmap, scale = _render(page, scale, most_pixels, crop, 0, is_grey=False)
    try:
        return np.array(bitmap.to_numpy(), copy=True), scale
    finally:
        bitmap.close()


def _render(
    page: "pdfium.PdfPage",
    scale: float,
    most_pixels: int,
    crop: Box | None,
    rotation: int,
    *,
    is_grey: bool,
) -> tuple[Any, float]:
    width, height = page.get_size()
    part = crop or Box(0.0, 0.0, width, height)
    scale = min(scale, (most_pixels / max(1.0, part.width * part.height)) ** 0.5)
    margins = (part.x0, height - part.y1, width - part.x1, part.y0)
    bitmap = page.render(scale=scale, crop=margins, rotation=rotation, grayscale=is_grey)
    return bitmap, scale
