#!/bin/sh
# Installs requirements.txt of the folder it is run in into a venv of that folder, unless it is there.
set -e
cmp -s requirements.txt target/installed.txt && exit 0
rm -rf target
python3 -m venv target/venv
target/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
cp requirements.txt target/installed.txt
