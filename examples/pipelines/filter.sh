#!/usr/bin/env bash
# A Unix filter: articles in JSON lines come in, summaries in JSON lines go out, jq takes what it wants.
set -euo pipefail
cd "$(dirname "$0")/.."
jq --raw-input --slurp --compact-output '{id: "economy", text: .}' english_economy/article.txt |
  summarizer batch - |
  jq --raw-output '.summary.core_viewpoint.text'
