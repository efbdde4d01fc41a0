def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
assert report.requirements.find { it.id == '2.1' }.verdict == 'UNKNOWN'
assert report.requirements.find { it.id == '5.1' }.verdict == 'UNKNOWN'
assert report.requirements.every { it.verdict != 'PASS' || it.evidence }
assert !(log =~ /\tat /)
assert log.contains('127.0.0.1')
