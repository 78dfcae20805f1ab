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
  port=${RESTORE_PORT:-16379}
  copied=0
  for file in "$folder"/redis-*.rdb; do
    cp "$file" "$scratch/dump.rdb"
    redis-server --port "$port" --bind 127.0.0.1 --dir "$scratch" --dbfilename dump.rdb --appendonly no --save '' \
      --daemonize yes --pidfile "$scratch/pid" --logfile "$scratch/log" > /dev/null
    local="127.0.0.1:$port"
    until REDISCLI_AUTH= redis-cli -h 127.0.0.1 -p "$port" PING 2>/dev/null | grep -q PONG; do sleep 0.2; done
    REDISCLI_AUTH= redis-cli -h 127.0.0.1 -p "$port" --scan > "$scratch/keys"
    copy_keys "$scratch/keys"
    copied=$((copied + $(wc -l < "$scratch/keys")))
    REDISCLI_AUTH= redis-cli -h 127.0.0.1 -p "$port" SHUTDOWN NOSAVE 2>/dev/null || true
    while [ -e "$scratch/pid" ]; do sleep 0.1; done
  done
  rm -rf "$scratch"
  there=0
  for node in $masters; do there=$((there + $(cli "$node" DBSIZE))); done
  echo "restore $name: Redis, $copied keys copied, $there there (those whose time was over are gone)"
}

copy_keys() { # copy_keys FILE: to the only master, or to the owner of each key's slot
  set -- "$1" $masters
  keys=$1; shift
  if [ $# -eq 1 ]; then
    # 100 keys a call; a key of ours has no white space, but may have quotes.
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&"/' "$keys" | awk -v host="${1%:*}" -v port="${1##*:}" -v auth="${REDISCLI_AUTH:-}" '
      { batch = batch " " $0; if (++n == 100) { print line(batch); batch = ""; n = 0 } }
      END { if (n) print line(batch) }
      function line(b) { return "MIGRATE " host " " port " \"\" 0 60000 COPY REPLACE" (auth == "" ? "" : " AUTH \"" auth "\"") " KEYS" b }' \
      | REDISCLI_AUTH= redis-cli -h 127.0.0.1 -p "$port" > "$scratch/answers"
    if grep -v -e '^OK$' -e '^NOKEY$' "$scratch/answers" >&2; then die "Redis at $1 refused keys"; fi
    return
  fi
  while IFS= read -r key; do
    slot=$(cli "$1" CLUSTER KEYSLOT "$key")
    owner=$(cli "$1" CLUSTER NODES | awk -v slot="$slot" '$3 ~ /master/ { for (i = 9; i <= NF; i++) { split($i, r, "-"); if (slot >= r[1] + 0 && slot <= (r[2] == "" ? r[1] : r[2]) + 0) { sub(/@.*/, "", $2); print $2 } } }')
    [ -n "$owner" ] || die "nobody in the cluster owns slot $slot"
    if [ -n "${REDISCLI_AUTH:-}" ]; then set -- "$@"; auth="AUTH $REDISCLI_AUTH"; else auth=; fi
    answer=$(REDISCLI_AUTH= redis-cli -h 127.0.0.1 -p "$port" MIGRATE "${owner%:*}" "${owner##*:}" "" 0 60000 COPY REPLACE $auth KEYS "$key")
    case "$answer" in OK | NOKEY) ;; *) die "Redis at $owner refused a key: $answer" ;; esac
  done < "$keys"
}

restore_postgres() {
  pg_restore --clean --if-exists --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$PGDATABASE" "$folder/postgres.dump"
  echo "restore $name: PostgreSQL"
}

case "$part" in
  redis) restore_redis ;;
  postgres) restore_postgres ;;
  *) die "usage: restore.sh redis|postgres <name>" ;;
esac
