"""One figure for one fact: which of the figures that state the same thing is to be used."""
