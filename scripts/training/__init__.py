"""How the tables of weights in ``quoteattr/data/en`` are made; needs numpy and scipy (the extra ``train``)."""
