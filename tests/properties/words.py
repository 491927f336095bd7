"""The words of generated articles: sentences, and headings that differ from them."""

from __future__ import annotations

from hypothesis import strategies as st

THINGS = [
    "the hull",
    "the old rope",
    "the garden gate",
    "the bicycle chain",
    "the kitchen drawer",
    "the copper kettle",
    "the wool blanket",
    "the attic window",
    "the stone path",
    "the rain barrel",
    "the violin case",
    "the tomato bed",
    "the front wheel",
    "the wooden ladder",
    "the brass lamp",
    "the pantry shelf",
    "the spare tent",
    "the rowing boat",
    "the tiled stove",
    "the cellar door",
]
_ACTORS = [
    *THINGS,
    *["salt water", "a hard frost", "the old varnish", "a loose screw", "my grandfather", "a patient gardener", "damp air"],
]
_DEEDS = [
    "keeps its shape",
    "wants a dry corner",
    "holds longer than people think",
    "dries slowly",
    "looks worse than it is",
    "comes back every spring",
    "loses its colour",
    "deserves a second look",
    "hides more than it shows",
    "costs next to nothing",
    "gets better with age",
    "does not forgive haste",
    "makes less noise than before",
    "has seen better summers",
]
_WHENS = [
    "after the first frost",
    "when the days get short",
    "in the shade of the shed",
    "before the rain sets in",
    "without any hurry",
    "as long as the wood is dry",
    "on a quiet morning",
    "though nobody admits it",
    "and that is no accident",
    "even in a bad year",
]
_VERBS = [
    "Sand",
    "Oil",
    "Clean",
    "Check",
    "Dry",
    "Paint",
    "Wash",
    "Tighten",
    "Lift",
    "Cover",
    "Store",
    "Scrub",
    "Rinse",
    "Brush",
    "Mend",
    "Measure",
    "Inspect",
    "Air",
    "Move",
    "Repair",
]
_HOWS = [
    "by hand",
    "with a soft cloth",
    "twice a year",
    "from the inside",
    "in the open air",
    "with cold water",
    "as early as possible",
]
_FAULTS = [
    "Old paint that peels",
    "Wet wood",
    "A blunt blade",
    "Cheap screws",
    "Rust on the hinges",
    "Mould behind the shelf",
    "A lid that sticks",
    "Too much oil",
    "Grey dust in the corners",
    "A smell of smoke",
    "Cracks along the edge",
    "Hinges that squeak",
    "Loose threads",
    "A cold floor",
]
_ASKING = [
    "Do I have to {do} every year?",
    "Can I {do} in winter?",
    "How often should I {do}?",
    "Is it safe to {do} alone?",
    "What happens when I forget to {do}?",
    "When is the best time to {do}?",
    "Who can help me to {do}?",
]
_FIRST = ["Maria", "Tom", "Ines", "Anton", "Ruth", "Jonas", "Lena", "Hugo"]
_LAST = ["Holt", "Ferris", "Falk", "Reyes", "Calloway", "Lind", "Okafor", "Moe"]

_do = st.builds(lambda verb, thing: f"{verb.lower()} {thing}", st.sampled_from(_VERBS), st.sampled_from(THINGS))
sentence = st.builds(
    lambda actor, deed, when: f"{actor[0].upper()}{actor[1:]} {deed} {when}.",
    st.sampled_from(_ACTORS),
    st.sampled_from(_DEEDS),
    st.sampled_from(_WHENS),
)
paragraph = st.lists(sentence, min_size=2, max_size=4).map(" ".join)
order = st.builds(
    lambda do, how: f"{do[0].upper()}{do[1:]}{how}",
    _do,
    st.sampled_from(["", *(f" {how}" for how in _HOWS)]),
)
"""A heading that says what to do."""
fault = st.sampled_from(_FAULTS)
"""A heading that says how something is."""
question = st.builds(lambda ask, do: ask.format(do=do), st.sampled_from(_ASKING), _do)
name = st.builds(lambda first, last: f"{first} {last}", st.sampled_from(_FIRST), st.sampled_from(_LAST))
deed = _do
