context.get('services').close()
def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/dependencies/audit.json'))
def verdict = report.requirements.find { it.id == '5.1' }
assert verdict.verdict == 'UNKNOWN'
def messages = verdict.findings*.message.findAll { it.contains('POM') }.join('\n')
assert messages.contains('org.example:without-pom')
assert messages.contains('org.example:with-broken-pom')
assert !messages.contains('org.example:with-pom')
// Once in a build that has resolved them before, once in one that has not.
assert log.count('could not be checked') >= 2
