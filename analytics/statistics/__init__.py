"""The statistics: changes, rates, funnel limits, ranks, control charts, seasons and shares, each from plain numbers."""
