#!/bin/sh
# Starts Redis with a password from a file, which must not stand in the list of processes.
#   start.sh queue   kept on disk, nothing is ever evicted: a queue that forgets is no queue
#   start.sh cache   in memory alone, the least used goes first
set -eu

password=$(cat /run/secrets/redis_password)
conf=/tmp/redis.conf
umask 077
{
  echo "requirepass ${password}"
  echo "bind * -::*"
  echo "protected-mode yes"
  echo "tcp-keepalive 60"
  echo 'rename-command FLUSHALL ""'
  echo 'rename-command DEBUG ""'
  case ${1} in
    queue)
      echo "dir /data"
      echo "appendonly yes"
      echo "appendfsync everysec"
      echo "save 900 1 300 100 60 10000"
      echo "maxmemory 384mb"
      echo "maxmemory-policy noeviction"
      ;;
    cache)
      echo 'save ""'
      echo "appendonly no"
      echo "maxmemory 64mb"
      echo "maxmemory-policy allkeys-lru"
      ;;
    *)
      echo "start.sh: queue or cache, not ${1}" >&2
      exit 64
      ;;
  esac
} >"${conf}"
exec redis-server "${conf}"
