"""Series that a web page states, in data or by elements: compiled to what they are stated to be."""

from __future__ import annotations

import pytest

from seedkit.pipeline import compile_text
from seedkit.views.entities import outline_text

# Steps are those that the data of a page calls so, and ingredients one checklist. A second telling is no further series of steps.
STEPS_AND_MATERIALS = """\
<script type="application/ld+json">{"@type": "Recipe", "recipeIngredient": ["2 apples", "1 spoon sugar", "1 cup flour",
"50 g butter"],
"recipeInstructions": ["Slice the apples.", "Rub the butter into the flour.", "Bake for half an hour."]}</script>
<h1>Apple crumble</h1>
<p>Nobody leaves any.</p>
<h2>How to make it, with pictures</h2>
<ol><li>Slice and sugar the apples in the dish itself.</li><li>Crumble with cold hands and bake.</li></ol>
<h2>Ingredients</h2>
<h3>Fruit</h3><p>2 apples</p><p>1 spoon sugar</p>
<h3>Topping</h3><p>1 cup flour</p><p>50 g butter</p>
<h2>Directions</h2>
<div><p>1</p><p>Slice the apples.</p></div>
<div><p>2</p><p>Rub the butter into the flour.</p><img src="rub.jpg" alt="Crumbs"></div>
<div><p>3</p><p>Bake for half an hour.</p></div>
<h2>Storage</h2>
<p>Two days, covered.</p>
"""
STEPS_AND_MATERIALS_OUTLINE = """\
title 4 | Apple crumble
passage introduction 5
group items 6-7 numbering=1. | How to make it, with pictures
  point 1 7 label=1.
  point 2 7 label=2.
checklist materials 8-10 | Ingredients
  item 9 | Fruit
  item 9 depth=2 amount=2 name=apples | 2 apples
  item 9 depth=2 amount=1 spoon name=sugar | 1 spoon sugar
  item 10 | Topping
  item 10 depth=2 amount=1 cup name=flour | 1 cup flour
  item 10 depth=2 amount=50 g name=butter | 50 g butter
group steps 11-14 numbering=1 | Directions
  step 1 12 label=1
  step 2 13 label=2
  step 3 14 label=3 minutes=30
passage body 15-16 | Storage
"""

# Between two steps stands what belongs to the first one; a label opens another group.
ELEMENTS = """\
<div itemscope itemtype="https://schema.org/Recipe"><h1>Bread</h1>
<h2>Preparation</h2>
<div itemprop="recipeInstructions">Mix the dough.<br>Let it rest.</div><p>Until it has doubled.</p>
<div itemprop="recipeInstructions">Fold it.</div><p>For the crust:</p>
<div itemprop="recipeInstructions">Brush it with water.</div></div>
"""
ELEMENTS_OUTLINE = """\
title 1 | Bread
passage body 2-5 | Preparation
  group steps 3-4 numbering=none
    step 1 3
    step 2 4
  group steps 4-5 numbering=none | For the crust:
    step 1 5
"""

# Headings that the data names are steps, with all that is below them.
HEADINGS = """\
<script type="application/ld+json">{"@type": "HowTo", "step": [{"@type": "HowToStep", "name": "The saddle",
"text": "Set it level."},
{"@type": "HowToStep", "name": "The bars", "text": "Turn them straight."}]}</script>
<h1>A bicycle that fits</h1><p>It takes an hour.</p>
<h2>The saddle</h2><p>Set it level.</p><h2>The bars</h2><p>Turn them straight.</p><h2>Questions</h2><p>Ask the shop.</p>
"""
HEADINGS_OUTLINE = """\
title 4 | A bicycle that fits
duration total 4 | 60
passage introduction 4
group steps 5 numbering=none
  step 1 5 | The saddle
  step 2 5 | The bars
passage body 5 | Questions
"""


@pytest.mark.parametrize(
    ("page", "outline"),
    [(STEPS_AND_MATERIALS, STEPS_AND_MATERIALS_OUTLINE), (ELEMENTS, ELEMENTS_OUTLINE), (HEADINGS, HEADINGS_OUTLINE)],
)
def test_series_are_what_a_page_states(page: str, outline: str) -> None:
    assert outline_text(compile_text(page, "article.html", "html")) == outline
