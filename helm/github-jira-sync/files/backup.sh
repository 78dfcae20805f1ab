#!/bin/sh
# Takes a backup: backup.sh redis, then backup.sh postgres. A folder below $BACKUPS named after the time (UTC) holds
# redis-<n>.rdb for each master, postgres.dump (pg_dump's custom format) and, once both are whole, COMPLETE with a SHA-256 of
# each. Redis comes first: a job that was applied after its copy was made finds its mapping in the later copy of PostgreSQL
# and changes nothing. Keeps the newest $KEEP complete backups.
#
# Environment: BACKUPS, KEEP; REDIS_NODES (host:port, comma separated; of a cluster all masters and replicas), REDIS_TLS (--tls or
# empty), REDISCLI_AUTH; PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD.
set -eu
umask 077
: "${BACKUPS:?}" "${KEEP:=14}"
open="$BACKUPS/.open"

die() { echo "backup: $*" >&2; exit 1; }

backup_redis() {
  name=$(date -u +%Y%m%dT%H%M%SZ)
  rm -rf "$BACKUPS/.partial" && mkdir -p "$BACKUPS/.partial"
  number=0
  for node in $(echo "$REDIS_NODES" | tr , ' '); do
    host=${node%:*} port=${node##*:}
    role=$(redis-cli ${REDIS_TLS:-} -h "$host" -p "$port" INFO replication | tr -d '\r' | sed -n 's/^role://p')
    [ -n "$role" ] || die "Redis at $node does not answer"
    [ "$role" = master ] || continue
    redis-cli ${REDIS_TLS:-} -h "$host" -p "$port" --rdb "$BACKUPS/.partial/redis-$number.rdb" >&2
    [ "$(head -c 5 "$BACKUPS/.partial/redis-$number.rdb")" = REDIS ] || die "the copy of Redis at $node is not whole"
    number=$((number + 1))
  done
  [ "$number" -gt 0 ] || die "none of $REDIS_NODES is a master"
  echo "$name" > "$open"
  echo "backup $name: Redis, $number file(s)"
}

backup_postgres() {
  [ -s "$open" ] || die "backup.sh redis comes first"
  name=$(cat "$open")
  # Whoever reads a backup must not get a session with it.
  pg_dump --format=custom --no-owner --no-privileges --exclude-table-data='ops_sessions*' --file="$BACKUPS/.partial/postgres.dump"
  pg_restore --list "$BACKUPS/.partial/postgres.dump" > /dev/null || die "the copy of PostgreSQL cannot be read"
  (cd "$BACKUPS/.partial" && sha256sum redis-*.rdb postgres.dump > COMPLETE)
  mv "$BACKUPS/.partial" "$BACKUPS/$name"
  rm -f "$open"
  echo "backup $name: complete, $(du -sk "$BACKUPS/$name" | cut -f1) KiB"
  kept=0
  for old in $(ls -1r "$BACKUPS"); do
    [ -f "$BACKUPS/$old/COMPLETE" ] || continue
    kept=$((kept + 1))
    [ "$kept" -le "$KEEP" ] || { rm -rf "${BACKUPS:?}/$old"; echo "backup $old: removed"; }
  done
}

case "${1:-}" in
  redis) backup_redis ;;
  postgres) backup_postgres ;;
  *) die "usage: backup.sh redis|postgres" ;;
esac
