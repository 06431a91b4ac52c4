"""`python -m backref` is the `backref` command."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while this is imported, Ctrl-C just ends it: nothing was begun

from .cli import main

if __name__ == "__main__":
    main()
