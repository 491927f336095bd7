"""Fixes articles under a policy, until nothing is left to fix."""

from __future__ import annotations

from typing import NamedTuple

from seedkit.errors import InputError
from seedkit.lint.article import Article
from seedkit.lint.fixes import FIXES
from seedkit.lint.fixes.apply import edited, fixable, is_same_reading
from seedkit.lint.linter import examine
from seedkit.lint.policy import Policy

_ROUNDS = 12
"""Maximum number of rounds, because one fix may enable another: text that was misread twice needs two."""


class Fixed(NamedTuple):
    """An article after its fixes, and the rules whose fixes were refused because they would change how it is read."""

    article: Article
    refused: tuple[str, ...]


def fix(article: Article, policy: Policy, *, unsafe: bool) -> Fixed:
    """Fix the findings of an article under the policy; ``unsafe`` fixes only on request.

    After safe fixes the document differs only in spans; a fix that would change more is refused. Encoding, byte order mark and line
    ends are kept. Raises InputError if the text cannot be encoded as it was, or if the fixes do not converge.
    """
    before = article
    for _ in range(_ROUNDS):
        reported, _ = examine(article, policy)
        safety = fixable(article, reported)
        after = edited(article, [d for d in reported if d.rule in safety and (unsafe or safety[d.rule])])
        if after.raw.data == article.raw.data:
            refused = sorted(rule for rule, safe in safety.items() if FIXES[rule].safe and not safe and not unsafe)
            return Fixed(article, tuple(refused))
        article = after
        if not unsafe and not is_same_reading(before, article):
            raise InputError("is not fixed: safe fixes together would change how it is read")
    raise InputError("is not fixed: the fixes did not converge")
