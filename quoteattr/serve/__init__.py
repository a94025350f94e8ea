"""Paste and look: a page for people and ``POST /extract`` for programs, on one's own machine (extra ``serve``)."""

from quoteattr.serve.app import LOOPBACK, create_app

__all__ = ["LOOPBACK", "create_app"]
