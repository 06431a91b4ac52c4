"""The field families, one file each: ids, names, dates, pages, titles. Each offers parse, normalise, render, similarity."""
