# The front end: the built pages behind a small web server that keeps the last releases' assets.
#
#   docker build -f deploy/docker/frontend.Dockerfile --target production -t bookreader-frontend .
ARG NODE_IMAGE=node:22-bookworm-slim
ARG NGINX_IMAGE=nginxinc/nginx-unprivileged:1.28-bookworm

FROM ${NODE_IMAGE} AS packages
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund

FROM packages AS development
ENV HOME=/tmp
COPY frontend ./
RUN chown -R 1000:1000 /src/frontend
USER 1000:1000
EXPOSE 5173
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:5173/').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["npx", "vite", "--host", "0.0.0.0", "--port", "5173", "--strictPort"]

FROM packages AS build
COPY frontend ./
RUN npm run build

FROM ${NGINX_IMAGE} AS production
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="BookReader AI, front end" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV REVISION=${REVISION} RELEASES_KEPT=3
USER root
COPY --from=build /src/frontend/dist /usr/share/bookreader
COPY --chmod=0755 deploy/docker/keep-assets.sh /docker-entrypoint.d/15-keep-assets.sh
COPY deploy/nginx/pages.conf /etc/nginx/conf.d/default.conf
RUN install -d -o 101 -g 101 /var/lib/bookreader
USER 101:101
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --start-interval=1s --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/healthz"]
