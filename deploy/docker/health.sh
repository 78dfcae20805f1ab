#!/bin/bash
# Succeeds if the service in this container is alive: health.sh [path]. Needs nothing but bash.
exec 3<> "/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-8081}" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "${1:-/actuator/health/liveness}" >&3
read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]
