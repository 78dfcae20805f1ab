#!/bin/sh
# Starts one node of the cluster on a port: node.sh 6379
set -eu
exec redis-server /etc/redis/redis.conf --port "$1" --cluster-enabled yes --cluster-config-file /data/nodes.conf \
  --cluster-node-timeout 5000 --dir /data --requirepass "$REDISCLI_AUTH" --masterauth "$REDISCLI_AUTH"
