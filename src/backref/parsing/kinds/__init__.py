"""Which CSL type a citation is: its words, what was read of it, and what the second head says -> a type, and how sure
it is.
"""
