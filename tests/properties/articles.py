"""Random articles."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from properties import words
from properties.facts import facts
from properties.structure import (
    COUNTS,
    LIST_STYLES,
    RESIDUE,
    STYLES,
    Article,
    Block,
    Bullet,
    Bullets,
    Faqs,
    Form,
    Group,
    Item,
    Numbered,
    Prose,
    Quoting,
    Sample,
)

# --- blocks ------------------------------------------------------------------------------------------------------------

_prose = words.paragraph.map(Prose)
_noun = st.sampled_from([thing.removeprefix("the ") for thing in words.THINGS])

_LEADS = ["Look at these things once more:", "Keep the following at hand:", "This is what belongs on the bench:", "Do not forget:"]
_ASKING_LEADS = ["Ask yourself:", "Before you begin, ask yourself:", "Some honest questions:"]
_LIST_LEADS = ["Do it in this order:", "When everything is dry, go on like this:", "It works best like this:"]
_KIND_LEADS = ["On the shelf you will find, from left to right:", "Wood comes in several kinds:"]


@st.composite
def _bullets(draw: st.DrawFn) -> Bullets:
    asking = draw(st.sampled_from([False, False, True]))
    boxes = not asking and draw(st.sampled_from([False, False, True]))
    text = words.question if asking else words.order if boxes else _noun | words.order
    lines = draw(st.lists(text, min_size=2, max_size=5, unique=True))
    deep = draw(st.booleans())
    items: list[Bullet] = []
    for line in lines:
        depth = draw(st.integers(1, min(3, items[-1].depth + 1))) if deep and items else 1
        items.append(Bullet(line, depth, draw(st.booleans()) if boxes else None))
    return Bullets(draw(st.sampled_from(_ASKING_LEADS if asking else _LEADS)), tuple(items))


@st.composite
def _numbered(draw: st.DrawFn, outer: str) -> Numbered:
    style = draw(st.sampled_from([style for style in LIST_STYLES if style != outer]))
    telling = draw(st.booleans())
    items = draw(st.lists(words.order if telling else words.fault, min_size=2, max_size=5, unique=True))
    lead = draw(st.sampled_from(_LIST_LEADS if telling else _KIND_LEADS))
    return Numbered(lead, "steps" if telling else "items", style, tuple(items))


_quotation = st.builds(
    lambda opening, middle, end: f"{opening} {middle} {end}",
    st.sampled_from(["Hello [name],", "I have been thinking of you.", "You were right about the boat.", "Hi there,"]),
    st.sampled_from(["I would like to come by on Sunday.", "I am sorry about the rope.", "May I bring back your ladder?"]),
    st.sampled_from(["Tell me when it suits you.", "No need to answer today.", "I will bring [something sweet] along."]),
)
_CUES = [
    ("Send them this text:", "text", None),
    ("Try this “Soft Landing” text:", "text", "Soft Landing"),
    ("When you meet, say something like this:", "speech", None),
    ("Send a short email like this one:", "email", None),
]
_LETTER_CUES = [("Here is a letter that you can copy:", "letter"), ("Write a letter along these lines:", "letter")]
_QUOTING = [
    ("When the door opens, say, ", " Then wait.", "speech"),
    ("On the next day, send a text such as ", " and leave it at that.", "text"),
    ("Wait for a calm hour and tell them, ", "", "speech"),
]


@st.composite
def _sample(draw: st.DrawFn) -> Sample:
    if draw(st.sampled_from([False, False, True])):
        cue, channel = draw(st.sampled_from(_LETTER_CUES))
        body = draw(st.lists(words.paragraph, min_size=1, max_size=2))
        greeting, end = draw(st.sampled_from([("Dear [name],", "Yours sincerely,"), ("Dear neighbours,", "Best wishes,")]))
        return Sample(cue, (greeting, *body, f"{end}\n{draw(words.name)}"), channel)
    cue, channel, name = draw(st.sampled_from(_CUES))
    return Sample(cue, (draw(_quotation),), channel, name)


@st.composite
def _quoting(draw: st.DrawFn) -> Quoting:
    before, after, channel = draw(st.sampled_from(_QUOTING))
    lead = draw(words.sentence)
    return Quoting(f"{lead} {before}", draw(_quotation), after, channel)


@st.composite
def bodies(draw: st.DrawFn, style: str) -> tuple[Block, ...]:
    """Return the blocks of an item numbered in ``style``: a paragraph first, then a few of any kind."""
    further = st.one_of(_prose, _prose, _bullets(), _numbered(style), _sample(), _quoting())
    return (draw(_prose), *draw(st.lists(further, max_size=2)))


# --- groups ------------------------------------------------------------------------------------------------------------

_NOUNS = {
    "steps": ["steps to a dry cellar", "ways to save time", "things to do in spring", "rules for a tidy shed"],
    "reasons": ["reasons for the trouble", "reasons to stay at home"],
    "signs": ["signs of neglect", "signs of a hard winter"],
    "tips": ["tips for beginners"],
    "mistakes": ["mistakes that cost money", "common mistakes"],
    "benefits": ["benefits of old tools"],
}


def _heading(noun: str, count: int | None, digits: bool) -> str:
    if count is None:
        return f"{noun[0].upper()}{noun[1:]}"
    return f"{count if digits else COUNTS[count].capitalize()} {noun}"


def _styles(kind: str, form: str) -> st.SearchStrategy[str]:
    fitting = [style for style in STYLES if kind == "steps" or not style.lower().startswith("step")]
    return st.sampled_from([style for style in fitting if form == "headed" or style in LIST_STYLES or style.startswith("Step 1:")])


@st.composite
def _items(draw: st.DrawFn, form: str, kind: str, style: str, first: int, least: int) -> tuple[Item, ...]:
    count = draw(st.integers(least, 6))
    titles = draw(st.lists(words.order if kind in ("steps", "tips") else words.fault, min_size=count, max_size=count, unique=True))
    numbers = list(range(first, first + count))
    if style not in ("none", "prose") and form == "headed" and count > 3 and draw(st.sampled_from([False, False, False, True])):
        gap = draw(st.integers(2, count - 1))
        numbers = [number + (place >= gap) for place, number in enumerate(numbers)]
    items = []
    for number, title in zip(numbers, titles, strict=True):
        if form == "headed":
            items.append(Item(number, title, draw(bodies(style))))
        elif form == "list":
            items.append(Item(number, None, (Prose(title),)))
        else:
            opening = Prose(f"{title}. {draw(words.paragraph)}")
            # What is after the last number belongs to it where the others have prose of their own, too.
            further = number < numbers[-1] or any(len(item.body) > 1 for item in items)
            items.append(Item(number, None, (opening, *draw(st.lists(_prose, max_size=int(further))))))
    return tuple(items)


@st.composite
def _group(draw: st.DrawFn, kind: str, *, headed: bool, form: Form, style: str, first: int = 1, least: int = 2) -> Group:
    items = draw(_items(form, kind, style, first, least))
    heading = declared = None
    if headed:
        declared = draw(st.sampled_from([None, len(items)]))
        heading = _heading(draw(st.sampled_from(_NOUNS[kind])), declared, draw(st.booleans()))
    introduction = tuple(draw(st.lists(_prose, max_size=1))) if headed else ()
    return Group(form, kind, style, heading, declared, introduction, items, continues=first > 1)


_ORDER_WORDS = [
    [f"The {word} thing is to " for word in ("first", "second", "third", "fourth", "last")],
    ["First, ", "Second, ", "Third, ", "Fourth, ", "Finally, "],
]


@st.composite
def _in_prose(draw: st.DrawFn) -> tuple[Group, Prose]:
    """Items told in prose, and the paragraph that announces them."""
    count = draw(st.integers(2, 5))
    openings = draw(st.sampled_from(_ORDER_WORDS))
    items = []
    for place in range(count):
        opening = openings[place if place < count - 1 else -1]
        items.append(Item(place + 1, None, (Prose(f"{opening}{draw(words.deed)}. {draw(words.paragraph)}"),)))
    announcement = Prose(f"{draw(words.paragraph)} You have to do {COUNTS[count]} things.")
    return Group("prose", "steps", "prose", None, count, (), tuple(items)), announcement


_FORMS: list[Form] = ["headed", "headed", "headed", "paragraphs", "list"]


@st.composite
def _groups(draw: st.DrawFn) -> tuple[str, tuple[Group, ...], tuple[Prose, ...]]:
    """Return a title that fits, groups, and what the introduction says last."""
    deed = draw(words.deed)
    how_to = f"How to {deed}"
    shape = draw(st.sampled_from(["alone", "alone", "counted", "plain", "announced", "prose", "several", "continued"]))
    if shape == "prose":
        group, announcement = draw(_in_prose())
        return how_to, (group,), (announcement,)
    if shape in ("plain", "announced"):
        group = draw(_group("steps", headed=False, form="headed", style="none", least=3))
        if shape == "plain":
            return how_to, (group,), ()
        count = len(group.items)
        sentence = draw(
            st.sampled_from(["Here are the {} steps.", "These are the {} steps that matter:", "Follow these {} steps."])
        )
        return f"Notes on {deed.split(' ', 1)[1]}", (replace(group, declared=count),), (Prose(sentence.format(COUNTS[count])),)
    forms = st.sampled_from(_FORMS)
    form = draw(forms)
    if shape in ("alone", "counted"):
        group = draw(_group("steps", headed=False, form=form, style=draw(_styles("steps", form))))
        if shape == "alone":
            return how_to, (group,), ()
        count = len(group.items)
        return f"{COUNTS[count].capitalize()} ways to {deed}", (replace(group, declared=count),), ()
    if shape == "continued":
        style = draw(_styles("steps", "headed"))
        first = draw(_group("steps", headed=True, form="headed", style=style))
        second = draw(_group("steps", headed=True, form="headed", style=style, first=first.items[-1].number + 1))
        return how_to, (first, second), ()
    kinds = draw(st.lists(st.sampled_from(sorted(_NOUNS)), min_size=1, max_size=3, unique=True))
    groups = []
    for kind in kinds:
        form = draw(forms)
        groups.append(draw(_group(kind, headed=True, form=form, style=draw(_styles(kind, form)))))
    return f"Living with {deed.split(' ', 1)[1]}", tuple(groups), ()


# --- the whole ---------------------------------------------------------------------------------------------------------


@st.composite
def _faqs(draw: st.DrawFn, headless: bool) -> Faqs:
    shape = draw(st.sampled_from(["heading", "heading", "typed", "run"] if headless else ["heading", "heading", "typed"]))
    # Two headings that ask beside the headings of steps are sections.
    asked = draw(st.lists(words.question, min_size=3 if shape == "run" else 2, max_size=4, unique=True))
    pairs = tuple((question, (draw(_prose), *draw(st.lists(_prose | _bullets(), max_size=1)))) for question in asked)
    heading = None if shape == "run" else draw(st.sampled_from(["FAQ", "Frequently asked questions", "Common questions", "FAQs"]))
    return Faqs(heading, shape == "typed", pairs)


_CLOSINGS = ["Conclusion", "Final thoughts", "Wrapping up", "The bottom line", "In summary"]
_CLOSING_WORDS = ["All in all, ", "In the end, ", "To sum up, "]


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return any article."""
    title, groups, announced = draw(_groups())
    about = draw(facts())
    subtitle = None
    if about.lines:
        subtitle = draw(st.sampled_from([None, None, "What the shed taught us about patience", "A small guide for quiet evenings"]))
    introduction = (*draw(st.lists(_prose, min_size=1, max_size=2)), *announced)
    # Below a group's heading or a number a question might be in the last item.
    headless = all(group.heading is None and group.style == "none" for group in groups)
    faqs = draw(_faqs(headless)) if groups[-1].form == "headed" and draw(st.sampled_from([False, True])) else None
    closing, conclusion = None, tuple(draw(st.lists(_prose, max_size=2)))
    if conclusion and (faqs or draw(st.booleans())):
        closing = draw(st.sampled_from(_CLOSINGS))
    elif conclusion:
        opening = draw(st.sampled_from(_CLOSING_WORDS))
        first = conclusion[0].text
        conclusion = (Prose(f"{opening}{first[0].lower()}{first[1:]}"), *conclusion[1:])
    residue = draw(st.sampled_from([None, None, None, *RESIDUE]))
    return Article(title, subtitle, about, introduction, residue, groups, faqs, closing, conclusion)
