"""The explorer: what may be chosen, the chart, the files, the address."""
