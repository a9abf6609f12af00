"""Draws the floors of `docs/architecture.md` from the code's own imports: `python scripts/draw_floors.py`.

The layers are those that import-linter holds (`pyproject.toml`); the arrows are the package imports that grimp finds,
without those that follow from others (transitive reduction). `tests/test_architecture.py` fails when the page is stale.
"""

import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- floors: made by scripts/draw_floors.py -->", "<!-- end of floors -->"
FLOORS = {  # what a reader calls each run of layers, by its topmost layer
    "cli": "commands",
    "train": "tools, never needed to run",
    "serve": "transports",
    "app": "the conversation",
    "recognise": "skills",
    "perceive": "what a person and a sign are",
    "audio": "events, errors, sound",
}


def layers() -> list[list[str]]:
    """The packages of each layer, the topmost first."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (one for one in config["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [[name.strip() for name in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def imports(packages: list[str]) -> dict[str, set[str]]:
    """Which packages each package imports."""
    graph = grimp.build_graph("signspan", cache_dir=None)
    for package in packages:
        if graph.find_children(f"signspan.{package}"):
            graph.squash_module(f"signspan.{package}")
    found = {}
    for package in packages:
        below = graph.find_modules_directly_imported_by(f"signspan.{package}")
        found[package] = {name.removeprefix("signspan.") for name in below} & set(packages) - {package}
    return found


def reduced(edges: dict[str, set[str]]) -> dict[str, set[str]]:
    """The edges without those that other edges imply; the graph has no cycles."""

    def reachable(start: str) -> set[str]:
        return {start}.union(*(reachable(found) for found in edges[start]))

    return {
        package: {found for found in below if not any(found in reachable(other) for other in below - {found})}
        for package, below in edges.items()
    }


def drawn() -> str:
    """The picture, in Mermaid."""
    rows = layers()
    edges = reduced(imports([package for row in rows for package in row]))
    lines = ["```mermaid", "flowchart TB"]
    for row in rows:
        for package in row:
            if package in FLOORS:
                lines += ["  end"] * (lines[-1] != "flowchart TB") + [
                    f'  subgraph {package}-floor["{FLOORS[package]}"]'
                ]
            lines.append(f"    {package}")
    lines += ["  end", *(f"  {package} --> {' & '.join(sorted(below))}" for package, below in edges.items() if below)]
    return "\n".join([*lines, "```"])


def page(text: str) -> str:
    """A page with its picture drawn anew."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{drawn()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
