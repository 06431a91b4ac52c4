"""The tagged formats of reference managers, RIS and those that say the same by other tags: what their tags mean."""
