"""The field families, one file each: ids, names, dates, pages, titles. Each parses, normalises, renders, compares."""
