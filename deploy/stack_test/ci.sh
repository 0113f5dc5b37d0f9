#!/bin/sh
# The stack test as one part of .ci/run: starts an engine where there is none, runs the test, ends
# what it started. Where no engine can be had the part is skipped, and says so loudly; a check of
# the test that fails, fails. The hour that CI has is enough for what is looked at and for three
# minutes of two hundred readers; what is broken on purpose takes another quarter of it and is
# `make stack-test` by itself, or this with FULL=1.
set -eu
cd "$(dirname "$0")/../.."

stand_ins=../shared/stack
pid_file=${STACK_STATE:-/var/tmp/stack-engine}/run/docker.pid
ran_before=no
if kill -0 "$(cat "${pid_file}" 2>/dev/null || echo none)" 2>/dev/null; then ran_before=yes; fi

if [ "$#" = 0 ] && [ -z "${FULL:-}" ]; then
  set -- --only walk,edge,hardening,load,monitoring --patience 3
fi
code=0
python3 dev.py stack-test "$@" || code=$?

if [ "${ran_before}" = no ] && [ -x "${stand_ins}/stop-engine" ] && [ -e "${pid_file}" ]; then
  "${stand_ins}/stop-engine" || echo 'the engine could not be ended' >&2
fi
if [ "${code}" = 77 ]; then
  for _ in 1 2 3; do
    echo '!!! THE STACK TEST WAS NOT RUN: no Docker engine with Compose could be found or started here'
  done
  exit 0
fi
exit "${code}"
