"""Dialogue: the lines of an interview, each after the name of the speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from seedkit.classify.questions import is_signed
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import QUESTION_MARKS
from seedkit.model.block import Block

_LONGEST_NAME = 3
"""Maximum number of words in a name before its colon."""
_FEWEST = 2
"""Minimum number of lines per speaker."""


def turns(blocks: Sequence[Block], lexicon: Lexicon) -> frozenset[int]:
    """Return the indices of the lines spoken in turns. Each is next to a line of another speaker, and one speaker mostly asks,
    unlike in pairs such as "Problem:" and "Solution:". A "Q:" is not a name."""
    names = [_name(block, lexicon) for block in blocks]
    if sum([name is not None for name in names]) < 2 * _FEWEST:
        return frozenset()
    around = zip([None, *names], names, [*names[1:], None], strict=False)
    said: dict[str, list[int]] = defaultdict(list)
    for k, (above, name, below) in enumerate(around):
        if name and any(other and other != name for other in (above, below)):
            said[name].append(k)
    spoken = [at for at in said.values() if len(at) >= _FEWEST]
    asking = any(2 * sum(blocks[k].text.endswith(QUESTION_MARKS) for k in at) > len(at) for at in spoken)
    return frozenset(k for at in spoken for k in at) if asking and len(spoken) > 1 else frozenset()


def _name(block: Block, lexicon: Lexicon) -> str | None:
    """The name before the colon at the beginning of a line."""
    if block.kind != "text" or block.marker is not None or (": " not in block.text[:60]):
        return None
    name, _, words = block.text[:60].partition(": ")
    parts = name.split()
    if not words or not 1 <= len(parts) <= _LONGEST_NAME or not all(part[0].isupper() for part in parts):
        return None
    return None if is_signed(block.text, lexicon) else name.casefold()
