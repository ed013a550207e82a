"""The routes of figures: the request, the file formats, the notes and metadata that travel with them."""
