"""From the space of a PDF page to the page as a viewer shows it."""

import pypdfium2 as pdfium

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def compose(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies ``first``, then ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)  # fmt: skip


def viewer_matrix(page: pdfium.PdfPage) -> tuple[Matrix, float, float, int]:
    """Return the matrix from page space to the viewer's, width, height and rotation."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    rotation = page.get_rotation() % 360
    if rotation == 90:
        return (0, 1, 1, 0, -bottom, -left), height, width, rotation
    if rotation == 180:
        return (-1, 0, 0, 1, right, -bottom), width, height, rotation
    if rotation == 270:
        return (0, -1, -1, 0, top, right), height, width, rotation
    return (1, 0, 0, -1, -left, top), width, height, rotation


def transform_point(matrix: Matrix, x: float, y: float) -> Point:
    """Map a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
