"""The rows below a header: their codes, levels, tree and items."""
