"""``seedkit lsp``: the language server for editors."""

from __future__ import annotations

import argparse

from seedkit.errors import UsageError
from seedkit.messages import needs_package

_EPILOG = """\
Editors start this command themselves; docs/editors.md has configurations for VS Code, Neovim, Helix and Emacs.

Needs the extra `lsp`: pip install 'seedkit-compiler[lsp]'. Exit status: 0 success, 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "lsp",
        help="serve an editor: diagnostics while typing, outline, hover, fixes",
        description="Run a language server on standard input and output.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stdio", action="store_true", help="use standard input and output, which is the default")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until the editor ends the session."""
    del options
    try:
        from seedkit.lsp.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(needs_package("lsp", error.name, "lsp")) from error
    serve()
    return 0
