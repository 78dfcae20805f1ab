#!/bin/sh
# Runs once, when the primary's data directory is made: lets replicas stream.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$REPLICATION_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE replicator WITH REPLICATION LOGIN PASSWORD :'password';
GRANT pg_monitor TO CURRENT_USER;
SQL
echo "host replication replicator all scram-sha-256" >> "$PGDATA/pg_hba.conf"
