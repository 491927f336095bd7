"""What makes words a sample text: each kind of evidence decides something, and the reason is kept."""

from __future__ import annotations

import pytest

from seedkit.extract.sample_texts import POINTS, THRESHOLD, Samples, find
from seedkit.language.lexicon import lexicon_for
from seedkit.pipeline import compile_text

WORDS = lexicon_for("en")


def found(text: str, title: str = "The boat") -> Samples:
    return find(compile_text(f"# {title}\n\n{text}", "article.md", "markdown").readings, WORDS)


def count(text: str, title: str = "The boat") -> int:
    samples = found(text, title)
    return len(samples.apart) + sum(len(each) for each in samples.inside.values())


ASKED = "Could you lend me the boat?"


@pytest.mark.parametrize(
    ("with_it", "without_it"),
    [
        (f"Say this:\n\n> {ASKED}", f"It was late.\n\n> {ASKED.replace('you', 'they').replace('me', 'her')}"),
        (f"**Script:**\n\n> {ASKED}", "**Boat:**\n\n> The boat is lent on Sundays."),
        (f"## Scripts\n\n> {ASKED}", "## Boats\n\n> The boat is lent on Sundays."),
        (f'Say "{ASKED}" and wait.', f'Never say "{ASKED}" to him.'),
        (f'Say "{ASKED}" and wait.', f'They say, "{ASKED}"'),
        (f'Say "{ASKED}" and wait.', 'Say to yourself, "What am I to do with the boat?"'),
        ('Say "I need the oars" and wait.', 'Press the button "I need the oars" and wait.'),
        (f'You could say "{ASKED}"', f'The song "{ASKED.rstrip("?")}" is old.'),
        (f'## What to say\n\n- "{ASKED}"\n- "Is it free?"', f'## What never to say\n\n- "{ASKED}"\n- "Is it free?"'),
        (f"Send this:\n\n```\n{ASKED}\n```", "Run this:\n\n```\ngit commit\n```"),
        (f"Send this:\n\n```text\n{ASKED}\n```", f"Send this:\n\n```python\nsay('{ASKED}')\n```"),
        (f'## Wording\n\n✅ "{ASKED}"\n✅ "Is it free?"', f'## Wording\n\n❌ "{ASKED}"\n❌ "Is it free?"'),
        ("**Better:** I was cross, sorry.", "**Colour:** I was cross, sorry."),
        ("Write:\n\nDear Ann,\n\nthe boat leaks.\n\nYours,\n\nBo", "He wrote.\n\nDear old times,\n\nthe boat leaked.\n\nIt sank."),
        (f'| Say |\n| --- |\n| "{ASKED}" |', f'| Avoid |\n| --- |\n| "{ASKED}" |'),
        ('"The boat is lent?" vs "I would like to have the boat."', '"I would like to have the boat." vs the boat'),
        ('Say "Is the boat free?" or "I could come on Sunday"', 'Never say "Is the boat free?" or "I could come on Sunday"'),
        (f'**Instead of a plain no:**\n\n- "{ASKED}"\n- "Is it free?"', f'**Instead of:**\n\n- "{ASKED}"\n- "Is it free?"'),
        (f"Send this:\n\n```\n{ASKED}\n```", "Send this:\n\n```\npython launch.py --boat <NAME>\n```"),
        (f'You can say "{ASKED}"', f'You can say this even after they said "{ASKED}"'),
        (f'You can say "{ASKED}"', f'It is kinder than "{ASKED}"'),
        (f"You: {ASKED}\n\nCustomer: No.", f"Customer: {ASKED}\n\nYou have to wait."),
        (f'"{ASKED} I would bring it back."', f'"{ASKED} I would bring it back." — Ida Sand'),
        (f"Use these templates.\n\n## Late\n\nThank you. {ASKED}", f"Lend it.\n\n## Late\n\nThe boat is late. {ASKED}"),
        (
            "## Templates\n\n```\nBoat: [name]\n\nPlease lend it to [name].\n```",
            "## Templates\n\n```\nBoat: [name]\nBack on: [date]\nNotes: [what was broken]\n```",
        ),
        (
            f'## Scripts\n\n**He begs:**\n"{ASKED}"\n\nThen:\n\n- wait',
            f'## Scripts\n\n**He begs:**\n"{ASKED}"\n\nYour response:\n\n- wait',
        ),
        (f"## Scripts\n\n```\n{ASKED}\n```", f'## Scripts\n\n```\nBad: "Give it to me."\nGood: "{ASKED}"\n```'),
        (f"## Scripts\n\nSay:\n\n- {ASKED}", "## Scripts\n\nSay:\n\n- (Wait until you are asked.)"),
        (f"Say this:\n\n> {ASKED}", "As the captain put it:\n\n> You lend a boat, and I buy a new one."),
        (
            "## Scripts\n\n> You lend a boat, and I buy a new one.",
            "## Scripts\n\n> You lend a boat, and I buy a new one. — Ida Sand",
        ),
    ],
)
def test_evidence(with_it: str, without_it: str) -> None:
    assert (count(with_it) > 0, count(without_it)) == (True, 0)


def test_the_title_says_what_the_texts_are() -> None:
    text = "## Late\n\n> Sorry, we are late. Please wait for us."
    assert (count(text, "Replies for the boat hire"), count(text, "The boat hire")) == (1, 0)


def test_most_texts_of_a_series_carry_the_others() -> None:
    lead = "To begin, you might ask:\n\n"
    alone = '- "The oars, perhaps tomorrow"'
    assert count(f"Things he has\n\n{alone}") == 0
    assert count(f'{lead}- "{ASKED}"\n- "Is it yours?"\n{alone}') == 3


def test_the_reason_is_kept() -> None:
    ((sample,), (refused,)) = found(f'Say this:\n\n> {ASKED}\n\nPress "Send the boat back" now.').weighed.values()
    assert (sample.text, sample.enough, refused.text, refused.enough) == (ASKED, True, "Send the boat back", False)
    assert all(points == POINTS[name] for each in (sample, refused) for name, points in each.evidence)
    assert sum(points for _, points in sample.evidence) >= THRESHOLD > sum(points for _, points in refused.evidence)
    assert {"quote", "first person", "second person", "asks", "cue above"} <= set(dict(sample.evidence))


FENCE = """\
# Templates

## Welcome

- For new members:

  ```text
  Dear {{ first_name }},

    your key is [number].

  Bye, <NAME>
  ```
"""


def test_slots_on_later_lines_of_a_fence_have_their_spans() -> None:
    (sample,) = compile_text(FENCE, "a.md", "markdown").document.sample_texts
    assert sample.text == "Dear {{ first_name }},\n\n  your key is [number].\n\nBye, <NAME>"
    assert FENCE[sample.span.start : sample.span.end].split() == sample.text.split()
    places = [FENCE[slot.span.start : slot.span.end] for slot in sample.slots]
    assert places == ["{{ first_name }}", "[number]", "<NAME>"]
    assert [slot.span.line for slot in sample.slots] == [8, 10, 12]


def test_a_quotation_over_paragraphs_of_a_list_item_is_a_view() -> None:
    text = '# How to ask\n\nSay one of these:\n\n- "Hi Ann,\n\n  could you lend me the boat?"\n- "Hi Bo, is it yours?"\n'
    document = compile_text(text, "a.md", "markdown").document
    assert [(sample.text, sample.inline) for sample in document.sample_texts] == [
        ("Hi Ann,\n\ncould you lend me the boat?", True),
        ("Hi Bo, is it yours?", True),
    ]


def test_a_quotation_ends_with_its_list_item() -> None:
    text = 'How to ask\n\nSay one of these:\n\n- "Hi Ann,\n\ncould you lend me the boat?"\n- "Hi Bo, is it yours?"\n'
    document = compile_text(text).document
    assert [sample.text for sample in document.sample_texts] == ["Hi Bo, is it yours?"]


def test_no_letter_ends_with_a_footnote() -> None:
    text = "# How to ask\n\nSend them this:\n\nDear Ann,\n\nLend me the boat.[^1]\n\n[^1]: Ask early.\n"
    document = compile_text(text, "a.md", "markdown").document
    (sample,) = document.sample_texts
    assert document.passages[0].span.end >= sample.span.end == text.index("[^1]")
