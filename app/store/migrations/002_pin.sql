-- The roles' PINs, as hashes of a memory-hard function.
CREATE TABLE pin (
    conference text NOT NULL,
    role text NOT NULL,
    hashed text NOT NULL,
    PRIMARY KEY (conference, role)
);
