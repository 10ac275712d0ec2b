"""Text lines, rulings, the grids they draw and their cells; after `pdf`."""
