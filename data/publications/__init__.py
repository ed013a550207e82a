"""One module for each publication: its licence, its files and how a refresh finds them, its labels, its series.

`data.catalogue` finds the modules of this folder and is where the registry is read.
"""
