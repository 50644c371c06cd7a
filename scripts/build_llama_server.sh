#!/usr/bin/env bash
# Builds llama.cpp's own llama-server for the tests, from the source package of llama-cpp-python, which carries llama.cpp.
# About 3 minutes on 2 cores, once: DIR/llama-server (10 MB) is left behind, the build tree is removed.
# Usage: build_llama_server.sh DIR      Needs a C++ compiler; cmake and ninja are fetched with pip where they are missing.
set -euo pipefail
VERSION=0.3.36   # the vendored llama.cpp that the tests were written against
DIR=${1:?usage: build_llama_server.sh DIR}
BINARY=$DIR/llama-server
PYTHON=${PYTHON:-python3}

if [ -x "$BINARY" ]; then echo "$BINARY is there"; exit 0; fi
if ! command -v "${CXX:-c++}" >/dev/null; then
  echo "no C++ compiler: llama-server is not built and its tests are skipped" >&2; exit 1
fi
mkdir -p "$DIR"
WORK=$(mktemp -d "$DIR/build.XXXXXX")
trap 'rm -rf "$WORK"' EXIT

"$PYTHON" -m venv "$WORK/venv"   # the package's own build tools, and cmake and ninja where the machine has none
TOOLS=(scikit-build-core)
command -v cmake >/dev/null || TOOLS+=(cmake)
command -v ninja >/dev/null || TOOLS+=(ninja)
"$WORK/venv/bin/python" -m pip install --quiet --disable-pip-version-check "${TOOLS[@]}"
PATH=$PATH:$WORK/venv/bin
"$WORK/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
  --no-build-isolation -d "$WORK" "llama-cpp-python==$VERSION"
tar xzf "$WORK"/llama_cpp_python-*.tar.gz -C "$WORK"

cmake -S "$WORK/llama_cpp_python-$VERSION/vendor/llama.cpp" -B "$WORK/out" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS_RELEASE=-O1 -DCMAKE_C_FLAGS_RELEASE=-O2 -DBUILD_SHARED_LIBS=OFF \
  -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DGGML_LLAMAFILE=OFF -DGGML_CPU_REPACK=OFF -DLLAMA_OPENSSL=OFF \
  -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_APP=OFF -DLLAMA_BUILD_TOOLS=ON \
  -DLLAMA_BUILD_SERVER=ON -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF >"$WORK/log"
cmake --build "$WORK/out" --target llama-server -j"$(nproc 2>/dev/null || echo 2)" >>"$WORK/log" || { tail -50 "$WORK/log" >&2; exit 1; }
strip "$WORK/out/bin/llama-server" -o "$BINARY.part"
mv "$BINARY.part" "$BINARY"   # in one step: a binary that is there is whole
echo "built $BINARY"
