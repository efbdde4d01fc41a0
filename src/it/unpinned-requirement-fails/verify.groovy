def log = new File(basedir, 'build.log').text
assert log.contains('1 requirement(s) violated')
assert log.contains('pyproject.toml:9: "requests>=2" in project.dependencies')
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/pins/audit.json'))
def verdict = report.requirements.find { it.id == '6.1' }
assert verdict.verdict == 'FAIL'
assert verdict.findings[0].line == 9
assert report.requirements.find { it.id == '6.2' }.verdict == 'NOT_APPLICABLE'
def requests = report.dependencies.find { it.name == 'requests' }
assert !requests.exact && requests.reason == 'RANGE' && requests.field == 'project.dependencies'
