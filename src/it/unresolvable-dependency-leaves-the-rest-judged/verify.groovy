context.get('services').close()
def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
def verdict = { id -> report.requirements.find { it.id == id } }
assert verdict('5.1').verdict == 'UNKNOWN'
assert verdict('5.1').findings[0].path == 'pom.xml'
assert verdict('5.1').findings[0].message.contains('org.example:nowhere')
// All else is judged.
assert verdict('6.2').verdict == 'FAIL'
assert verdict('6.3').verdict == 'PASS'
assert verdict('2.1').verdict == 'FAIL'
assert report.requirements.every { !it.summary.contains('broke down') }
assert !(log =~ /\tat /)
