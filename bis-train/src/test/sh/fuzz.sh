#!/bin/sh
# Runs every fuzzer on its seeds: fuzz.sh CLASSPATH SECONDS RUNS. Ends at the first finding.
set -eu
classpath=$1
seconds=$2
runs=$3
cd "$(dirname "$0")/../../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

for name in config image decoders weights onnx scores tables results journal; do
  first=$(printf %s "$name" | cut -c1 | tr a-z A-Z)
  class=org.bis5k.fuzz.$first$(printf %s "$name" | cut -c2-)Fuzzer
  found=target/fuzz/$name
  mkdir -p "$found/corpus"
  echo "Fuzzing with $class, at most $seconds s and $runs inputs"
  # The seeds are read, never written to; what widens coverage is kept in target alone.
  "$java" -Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true -Djava.io.tmpdir="$found" -cp "$classpath" \
    com.code_intelligence.jazzer.Jazzer \
    --target_class="$class" --instrumentation_includes='org.bis5k.**' --instrumentation_excludes='org.bis5k.fuzz.**' \
    --custom_hook_includes='org.bis5k.**' --custom_hook_excludes='org.bis5k.fuzz.**' \
    --reproducer_path="$found" -artifact_prefix="$found/" \
    -max_total_time="$seconds" -runs="$runs" -seed=1 -timeout=10 -rss_limit_mb=3000 -max_len=4096 \
    "$found/corpus" "src/test/resources/org/bis5k/fuzz/$name" 2>&1 |
    tee "$found/log.txt" | grep -E '^#[0-9]+.(INITED|DONE)|^Done|^== |crash-' || true
  grep -q '^Done ' "$found/log.txt" || { tail -n 40 "$found/log.txt"; exit 1; }
done
