"""No word unread: a sentence with a word that no rule has read gets no verdict until the word is confirmed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.claims.claim_lines import check_text
from analytics.claims.reading.sentence_reader import read, read_all
from analytics.indicators import INDICATORS
from analytics.not_covered import NOT_COVERED

# A sentence, and words of it that change the claim and are read by no rule.
UNREAD = [
    ("Violence has fallen since the pandemic", "pandemic"),
    ("Since Brexit burglary fell 20% in 2025", "Since Brexit"),
    ("Under Boris Johnson burglary fell 20% in 2025", "Under Boris Johnson"),
    ("Knife crime is up 7% since the Mayor was re-elected in 2021", "re-elected"),
    ("Robbery fell 12% in the week to 5 June 2025", "week"),
    ("Robbery fell 12% in the year ending 31/03/2026", "31/03/2026"),
    ("Robbery rose in '25", "25"),
    ("Robbery was up 12% in April compared to March", "March"),
    ("Burglary is lower than it has been since 2010", "than"),
    ("Robbery has fallen every year since 2019", "every year"),
    ("There are 131 burglaries a shift in London in 2025", "shift"),
    ("burglary down 10% in croyden in 2025", "croyden"),
    ("Knife crime in Brixton, London, fell 10% in 2025", "Brixton"),
    ("Robbery on Oxford Street fell 10% in 2025", "Oxford Street"),
    ("Robbery in Camden Town fell 10% in 2025", "Town"),
    ("Knife crime in Croydon town centre fell 5% in 2025", "town centre"),
    ("Crime in our borough fell 10% in 2025", "borough"),
    ("Crime in the City rose 5% in 2025", "City"),
    ("Crime in north London fell in 2025", "north"),
    ("Knife crime in Manchester fell 10% in 2025", "Manchester"),
    ("Crime in England and Wales fell 7% in 2025", "England"),
    ("Violence with injury fell in almost all boroughs in 2025", "almost"),
    ("Burglary fell fastest in Croydon in 2025", "fastest"),
    ("Homicide is near its lowest level since 2014 in 2025", "near"),
    ("Burglary is not at its lowest since 2014 in 2025", "not"),
    ("Theft outside London fell 5% in 2025", "outside"),
    ("Theft in Croydon and surrounding areas is up 5% in 2025", "surrounding areas"),
    ("Theft in every borough but Westminster fell in 2025", "every borough but"),
    ("Burglary fell everywhere in London in 2025", "everywhere"),
    ("Robbery may have risen 5% in 2025", "may"),
    ("Robbery will fall 5% in 2026", "will"),
    ("Knife crime did not fall by 17% in 2025", "not"),
    ("Knife crime fell 10% in 2025 because of more patrols", "because"),
    ("Burglary per 1,000 households fell 5% in 2025", "per 1,000 households"),
    ("Robbery is three times higher than in 2015 in 2025", "three times"),
    ("Robberies are down 1,2% in 2025", "1,2%"),
    ("Robberies saw negative growth of 5% in 2025", "negative"),
    ("Robbery fell 5% in 2025 (item 14 of the agenda)", "item 14"),
    ("Burglary is down by 30.5% (21,576 offences) since 2016 in 2025", "21,576"),
    ("Robbery by teenagers fell 5% in 2025", "teenagers"),
    ("Robberies involving e-scooters fell 5% in 2025", "involving e-scooters"),
    ("Half of robberies in Croydon involve a knife in 2025", "knife"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words"), UNREAD, ids=[case[0][:50] for case in UNREAD])
def test_no_verdict_until_the_word_is_confirmed(sentence, words):
    lines = check_text(sentence)
    assert all(line.answer is None for line in lines)
    unread = [each for line in lines for each in line.understanding.unread]
    assert any(words in each for each in unread), unread
    # The form is filled with what was understood.
    assert any(line.claim is not None for line in lines)
    confirmed = check_text(sentence, confirmed=unread)
    assert all(line.asks != "confirm" for line in confirmed)


READABLE = (
    "Burglary in London fell 5% in 2025",
    "There were 13,552 knife crimes in London in the year to February 2026",
    "Robbery is down 6.8% in 2025 compared with 2024",
    "Knife crime in Croydon fell from 785 to 610 in the year to February 2026",
    "Westminster had the highest number of robberies of any borough in 2025",
    "Theft from the person rose by more than a third in 2024",
)
NOUNS = ("widget", "balcony", "mopeds", "pensioner", "tulips", "hovercraft", "weekday", "Zanzibar", "Ferrari", "smog")
ADJECTIVES = ("purple", "attempted", "coastal", "so-called", "anti-Martian", "minor", "lunar", "unsolved", "female")
PREPOSITIONS = ("among", "near", "at", "by", "without", "on", "against", "except", "since", "under", "per", "after",
                "outside", "behind", "involving", "because of", "despite")  # fmt: skip
# No word of the language begins and ends so.
INVENTED = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9).map(lambda letters: f"q{letters}vx")
UNKNOWN = st.one_of(
    st.sampled_from(NOUNS), st.sampled_from(ADJECTIVES), INVENTED,
    st.builds("{} {}{}".format, st.sampled_from(PREPOSITIONS), st.sampled_from(("", "the ", "a ")),
              st.one_of(st.sampled_from(NOUNS), INVENTED)),
)  # fmt: skip


@pytest.mark.parametrize("sentence", READABLE)
def test_a_readable_sentence_has_a_verdict(sentence):
    assert [line.asks for line in check_text(sentence)] == [""]
    assert read(sentence).unread == ()


@given(st.sampled_from(READABLE), UNKNOWN, st.floats(0, 1))
@settings(max_examples=250, deadline=None)
def test_an_unknown_word_anywhere_takes_the_verdict_away(sentence, inserted, at):
    words = sentence.split()
    place = round(at * len(words))
    text = " ".join([*words[:place], inserted, *words[place:]])
    for understanding in read_all(text):
        is_uncovered = understanding.claim is not None and bool(understanding.claim.subject)
        assert understanding.claim is None or understanding.asks() or is_uncovered, text


COMMON = (
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not",
    "he", "his", "but", "at", "are", "this", "have", "from", "or", "one", "had", "all", "we", "when", "there",
    "can", "an", "which", "you", "her", "she", "will", "would", "more", "who", "so", "out", "up", "said", "what",
    "its", "about", "than", "into", "them", "could", "time", "only", "table", "river", "green", "quickly", "seven",
    "happy", "window", "music", "under", "over", "three", "house", "paper", "walking", "blue", "after", "yes",
    "coffee",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_random_words_never_get_a_verdict(seed):
    chance = random.Random(seed)
    words = chance.choices(COMMON, k=chance.randint(3, 14))
    domain = chance.sample(["burglary", "London", "2025", "crime", "5%", "robbery", "fell", "Croydon"], k=seed % 4)
    words += [*domain, chance.choice(["table", "river", "happy", "walking", "coffee"])]
    chance.shuffle(words)
    assert all(line.answer is None or line.answer.verdict == "not_in_our_data" for line in check_text(" ".join(words)))


NAMES = [(each.id, name) for each in INDICATORS.values() for name in each.names]


@pytest.mark.parametrize(("id", "name"), NAMES, ids=[f"{id}: {name}" for id, name in NAMES])
def test_every_name_of_an_indicator_is_read_as_that_indicator(id, name):
    """Exchanging the name for another of its names changes nothing."""
    found = read(f"{name} fell by 5% in the year to March 2025")
    assert found.claim is not None, found.declined
    assert found.unread == ()
    assert found.claim.indicator == id
    by_title = read(f"{INDICATORS[id].title} fell by 5% in the year to March 2025")
    assert found.claim == by_title.claim


FRAMES = (
    "In 2024 London saw a 12% rise in {} compared with 2023",
    "{} rose by more than a third between 2023 and 2024, according to the Met",
    "There were 1,234 fewer {} in Croydon in 2025 than in 2024",
    "{}: up 8.5% in the 12 months to March 2025",
    "New figures show that {} has fallen in all 32 boroughs in 2025",
)


@given(st.sampled_from(NAMES), st.sampled_from(FRAMES))
@settings(max_examples=150, deadline=None)
def test_a_name_may_stand_for_another_in_any_sentence(name, frame):
    id, spoken = name
    understanding, by_title = (read(frame.format(text)) for text in (spoken, INDICATORS[id].title))
    assert (understanding.claim, understanding.unread, understanding.missing) == (
        by_title.claim,
        by_title.unread,
        by_title.missing,
    )


SPOKEN = [(each.name, way) for each in NOT_COVERED.values() for way in each.spoken]


@pytest.mark.parametrize(("name", "way"), SPOKEN, ids=[way for _, way in SPOKEN])
def test_every_way_of_saying_what_is_not_covered_is_answered_with_it(name, way):
    for sentence in (f"{way} rose by 5% in 2025", f"Did {way} fall in London?"):
        (found,) = read_all(sentence)
        assert found.claim is not None
        assert (found.claim.indicator, found.claim.subject) == (None, name)


@pytest.mark.parametrize("each", INDICATORS.values(), ids=INDICATORS)
def test_no_subject_that_is_not_covered_matches_an_indicator(each):
    for sentence in (f"{each.title} fell 5 %", f"{each.short_title} fell 5 %"):
        found = read(sentence)
        assert found.claim is not None
        assert (found.claim.indicator, found.claim.subject) == (each.id, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "New figures published today show burglary in London fell 5% in 2025",
        "The Met's own figures show burglary fell 5% in 2025, said Scotland Yard",
        "Burglary has fallen 5% in total, the Mayor said in a statement",
        "Burglary on London's streets fell 5% in 2025",
        "Croydon Council said burglary had fallen by 5% in 2025",
        "A record number of homicides was recorded in 2021",
    ],
)
def test_harmless_words_stop_nothing(sentence: str) -> None:
    found = read(sentence)
    assert found.declined == ""
    assert found.unread == ()
