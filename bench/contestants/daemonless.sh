#!/bin/sh
# The way of the script buildctl-daemonless.sh in BuildKit's image: starts buildkitd, asks every tenth of a second whether it
# answers, runs one buildctl, ends buildkitd. For images that lack it, so that every image is used the same way.
set -eu
address=unix:///run/buildkit/buildkitd.sock
buildkitd --config /buildkitd.toml --addr "$address" > /tmp/buildkitd.log 2>&1 &
daemon=$!
trap 'kill "$daemon"; wait "$daemon" || true' EXIT
tries=0
until buildctl --addr "$address" debug workers > /dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ]; then
    cat /tmp/buildkitd.log >&2
    exit 1
  fi
  sleep 0.1
done
buildctl --addr "$address" "$@"
