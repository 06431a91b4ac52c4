"""The language of .bib files: its scanner, its names, and the table between its fields and CSL's variables."""
