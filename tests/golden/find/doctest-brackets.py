r"""Read.

Let's define this:

>>> fs = '\n'.join([
...     r"@seq1 description 1",
...     r"+",
...     r"]KZ[PY]_[YY^'''AC^"])
>>> fh = 1

It [2]_ is.

.. [2] Roe A. Heat for backs. Spine 2001;26:11-19.
"""
