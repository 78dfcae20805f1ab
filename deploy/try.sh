#!/bin/bash
# Tries the image and a compose file with a real engine: builds, brings everything up beside the sandbox in place of GitHub and
# Jira, opens issues, kills an instance and a Redis node meanwhile, and counts that each issue has exactly one twin; takes a
# backup, wipes Redis and PostgreSQL, restores it and counts again. Takes everything down at the end.
#
#   deploy/try.sh [single|cluster|all]     by default all: one after the other
#
# Needs docker, docker-compose, curl, and the build (./mvnw -DskipTests package). Where an image is missing and no registry can
# be reached, deploy/standins.sh makes stand-ins first. Ends after LIMIT seconds (900) for each at the latest. Status 3: it
# cannot be tried here, and why was said.
set -euo pipefail
kind=${1:-all}
cd "$(dirname "$0")/.."
case "$kind" in
  single) file=docker-compose.yml ;;
  cluster) file=docker-compose.cluster.yml ;;
  all) "$0" single && exec "$0" cluster; exit ;;
  *) echo "usage: deploy/try.sh [single|cluster|all]" >&2; exit 2 ;;
esac
cannot() { echo "deploy/try.sh: NOT TRIED: $*" >&2; exit 3; }
docker info > /dev/null 2>&1 || cannot "no container engine answers (docker info)"
if command -v docker-compose > /dev/null; then compose=docker-compose; else compose="docker compose"; fi
$compose version > /dev/null 2>&1 || cannot "there is no docker-compose and no docker compose"
[ -s target/github-jira-sync.jar ] || cannot "there is no target/github-jira-sync.jar; run ./mvnw -DskipTests package"
[ -n "${TRY_LIMITED:-}" ] || TRY_LIMITED=1 exec timeout --kill-after=60 "${LIMIT:-900}" "$0" "$kind"
trap 'exit 143' TERM
scratch=$(mktemp -d)
project=gjs-try-$kind
issues=${ISSUES:-60}

say() { echo "[$SECONDS s] $*"; }
die() { say "FAILED: $*"; exit 1; }

export HTTP_PORT=${HTTP_PORT:-18080} PROMETHEUS_PORT=19090 GRAFANA_PORT=13000
cat > "$scratch/env" <<ENV
GITHUB_BASE_URL=http://sandbox:8090/github
GITHUB_TOKEN=sandbox-github-token
JIRA_BASE_URL=http://sandbox:8090/jira
JIRA_EMAIL=sync@sandbox.example
JIRA_TOKEN=sandbox-jira-token
GITHUB_WEBHOOK_SECRET=sandbox-github-secret
JIRA_WEBHOOK_SECRET=sandbox-jira-secret
LINK_REPOSITORY=acme/widgets
LINK_PROJECT=SBX
OPS_USER=operator
OPS_PASSWORD=try-operator
POSTGRES_PASSWORD=try-postgres
REPLICATION_PASSWORD=try-replication
REDIS_PASSWORD=try-redis
GRAFANA_PASSWORD=try-grafana
ENV

[ -s target/try.classpath ] || ./mvnw -q -B -DskipTests test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/try.classpath
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
echo "-Xmx192m -cp $PWD/target/test-classes:$PWD/target/classes:$(cat target/try.classpath)" > "$scratch/sandbox.args"
cat > "$scratch/try.yml" <<COMPOSE
version: "3.8"
services:
  sandbox:
    image: eclipse-temurin:25-jre
    entrypoint: [java, "@/sandbox.args", io.github.githubjirasync.sandbox.SandboxMain, "8090", sandbox, "http://nginx:8080"]
    volumes:
      - $scratch/sandbox.args:/sandbox.args:ro
      - $PWD/target:$PWD/target:ro
      - $repository:$repository:ro
    ports: ["127.0.0.1:18090:8090"]
  service:
    environment:
      # The sandbox speaks plain HTTP, which the service allows on loopback only, unless told otherwise.
      GITHUBJIRASYNC_UPSTREAM_PLAINHTTP: "true"
COMPOSE

compose() { $compose -p "$project" --env-file "$scratch/env" -f "$file" -f "$scratch/try.yml" "$@"; }

cleanup() {
  status=$?
  [ "$status" = 0 ] || compose logs --no-color --tail 200 > target/try-$kind.log 2>&1 || true
  compose down -v --remove-orphans > /dev/null 2>&1 || true
  rm -rf "$scratch"
  [ "$status" = 0 ] || say "the containers' last lines are in target/try-$kind.log"
}
trap cleanup EXIT

await() { # await SECONDS WHAT COMMAND…: until the command succeeds
  local until=$((SECONDS + $1)) what=$2; shift 2
  until "$@" > /dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || die "$what"
    sleep 1
  done
}

state() { curl -sf localhost:18090/sandbox/state; }
twins() { state | grep -o '"key":"SBX-[0-9]*"' | sort -u | wc -l; }
all_there() { [ "$(twins)" = "$1" ]; }
container() { compose ps -q "$1" | sed -n "${2:-1}p"; }

open_issues() { # open_issues FROM TO
  for i in $(seq "$1" "$2"); do
    curl -sf -o /dev/null localhost:18090/sandbox/github/issues -d "{\"repository\":\"acme/widgets\",\"title\":\"Issue $i\",\"body\":\"Body $i\",\"labels\":[\"bug\"]}"
  done
}

# GitHub does not send again what was refused while a node was down; an operator does, as docs/runbook.md says.
redeliver() {
  local hook=localhost:18090/github/repos/acme/widgets/hooks
  local auth="Authorization: Bearer sandbox-github-token" id
  id=$(curl -sf -H "$auth" "$hook" | grep -o '"id" *: *[0-9]*' | head -n 1 | grep -o '[0-9]*')
  for delivery in $(curl -sf -H "$auth" "$hook/$id/deliveries?per_page=100" | tr '{' '\n' | grep '"status_code"' | grep -v '"status_code" *: *20' | grep -o '"id" *: *[0-9]*' | grep -o '[0-9]*'); do
    grep -qx "$delivery" "$scratch/redelivered" 2> /dev/null && continue
    curl -sf -o /dev/null -X POST -H "$auth" "$hook/$id/deliveries/$delivery/attempts" && echo "$delivery" | tee -a "$scratch/redelivered"
  done
}

say "image"
docker build -q -t github-jira-sync:latest . > /dev/null 2> "$scratch/build.log" || { tail -20 "$scratch/build.log"; die "not built"; }
services=$(compose config --services)
docker image inspect grafana/grafana:11.1.0 > /dev/null 2>&1 || docker pull -q grafana/grafana:11.1.0 > /dev/null 2>&1 || {
  say "no image of Grafana here: tried without it"
  services=$(echo "$services" | grep -v '^grafana$')
}
say "up: $file, 3 instances"
# shellcheck disable=SC2086
compose up -d --no-build --scale service=3 $services > "$scratch/up.log" 2>&1 || { tail -20 "$scratch/up.log"; die "not up"; }
await 180 "the load balancer is not up" curl -sf localhost:$HTTP_PORT/health
await 60 "the sandbox is not up" state
say "all are up: $(compose ps -q | wc -l) containers"

code=$(curl -s -o /dev/null -w '%{http_code}' -X POST localhost:$HTTP_PORT/webhooks/github -H 'Content-Type: application/json' -d '{}')
[ "$code" = 401 ] || die "an unsigned delivery was answered $code"

say "$issues issues; an instance and a Redis node are killed meanwhile"
open_issues 1 $((issues / 3))
docker kill "$(container service 2)" > /dev/null
open_issues $((issues / 3 + 1)) $((2 * issues / 3))
if [ "$kind" = cluster ]; then node=redis-6380; else node=redis; fi
docker kill "$(container $node)" > /dev/null
[ "$kind" = cluster ] || { sleep 2; docker start "$(container redis)" > /dev/null 2>&1 || compose up -d --no-build redis > /dev/null 2>&1; }
open_issues $((2 * issues / 3 + 1)) "$issues"
for round in 1 2 3 4 5 6; do
  sleep 5
  again=$(redeliver | wc -l)
  [ "$again" = 0 ] || say "$again deliveries that were refused are sent again"
  all_there "$issues" && break
done
await 120 "only $(twins) of $issues issues have a twin" all_there "$issues"
sleep 3
all_there "$issues" || die "$(twins) twins for $issues issues"
dead=$(curl -sf -u operator:try-operator localhost:$HTTP_PORT/ops/queue | grep -o '"dead" *: *[0-9]*' | grep -o '[0-9]*')
[ "$dead" = 0 ] || die "$dead dead letters"
say "each of $issues issues has exactly one twin, no dead letter"

say "backup under load, wipe, restore"
in_postgres() { docker exec -i -e PGHOST=127.0.0.1 -e PGUSER=sync -e PGDATABASE=sync -e PGPASSWORD=try-postgres -e BACKUPS=/tmp/backups -e KEEP=3 "$(container primary)" "$@"; }
redis_node=$([ "$kind" = cluster ] && echo redis-6379 || echo redis)
nodes=$([ "$kind" = cluster ] && echo redis-6379:6379,redis-6380:6380,redis-6381:6381,redis-6382:6382,redis-6383:6383,redis-6384:6384 || echo redis:6379)
in_redis() { docker exec -i -e REDIS_NODES=$nodes -e REDIS_TLS= -e REDISCLI_AUTH=try-redis -e BACKUPS=/tmp/backups "$(container $redis_node)" "$@"; }
if [ "$kind" = cluster ]; then docker start "$(docker ps -aq --filter name=redis-6380)" > /dev/null; sleep 8; fi
scripts=helm/github-jira-sync/files
( open_issues $((issues + 1)) $((issues + 20)) ) & load=$!
in_redis mkdir -p /tmp/backups
docker cp -q $scripts/backup.sh "$(container $redis_node)":/tmp/ 2> /dev/null || docker cp $scripts/backup.sh "$(container $redis_node)":/tmp/
in_redis sh /tmp/backup.sh redis 2> /dev/null | sed 's/^/  /'
docker cp "$(container $redis_node)":/tmp/backups "$scratch/" > /dev/null
docker cp "$scratch/backups" "$(container primary)":/tmp/ > /dev/null
docker cp $scripts/backup.sh "$(container primary)":/tmp/ > /dev/null
in_postgres sh /tmp/backup.sh postgres | sed 's/^/  /'
wait $load
await 60 "the issues of the backup's load have no twin" all_there $((issues + 20))
rm -rf "$scratch/backups"; docker cp "$(container primary)":/tmp/backups "$scratch/" > /dev/null
name=$(ls "$scratch/backups" | grep '^2' | tail -n 1)
mappings() { in_postgres psql -At -c 'select count(*) from issue_mappings where jira_issue_id is not null'; }
before=$(mappings)

compose stop service > /dev/null 2>&1
in_postgres psql -q -c 'set client_min_messages = warning' -c 'drop schema public cascade; create schema public'
if [ "$kind" = cluster ]; then
  for port in 6379 6380 6381 6382 6383 6384; do docker exec -e REDISCLI_AUTH=try-redis "$(container redis-$port)" redis-cli -p $port FLUSHALL > /dev/null 2>&1 || true; done
else in_redis redis-cli FLUSHALL > /dev/null; fi
in_redis rm -rf /tmp/backups
docker cp "$scratch/backups" "$(container $redis_node)":/tmp/ > /dev/null
docker cp $scripts/restore.sh "$(container $redis_node)":/tmp/ > /dev/null
docker cp $scripts/restore.sh "$(container primary)":/tmp/ > /dev/null
in_redis sh /tmp/restore.sh redis "$name" | sed 's/^/  /'
in_postgres sh /tmp/restore.sh postgres "$name" | sed 's/^/  /'
say "mappings before the wipe: $before, in the backup: $(mappings)"
# shellcheck disable=SC2086
compose up -d --no-build --no-recreate --scale service=3 $services > /dev/null 2>&1
await 120 "not up after the restore" curl -sf -u operator:try-operator localhost:$HTTP_PORT/ops/queue
open_issues $((issues + 21)) $((issues + 25))
await 60 "no work goes on after the restore" all_there $((issues + 25))
sleep 3
all_there $((issues + 25)) || die "$(twins) twins for $((issues + 25)) issues: some were made twice"
say "work goes on after the restore, no twin was made twice"
say "PASSED: $kind"
