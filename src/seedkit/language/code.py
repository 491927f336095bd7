"""Text that is written for programs: source, commands, configuration, logs, markup, commit messages."""

from __future__ import annotations

import re

_COMMANDS = (
    "git|npm|npx|yarn|pip|cd|ls|mkdir|sudo|apt|brew|python3?|node|curl|wget|docker|kubectl|bash|sh|cargo|go (?:build|run|test)"
)
_STATEMENTS = (
    "(?:import|package) [\\w.]+;?$|from [\\w.]+ import |def \\w|#include|SELECT |INSERT INTO "
    "|(?:class|return|function|const|let|var|public|private|export)\\b(?=.*(?:[{}=;]|\\w\\())"
)
_COMMITS = "feat|fix|docs?|chore|refactor|tests?|style|perf|build|ci|revert|<type>"
_TRAILERS = "signed-off-by|co-authored-by|reviewed-by|change-id|(?:fixes|closes|resolves|refs)(?:: | #)"
_LINE = re.compile(
    rf"\{{\s*$|[)\]}}\"'`]\s*;\s*$|^\s*\}}|^\s*\{{\s*[\"']"
    rf"|^\s*(?:[$%❯] |PS>|>>> |#!|//|/\*|\*/|<!--|<\?|@@ |[+-]{{3}} [ab]/|{_STATEMENTS})"
    rf"|^\s*(?:(?:{_COMMANDS}) (?=[\w.$/<'\"-])|make [\w-]+$)"
    rf"|^\s*[A-Za-z_][\w.]*\((?!e?s\))"  # a call
    rf"|^\s*(?:export )?[\w.-]+ ?:?= ?[^\s=]|(?<![=|])(?:==|\|\|)(?![=|])|=>|\w=[\w\"']"  # an assignment, an operator
    rf"|^\s*[{{}}\[\]()]+,?\s*$|^\s*[\"'][\w -]+[\"']\s*:"  # JSON
    rf"|</\w|<\w+(?: [\w-]+=[\"'][^\"']*[\"'])+\s*/?>|<\w+ ?/>"
    rf"|^\s*(?:{_COMMITS})(?:\([^()]*\))?!?: \S|^(?i:{_TRAILERS})"
    rf"|^\[?\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|^\[?\d\d:\d\d:\d\d\b|^\W{{0,2}}(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\b"
    rf"|^(?:GET|POST|PUT|PATCH|DELETE|HEAD) /|HTTP/\d|^\s+at [\w.$<>]+\(|^Traceback \(|^\s*File \".*\", line \d"
    rf"|(?:^|\s)--[a-z][\w-]+(?:[ =]|$)|[│┌┐└┘├┤┬┴┼║╔╗╚╝]|^[\s|`]*[|`+\\]-{{2,}} "  # an option, a drawing
)
_ADDRESS = re.compile(r"\w+://\S+")
_KEY = re.compile(r"^\s*(?:- )?[a-z_][\w.-]*:(?:\s|$)")
"""A line of YAML. Lines of letters may look the same ("subject: …"), so one alone says nothing."""
_MOST = 400
"""How many lines are looked at."""


def is_code(text: str) -> bool:
    """Return whether a text is written for programs: at least a third of its lines look so, or most of them are keys."""
    lines = [_ADDRESS.sub("", line) for line in text.split("\n", _MOST)[:_MOST] if line.strip()]
    if 3 * sum(_LINE.search(line) is not None for line in lines) >= max(len(lines), 1):
        return True
    return len(lines) > 1 and 3 * sum(_KEY.match(line) is not None for line in lines) >= 2 * len(lines)
