-- A copy of two rows of the shop, to try a restore with.
CREATE TABLE customer (id int PRIMARY KEY, name text, email text);
INSERT INTO customer VALUES (1, 'Ada Example', 'ada@shop.example.org');
INSERT INTO customer VALUES (2, 'Ben Example', 'ben@shop.example.org');
