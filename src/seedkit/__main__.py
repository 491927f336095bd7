"""``python -m seedkit``, and the command ``seedkit``."""

from __future__ import annotations

import sys

from seedkit import __version__


def main() -> int:
    """Run the command line and return its exit status. Only the version is printed before anything else is imported."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        try:
            sys.stdout.write(f"seedkit {__version__}\n")
            sys.stdout.flush()
        except OSError:  # the command line reports why
            pass
        else:
            return 0
    from seedkit.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
