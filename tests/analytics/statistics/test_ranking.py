"""Ranks and how far chance could move them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.statistics.ranking import DRAWS, RANK_NOTE, SEED, ordinal, rank_range_words, ranking, ranks
from tests.ascii_tables import rows

RANKED = rows("""
values      | ranks
------------+----------
30 20 10    | 1 2 3
10 30 20    | 3 1 2
20 20 10    | 1 1 3
30 10 10 5  | 1 2 2 4
7           | 1
""")

AREAS = st.lists(st.tuples(st.integers(0, 3_000), st.integers(1_000, 400_000)), min_size=1, max_size=12)


@pytest.mark.parametrize("row", RANKED, ids=lambda row: row["values"])
def test_ranks(row: dict[str, str]) -> None:
    found = ranks([float(value) for value in row["values"].split()])
    assert " ".join(map(str, found.tolist())) == row["ranks"]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_agrees_with_scipy(values: list[int]) -> None:
    assert ranks(values).tolist() == stats.rankdata([-value for value in values], method="min").tolist()


def test_far_apart_is_certain_and_close_together_is_not() -> None:
    found = ranking([10_000, 100, 101, 1])
    assert found.rank.tolist() == [1, 3, 2, 4]
    assert (found.lower.tolist(), found.upper.tolist()) == ([1, 2, 2, 4], [1, 3, 3, 4])


def test_none_against_a_dozen_is_certain_even_in_small_numbers() -> None:
    found = ranking([0, 12])
    assert (found.lower.tolist(), found.upper.tolist()) == ([2, 1], [2, 1])


def test_rates_are_ranked_where_there_is_a_population() -> None:
    found = ranking([100, 100, 100], population=[1_000, 100_000, 10_000])
    assert found.rank.tolist() == [1, 3, 2]


def test_more_events_narrow_the_interval() -> None:
    few = ranking([10, 11, 12, 13, 14])
    many = ranking([10_000, 11_000, 12_000, 13_000, 14_000])
    assert (few.upper - few.lower).sum() > (many.upper - many.lower).sum()


@settings(max_examples=40)
@given(AREAS, st.randoms(use_true_random=False))
def test_permuting_areas_permutes_ranks(areas: list[tuple[int, int]], random: object) -> None:
    order = list(range(len(areas)))
    random.shuffle(order)  # type: ignore[attr-defined]
    counts, people = (np.array(column) for column in zip(*areas, strict=True))
    there, back = ranking(counts, population=people), ranking(counts[order], population=people[order])
    for name in ("rank", "lower", "upper"):
        assert getattr(back, name).tolist() == getattr(there, name)[order].tolist()


@settings(max_examples=40)
@given(AREAS)
def test_an_interval_contains_its_rank(areas: list[tuple[int, int]]) -> None:
    counts, people = zip(*areas, strict=True)
    found = ranking(counts, population=people)
    assert (found.lower >= 1).all()
    assert (found.upper <= len(areas)).all()
    assert ((found.lower <= found.rank) & (found.rank <= found.upper)).all()


def test_the_interval_covers_the_true_rank_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(11)
    true = np.linspace(80, 160, 9)
    truth, hits = ranks(true), []
    for _ in range(60):
        found = ranking(random.poisson(true))
        hits.append((found.lower <= truth) & (truth <= found.upper))
    assert np.mean(hits) > 0.93


@pytest.mark.parametrize("population", [[1, 0], [1]])
def test_every_count_needs_a_population(population: list[int]) -> None:
    with pytest.raises(ValueError, match="positive population"):
        ranking([1, 2], population=population)


def test_events_are_independent_unless_said_otherwise() -> None:
    counts = [30, 34, 40, 45, 60]
    plain, single = ranking(counts), ranking(counts, dispersion=1.0)
    assert (plain.lower.tolist(), plain.upper.tolist()) == (single.lower.tolist(), single.upper.tolist())
    clustered = ranking(counts, dispersion=9.0)
    assert (clustered.upper - clustered.lower).sum() > (plain.upper - plain.lower).sum()


def test_the_note_says_what_the_range_rests_on() -> None:
    assert RANK_NOTE == "The range of ranks is simulated from the usual variation from month to month alone."


@pytest.mark.parametrize(
    ("rank", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"), (14, "14th"),
     (20, "20th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (24, "24th"), (31, "31st"), (101, "101st"), (111, "111th"),
     (112, "112th"), (113, "113th"), (122, "122nd")],
)  # fmt: skip
def test_ordinal_numbers(rank: int, words: str) -> None:
    assert ordinal(rank) == words


def test_a_range_of_ranks_in_words() -> None:
    assert rank_range_words(2, 5) == "2nd to 5th"
    assert rank_range_words(3, 3) == "only 3rd"


def test_the_interval_is_that_of_ranks_drawn_one_by_one() -> None:
    """The same draws, ranked by counting who lies above: for distinct figures, in ascending order of counts."""
    counts, people, phi = [40.0, 44, 50, 90], [900.0, 1000, 1000, 2500], [2.0, 1, 3, 1]
    random = np.random.default_rng(SEED)
    shapes = [count / d + 0.5 for count, d in zip(counts, phi, strict=True)]
    drawn = random.gamma(shapes, size=(DRAWS, 4)) * phi / people
    of_draws = [[1 + sum(other > own for other in draw) for own in draw] for draw in drawn.tolist()]
    low, high = np.quantile(np.array(of_draws), [0.025, 0.975], axis=0)
    found = ranking(counts, population=people, dispersion=phi)
    assert found.rank.tolist() == [2, 3, 1, 4]
    assert found.lower.tolist() == np.minimum(np.floor(low), found.rank).astype(int).tolist()
    assert found.upper.tolist() == np.maximum(np.ceil(high), found.rank).astype(int).tolist()
