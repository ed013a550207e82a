"""MPS *Homicide dashboard data*: entry."""

from __future__ import annotations

from data.publications.entry import DATASTORE, OGL3, Dataset, ListedFile, Resource

_VICTIMS = "MPS Homicide Dashboard: victims"

# Persons proceeded against are read and checked but not fetched: no page needs them.
DATASET = Dataset(
    id="mps_homicide",
    publisher="Metropolitan Police Service",
    title="Homicide dashboard data",
    licence=OGL3,
    page=DATASTORE + "2l1w8",
    resources=(
        Resource(
            "homicide_victims",
            _VICTIMS,
            ("borough",),
            "homicide",
            in_words="homicide (victims)",
            files=(ListedFile(_VICTIMS, r"\bvictims?\b"),),
        ),
        Resource(
            "homicide_accused",
            "MPS Homicide Dashboard: persons proceeded against",
            ("borough",),
            "homicide",
            oddities=("Identical rows are different people: never de-duplicated.",),
        ),
    ),
    order=40,
    catalogue_id="2l1w8",
)
