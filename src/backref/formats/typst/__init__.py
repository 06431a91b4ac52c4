"""Typst's own bibliographies: hayagriva's entries, which stand in their parents, <-> References."""
