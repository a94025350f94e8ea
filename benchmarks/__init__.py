"""Accuracy and speed of quoteattr, measured beside other systems. Not part of the installed package."""
