"""Files that are far larger than any publication, and addresses that are no publisher's: refused at once."""

from __future__ import annotations

import io
import os

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest

from data.errors import FileRejected
from data.readers.tabular import MOST_BYTES, MOST_CELLS, open_published
from data.refresh.downloads import DownloadFailed, fetch
from data.refresh.request_limits import Limits


def test_a_file_of_too_many_bytes_is_not_read(tmp_path):
    file = tmp_path / "crime.csv"
    file.write_text("Group,SubGroup,BOCU,202606\n")
    os.truncate(file, MOST_BYTES + 1)
    with pytest.raises(FileRejected, match=r"150,000,001 bytes"):
        open_published(file)


def test_a_small_file_of_too_many_rows_is_not_unpacked(tmp_path):
    file = tmp_path / "crime.parquet"
    zeros = pa.array(np.zeros(MOST_CELLS + 1, dtype=np.int8))
    pyarrow.parquet.write_table(pa.table({"count": zeros}), file)
    assert file.stat().st_size < 100_000
    with pytest.raises(FileRejected, match="12,000,001 rows"):
        open_published(file)


@pytest.mark.parametrize(
    "address",
    [
        "https://169.254.169.254/latest/file.csv",
        "https://10.0.0.1/file.csv",
        "https://192.168.1.20/file.csv",
        "https://[fe80::1]/file.csv",
        "https://[::ffff:10.0.0.1]/file.csv",
    ],
)
def test_an_address_within_a_network_is_no_publishers(address):
    with pytest.raises(DownloadFailed, match="an address within a network"):
        fetch(address, io.BytesIO(), limits=Limits())


def test_a_port_that_is_none_is_a_sentence():
    with pytest.raises(DownloadFailed, match="names port 99999, which is none"):
        fetch("https://data.london.gov.uk:99999/file.csv", io.BytesIO(), limits=Limits(tries=1))
