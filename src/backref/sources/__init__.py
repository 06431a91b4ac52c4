"""Sources: everything that can answer with Records. The only package that does I/O."""
