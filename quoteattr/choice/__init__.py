"""Rules propose, weights choose: who is credited with a quotation, or that nobody is."""
