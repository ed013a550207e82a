"""Rows of the shape of the ONS's postcode files, under the headers of three editions; where they lie is made up."""

from __future__ import annotations

from pathlib import Path

ONSPD_2023 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,"
    "rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,npark,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,"
    "wz11,sicbl,bua22,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
NSPL_2024 = (
    "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,ced,laua,ward,nhser,ctry,rgn,pcon,ttwa,itl,"
    "npark,lsoa21,msoa21,wz11,sicbl,bua22,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,icb"
)
ONSPD_2025 = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,parncp25cd,usrtypind,east1m,north1m,lsoa21cd"
HEADERS = {"ONSPD 2023": ONSPD_2023, "NSPL 2024": NSPL_2024, "ONSPD 2025": ONSPD_2025}
KINGSTON, ELMBRIDGE, CITY = "E09000021", "E07000207", "E09000001"
BERRYLANDS = "E05013929"
ROWS = (
    ("KT5 8AA", "198001", "", KINGSTON, BERRYLANDS),
    ("KT5 8AB", "198001", "201206", KINGSTON, BERRYLANDS),
    # A ward of another year than the wards here.
    ("KT6 7DT", "200412", "", KINGSTON, "E05000401"),
    ("KT10 9AA", "198001", "", ELMBRIDGE, "E05007255"),
    ("KT1 1AA", "202405", "", CITY, "E05009298"),
)


def text_of(header: str = ONSPD_2023, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """A file as it is published: every cell of a row quoted, blank where these rows say nothing."""
    names = header.split(",")
    lines = [header]
    for postcode, began, ended, borough, ward in rows:
        said = {"pcds": postcode, "dointr": began, "doterm": ended}
        said |= dict.fromkeys(("oslaua", "laua", "lad25cd"), borough) | dict.fromkeys(
            ("osward", "ward", "wd25cd"), ward
        )
        said |= dict.fromkeys(("lsoa21", "lsoa21cd"), "E01002931")
        lines.append(",".join(f'"{said.get(name, "")}"' for name in names))
    return "\n".join(lines) + "\n"


def written(path: Path, header: str = ONSPD_2023, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    """The same as a file."""
    path.write_text(text_of(header, rows), encoding="utf-8")
    return path
