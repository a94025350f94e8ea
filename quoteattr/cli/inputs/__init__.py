"""What the command reads: which files there are, and from files to documents."""
