#!/bin/sh
# Starts a streaming replica: copies the primary when the data directory is empty, then follows it.
set -eu
export PGPASSWORD="$REPLICATION_PASSWORD"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  until pg_basebackup -h primary -U replicator -D "$PGDATA" -X stream -R; do
    echo "The primary does not answer yet"
    rm -rf "${PGDATA:?}"/*
    sleep 1
  done
  chmod 700 "$PGDATA"
fi
unset PGPASSWORD
exec postgres -c hot_standby=on -c max_connections=300 -c hot_standby_feedback=on
