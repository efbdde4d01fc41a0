def log = new File(basedir, 'build.log').text
assert log.contains('FAIL 6.3 (MUST) Exact Maven versions')
assert log.contains('The dependency javax.inject:javax.inject')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/pins/audit.json'))
assert report.outcome == 'violated'
assert report.requirements.find { it.id == '6.3' }.findings[0].line == 27
