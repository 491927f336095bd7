"""``python -m seedkit``."""

from __future__ import annotations

import sys

from seedkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
