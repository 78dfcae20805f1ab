#!/bin/sh
# Puts a backup back: restore.sh redis <name>, then restore.sh postgres <name>, while no instance of the service runs. The
# target Redis must be empty, PostgreSQL's database must exist; what is in it is replaced. Environment as for backup.sh.
#
# Redis: a server of its own loads the file, and each key is copied from it with MIGRATE, with its time to live, to the
# node that owns its slot. So it works whatever the target's persistence is, and on a cluster of another shape.
set -eu
umask 077
: "${BACKUPS:?}"
part=${1:-} name=${2:-}
folder="$BACKUPS/$name"

die() { echo "restore: $*" >&2; exit 1; }

[ -n "$name" ] && [ -f "$folder/COMPLETE" ] || die "no complete backup '$name' in $BACKUPS; there are: $(cd "$BACKUPS" && ls -d 2*/ 2>/dev/null | tr -d / | tr '\n' ' ')"
(cd "$folder" && sha256sum -c COMPLETE > /dev/null) || die "backup $name is damaged"

cli() { # cli NODE COMMAND…
  node=$1; shift
  redis-cli ${REDIS_TLS:-} -h "${node%:*}" -p "${node##*:}" "$@"
}

here() { # here COMMAND…: the scratch server, which has no password
  (unset REDISCLI_AUTH; redis-cli -h 127.0.0.1 -p "$port" "$@")
}

restore_redis() {
  [ -z "${REDIS_TLS:-}" ] || die "MIGRATE has no TLS of its own; restore through a plain port"
  masters=
  for node in $(echo "$REDIS_NODES" | tr , ' '); do
    [ "$(cli "$node" INFO replication | tr -d '\r' | sed -n 's/^role://p')" = master ] || continue
    [ "$(cli "$node" DBSIZE)" = 0 ] || die "Redis at $node is not empty"
    masters="$masters $node"
  done
  [ -n "$masters" ] || die "none of $REDIS_NODES is a master"
  scratch=$(mktemp -d)
  port=${RESTORE_PORT:-7379}
  copied=0
  for file in "$folder"/redis-*.rdb; do
    cp "$file" "$scratch/dump.rdb"
    redis-server --port "$port" --bind 127.0.0.1 --dir "$scratch" --dbfilename dump.rdb --appendonly no --save '' \
      --daemonize yes --pidfile "$scratch/pid" --logfile "$scratch/log" > /dev/null
    tries=0
    until here PING 2>/dev/null | grep -q PONG; do
      tries=$((tries + 1))
      [ "$tries" -lt 300 ] || die "the file was not loaded on port $port within a minute: $(tail -n 3 "$scratch/log" 2>/dev/null)"
      sleep 0.2
    done
    here --scan > "$scratch/keys"
    copy_keys "$scratch/keys"
    copied=$((copied + $(wc -l < "$scratch/keys")))
    here SHUTDOWN NOSAVE 2>/dev/null || true
    while [ -e "$scratch/pid" ]; do sleep 0.1; done
  done
  rm -rf "$scratch"
  there=0
  for node in $masters; do there=$((there + $(cli "$node" DBSIZE))); done
  echo "restore $name: Redis, $copied keys copied, $there there (those whose time was over are gone)"
}

# A line for each key, as redis-cli reads it: a key of ours has no white space, but may have quotes. 100 keys a call.
copy_keys() { # copy_keys FILE: to the only master, or to the owner of each key's slot
  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&"/' "$1" > "$scratch/quoted"
  if [ "$(echo $masters | wc -w)" -eq 1 ]; then
    sed "s/^/${masters# } /" "$scratch/quoted" > "$scratch/owned"
  else
    node=${masters# }; node=${node%% *}
    cli "$node" CLUSTER NODES | awk '$3 ~ /master/ { sub(/@.*/, "", $2); for (i = 9; i <= NF; i++) { n = split($i, r, "-"); print r[1], r[n], $2 } }' > "$scratch/ranges"
    sed 's/^/CLUSTER KEYSLOT /' "$scratch/quoted" | cli "$node" | tr -d '\r' | paste -d ' ' - "$scratch/quoted" | awk -v ranges="$scratch/ranges" '
      BEGIN { while ((getline range < ranges) > 0) { split(range, r, " "); for (s = r[1]; s <= r[2]; s++) owner[s + 0] = r[3] } }
      { if (!($1 in owner)) { print "nobody in the cluster owns slot " $1 > "/dev/stderr"; exit 1 } print owner[$1], $2 }' > "$scratch/owned" || die "the cluster is not whole"
  fi
  awk -v auth="${REDISCLI_AUTH:-}" '
    { batch[$1] = batch[$1] " " $2; if (++n[$1] == 100) { print line($1); batch[$1] = ""; n[$1] = 0 } }
    END { for (node in n) if (n[node]) print line(node) }
    function line(node) { split(node, at, ":"); return "MIGRATE " at[1] " " at[2] " \"\" 0 60000 COPY REPLACE" (auth == "" ? "" : " AUTH \"" auth "\"") " KEYS" batch[node] }' \
    "$scratch/owned" | here > "$scratch/answers"
  if grep -v -e '^OK' -e '^NOKEY' "$scratch/answers" >&2; then die "Redis refused keys"; fi
}

restore_postgres() {
  pg_restore --clean --if-exists --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$PGDATABASE" "$folder/postgres.dump"
  # Tells the service that twins may exist which were made after the backup, so that it looks for them before it makes one.
  psql -X -q -v ON_ERROR_STOP=1 -v name="$name" --dbname="$PGDATABASE" <<'SQL'
INSERT INTO audit_log (who, action, subject, detail)
VALUES ('restore.sh', 'restore', 'backup', jsonb_build_object('name', :'name'));
SQL
  echo "restore $name: PostgreSQL, $(psql -X -A -t --dbname="$PGDATABASE" -c 'SELECT count(*) FROM issue_mappings') mappings"
  echo "restore $name: what was accepted later is not in it; have GitHub and Jira deliver again what they sent since then"
}

case "$part" in
  redis) restore_redis ;;
  postgres) restore_postgres ;;
  *) die "usage: restore.sh redis|postgres <name>" ;;
esac
