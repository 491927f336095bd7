"""Code is distinguished from prose, whatever surrounds it."""

from __future__ import annotations

import pytest

from seedkit.language.code import is_code

PROGRAMS = {
    "braces": "if (boat.leaks) {\n  boat.empty();\n}",
    "calls": 'row(boat)\nprint("thank you")',
    "assignments": 'name = "Ada"\ntotal: int = 3\nboats=2',
    "arrow function": "const call = (name) => `Hello ${name}`",
    "imports": "import boats\nfrom harbour import quay",
    "prompt": "$ send --to list.csv\nsent 40 messages",
    "command": "git commit -m 'Thank you'",
    "option": "launch boat --with-oars",
    "markup": '<p class="note">Dear Ada,</p>\n<p>thank you.</p>',
    "configuration": "[mail]\nfrom = harbour\n",
    "YAML": "name: harbour\non:\n  push:\n    branches: main",
    "JSON": '{\n  "greeting": "Hello, you"\n}',
    "log": "2026-03-01 10:22:07 boat left\n2026-03-01 10:25:40 boat returned",
    "levels": "INFO boat left\nWARNING boat leaks",
    "commit": "fix(boat): close the leak\n\nThe boat took on water.",
    "commit convention": "<type>(<scope>): <subject>",
    "trailer": "Close the leak\n\nSigned-off-by: Ada Moreno <ada@example.org>",
    "request": "POST /messages HTTP/1.1\nHost: harbour.example",
    "stack trace": 'Traceback (most recent call last):\n  File "boat.py", line 3, in row\nOarError: you lost it',
    "difference": "@@ -1,2 +1,2 @@\n-Hello you\n+Dear you",
    "tree": "boats\n├── oars\n└── sails",
    "box": "┌────────────┐\n│ Call us    │\n└────────────┘",
    "query": "SELECT name FROM boats",
}
PEOPLE = {
    "letter": "Subject: Your boat\n\nDear Ada,\n\nthank you for the boat. It leaks.\n\nYours,\nBo",
    "slots": "Hi {first_name},\n\nyour code is {{ code }}. See you at [place]!\n\n<your name>",
    "slot below": "Worth a call?\n\n[Name]\n[Company]",
    "bid": "Make sure you bring the oars.\nmake sure they fit",
    "slots that end lines": "Here is what I found: {explanation}\nPlease write to {address}",
    "separators": "=====\nIncident update\n──────────\nWe are looking into it.\n--The Harbour Office",
    "semicolons": "please send me\n- your name;\n- your address;\n- the date.",
    "plural in brackets": "Name(s): Ada\nBoat(s): the red one",
    "address": "Please see https://example.org/?title=&body=**Hint**==new for more.",
    "slots alone": "<your name>\n<your address>\n\nDear <name>,\n\nthank you.",
    "list": "Could you tell me:\n\n- when it started?\n- what you tried?",
    "boxes": "Please check these before we merge:\n\n- [ ] the tests pass\n- [ ] you wrote a note",
    "one line": "Could you lend me the boat?",
    "a time": "The boat leaves at 10:30. Please be there at 10:15.",
    "an aside": "I'll be there — or not; you know me.",
    "an address in brackets": "Write to me (ada@example.org) if you like.",
    "wrapped": "Please bring the oars and\nreturn them (or others) when you come\nlet me know (by phone)",
    "heading lines": "Name: Ada Moreno\nBoat: the red one\n\nI would like to have it back.",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_written_for_programs(name: str) -> None:
    assert is_code(PROGRAMS[name])


@pytest.mark.parametrize("name", PEOPLE)
def test_written_for_people(name: str) -> None:
    assert not is_code(PEOPLE[name])
