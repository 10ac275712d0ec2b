"""``python -m bench.scale.plot MEASURED PICTURE``: processor time against documents, drawn."""

import json
import sys
from pathlib import Path
from typing import Any

#: Colour of what is new.
_COLOURS = {"all": "#1854be", "fifty new": "#9a6700", "one new": "#1c7c3c"}
_STYLES = {"before": "--", "now": "-"}


def draw_scale(measured: list[dict[str, Any]], picture: Path) -> None:
    """Draw a line per step and code; the same measurements give the same bytes.

    Args:
        measured: Lines of ``sidak bench scale``, each with the code that was measured.
        picture: SVG file to write.
    """
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "sidak"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.0, 4.2))
    for step, colour in _COLOURS.items():
        for code, style in _STYLES.items():
            points = sorted(
                (one["documents"], one["processor"])
                for one in measured
                if (one["step"], one["code"]) == (step, code)
            )
            if points:
                places, seconds = zip(*points, strict=True)
                axes.plot(
                    places, seconds, style, marker="o", color=colour, label=f"{step}, {code}"
                )
    axes.set(xscale="log", yscale="log", xlabel="documents", ylabel="seconds of processor time")
    axes.grid(visible=True, which="major", color="#d6dce4")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(picture, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    draw_scale([json.loads(line) for line in lines], Path(sys.argv[2]))
