-- The archive of quotations. What each table and column holds, docs/archive.md says.
-- The file is marked by PRAGMA application_id ("qatr"), this plan of its tables by user_version.

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    name TEXT GENERATED ALWAYS AS (coalesce(title, key)) VIRTUAL, -- before title: Datasette labels by the first of both
    title TEXT,
    outlet TEXT,
    date TEXT,
    author TEXT,
    section TEXT,
    url TEXT,
    key TEXT NOT NULL UNIQUE,
    first_day TEXT,
    last_day TEXT,
    words INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    version TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE INDEX articles_outlet ON articles (outlet);
CREATE INDEX articles_first_day ON articles (first_day);

CREATE TABLE texts (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL
);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT,
    gender TEXT NOT NULL DEFAULT 'unknown',
    gender_from TEXT,
    party TEXT,
    authority TEXT,
    listed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX people_name ON people (name);

-- The names and aliases of the user's list of persons, each as it is compared.
CREATE TABLE aliases (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    plain TEXT NOT NULL,
    family TEXT NOT NULL
);
CREATE INDEX aliases_plain ON aliases (plain);
CREATE INDEX aliases_family ON aliases (family);
CREATE INDEX aliases_person ON aliases (person);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    role TEXT,
    gender TEXT NOT NULL,
    gender_evidence TEXT,
    aliases TEXT,
    person INTEGER REFERENCES people (id) ON DELETE SET NULL,
    mentions TEXT
);
CREATE INDEX speakers_article ON speakers (article);
CREATE INDEX speakers_name ON speakers (name);
CREATE INDEX speakers_person ON speakers (person, gender);

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    speaker INTEGER REFERENCES speakers (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    clean TEXT NOT NULL,
    cue TEXT,
    mention TEXT,
    confidence REAL NOT NULL,
    context TEXT NOT NULL,
    words INTEGER NOT NULL,
    rule TEXT,
    speaker_rule TEXT,
    place INTEGER NOT NULL,
    parent INTEGER REFERENCES quotes (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    cue_start INTEGER,
    cue_end INTEGER,
    mention_start INTEGER,
    mention_end INTEGER,
    context_start INTEGER NOT NULL,
    context_end INTEGER NOT NULL,
    UNIQUE (article, place)
);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX quotes_parent ON quotes (parent);

-- Who is who over all articles. A row with an article is about that article alone.
CREATE TABLE joins (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    person INTEGER REFERENCES people (id) ON DELETE SET NULL,
    same_as TEXT,
    reason TEXT,
    undone INTEGER NOT NULL DEFAULT 0,
    article INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    proposed INTEGER,
    family TEXT
);
CREATE INDEX joins_name ON joins (name);
CREATE INDEX joins_person ON joins (person);
CREATE INDEX joins_family ON joins (family);
CREATE INDEX joins_article ON joins (article);

-- A speaker follows the row of its name; one of its article goes before that of all.
CREATE TRIGGER joins_new AFTER INSERT ON joins WHEN NEW.undone = 0 OR NEW.article IS NOT NULL BEGIN
    UPDATE speakers SET person = CASE NEW.undone WHEN 0 THEN NEW.person END
    WHERE name = NEW.name AND kind = 'person' AND (
        article = NEW.article OR (NEW.article IS NULL AND NOT EXISTS (
            SELECT 1 FROM joins WHERE joins.name = NEW.name AND joins.article = speakers.article
        ))
    );
END;
CREATE TRIGGER joins_changed AFTER UPDATE OF person, undone ON joins
WHEN NEW.undone IS NOT OLD.undone OR NEW.person IS NOT OLD.person BEGIN
    UPDATE speakers SET person = CASE NEW.undone WHEN 0 THEN NEW.person END
    WHERE name = NEW.name AND kind = 'person' AND (
        article = NEW.article OR (NEW.article IS NULL AND NOT EXISTS (
            SELECT 1 FROM joins WHERE joins.name = NEW.name AND joins.article = speakers.article
        ))
    );
END;
-- Who deletes a join undoes it: without a row it would be found again. Who deletes the row that is undone asks for that.
CREATE TRIGGER joins_deleted AFTER DELETE ON joins
WHEN OLD.undone = 0 AND OLD.article IS NULL AND OLD.reason IS NOT NULL BEGIN
    INSERT INTO joins (name, person, same_as, reason, undone, proposed, family)
    VALUES (OLD.name, OLD.person, OLD.same_as, OLD.reason, 1, OLD.proposed, OLD.family);
    UPDATE speakers SET person = NULL
    WHERE name = OLD.name AND kind = 'person' AND NOT EXISTS (
        SELECT 1 FROM joins WHERE joins.name = OLD.name AND joins.article = speakers.article
    );
END;

-- The name of the table in double quotes: so Datasette knows whose index it is.
CREATE VIRTUAL TABLE quotes_fts USING fts5 (
    clean, context, content="quotes", content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER quotes_ai AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_fts (rowid, clean, context) VALUES (NEW.id, NEW.clean, NEW.context);
END;
CREATE TRIGGER quotes_ad AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, clean, context) VALUES ('delete', OLD.id, OLD.clean, OLD.context);
END;
CREATE TRIGGER quotes_au AFTER UPDATE OF clean, context ON quotes BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, clean, context) VALUES ('delete', OLD.id, OLD.clean, OLD.context);
    INSERT INTO quotes_fts (rowid, clean, context) VALUES (NEW.id, NEW.clean, NEW.context);
END;

CREATE VIRTUAL TABLE speakers_fts USING fts5 (
    name, aliases, role, content="speakers", content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER speakers_ai AFTER INSERT ON speakers BEGIN
    INSERT INTO speakers_fts (rowid, name, aliases, role) VALUES (NEW.id, NEW.name, NEW.aliases, NEW.role);
END;
CREATE TRIGGER speakers_ad AFTER DELETE ON speakers BEGIN
    INSERT INTO speakers_fts (speakers_fts, rowid, name, aliases, role)
    VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.role);
END;
CREATE TRIGGER speakers_au AFTER UPDATE OF name, aliases, role ON speakers BEGIN
    INSERT INTO speakers_fts (speakers_fts, rowid, name, aliases, role)
    VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.role);
    INSERT INTO speakers_fts (rowid, name, aliases, role) VALUES (NEW.id, NEW.name, NEW.aliases, NEW.role);
END;

CREATE VIRTUAL TABLE people_fts USING fts5 (
    name, aliases, content="people", content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER people_ai AFTER INSERT ON people BEGIN
    INSERT INTO people_fts (rowid, name, aliases) VALUES (NEW.id, NEW.name, NEW.aliases);
END;
CREATE TRIGGER people_ad AFTER DELETE ON people BEGIN
    INSERT INTO people_fts (people_fts, rowid, name, aliases) VALUES ('delete', OLD.id, OLD.name, OLD.aliases);
END;
CREATE TRIGGER people_au AFTER UPDATE OF name, aliases ON people BEGIN
    INSERT INTO people_fts (people_fts, rowid, name, aliases) VALUES ('delete', OLD.id, OLD.name, OLD.aliases);
    INSERT INTO people_fts (rowid, name, aliases) VALUES (NEW.id, NEW.name, NEW.aliases);
END;

-- For people who browse: every quotation with who says it and where.
CREATE VIEW said AS
SELECT
    quotes.id,
    coalesce(people.name, speakers.name) AS who,
    speakers.role,
    quotes.clean AS words,
    quotes.kind,
    articles.date,
    articles.outlet,
    articles.title,
    articles.url,
    quotes.confidence,
    coalesce(people.gender, speakers.gender) AS gender,
    speakers.kind AS source,
    quotes.context
FROM quotes
JOIN articles ON articles.id = quotes.article
LEFT JOIN speakers ON speakers.id = quotes.speaker
LEFT JOIN people ON people.id = speakers.person
WHERE quotes.kind <> 'other';

CREATE VIEW most_quoted AS
SELECT
    people.id,
    people.name,
    count(DISTINCT quotes.article) AS articles,
    count(*) AS quotes,
    sum(quotes.words) AS words,
    people.gender,
    people.party
FROM people
JOIN speakers ON speakers.person = people.id
JOIN quotes ON quotes.speaker = speakers.id
WHERE quotes.kind <> 'other'
GROUP BY people.id
ORDER BY quotes DESC, words DESC, people.name;
