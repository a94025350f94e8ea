"""Who is who: the names of the article, gathered into people and bodies, and what pronouns and descriptions mean."""
