"""`not-covered.json`: the whole registry."""

from __future__ import annotations

from analytics.not_covered import NOT_COVERED


def test_every_subject_is_there_with_its_publisher(client):
    answer = client.get("not-covered.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    subjects = {subject["id"]: subject for subject in answer.json()}
    assert subjects.keys() == NOT_COVERED.keys()
    assert subjects["stop_and_search"]["publisher"] == "Metropolitan Police"
    assert subjects["stop_and_search"]["nearest"] == ["possession_of_weapons"]
    assert all(subject["publisher"] and subject["url"].startswith("https://") for subject in subjects.values())


def test_it_takes_no_parameter(client):
    assert client.get("not-covered.json?page=2").status_code == 400
