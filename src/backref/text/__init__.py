"""What strings are made of, whatever they speak of: what an output must not let through, and letters folded."""
