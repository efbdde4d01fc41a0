#!/bin/bash
# Runs integration tests on every supported line of Maven and on every JDK that is named; the plugin must be built and installed.
# usage: src/bench/every-maven.sh [JAVA_HOME...]
#   MAVENS  versions, each taken from the repository as an artifact      TESTS  names of folders below src/it
#   REPO    the local repository
# Prints one line per combination, and exits with the number of those that failed.
set -u
cd "$(dirname "$0")/../.." || exit 99
mavens=${MAVENS:-3.6.3 3.8.8 3.9.16 4.0.0-rc-5}
tests=${TESTS:-version-range-fails,unpinned-requirement-fails,folder-without-pom-is-audited,offline-is-unknown,reactor-asks-osv-once}
repo=${REPO:-$HOME/.m2/repository}
[ $# -gt 0 ] || set -- "${JAVA_HOME:?}"
mkdir -p target/mavens
failed=0
for maven in $mavens; do
  home=$PWD/target/mavens/apache-maven-$maven
  [ -d "$home" ] || (cd target/mavens && mvn -B -ntp -q -Dmaven.repo.local="$repo" dependency:unpack \
    -Dartifact="org.apache.maven:apache-maven:$maven:zip:bin" -DoutputDirectory="$PWD") || exit 98
  for java in "$@"; do
    log=target/mavens/$maven-$(basename "$java").log
    if mvn -B -ntp -o -q invoker:install invoker:run@integration-tests -Dquick -Dmaven.repo.local="$repo" \
      -Dinvoker.test="$tests" -Dinvoker.mavenHome="$home" -Dinvoker.javaHome="$java" >"$log" 2>&1; then
      result=passed
    else
      result="FAILED, see $log"
      failed=$((failed + 1))
    fi
    warnings=$(cat target/it/*/build.log | grep -c 'Plugin validation issues\|Plugin .*audit.* validation issues')
    echo "Maven $maven, $("$java/bin/java" -version 2>&1 | head -1): $result, plugin validation warnings: $warnings"
  done
done
exit $failed
