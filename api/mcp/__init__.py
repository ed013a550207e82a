"""The open data for assistants: a server of the Model Context Protocol over the same API."""
