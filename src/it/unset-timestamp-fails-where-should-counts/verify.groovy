def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/build/audit.json'))
assert log.contains('FAIL 7.1 (SHOULD) Reproducible build')
def finding = report.requirements.find { it.id == '7.1' }.findings[0]
assert finding.path == 'pom.xml'
assert finding.message.contains('project.build.outputTimestamp')
