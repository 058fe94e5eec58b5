#!/bin/sh
# The command readout with the service's settings and database: docs/run.md says how to install it.
cd /var/lib/readout || exit 1
exec sudo -u readout READOUT_DB=/var/lib/readout/readout.db node /opt/readout/src/launch.mjs cli.ts "$@"
