"""``seedkit preview``: pages that show articles beside what they were read as."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from seedkit.cli.options import add_articles_argument, add_jobs_option, add_size_option, cores
from seedkit.errors import UsageError
from seedkit.messages import counted, install_command, needs_package
from seedkit.terminal import flush, painter, print_error, print_line

_EXAMPLES = f"""\
examples:
  seedkit preview                      pages for the articles in seeds/, in preview/index.html
  seedkit preview drafts --open        another folder; open the pages in a browser
  seedkit preview draft.md --out pages
  seedkit preview --serve --open       follow changes, and correct readings with a click

Needs the extra `preview`: {install_command("preview")}. Exit status: 0 success, 1 an article cannot be read (the others are
shown), 2 usage error, 130 interrupted."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "preview",
        help="show articles beside what they are read as, in a browser",
        description="Write pages that show each article beside what it is read as, or serve them and correct readings there.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_articles_argument(parser)
    parser.add_argument("--out", metavar="DIR", help="folder to write the pages to (default: preview)")
    parser.add_argument("--serve", action="store_true", help="serve the pages on this machine instead, until Ctrl-C")
    parser.add_argument("--port", type=int, metavar="N", help="port of --serve (default: 7433, or any free port)")
    parser.add_argument("--open", action="store_true", help="open the pages in a browser")
    add_jobs_option(parser)
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the pages, print a summary, and return the exit status."""
    try:
        from seedkit.preview import site
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    paths = [Path(path) for path in options.paths]
    if options.serve:
        return _serve(paths, options)
    if options.port is not None:
        raise UsageError("--port needs --serve")
    out = Path(options.out or "preview")
    made = site.write(paths, out, options.jobs or cores(), options.max_size)
    paint = painter(sys.stderr)
    for failure in made.failed:
        print_error(f"{paint('red', failure.path)}: {failure.error}")
    print_line(f"{counted(len(made.rows), 'article')} in {out / 'index.html'}")
    if options.open:
        _open((out / "index.html").absolute().as_uri())
    return 1 if made.failed else 0


def _serve(paths: list[Path], options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    try:
        from seedkit.preview.server import serve
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    if options.out is not None:
        raise UsageError("--out cannot be combined with --serve, which writes no pages")

    def ready(address: str) -> None:
        print_line(f"{address} (Ctrl-C to stop)")
        flush()
        if options.open:
            _open(address)

    serve(paths, port=options.port, jobs=options.jobs or cores(), max_bytes=options.max_size, ready=ready)
    return 0


def _missing(error: ModuleNotFoundError) -> UsageError:
    return UsageError(needs_package("preview", error.name, "preview"))


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
