"""The rules of print: runs of labels -> runs of labels, where what a citation prints tells more than the tagger saw.

Each module is one rule, or what several of them share; `assemble` keeps their order.
"""
