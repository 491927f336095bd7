"""What is said in turns: the lines of an interview, each behind the name of who speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from seedkit.classify.questions import is_signed
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import QUESTION_MARKS
from seedkit.model.block import Block

_LONGEST_NAME = 3
"""Words of a name before its colon."""
_FEWEST = 2
"""How often somebody speaks at least."""


def turns(blocks: Sequence[Block], lexicon: Lexicon) -> frozenset[int]:
    """Return the places of the lines that are spoken in turns: each follows or is followed by another speaker's, and one speaker
    mostly asks, as those of pairs such as "Problem:" and "Solution:" do not. A "Q:" is no name."""
    names = [_name(block, lexicon) for block in blocks]
    around = zip([None, *names], names, [*names[1:], None], strict=False)
    said: dict[str, list[int]] = defaultdict(list)
    for k, (above, name, below) in enumerate(around):
        if name and any(other and other != name for other in (above, below)):
            said[name].append(k)
    spoken = [at for at in said.values() if len(at) >= _FEWEST]
    asking = any(2 * sum(blocks[k].text.endswith(QUESTION_MARKS) for k in at) > len(at) for at in spoken)
    return frozenset(k for at in spoken for k in at) if asking and len(spoken) > 1 else frozenset()


def _name(block: Block, lexicon: Lexicon) -> str | None:
    """The name that a line begins with, before its colon."""
    name, colon, words = block.text[:60].partition(": ")
    if not colon or not words or block.kind != "text" or block.marker is not None or is_signed(block.text, lexicon):
        return None
    parts = name.split()
    return name.casefold() if 1 <= len(parts) <= _LONGEST_NAME and all(part[0].isupper() for part in parts) else None
