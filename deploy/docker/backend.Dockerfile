# The back end: one image for the web server, the worker and the beat.
#
#   docker build -f deploy/docker/backend.Dockerfile --target production -t bookreader-backend .
#
# Bases can be pinned by digest from outside: --build-arg PYTHON_IMAGE=python:3.11-slim-bookworm@sha256:…
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
WORKDIR /src/backend
COPY backend/requirements.lock ./
RUN --mount=type=cache,target=/root/.cache/pip \
    /opt/venv/bin/pip install --no-deps --require-hashes --only-binary=:all: -r requirements.lock
# Traces for a collector: TELEMETRY=1.
ARG TELEMETRY=""
COPY backend/requirements-telemetry.lock ./
RUN --mount=type=cache,target=/root/.cache/pip \
    if [ -n "${TELEMETRY}" ]; then \
    /opt/venv/bin/pip install --no-deps --require-hashes --only-binary=:all: -r requirements-telemetry.lock; fi
COPY backend/pyproject.toml ./
COPY backend/src ./src
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --no-index . \
    # What builds has no place in what runs.
    && /opt/venv/bin/pip uninstall --yes --quiet setuptools pip

# Optional analysers: packages by hash, models from deploy/docker/models or from addresses with
# their SHA-256. What cannot be had is said, and the image is built without it.
FROM build AS analysers
ARG ANALYSERS=""
ARG NLP_MODELS=""
COPY backend/requirements-analysers.lock /src/backend/
COPY deploy/docker/models /src/models
COPY deploy/docker/analysers.sh /src/analysers.sh
RUN --mount=type=cache,target=/root/.cache/pip \
    ANALYSERS="${ANALYSERS}" NLP_MODELS="${NLP_MODELS}" sh /src/analysers.sh

FROM build AS development
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data HOST=0.0.0.0 ALLOW_HTTP=1 \
    EMBEDDED_WORKER=0
RUN python -m venv --clear /opt/venv
COPY backend/requirements-dev.lock ./
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --no-deps --require-hashes --only-binary=:all: -r requirements-dev.lock
COPY backend/alembic.ini ./
COPY backend/tests ./tests
COPY backend/tools ./tools
COPY deploy/nginx /src/deploy/nginx
COPY deploy/switch.py /src/deploy/
COPY docs /src/docs
COPY README.md LICENSE NOTICE /src/
RUN pip install --no-cache-dir --no-deps --no-build-isolation --no-index --editable . \
    && groupadd --gid 10001 reader \
    && useradd --uid 10001 --gid 10001 --create-home --shell /usr/sbin/nologin reader \
    && install -d -o reader -g reader /data \
    && chown -R reader:reader /src/backend
USER 10001:10001
EXPOSE 8000
# `bookreader probe web` asks the same, but loads the program for it: too dear every ten seconds.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import http.client as h, os, sys; c = h.HTTPConnection('127.0.0.1', int(os.environ.get('PORT', 8000)), timeout=4); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
CMD ["watchfiles", "--filter", "python", "bookreader serve", "/src/backend/src"]

FROM ${PYTHON_IMAGE} AS production
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="BookReader AI, back end" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data HOST=0.0.0.0 EMBEDDED_WORKER=0 LOG_JSON=1 \
    VERSION=${VERSION} REVISION=${REVISION}
RUN groupadd --gid 10001 reader \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
       --shell /usr/sbin/nologin reader \
    && install -d -o reader -g reader -m 0700 /data
COPY --from=analysers /opt/venv /opt/venv
COPY backend/alembic.ini /app/alembic.ini
WORKDIR /app
USER 10001:10001
EXPOSE 8000
# `bookreader probe web` asks the same, but loads the program for it: too dear every ten seconds.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import http.client as h, os, sys; c = h.HTTPConnection('127.0.0.1', int(os.environ.get('PORT', 8000)), timeout=4); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
CMD ["bookreader", "serve"]
