-- What happened, in order. Nothing here is ever updated or deleted; `detail` is JSON that SQL never looks into.
CREATE TABLE ledger (
    conference text NOT NULL,
    seq bigint NOT NULL,
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    role text NOT NULL,
    desk text NOT NULL,
    way text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    action_id text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (conference, seq)
);

-- What is personal or free text in a fact, so that it can be removed while the ledger stays whole.
CREATE TABLE note (
    conference text NOT NULL,
    seq bigint NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (conference, seq)
);

-- The words around the settings; the settings themselves stand in the ledger.
CREATE TABLE conference (
    conference text PRIMARY KEY,
    name text NOT NULL,
    place text NOT NULL,
    contact text NOT NULL,
    seats_reason text NOT NULL
);

-- One row for each person of the office's list, with what the ledger last said of category, standing and seat.
CREATE TABLE delegate (
    conference text NOT NULL,
    code text NOT NULL,
    category text NOT NULL,
    takes_seat boolean NOT NULL,
    standing text NOT NULL,
    seat text NOT NULL,
    honorific text NOT NULL,
    name text NOT NULL,
    gender text,
    birth_year integer,
    position text NOT NULL,
    unit text NOT NULL,
    bloc text NOT NULL,
    sector text NOT NULL,
    delegate_kind text NOT NULL,
    represents text NOT NULL,
    direct_worker boolean,
    titles text NOT NULL,
    awards text NOT NULL,
    higher_congress text NOT NULL,
    phone text NOT NULL,
    remark text NOT NULL,
    PRIMARY KEY (conference, code)
);

-- Ethnicity is sensitive (Law 91/2025/QH15): apart, for the organiser only.
CREATE TABLE ethnicity (
    conference text NOT NULL,
    code text NOT NULL,
    ethnicity text NOT NULL,
    PRIMARY KEY (conference, code)
);

-- Short names of units, for the wall and lists.
CREATE TABLE unit (
    conference text NOT NULL,
    name text NOT NULL,
    short text NOT NULL,
    PRIMARY KEY (conference, name)
);

-- The programme as planned; 1 to 10 are the plan's items, 0 the arrivals.
CREATE TABLE item (
    conference text NOT NULL,
    number integer NOT NULL,
    title_vi text NOT NULL,
    title_en text NOT NULL,
    planned_start timestamptz NOT NULL,
    planned_seconds integer NOT NULL,
    presenter text NOT NULL,
    mc_line text NOT NULL,
    PRIMARY KEY (conference, number)
);

-- The door's facts that count: those since the day was last opened anew.
CREATE VIEW arrival AS
SELECT l.conference, l.seq, l.happened_at, l.desk, l.subject AS code, l.kind,
       l.kind IN ('welcome', 'walk_in', 'substitute', 'in_person') AS is_present
FROM ledger AS l
WHERE l.kind IN ('welcome', 'walk_in', 'substitute', 'in_person', 'undone', 'left')
  AND l.seq > (
      SELECT coalesce(max(o.seq), 0)
      FROM ledger AS o
      WHERE o.conference = l.conference AND o.kind = 'day_opened' AND o.subject = 'anew'
  );

-- Who is here now, by the last such fact of each.
CREATE VIEW presence AS
SELECT DISTINCT ON (conference, code) conference, code, is_present, kind, seq
FROM arrival
ORDER BY conference, code, seq DESC;
