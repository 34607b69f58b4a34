#!/usr/bin/env sh
# Makes the registry of French State sites from open data. Usage: seeds/fr/make.sh [FOLDER of the data] [FOLDER to write]
# The data: fr-state-sites (DashLord), fr-domains (public-sector domains), fr-life-events (service-public fiches).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${1:-"$here/../../../shared/data"}
into=${2:-"$here"}
# The Node that the project brings, whatever the machine has.
node="$here/../../node_modules/.bin/node"
import() { "$node" "$here/../../cli/main.ts" seeds import "$@" --into "$into" --quiet; }
rm -f "$into/sites.csv" "$into/themes.csv" "$into/life-events.csv" "$into/memberships.csv" "$into/aliases.csv" \
  "$into/mandated-links.csv" "$into/expected-links.csv" "$into/left-out.csv"
import dashlord "$data/fr-state-sites/sites.csv" --observed-on 2026-01-31
import services "$here/services.csv"
import renames "$here/renames.csv"
import redirects "$data/fr-domains/redirect_edges_2022-12.csv" --observed-on 2022-12-13
import fiches "$here/topics.csv" "$data/fr-life-events/theme_host_links.csv" "$data/fr-life-events/life_event_host_links.csv"
