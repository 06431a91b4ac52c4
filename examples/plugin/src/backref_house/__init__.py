"""One plug-in of each kind for backref. Each module is one, and says all that backref knows of it."""
