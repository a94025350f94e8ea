"""Just enough grammar to find who a clause is about: word classes, sentences, chunks, subjects.

The method is the finite-state cascade of Abney (1996), "Partial parsing via finite-state cascades": each level is a
string with one letter a unit, and regular expressions over it make the next level.
"""
