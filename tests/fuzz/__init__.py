"""The fuzzers in fuzz/ import each other by name, as scripts do; so do their tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "fuzz"))
