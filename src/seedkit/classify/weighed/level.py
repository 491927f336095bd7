"""Evidence for the level of a heading: its formatting, alone and compared with the heading above it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from typing import NamedTuple

from seedkit.classify.page import Page, Readings
from seedkit.classify.shapes import Shape, measure
from seedkit.classify.weighed import BIAS, row, rows_of
from seedkit.language.counts import claims, names_items, stem
from seedkit.language.headings import is_faq, usual
from seedkit.language.lexicon import Lexicon

ASKED = -2
"""The chain of the questions of an FAQ whose answers have headings of their own; chains of numbers count from 0."""
_SHORT = 3
"""Maximum number of words of a heading inside an answer."""


class Heading(NamedTuple):
    """The features of one heading: those for a level, and those for a step from the heading above.

    ``announced``: it begins a numbering chain that the heading above announces ("5 signs"), or continues one whose remaining
    members the heading above counts, and so is below that heading. ``around``: the chain that contains its own chain.
    ``sibling``: it asks below an FAQ heading, and so does the heading above, which has the same level. ``inside``: it is part of
    the answer to the question above it, and other questions follow.
    """

    alone: list[int]
    after: list[int]
    chain: int | None
    around: int | None
    announced: bool
    sibling: bool
    inside: bool


class _Facts(NamedTuple):
    shape: Shape
    text: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    stems: frozenset[str]
    chain: int | None
    style: str
    above: int
    below: int
    size: int
    content: str
    cue: str
    says: bool


def outline(page: Page, readings: Readings, heads: Sequence[int]) -> list[Heading]:
    """Return the features of the headings at ``heads``."""
    lexicon = page.lexicon
    facts = [_facts(page, readings, heads, n) for n in range(len(heads))]
    nested = _nested(facts)
    numbering = _numbering(facts, nested)
    announced = _announced(facts, numbering, page.lexicon)
    texts = Counter(fact.text for fact in facts)
    set_as = [_kind(fact) for fact in facts]
    says = [fact.says for fact in facts]
    kinds: dict[tuple[str, str, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    for n, fact in enumerate(facts):
        tally = kinds[set_as[n]]
        tally[0] += 1
        tally[1] += n > 0 and fact.above == 0
        tally[2] += n + 1 < len(facts) and fact.below == 0
    sizes = sorted(fact.size for fact in facts)
    median = sizes[len(sizes) // 2] if sizes else 0
    out: list[Heading] = []
    faq = any(r and r.role == "title" and is_faq(r.block.text, lexicon) for r in readings)
    inside = _inside_answers(facts, lexicon, faq=faq)
    total = len(facts)
    many = _many(total)
    title = next((r.block.text.lower() for r in readings if r and r.role == "title"), "")
    titled = frozenset(stem(word, lexicon) for word in title.split())
    for n, fact in enumerate(facts):
        shape = fact.shape
        tally = kinds[set_as[n]]
        few_above, few_below = _few(fact.above), _few(fact.below)
        words = "s" if shape.words <= 2 else "m" if shape.words <= 5 else "l" if shape.words <= 9 else "x"
        size = 0 if fact.size * 3 < median else 1 if fact.size < median else 2 if fact.size < 3 * median else 3
        like_first = set_as[n] == set_as[0]
        child = 3 * tally[1] // tally[0]
        parent = 3 * tally[2] // tally[0]
        share, repeated, asks = 4 * tally[0] // total, min(texts[fact.text], 4), shape.ending == "?"
        words_and_case = _set_as(words, shape.ending, shape.case, many)
        apart = _apart(few_above, few_below, fact.content)
        numbered = _numbered(size, many, numbering[n], like_first, numbering[0])
        kinds_and_repeat = _kinds(child, parent, share, many, repeated)
        own = [
            BIAS,
            *words_and_case,
            *apart,
            *numbered,
            *kinds_and_repeat,
            *_below(faq, asks, _held(fact, titled)),
        ]
        if n > 1:
            second = facts[n - 2]
            own += _second_above(set_as[n - 2] == set_as[n], second.words[:1] == fact.words[:1])
        if fact.cue:
            own.append(row(f"cue {fact.cue}"))
        if says[n]:
            own.append(row(f"announces {numbering[n]}"))
            if n + 1 < total:
                own.append(row(f"announces next {numbering[n + 1]}"))
        if n + 1 == total:
            own.append(row("last"))
        step = [BIAS, *words_and_case, *apart, numbered[1], kinds_and_repeat[-1]]
        if fact.cue:
            step.append(row(f"cue {fact.cue}"))
        if n:
            above = facts[n - 1]
            if says[n - 1]:
                step.append(row(f"announced {numbering[n]}"))
            alike = set_as[n - 1] == set_as[n]
            longer = max(-3, min(3, (shape.words - above.shape.words) // 2))
            first_word, last_word = above.words[:1] == fact.words[:1], above.words[-1:] == fact.words[-1:]
            shorter = fact.size * 2 < above.size, above.size * 2 < fact.size
            step += [
                *_set_alike(alike, few_above, above.shape.ending, shape.ending, above.shape.case, shape.case),
                *_numbers(numbering[n - 1], numbering[n], few_above, longer),
                *_contents(above.cue, fact.cue, above.content, fact.content),
                *_sections(few_above, few_below, faq, above.shape.ending == "?", asks, like_first, set_as[n - 1] == set_as[0]),
                *_shared(first_word, last_word, alike),
                *_holds(_held(above, fact.stems), _held(fact, above.stems), shorter, few_above),
                *_same(min(texts[above.text], 3), min(repeated, 3)),
            ]
        if n + 1 < total:
            following = facts[n + 1]
            first_word, last_word = following.words[:1] == fact.words[:1], following.words[-1:] == fact.words[-1:]
            beside = _next_to(numbering[n], numbering[n + 1], first_word, last_word, _held(fact, following.stems))
            step += [*_next(set_as[n + 1] == set_as[n], few_below), *beside]
            own += reversed(beside)
        sibling = faq and n > 0 and asks and facts[n - 1].shape.ending == "?"
        around = None if fact.chain is None else nested.get(fact.chain)
        chain = ASKED if inside and faq and asks and fact.chain is None else fact.chain
        out.append(Heading(own, step, chain, around, announced[n], sibling, n in inside))
        if fact.cue == "faq" or (is_faq(fact.text, lexicon) and shape.ending != "?"):
            faq = True
    return out


@rows_of
def _set_as(words: str, ending: str, case: str, many: str) -> tuple[str, ...]:
    return f"words {words} {ending}", f"case {case} {many}", f"ending {ending} {many}"


@rows_of
def _apart(few_above: str, few_below: str, content: str) -> tuple[str, ...]:
    return f"above {few_above}", f"below {few_below} {content}"


@rows_of
def _numbered(size: int, many: str, number: str, like_first: bool, first: str) -> tuple[str, ...]:
    return f"size {size} {many}", f"numbered {number}", f"like first {like_first} {first}"


@rows_of
def _kinds(child: int, parent: int, share: int, many: str, repeated: int) -> tuple[str, ...]:
    return f"kind child {child} parent {parent}", f"kind share {share} {many}", f"repeated {repeated}"


@rows_of
def _second_above(alike: bool, first: bool) -> tuple[str, ...]:
    return (f"second above {alike} {first}",)


@rows_of
def _same(above: int, repeated: int) -> tuple[str, ...]:
    return (f"same repeated {above} {repeated}",)


@rows_of
def _next(alike: bool, few_below: str) -> tuple[str, ...]:
    return (f"next {alike} {few_below}",)


@rows_of
def _below(faq: bool, asks: bool, held: int) -> tuple[str, ...]:
    return f"faq {faq} {asks}", f"title {held}"


@rows_of
def _set_alike(alike: bool, few_above: str, above: str, ending: str, case_above: str, case: str) -> tuple[str, ...]:
    return f"alike {alike} {few_above}", f"endings {above} {ending}", f"cases {case_above} {case}"


@rows_of
def _numbers(above: str, number: str, few_above: str, longer: int) -> tuple[str, ...]:
    return f"numbers {above} {number}", f"numbers {above} {number} {few_above}", f"longer {longer}"


@rows_of
def _contents(cue_above: str, cue: str, above: str, content: str) -> tuple[str, ...]:
    return f"cue above {cue_above} {cue}", f"content {above} {content}"


@rows_of
def _sections(
    few_above: str, few_below: str, faq: bool, asks_above: bool, asks: bool, like_first: bool, above_like_first: bool
) -> tuple[str, ...]:
    return f"sections {few_above} {few_below}", f"faq {faq} {asks_above} {asks}", f"like first {like_first} {above_like_first}"


@rows_of
def _shared(first: bool, last: bool, alike: bool) -> tuple[str, ...]:
    return f"first word {first} {alike}", f"last word {last} {alike}"


@rows_of
def _holds(above: int, by_above: int, shorter: tuple[bool, bool], few_above: str) -> tuple[str, ...]:
    return (
        f"holds above {above} {few_above}",
        f"held by above {by_above}",
        f"shorter section {shorter[0]} {shorter[1]} {few_above}",
    )


@rows_of
def _next_to(number: str, following: str, first: bool, last: bool, held: int) -> tuple[str, ...]:
    return f"next numbers {number} {following}", f"next first word {first} last {last}", f"next holds {held}"


def _facts(page: Page, readings: Readings, heads: Sequence[int], n: int) -> _Facts:
    k = heads[n]
    block, lexicon = page.blocks[k], page.lexicon
    until = heads[n + 1] if n + 1 < len(heads) else len(page.blocks)
    end = page.blocks[until - 1].end
    shape = page.shapes[k] if page.shapes[k].kind == "short" else measure(block)
    bare = shape.lower.rstrip(":?!.")
    words = shape.said if bare == shape.lower else tuple(bare.split())
    endings = lexicon.plural_endings
    stems = [stem(word, lexicon) if word.endswith(endings) else word for word in words]
    below = readings[k + 1] if k + 1 < until else None
    content = "nothing" if k + 1 >= until else below.role if below else "prose"
    return _Facts(
        shape,
        shape.lower,
        words,
        tuple([own for word, own in zip(words, stems, strict=True) if word not in lexicon.function_words]),
        frozenset(stems),
        page.chains[k],
        block.marker.style if block.marker else "",
        k - heads[n - 1] - 1 if n else -1,
        until - k - 1,
        end - block.end,
        content,
        usual(block.text, lexicon),
        names_items(shape.lower.replace("-", " ").split() if "-" in shape.signs else shape.said, lexicon),
    )


def _kind(fact: _Facts) -> tuple[str, str, bool]:
    case = {"one": "title", "some": "title"}.get(fact.shape.case, fact.shape.case)
    return case, fact.shape.ending, fact.chain is not None


def _numbering(facts: Sequence[_Facts], nested: Container[int]) -> list[str]:
    """The position of each heading relative to the numbering chains: in one, inside, before or after one."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for n, fact in enumerate(facts):
        if fact.chain is not None:
            first.setdefault(fact.chain, n)
            last[fact.chain] = n
    if not first:
        return ["none"] * len(facts)
    opens, closes = set(first.values()), set(last.values())
    begin, end = min(opens), max(closes)
    running = 0
    out = []
    for n, fact in enumerate(facts):
        if fact.chain is not None:
            alone = first[fact.chain] == last[fact.chain]
            running -= n in closes and not alone
            own = "one" if alone else "first" if n in opens else "next"
            out.append(f"{own} nested" if fact.chain in nested else own)
            running += n in opens and not alone
        else:
            bare = n + 1 < len(facts) and fact.below == 0 and facts[n + 1].chain is not None
            out.append(
                ("inside bare" if bare else "inside") if running else "before" if n < begin else "after" if n > end else "among"
            )
    return out


def _nested(facts: Sequence[_Facts]) -> dict[int, int]:
    """Return the chains between two members of another (1, a, b, 2), each with the outer one, and those formatted alike directly
    below its last member."""
    members: dict[int, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.chain is not None:
            members[fact.chain].append(n)
    found: dict[int, int] = {}
    usual: dict[str, int] = {}  # by style: the outer chain of the last one found
    opened: list[int] = []
    for chain, at in members.items():  # in the order of their first members
        opened = [outer for outer in opened if members[outer][-1] > at[0]]
        style = facts[at[0]].style
        around = next((outer for outer in reversed(opened) if _following(members[outer], at[0]) > at[-1]), None)
        ended = usual.get(style)
        if ended is not None and facts[at[0] - 1].chain == ended:
            around = ended
        if around is not None:
            found[chain] = around
            if facts[members[around][0]].style != style:
                usual[style] = around
        opened.append(chain)
    return found


def _following(members: Sequence[int], n: int) -> int:
    """Return the first member after ``n``."""
    return members[bisect_right(members, n)]


def _announced(facts: Sequence[_Facts], numbering: Sequence[str], lexicon: Lexicon) -> list[bool]:
    """Mark the numbered headings that the heading above announces: the first of a chain, or those from here to its next title.

    A title inside a chain counts the members below it, or nothing if the title of the first member does not count a whole chain.
    """
    out = [False] * len(facts)
    whole = Counter(fact.chain for fact in facts)
    texts = Counter(fact.text for fact in facts)
    parted = set()  # chains that have a title of their own rather than one for all of their members
    for n, fact in enumerate(facts[1:], 1):
        above = facts[n - 1]
        if (
            numbering[n].startswith("first")
            and above.chain is None
            and above.says
            and whole[fact.chain] not in _counts(above, lexicon)
        ):
            parted.add(fact.chain)
    rest: Counter[int] = Counter()  # for each chain: its members from here to its end, or to the heading that counts those below
    for n in range(len(facts) - 1, 0, -1):
        chain, above = facts[n].chain, facts[n - 1]
        if chain is None:
            continue
        rest[chain] += 1
        if above.chain is not None:
            continue
        counts, says = _counts(above, lexicon), above.says
        if numbering[n].startswith("first"):
            out[n] = says or whole[chain] in counts
        elif says and (rest[chain] in counts or (not counts and chain in parted and rest[chain] > 1 and texts[above.text] < 3)):
            out[n] = True
            rest[chain] = 0
    return out


def _inside_answers(facts: Sequence[_Facts], lexicon: Lexicon, *, faq: bool) -> frozenset[int]:
    """Return the short headings right below the answer to a question that do not ask, have content, and are followed by another
    question.

    Only below an FAQ heading or title (``faq``), and if most headings there ask. A heading without content is that of a group of
    questions.
    """
    last = max((n for n, fact in enumerate(facts) if _asks(fact)), default=0)
    asked = count = others = 0
    found: list[int] = []
    for n, fact in enumerate(facts[: last + 1]):
        if faq and _asks(fact):
            count += 1
        elif faq and fact.chain is None and fact.below and fact.above > 0:
            others += 1
            if asked and fact.shape.words <= _SHORT and fact.shape.ending == "none":
                found.append(n)
        asked = _asks(fact)
        faq = faq or (not asked and is_faq(fact.text, lexicon))
    return frozenset(found) if count > others else frozenset()


def _asks(fact: _Facts) -> bool:
    return fact.shape.ending == "?"


def _counts(fact: _Facts, lexicon: Lexicon) -> list[int]:
    return [claim.value for claim in claims(fact.text, lexicon, any_noun=True)]


def _held(fact: _Facts, stems: frozenset[str]) -> int:
    """How many thirds of the content words of a heading are among those of another, singular or plural."""
    held = sum([word in stems for word in fact.telling])
    return 3 * held // len(fact.telling) if fact.telling else -1


def _few(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6-12" if count < 13 else "13+"


def _many(count: int) -> str:
    return "1-4" if count < 5 else "5-9" if count < 10 else "10-19" if count < 20 else "20+"
