"""What stands on the page: words, quotation marks, layout, sentences."""
