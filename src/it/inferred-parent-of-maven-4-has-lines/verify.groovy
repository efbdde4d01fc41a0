def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/pins/audit.json'))
assert report.outcome == 'violated'
def finding = report.requirements.find { it.id == '6.3' }.findings[0]
assert finding.module == 'io.github.pysecaudit.it:inferred-app:1.0'
assert finding.path == 'app/pom.xml'
assert finding.line == 9
