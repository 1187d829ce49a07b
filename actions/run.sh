#!/usr/bin/env bash
# Finds a node and becomes it: `run.sh <command>`. A composite action gets no node from the runner, only a bash, and
# that bash may be 3.2 (macOS) or Git's (Windows). `exec` at the end, so that the runner's signals reach node.
set -u

readonly needed=20
readonly mount=/__e # where the runner mounts its own externals into a job container

case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac

seen=''

# Becomes this node when it runs here (the mounted one is for glibc, the image may be Alpine) and is new enough.
try() {
  local node=$1 version major
  shift
  [ -x "$node" ] || return 0
  version=$("$node" --version 2>/dev/null) || return 0
  major=${version#v}
  major=${major%%.*}
  case $major in
  '' | *[!0-9]*) return 0 ;;
  esac
  if [ "$major" -lt "$needed" ]; then
    seen="$seen $node is $version."
    return 0
  fi
  exec "$node" "$here/../dist/index.js" "$@"
}

try_externals() {
  local externals=$1 node
  shift
  for node in "$externals"/node24 "$externals"/node24_alpine "$externals"/node[2-9]*; do
    try "$node/bin/node" "$@"
    try "$node/bin/node.exe" "$@"
  done
}

parent_of() {
  local key value
  if [ -r "/proc/$1/status" ]; then
    while read -r key value; do
      if [ "$key" = PPid: ]; then
        echo "$value"
      fi
    done <"/proc/$1/status"
  else
    ps -o ppid= -p "$1" 2>/dev/null | tr -d ' '
  fi
}

# The root folder of the runner that runs this step: its worker is one of our ancestors.
runner_root() {
  local pid=$PPID program
  while [ "${pid:-0}" -gt 0 ]; do
    program=$(readlink "/proc/$pid/exe" 2>/dev/null || ps -o comm= -p "$pid" 2>/dev/null)
    case $program in
    */bin/Runner.Worker | */bin/Runner.Listener)
      echo "${program%/bin/*}"
      return
      ;;
    esac
    pid=$(parent_of "$pid")
  done
}

set -f
IFS=:
for directory in $PATH; do
  try "$directory/node" "$@"
  try "$directory/node.exe" "$@"
done
unset IFS
set +f

try_externals "$mount" "$@"
root=$(runner_root)
if [ -n "$root" ]; then
  try_externals "$root/externals" "$@"
fi
# <root>/_work/_temp is the default of a runner somebody set up, /home/runner that of the official image.
if [ -n "${RUNNER_TEMP:-}" ]; then
  try_externals "$RUNNER_TEMP/../../externals" "$@"
fi
try_externals /home/runner/externals "$@"
# What actions/setup-node installed for an earlier job.
for node in "${RUNNER_TOOL_CACHE:-${AGENT_TOOLSDIRECTORY:-/opt/hostedtoolcache}}"/node/*/*; do
  try "$node/bin/node" "$@"
  try "$node/node.exe" "$@"
done

message="No Node.js $needed or later was found on this runner.$seen Add a step with actions/setup-node before this one, or install Node.js on the runner."
echo "::error title=kargo-ci::$message"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  {
    echo 'status=invalid-input'
    echo 'failure-reason='
    echo "message=$message"
  } >>"$GITHUB_OUTPUT"
fi
exit 2
