"""An archive of quotations in a SQLite file: what did X say about Y, in however many articles."""
