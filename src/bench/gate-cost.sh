#!/usr/bin/env bash
# What audit:check costs on top of mvn verify, in CPU seconds (user and system), side by side in one run.
# usage: src/bench/gate-cost.sh PYTHON_FOLDER OSV_URL [RUNS]
#   PYTHON_FOLDER  a folder with Python source, of which about 20,000 lines are copied into the project
#   OSV_URL        a server with the OSV API, on this machine
# The plugin must be installed. Caches are warm: the first audit is not measured.
set -euo pipefail
python=$1 osv=$2 runs=${3:-3}
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
mkdir -p "$project/app" "$project/src/main/java/demo"
lines=0
while read -r file; do
  cp "$file" "$project/app/m$lines.py"
  lines=$((lines + $(wc -l <"$file")))
  [ "$lines" -gt 20000 ] && break
done < <(find "$python" -maxdepth 1 -name '*.py' | sort)
echo 'package demo; class Demo {}' >"$project/src/main/java/demo/Demo.java"
plugin() { echo "<plugin><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version>${4:-}</plugin>"; }
dependency() { echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version></dependency>"; }
cat >"$project/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>demo</groupId><artifactId>demo</artifactId><version>1.0</version>
<properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies>
$(dependency org.apache.maven maven-core 3.9.16) $(dependency org.cyclonedx cyclonedx-core-java 12.2.0)
$(dependency com.squareup.okhttp3 okhttp-jvm 5.5.1) $(dependency org.tomlj tomlj 2.2.0)
$(dependency org.apache.maven.plugin-testing maven-plugin-testing-harness 3.5.1) $(dependency org.junit.jupiter junit-jupiter 6.1.3)
$(dependency com.tngtech.archunit archunit 1.4.1) $(dependency org.python jython-slim 2.7.4)
</dependencies>
<build><plugins>
$(plugin org.apache.maven.plugins maven-resources-plugin 3.3.1) $(plugin org.apache.maven.plugins maven-compiler-plugin 3.16.0)
$(plugin org.apache.maven.plugins maven-surefire-plugin 3.6.1) $(plugin org.apache.maven.plugins maven-jar-plugin 3.5.1)
$(plugin io.github.pysecaudit audit-maven-plugin 0.1.0 '<executions><execution><goals><goal>check</goal></goals></execution></executions>')
</plugins></build></project>
POM
TIMEFORMAT='%U %S'
build() {
  { time mvn -q -B -o -f "$project/pom.xml" verify -DskipTests -Daudit.failOn=NEVER -Daudit.failOnError=false -Daudit.scanners=none \
    -Daudit.badgeUrl="$osv" -Daudit.osvUrl="$osv" -Daudit.cacheDirectory="$project/cache" "$@" >"$project/log" 2>&1; } 2>&1 |
    awk '{printf "%.2f\n", $1 + $2}'
}
mvn -q -B -f "$project/pom.xml" verify -DskipTests -Daudit.failOn=NEVER -Daudit.failOnError=false -Daudit.scanners=none \
  -Daudit.badgeUrl="$osv" -Daudit.osvUrl="$osv" -Daudit.cacheDirectory="$project/cache" >"$project/log" 2>&1
count=$(grep -c '"ecosystem" : "Maven"' "$project/target/audit/audit.json")
echo "input: $count Maven dependencies, $lines lines of Python"
for run in $(seq "$runs"); do
  echo "run $run: mvn verify $(build -Daudit.skip=true) CPU s, with audit:check $(build) CPU s"
done
