-- Runs once, in a new cluster.
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
