def log = new File(basedir, 'build.log').text
assert log.contains('1 requirement(s) could not be checked')
assert !log.contains('requirement(s) violated')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/badge/audit.json'))
assert report.outcome == 'unchecked'
assert report.requirements.find { it.id == '2.1' }.verdict == 'UNKNOWN'
