#!/usr/bin/env bash
# Measures everything and writes docs/benchmarks.md afresh: src/bench/run.sh [SECTION...]
# A section is the name of a script beside this one without its ending; only its section is measured anew then.
#   JAVA_HOMES  JDKs for the cost of the gate, separated like a path     MVN  another Maven     REPO  the local repository
# Takes about half an hour on two idle cores. Bandit is compared with if it is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
all=(gate_cost class_loading dependency_step growth scanner inner_loops)
[ $# -gt 0 ] || set -- "${all[@]}"
mkdir -p target/bench/sections
"${MVN:-mvn}" -B -ntp -q -Pbench -Dquick -DskipTests -Dinvoker.skip -Dmaven.repo.local="${REPO:-$HOME/.m2/repository}" \
  package dependency:build-classpath -Dmdep.outputFile=target/bench/test.txt
for section in "$@"; do
  echo "$section ..." >&2
  python3 "src/bench/$section.py" >"target/bench/sections/$section.part"
  mv "target/bench/sections/$section.part" "target/bench/sections/$section.md"
done
python3 src/bench/assemble.py "${all[@]}"
