def services = context.get('services')
services.close()
assert services.requests().count { it.contains('/v1/querybatch') } == 1
assert services.queries().contains('Maven org.tomlj:tomlj 2.2.0')
assert services.queries().every { !it.contains('io.github.pysecaudit.it') }

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/dependencies/audit.json'))
assert report.subject.modules.size() == 3
def vulnerability = report.vulnerabilities.find { it.package == 'org.commonmark:commonmark' }
assert vulnerability.module == 'io.github.pysecaudit.it:b'
assert vulnerability.paths == [['org.commonmark:commonmark-ext-gfm-tables:0.27.0', 'org.commonmark:commonmark:0.27.0']]
assert vulnerability.fixedIn == '0.28.0'

def log = new File(basedir, 'build.log').text
assert log.contains('The whole reactor, 3 modules:')
