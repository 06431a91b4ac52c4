"""What the tagger is: raw citation -> labelled runs of words, the likeliest types, and how sure it is of each."""
