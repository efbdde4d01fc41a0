assert new File(basedir, 'SECURITY.md').text.contains('[INSERT: ')
assert new File(basedir, 'APPLICABILITY.md').text.contains('| 3.1 <!-- Fuzzing --> |')
assert new File(basedir, 'audit.toml').text.contains('applicabilityDocument = "APPLICABILITY.md"')
assert new File(basedir, 'ARCHITECTURE.md').text == "The team's own architecture.\n"

def log = new File(basedir, 'build.log').text
assert log.contains('Wrote SECURITY.md: answer the questions in it.')
assert log.contains('Left alone, since the project has one: SECURITY.md')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/documents/audit.json'))
assert report.requirements.find { it.id == '1.1' }.verdict == 'FAIL'
