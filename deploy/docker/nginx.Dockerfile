# The edge with its configuration inside; certificates and the choice of a slot come from outside.
ARG NGINX_IMAGE=nginxinc/nginx-unprivileged:1.28-bookworm

FROM ${NGINX_IMAGE}
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="BookReader AI, edge" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
USER root
RUN rm -rf /etc/nginx/conf.d /docker-entrypoint.d/*.sh
COPY deploy/nginx/nginx.conf /etc/nginx/nginx.conf
COPY deploy/nginx/snippets /etc/nginx/snippets
COPY deploy/nginx/sites.d /etc/nginx/sites.d
COPY deploy/nginx/upstream.d /etc/nginx/upstream.d
COPY --chmod=0755 deploy/docker/follow-certificate.sh /docker-entrypoint.d/20-follow-certificate.sh
USER 101:101
EXPOSE 8080 8443
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --start-interval=1s --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/healthz"]
