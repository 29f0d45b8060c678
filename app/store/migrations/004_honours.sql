-- What people read of the honours; batches, places and steps stand in the ledger.
CREATE TABLE award (
    conference text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    rank_collective integer NOT NULL,
    rank_individual integer NOT NULL,
    PRIMARY KEY (conference, id)
);

CREATE TABLE decision (
    conference text NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    date text NOT NULL,
    authority text NOT NULL,
    PRIMARY KEY (conference, id)
);

CREATE TABLE batch_words (
    conference text NOT NULL,
    id text NOT NULL,
    presenter text NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (conference, id)
);

CREATE TABLE slot_words (
    conference text NOT NULL,
    id text NOT NULL,
    collective text NOT NULL,
    pronunciation text NOT NULL,
    citation text NOT NULL,
    PRIMARY KEY (conference, id)
);

-- Who receives a certificate instead of a delegate, when nobody of the list does. Personal.
CREATE TABLE stand_in (
    conference text NOT NULL,
    slot text NOT NULL,
    name text NOT NULL,
    position text NOT NULL,
    PRIMARY KEY (conference, slot)
);
