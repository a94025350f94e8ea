"""Other people's libraries, each an extra: frames of pandas, polars and others, spaCy, Apache Spark, Arrow's tables."""
