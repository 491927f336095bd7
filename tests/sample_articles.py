"""Small articles that several tests build."""

from __future__ import annotations

from pathlib import Path

BREAD = """\
How to bake a plain loaf

Bread needs little more than patience and a hot oven.

1. Mix the dough

Stir flour, water, yeast and salt in a bowl until no dry flour is left.

2. Let it rise

Cover the bowl with a cloth and leave it alone for an hour.

While you wait, check these:

• the room is warm
• the cloth is damp

3. Bake it

Put the loaf on the middle shelf and leave the door shut for half an hour.
"""

KNIVES = """\
# Sharpen a kitchen knife

A dull knife slips.

1. Soak the stone for ten minutes.
2. Draw the blade over it at a low angle.
3. Wipe the blade with a wet cloth.
"""

LAMP = """\
<!doctype html>
<html><head><title>Rewire a table lamp</title></head><body><article>
<h1>Rewire a table lamp</h1>
<p>An old lamp often needs nothing but a new cable.</p>
<ol><li>Pull the plug.</li><li>Open the base.</li></ol>
</article></body></html>
"""


def plant(folder: Path) -> Path:
    """Write the three articles below ``folder``, one of them in a folder of its own, and return it."""
    (folder / "tools").mkdir(parents=True)
    (folder / "bread.txt").write_text(BREAD, encoding="utf-8")
    (folder / "tools" / "knives.md").write_text(KNIVES, encoding="utf-8")
    (folder / "lamp.html").write_text(LAMP, encoding="utf-8")
    return folder


def files_below(folder: Path) -> dict[str, bytes]:
    """Return what every file below ``folder`` holds, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
