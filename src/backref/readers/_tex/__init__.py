"""What the reader of LaTeX knows of commands, their arguments, and the files that BibTeX and biber write. Pure."""
