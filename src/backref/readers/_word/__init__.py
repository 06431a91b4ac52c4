"""What the reader of Word files knows: the archive and its parts, numbering, styles, fields, paragraphs."""
