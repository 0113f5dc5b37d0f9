#!/bin/sh
# Puts the optional analysers that were asked for into the image being built.
#
# ANALYSERS   words of: spacy nltk
# NLP_MODELS  words of NAME=SOURCE#SHA256; SOURCE is an address, or a file of deploy/docker/models
#
# A thing that cannot be had is said in one line and left out: the built-in parts stand in for it.
set -eu

if [ -n "${ANALYSERS}" ]; then
  python -m venv --without-pip /tmp/unused
  if python -m pip --python /opt/venv/bin/python install --quiet --no-deps --require-hashes --only-binary=:all: \
      -r /src/backend/requirements-analysers.lock; then
    echo "analysers: installed the packages for ${ANALYSERS}"
  else
    echo "analysers: the packages for ${ANALYSERS} could not be had; the image has none of them"
  fi
  rm -rf /tmp/unused
fi

for model in ${NLP_MODELS}; do
  name=${model%%=*}
  rest=${model#*=}
  source=${rest%%#*}
  sha256=${rest##*#}
  case ${source} in
    http://* | https://*) ;;
    *) source=/src/models/${source} ;;
  esac
  if DATA_DIR=/opt/venv/share/bookreader /opt/venv/bin/bookreader nlp-install "${name}" \
      --from "${source}" --sha256 "${sha256}"; then
    echo "analysers: ${name} is in the image"
  else
    echo "analysers: ${name} could not be had; the image is built without it"
  fi
done
