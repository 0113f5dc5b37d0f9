#!/bin/sh
# Issues the certificate once, then looks twice a day whether it is to be renewed. A new one is
# written beside the old and renamed over it, key first: nginx never sees half of a pair for long,
# and a pair that does not fit is not taken by it.
set -eu

live=/etc/letsencrypt/live/${DOMAIN}

hand_over() {
  [ -e "${live}/fullchain.pem" ] || return 0
  cmp -s "${live}/fullchain.pem" /tls/tls.crt && return 0
  cp -L "${live}/privkey.pem" /tls/.tls.key.new
  cp -L "${live}/fullchain.pem" /tls/.tls.crt.new
  chmod 0444 /tls/.tls.key.new /tls/.tls.crt.new
  mv -f /tls/.tls.key.new /tls/tls.key
  mv -f /tls/.tls.crt.new /tls/tls.crt
  echo "renew: a certificate for ${DOMAIN} is handed over"
}

if [ -n "${ACME_EMAIL}" ]; then
  set -- --email "${ACME_EMAIL}"
else
  set -- --register-unsafely-without-email
fi

while :; do
  if certbot certonly --non-interactive --agree-tos --keep-until-expiring --webroot \
      --webroot-path /var/www/acme --server "${ACME_SERVER}" --domain "${DOMAIN}" "$@"; then
    hand_over
  else
    echo "renew: no certificate this time; the one in use stays" >&2
  fi
  sleep 43200
done
