#!/bin/bash
# Makes stand-ins for the images that the Dockerfile and the compose files name, for machines whose Docker reaches no registry:
# Debian's packages (debootstrap) and a JDK 25 of this machine, under the real images' names, with their start scripts' ways.
# Needs root, debootstrap, docker. Images that exist are left alone. Grafana has no stand-in.
#
#   deploy/standins.sh [JDK_HOME]
set -euo pipefail
jdk=${1:-/usr/lib/jvm/temurin-25-jdk-amd64}
work=${STANDINS_DIR:-$(mktemp -d)}
[ -x "$jdk/bin/java" ] || { echo "standins: no JDK at $jdk" >&2; exit 1; }

has() { docker image inspect "$1" > /dev/null 2>&1; }

if ! has standin-base; then
  [ -d "$work/root/etc" ] || debootstrap --variant=minbase \
    --include=bash,ca-certificates,redis-server,redis-tools,postgresql,postgresql-client,nginx-light,prometheus,wget \
    bookworm "$work/root" > "$work/debootstrap.log"
  tar -C "$work/root" --exclude=./var/cache/apt/archives/*.deb --exclude=./proc/* --exclude=./sys/* -c . | docker import - standin-base > /dev/null
fi

build() { # build NAME CONTEXT: a Dockerfile comes on standard input
  has "$1" || docker build -q -t "$1" -f - "$2" > /dev/null
  echo "standins: $1"
}

empty="$work/empty"
mkdir -p "$empty"

build redis:7-alpine "$empty" <<'DOCKERFILE'
FROM standin-base
WORKDIR /data
RUN chown redis:redis /data && ln -sf /usr/bin/setpriv /usr/local/bin/setpriv
ENTRYPOINT ["setpriv", "--reuid=redis", "--regid=redis", "--clear-groups"]
CMD ["redis-server"]
DOCKERFILE

cat > "$empty/entrypoint.sh" <<'SCRIPT'
#!/bin/bash
# What the real image's does: makes the cluster, the user and the database once, runs the scripts, then starts.
set -e
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"; chown -R postgres "$PGDATA" "$(dirname "$PGDATA")"; chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb -U "$POSTGRES_USER" --pwfile=<(printf '%s' "$POSTGRES_PASSWORD") --auth-host=scram-sha-256 --auth-local=trust > /dev/null
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  pg_ctl -w start -o "-c listen_addresses=''" > /dev/null
  createdb -U "$POSTGRES_USER" "$POSTGRES_DB"
  for script in /docker-entrypoint-initdb.d/*.sh; do [ -e "$script" ] && sh "$script"; done
  pg_ctl -w stop -m fast > /dev/null
fi
exec "$@"
SCRIPT
build postgres:16-alpine "$empty" <<'DOCKERFILE'
FROM standin-base
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PGDATA=/var/lib/postgresql/data
COPY entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN chmod 755 /usr/local/bin/docker-entrypoint.sh && mkdir -p /var/run/postgresql /docker-entrypoint-initdb.d /var/lib/postgresql/data \
  && chown -R postgres /var/run/postgresql /var/lib/postgresql && sed -i "s/^#listen_addresses.*/listen_addresses = '*'/" /usr/share/postgresql/15/postgresql.conf.sample
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
DOCKERFILE

build nginx:1-alpine "$empty" <<'DOCKERFILE'
FROM standin-base
RUN useradd --system --no-create-home nginx
CMD ["nginx", "-g", "daemon off;"]
DOCKERFILE

build prom/prometheus:v2.53.0 "$empty" <<'DOCKERFILE'
FROM standin-base
RUN mkdir -p /prometheus && chmod 777 /prometheus
ENTRYPOINT ["prometheus"]
DOCKERFILE

if ! has eclipse-temurin:25-jre; then
  rm -rf "$work/jdk" && mkdir -p "$work/jdk"
  cp -r "$jdk" "$work/jdk/openjdk" && rm -rf "$work/jdk/openjdk/jmods" "$work/jdk/openjdk/lib/src.zip" "$work/jdk/openjdk/include" "$work/jdk/openjdk/man"
fi
build eclipse-temurin:25-jre "$work/jdk" <<'DOCKERFILE'
FROM standin-base
COPY openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
DOCKERFILE
