CREATE TABLE IF NOT EXISTS loan (
  tool integer PRIMARY KEY,
  card text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);
