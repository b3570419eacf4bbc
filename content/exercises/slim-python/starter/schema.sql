CREATE TABLE IF NOT EXISTS stock (
  sku text PRIMARY KEY,
  pieces integer NOT NULL CHECK (pieces >= 0)
);
