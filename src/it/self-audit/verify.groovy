def services = context.get('services')
services.close()
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'audit/audit.json'))
def verdict = { id -> report.requirements.find { it.id == id } }
def inapplicable = ['6.1', '6.2', '8.3'] as Set
report.requirements.findAll { it.level.startsWith('MUST') }.each {
  def expected = it.id in inapplicable ? 'NOT_APPLICABLE' : 'PASS'
  assert it.verdict == expected : "${it.id}: ${it.verdict} ${it.summary} ${it.findings}"
}
// What tests read as samples of weak code is read, and said.
assert verdict('10.2').warnings.any { it.message.contains('of test data') }
assert verdict('10.1').summary.startsWith('Python source was scanned')
assert verdict('8.3').evidence.any { it.path == 'SECURITY.md' }
// Neither the build folder nor a sample project speaks for this repository.
assert verdict('8.2').evidence.every { !(it.path ?: '').startsWith('target/') }
assert verdict('5.1').verdict == 'PASS'
assert verdict('3.1').verdict == 'PASS'
// Every library that users get, and what tests need, was asked about.
def libraries = report.dependencies.findAll { it.ecosystem == 'Maven' }
assert libraries.size() > 30
assert libraries.every { "Maven ${it.name} ${it.version}".toString() in services.queries() }
assert libraries.any { it.name == 'org.jetbrains.kotlin:kotlin-stdlib' && it.scope == 'compile' }
assert report.subject.repositoryUrl == 'https://github.com/pysecaudit/audit-maven-plugin'
return true
