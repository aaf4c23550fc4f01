"""Runs a notebook and writes it as a page that opens with no network.

    render_report.py run NOTEBOOK [--kernel NAME] [--notebook OUT.ipynb] [--html OUT.html] [--timeout SECONDS]
    render_report.py rates FILE.json

Debian's nbconvert writes pages that load scripts from local folders and from the web. A report is read
elsewhere, so every such load is taken out, a policy in the page forbids any other, and the result is checked.
Needs nbconvert and nbclient only.
"""

import argparse
import json
import os
import re
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; font-src data:; media-src data:"
)
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LOADERS = re.compile(r"\b(?:requirejs|require\.config|require\(|MathJax|mermaid)", re.IGNORECASE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run a notebook")
    run.add_argument("source", type=Path)
    run.add_argument("--kernel", default="retort")
    run.add_argument("--notebook", type=Path)
    run.add_argument("--html", type=Path)
    run.add_argument("--timeout", type=int, default=1800, help="seconds for one cell")
    rates = commands.add_parser("rates", help="print the rates that a notebook wrote")
    rates.add_argument("source", type=Path)
    options = parser.parse_args()
    if options.command == "rates":
        return print_rates(options.source)
    return run_notebook(options)


def run_notebook(options) -> int:
    import nbformat
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    notebook = nbformat.read(options.source, as_version=4)
    client = client_for(notebook, options)
    started = time.monotonic()
    failure = None
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError) as error:
        failure = f"{options.source.name}: cell {client.cell_at} failed.\n{reason(error)}"
    except (NoSuchKernel, RuntimeError) as error:
        # A kernel that is not installed, did not start, or died.
        failure = f"{options.source.name}: the kernel '{options.kernel}' gave up at cell {client.cell_at}.\n{reason(error)}"
    if options.notebook:
        write(options.notebook, nbformat.writes(notebook) + "\n")
    if failure:
        print(failure, file=sys.stderr)
        return 1
    if options.html:
        write(options.html, page_of(notebook, options.source.stem))
    print(f"{options.source.name}: {len(notebook.cells)} cells in {time.monotonic() - started:.1f} s")
    return 0


def client_for(notebook, options):
    from nbclient import NotebookClient

    class Client(NotebookClient):
        """Says which cell runs, and remembers it for the message of a failure."""

        cell_at = 0

        async def async_execute_cell(self, cell, cell_index, **more):
            self.cell_at = cell_index + 1
            print(f"cell {self.cell_at} of {len(self.nb.cells)}", flush=True)
            return await super().async_execute_cell(cell, cell_index, **more)

    # Cells run in the notebook's own folder, as they do in a notebook server.
    folder = str(options.source.resolve().parent)
    return Client(
        notebook,
        timeout=options.timeout,
        startup_timeout=180,
        kernel_name=options.kernel,
        resources={"metadata": {"path": folder}},
    )


def reason(error) -> str:
    text = ANSI.sub("", str(error)).strip()
    return text if len(text) < 6000 else text[:3000] + "\n...\n" + text[-2500:]


def write(path: Path, text: str) -> None:
    """Writes beside the target first, so that a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + f".{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def page_of(notebook, title: str) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="lab")
    page, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": title}})
    page = self_contained(page)
    left = loads_elsewhere(page)
    if left:
        raise SystemExit("The report would load from elsewhere: " + ", ".join(sorted(left)[:5]))
    return page


def self_contained(page: str) -> str:
    """Takes out what a browser would load from elsewhere, and forbids it in the page itself."""
    page = re.sub(r"<script\b([^>]*)>(.*?)</script\s*>", keep_script, page, flags=re.S | re.I)
    page = re.sub(r"<link\b[^>]*>", lambda m: "" if fetches(m.group(0), "href") else m.group(0), page, flags=re.I)
    page = re.sub(r"<style\b[^>]*>.*?</style\s*>", still_style, page, flags=re.S | re.I)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return re.sub(r"(<head\b[^>]*>)", lambda m: m.group(1) + policy, page, count=1, flags=re.I)


def keep_script(found) -> str:
    attributes, body = found.group(1), found.group(2)
    if fetches(attributes, "src") or LOADERS.search(body) or re.search(r"\bimport\b[^;]*https?:", body):
        return ""
    return found.group(0)


def still_style(found) -> str:
    style = re.sub(r"/\*(?:(?!\*/).)*https?:.*?\*/", "", found.group(0), flags=re.S)
    style = re.sub(r"@import\s[^;]*;", "", style)
    return re.sub(r"url\(\s*(['\"]?)(?!data:|#)[^)'\"]*\1\s*\)", "url(data:,)", style)


def fetches(tag: str, attribute: str) -> bool:
    value = re.search(attribute + r"""\s*=\s*["']?([^"'\s>]+)""", tag, re.I)
    return bool(value) and not value.group(1).startswith(("data:", "#"))


class LoadFinder(HTMLParser):
    """Collects the addresses that a page loads by itself. Links that a reader may follow are not loads."""

    LOADING = {"src", "srcset", "data", "poster", "background", "action", "xlink:href"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = set()
        self.in_style = False

    def handle_starttag(self, tag, attrs):
        self.in_style = tag == "style"
        for name, value in attrs:
            if not value:
                continue
            loads = name in self.LOADING or (name == "href" and tag in ("link", "use", "image", "base"))
            if loads and not value.startswith(("data:", "#")):
                self.found.add(value[:80])
            if name == "style":
                self.look_in_style(value)

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style:
            self.look_in_style(data)

    def look_in_style(self, style):
        for value in re.findall(r"url\(\s*['\"]?([^)'\"]*)", style):
            if not value.startswith(("data:", "#")):
                self.found.add(value[:80])
        if "@import" in style:
            self.found.add("@import")


def loads_elsewhere(page: str) -> set:
    finder = LoadFinder()
    finder.feed(page)
    return finder.found


def print_rates(source: Path) -> int:
    """Prints a list of {name, value, unit} as an aligned table."""
    rows = []
    for rate in json.loads(source.read_text(encoding="utf-8")):
        value = rate["value"]
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        shown = figure(value) if number else str(value)
        rows.append((str(rate["name"]), shown, str(rate.get("unit", ""))))
    if rows:
        name_width = max(len(row[0]) for row in rows)
        value_width = max(len(row[1]) for row in rows)
        for name, value, unit in rows:
            print(f"{name:<{name_width}}  {value:>{value_width}} {unit}".rstrip())
    return 0


def figure(value) -> str:
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.3g}"


if __name__ == "__main__":
    sys.exit(main())
