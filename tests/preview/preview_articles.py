"""Articles for the tests of the pages: one with every kind of entity, and hostile ones."""

from __future__ import annotations

from pathlib import Path

TEA = """\
---
author: Ida Brandt
date: 2024-03-02
tags: [tea, guests]
---

# How to serve tea to a guest in four steps

A pot of tea takes ten minutes and says more than a cake.

## What you need

- 2 tsp loose black tea
- 500 ml water
- 1 jug of milk
- [sugar](javascript:alert(1)), if your guest takes any

## Steps

### 1. Invite

Ask a day before. A short message is enough:

> Hi [name], would you like to come for tea on [day]? I will have the good biscuits.

### 2. Warm the pot

Rinse the pot with hot water for 30 seconds, and read [the long version](https://example.org/tea).

- [ ] the pot is warm
- [x] the cups are out
  - [ ] with saucers

### 4. Pour

Let it steep for 4 minutes, then offer milk and sugar. See step 7 when it turns bitter.

| Tea | Minutes |
| --- | --- |
| black | 4 |
| green | 2 |

```sh
sleep 240
```

## Two reasons to bother

1. It is warm.
2. It takes time.

## FAQ

### Can I use bags?

Yes, two of them. They steep faster.

### What if nobody comes?

Then you have a pot of tea, and an evening.

## Conclusion

Wash the pot with water alone.

Subscribe to our newsletter
"""

_MARKUP = (
    '<script>hacked = 1</script>', '"><img src=x onerror="hacked = 1">', "</style><script>hacked = 1</script>",
    "<svg onload='hacked = 1'>", "</script><script>hacked = 1</script>", "{{ 7 * 7 }}{% raw %}", "<!-- ", "]]>", "&lt;b&gt;",
)  # fmt: skip
ATTACK = " ".join(_MARKUP)
TURNED = "\u202etxt.exe\u202c \u2066a\u2069 \u200f \ufeff \x1b[31m \x00"
HOSTILE_TEXT = f"""\
How to {ATTACK} {TURNED}

By {_MARKUP[0]}

{ATTACK} {TURNED}

1. {ATTACK}

{TURNED} “Dear [{_MARKUP[1]}], {ATTACK}” you may write to her.

2. Second {_MARKUP[0]}

Bring these {_MARKUP[3]}:

• {ATTACK}
• {TURNED}

FAQ {_MARKUP[2]}

Is it {ATTACK}?

It is {ATTACK}.

Is it {TURNED}?

It is.
"""
HOSTILE_MARKDOWN = f"""\
---
title: '{_MARKUP[0]}'
author: '{_MARKUP[0]}'
tags: ['{_MARKUP[0]}']
lang: '"><script>hacked = 1</script>'
---

# A {ATTACK}

[a](javascript:hacked=1) [b](data:text/html,<script>hacked=1</script>) [c](vbscript:hacked) [d](https://example.org/"onclick="hacked=1)
![alt {_MARKUP[0]}](javascript:hacked=1) ![x](https://example.org/pixel.png)

![alone](https://example.org/pixel.png)

1. **{_MARKUP[4]}**
2. {ATTACK}

> Dear [{_MARKUP[1]}], {ATTACK}

| {_MARKUP[0]} | {_MARKUP[1]} |
| --- | --- |
| {_MARKUP[2]} | {_MARKUP[3]} |

```"><script>hacked=1</script>
{ATTACK}
```
"""
HOSTILE_PAGE = f"""\
<!doctype html><html lang='"><script>hacked = 1</script>'><head><title>{_MARKUP[0]}</title><style>body {{ display: none }}</style>
<script>hacked = 1</script><base href="https://example.org/"><meta http-equiv="refresh" content="0; url=https://example.org/">
<link rel="stylesheet" href="https://example.org/style.css"></head><body onload="hacked = 1"><article>
<h1 onclick="hacked = 1">&lt;script&gt;hacked = 1&lt;/script&gt;</h1>
<p>&lt;img src=x onerror="hacked = 1"&gt; <a href="javascript:hacked = 1">a</a>
<img src="https://example.org/pixel.png" alt="&quot;&gt;&lt;script&gt;"></p>
<ol><li>&lt;/style&gt;&lt;script&gt;hacked = 1&lt;/script&gt;</li><li><iframe src="https://example.org/"></iframe>two</li></ol>
<form action="https://example.org/"><input name="nodes"></form>
</article></body></html>
"""


def plant(folder: Path) -> Path:
    """Write the articles below ``folder`` and return it."""
    (folder / "hostile").mkdir(parents=True)
    (folder / "tea.md").write_text(TEA, encoding="utf-8")
    (folder / "hostile" / "text.txt").write_text(HOSTILE_TEXT, encoding="utf-8")
    (folder / "hostile" / "markdown.md").write_text(HOSTILE_MARKDOWN, encoding="utf-8")
    (folder / "hostile" / "page.html").write_text(HOSTILE_PAGE, encoding="utf-8")
    return folder
