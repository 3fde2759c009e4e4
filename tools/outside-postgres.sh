#!/usr/bin/env bash
# A throw-away PostgreSQL from the distribution, beside the built-in one, to run the tests on the oldest version Maek
# promises (15). The login it offers is no superuser: row-level security is then truly tested.
#
#   export DATABASE_URL="$(tools/outside-postgres.sh start FOLDER)"
#   tools/outside-postgres.sh stop FOLDER
#
# FOLDER is made, must be short (it holds the socket) and is removed by stop.
set -euo pipefail

version="${POSTGRES_VERSION:-15}"
action="${1:-}"
folder="${2:-}"
if [[ ! "$action" =~ ^(start|stop)$ || -z "$folder" ]]; then
  echo "usage: $0 start|stop FOLDER" >&2
  exit 2
fi

find_programs() {
  local candidate
  for candidate in "/usr/lib/postgresql/$version/bin" "/usr/pgsql-$version/bin"; do
    [[ -x "$candidate/initdb" ]] && echo "$candidate" && return
  done
  return 1
}

# PostgreSQL refuses to run as root.
as_account() {
  if [[ "$(id -u)" == 0 ]]; then
    setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
  else
    "$@"
  fi
}

install_programs() {
  # A cluster that Debian starts by itself is not wanted.
  mkdir -p /etc/postgresql-common
  [[ -e /etc/postgresql-common/createcluster.conf ]] ||
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "postgresql-$version" >&2
}

start() {
  local programs
  if ! programs="$(find_programs)"; then
    if [[ "$(id -u)" != 0 ]]; then
      echo "PostgreSQL $version is not installed; run this as root, or install postgresql-$version." >&2
      exit 1
    fi
    install_programs
    programs="$(find_programs)"
  fi
  mkdir -m 700 "$folder"
  folder="$(realpath "$folder")"
  [[ "$(id -u)" == 0 ]] && chown postgres: "$folder"
  cd "$folder"
  as_account "$programs/initdb" -D "$folder/cluster" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  # Thrown away after the run, so it need not survive a power cut.
  as_account "$programs/pg_ctl" -D "$folder/cluster" -l "$folder/log" -w -s \
    -o "-k '$folder' -c listen_addresses= -c fsync=off -c max_connections=100" start </dev/null >/dev/null 2>&1 ||
    { cat "$folder/log" >&2; exit 1; }
  as_account "$programs/psql" -q -X -h "$folder" -U postgres -d postgres \
    -c 'create role maek_owner login createdb createrole' \
    -c 'create database maek_owner owner maek_owner' >&2
  echo "postgresql://localhost/maek_owner?host=$folder&user=maek_owner"
}

stop() {
  local programs
  programs="$(find_programs)"
  folder="$(realpath "$folder")"
  cd /
  as_account "$programs/pg_ctl" -D "$folder/cluster" -w -s -m immediate stop
  rm -r "$folder"
}

"$action"
