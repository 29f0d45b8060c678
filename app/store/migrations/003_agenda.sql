-- The words of the programme's items; their times and order stand in the ledger.
CREATE TABLE item_words (
    conference text NOT NULL,
    id text NOT NULL,
    title_vi text NOT NULL,
    title_en text NOT NULL,
    presenter text NOT NULL,
    mc_line text NOT NULL,
    topic text NOT NULL,
    PRIMARY KEY (conference, id)
);

INSERT INTO item_words
SELECT conference, CAST(number AS text), title_vi, title_en, presenter, mc_line, '' FROM item;

DROP TABLE item;

-- Who is introduced by name, as the office edited it; who has no row is introduced by the roster.
CREATE TABLE introduction (
    conference text NOT NULL,
    code text NOT NULL,
    rank integer NOT NULL,
    title text NOT NULL,
    announced boolean NOT NULL,
    listed boolean NOT NULL,
    PRIMARY KEY (conference, code)
);

-- The stage manager's last message to whoever speaks.
CREATE TABLE stage_message (
    conference text PRIMARY KEY,
    text text NOT NULL
);
