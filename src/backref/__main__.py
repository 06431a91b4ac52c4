"""`python -m backref` is the `backref` command."""

from .cli import main

if __name__ == "__main__":
    main()
