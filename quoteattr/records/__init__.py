"""From attributions to what the caller sees: the records made."""
