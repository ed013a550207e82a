"""The first paint: a page's document already holds its finding, tiles and first chart, as the live page writes them."""
