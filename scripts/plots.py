#!/usr/bin/env python3
"""Draw what was measured as SVG, beside the figures in `scripts/results`; the README shows the pictures.

    scripts/benchmark plots

Colours and lines can be told apart in print and without colour; the ground is white in dark pages too.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from results import FOLDER

COLOURS = ("#0b6e99", "#c2571a")
MARKS = ("o", "s")


def load(name: str) -> dict[str, Any]:
    """Return one result."""
    result: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return result


def draw_growth(result: dict[str, Any], path: Path) -> None:
    """Draw seconds and memory against the number of sentences, a line for each number of cores."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.2), layout="constrained")
    time, memory = figure.subplots(1, 2)
    for number, cores in enumerate(sorted({point["cores"] for point in result["points"]})):
        points = [point for point in result["points"] if point["cores"] == cores]
        sentences = [point["sentences"] for point in points]
        style = {"color": COLOURS[number], "marker": MARKS[number], "label": f"{cores} core{'s' * (cores > 1)}"}
        time.plot(sentences, [point["seconds"] for point in points], **style)
        memory.plot(sentences, [point["peak_memory"] / 1e6 for point in points], **style)
    time.set(xscale="log", yscale="log", xlabel="sentences", ylabel="seconds, start to last byte")
    memory.set(xscale="log", xlabel="sentences", ylabel="peak memory, MB", ylim=(0, None))
    for axes in (time, memory):
        axes.grid(visible=True, which="major", linewidth=0.4)
        axes.legend(frameon=False)
    save(figure, path)


def draw_methods(result: dict[str, Any], path: Path) -> None:
    """Draw a bar for each way to run a model of the 600M shape, and its speed."""
    from matplotlib.figure import Figure

    methods = sorted(result["methods"].items(), key=lambda one: one[1]["sentences_a_second"])
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    axes = figure.subplots()
    names = [name for name, _ in methods]
    speeds = [found["sentences_a_second"] for _, found in methods]
    colours = [COLOURS[name.startswith("ours")] for name in names]
    bars = axes.barh(names, speeds, color=colours)
    labels = [
        f"{speed:.2f}  ({found['peak_memory'] / 1e9:.1f} GB)" for speed, (_, found) in zip(speeds, methods, strict=True)
    ]
    axes.bar_label(bars, labels, padding=4)
    axes.set(xlabel="sentences a second (peak memory)", xlim=(0, max(speeds) * 1.25))
    axes.spines[["top", "right"]].set_visible(False)
    save(figure, path)


def save(figure: Any, path: Path) -> None:
    """Write a picture that is the same each time for the same figures."""
    import matplotlib as mpl

    with mpl.rc_context({"svg.hashsalt": "audarma", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


DRAWINGS = {"growth": draw_growth, "nllb-speed": draw_methods}


def main(arguments: list[str]) -> None:
    """Draw what there are results for."""
    for name, draw in DRAWINGS.items():
        if (FOLDER / f"{name}.json").exists():
            draw(load(name), FOLDER / f"{name}.svg")


if __name__ == "__main__":
    main(sys.argv[1:])
