"""Boosted trees, and what the trees for headings are told."""

from __future__ import annotations

from importlib import resources
from random import Random

import pytest

from seedkit.classify import weighed
from seedkit.classify.headings import MODEL
from seedkit.classify.weighed import trees_of
from seedkit.classify.weighed.forest import LEAVES, Forest, Tree
from seedkit.classify.weighed.siblings import FACTS

# Fact 0 up to 5: 10, or 20 where fact 1 is greater than 2; fact 0 greater than 5: -30.
SMALL = Tree([10, 20, -30], [(1, 2, 0, 1), (0, 5, 0, 2)])
LEAF = Tree([7], [])


@pytest.mark.parametrize(
    ("facts", "score"), [((5, 2), 10), ((5, 3), 20), ((6, 2), -30), ((6, 3), -30), ((-9999, -9999), 10), ((9999, 9999), -30)]
)
def test_a_tree_ends_in_the_leaf_that_its_tests_lead_to(facts: tuple[int, int], score: int) -> None:
    assert Forest([SMALL]).score(facts) == score
    assert Forest([LEAF, SMALL, LEAF, SMALL]).score(facts) == 2 * score + 14


def _grown(random: Random, facts: int) -> tuple[Tree, object]:
    """Return a random tree, and the same one as nested tuples."""
    tree = Tree([], [])

    def node(leaves: int) -> object:
        if leaves == 1:
            tree.leaves.append(random.randrange(-50, 50))
            return tree.leaves[-1]
        fact, bound, low, first = random.randrange(facts), random.randrange(9), random.randrange(1, leaves), len(tree.leaves)
        below = node(low)
        tree.tests.append((fact, bound, first, len(tree.leaves)))
        return fact, bound, below, node(leaves - low)

    return tree, node(random.randrange(1, LEAVES + 1))


def _walked(node: object, facts: list[int]) -> int:
    while isinstance(node, tuple):
        fact, bound, low, high = node
        node = low if facts[fact] <= bound else high
    assert isinstance(node, int)
    return node


def test_all_trees_at_once_give_what_each_gives_when_it_is_walked() -> None:
    random = Random(0)
    grown = [_grown(random, 6) for _ in range(40)]
    forest = Forest([tree for tree, _ in grown])
    for _ in range(200):
        facts = [random.randrange(10) for _ in range(6)]
        assert forest.score(facts) == sum(_walked(nested, facts) for _, nested in grown)


def test_the_trees_that_ship_are_well_formed() -> None:
    shipped = trees_of((resources.files(weighed) / "trees.json").read_text("utf-8"))
    assert MODEL in shipped
    for tree in shipped[MODEL]:
        assert 1 <= len(tree.leaves) == len(tree.tests) + 1 <= LEAVES
        assert all(0 <= fact < len(FACTS) and 0 <= first < end < len(tree.leaves) for fact, _, first, end in tree.tests)
