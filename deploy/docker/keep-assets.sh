#!/bin/sh
# Adds this release's hashed files to those of the releases before it, so that a page opened
# yesterday still finds its parts; files that none of the last RELEASES_KEPT releases names go.
set -eu

pages=/usr/share/bookreader
kept=/var/lib/bookreader
mkdir -p "${kept}/assets" "${kept}/releases"

for file in "${pages}"/assets/*; do
  name=${file##*/}
  [ -e "${kept}/assets/${name}" ] && continue
  cp "${file}" "${kept}/assets/.${name}.new"
  mv "${kept}/assets/.${name}.new" "${kept}/assets/${name}"
done

list="${kept}/releases/${REVISION}"
(cd "${pages}/assets" && ls) >"${list}.new"
mv "${list}.new" "${list}"

# The newest lists name what stays.
cd "${kept}/releases"
ls -t | tail -n "+$((RELEASES_KEPT + 1))" | while read -r old; do rm -f -- "${old}"; done
sort -u -- * >/tmp/named
cd "${kept}/assets"
for name in *; do
  grep -qxF -- "${name}" /tmp/named || rm -f -- "${name}"
done
echo "keep-assets: $(ls "${kept}/assets" | wc -l) files of $(ls "${kept}/releases" | wc -l) releases"
