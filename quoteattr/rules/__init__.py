"""Rules: who is credited with what, proposed by small named functions with executed examples.

:mod:`quoteattr.rules.order` has all of them on one screen, :mod:`quoteattr.rules.runner` asks them.
"""
