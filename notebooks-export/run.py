"""Executes the notebooks of this folder.

    run.py                        on example/, and compares with the outputs that they hold
    run.py --write                on example/, and stores the outputs in them
    run.py --export DIR           on another export
    run.py --export DIR --to OUT  the same, and leaves the executed notebooks in OUT

Figures are not compared: their bytes depend on fonts. Ends with 1 if a notebook fails or differs.
"""

import argparse
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = pathlib.Path(__file__).resolve().parent


def executed(path: pathlib.Path, export: pathlib.Path) -> nbformat.NotebookNode:
    """A notebook with the outputs that it has on an export."""
    notebook = nbformat.read(path, as_version=4)
    os.environ["BAL_EXPORT"] = str(export)
    NotebookClient(
        notebook, timeout=300, startup_timeout=120, kernel_name="python3", record_timing=False,
        resources={"metadata": {"path": str(FOLDER)}},
    ).execute()
    # Which Python it was is no output.
    notebook.metadata.pop("language_info", None)
    return notebook


def texts(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """What each cell printed, figures apart."""
    cells = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" not in data:
                outputs.append(output.get("text") or data.get("text/plain", ""))
        cells.append(outputs)
    return cells


def difference(path: pathlib.Path, notebook: nbformat.NotebookNode) -> str | None:
    """The first cell whose output is not the one stored."""
    stored = nbformat.read(path, as_version=4)
    for place, (old, new) in enumerate(zip(texts(stored), texts(notebook))):
        if old != new:
            return f"cell {place} prints\n{''.join(new)}\nwhere it holds\n{''.join(old)}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=pathlib.Path)
    parser.add_argument("--to", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.write and arguments.export:
        parser.error("--write stores what comes of example/; it goes without --export")
    export = (arguments.export or FOLDER / "example").resolve()
    status = 0
    for path in sorted(FOLDER.glob("*.ipynb")):
        try:
            notebook = executed(path, export)
        except CellExecutionError as error:
            print(f"{path.name}: error on {export}:\n{error}", file=sys.stderr)
            status = 1
            continue
        if arguments.to:
            arguments.to.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, arguments.to / path.name)
        if arguments.write:
            nbformat.write(notebook, path)
        elif not arguments.export and (text := difference(path, notebook)):
            print(f"{path.name}: {text}\nrun.py --write stores the new outputs", file=sys.stderr)
            status = 1
            continue
        print(f"{path.name}: executed on {export}")
    return status


if __name__ == "__main__":
    sys.exit(main())
