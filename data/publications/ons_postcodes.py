"""Office for National Statistics *Postcode Directory* and *National Statistics Postcode Lookup*: entry.

Read where an installation has added it; its rows do not ship.
"""

from __future__ import annotations

from data.publications.entry import OGL3, OS_LINE, Dataset, Resource

DATASET = Dataset(
    id="ons_postcodes",
    publisher="Office for National Statistics",
    title="ONS Postcode Directory",
    licence=OGL3,
    page="https://geoportal.statistics.gov.uk/",
    resources=(Resource("postcodes", "Postcodes, the file of one postcode area", ("ward",), "postcode"),),
    order=75,
    notice=f"{OS_LINE}. Contains Royal Mail data © Royal Mail copyright and database right",
)
