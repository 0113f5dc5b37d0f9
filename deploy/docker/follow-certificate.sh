#!/bin/sh
# Loads a renewed certificate: looks once a minute and reloads nginx when the file is another.
# Runs beside nginx; a configuration that does not pass keeps the old one at work.
set -eu

every=${CERTIFICATE_LOOK_SECONDS:-60}
file=/etc/nginx/tls/tls.crt

(
  seen=$(cksum <"${file}" 2>/dev/null || echo none)
  while sleep "${every}"; do
    now=$(cksum <"${file}" 2>/dev/null || echo none)
    if [ "${now}" != "${seen}" ]; then
      if nginx -t -q; then
        nginx -s reload && echo "follow-certificate: a new certificate is in use"
        seen=${now}
      else
        echo "follow-certificate: the new certificate does not fit; the old one stays" >&2
      fi
    fi
  done
) &
