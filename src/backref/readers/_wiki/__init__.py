"""What the reader of wikitext knows of templates, their parameters, and notes. Pure."""
