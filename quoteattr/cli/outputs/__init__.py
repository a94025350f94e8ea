"""What the command writes: formats, and results that are whole or not there, whatever kills the run."""
