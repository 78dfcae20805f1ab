#!/bin/sh
# Injects faults into the job queue under load and prints a line for each: how often, jobs, lost, doubled, seconds to
# recover. Needs a JDK and nothing else; everything runs on loopback and stops by itself.
#
#   bench/faults.sh [--quick] [--only name,…]
#
# Names: kill9-worker
set -eu

project=$(CDPATH="" cd -- "$(dirname -- "$0")/.." && pwd)
cd "$project"
classpath="target/fault-classpath"
./mvnw -q -B -Dstyle.color=never -DskipTests test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$classpath" >&2
exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -cp "target/test-classes:target/classes:$(cat "$classpath")" io.github.githubjirasync.faults.FaultBench "$@"
