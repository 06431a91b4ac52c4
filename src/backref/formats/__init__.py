"""Formats (being written)."""
