#!/bin/sh
# Makes a cluster with one replica for each master out of $NODES (address:port …), unless it is one, and then stays.
set -eu
first=${NODES%% *}
known=$(redis-cli -h "${first%:*}" -p "${first#*:}" CLUSTER INFO | tr -d '\r' | sed -n 's/^cluster_known_nodes://p')
if [ "$known" = 1 ]; then
  redis-cli --cluster create $NODES --cluster-replicas 1 --cluster-yes
fi
exec tail -f /dev/null
