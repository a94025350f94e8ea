"""Other people's libraries, each an extra: pandas, spaCy, Apache Spark, and Arrow's tables for the command."""
