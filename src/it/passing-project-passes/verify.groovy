context.get('services').close()
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
def expected = report.requirements.collectEntries { [it.id, 'PASS'] } + ['6.2': 'NOT_APPLICABLE']
assert report.requirements.collectEntries { [it.id, it.verdict] } == expected
assert report.outcome == 'passed'
assert report.requirements.every { it.evidence }
def places = { id -> report.requirements.find { it.id == id }.evidence.collect { it.path } }
assert places('0.2').containsAll(['LICENSE', 'README.md', 'ARCHITECTURE.md', 'pom.xml'])
assert places('3.1').containsAll(['tests/test_orders.py', '.github/workflows/build.yml'])
assert places('7.1').contains('target/parcel-labels-1.0.jar')
assert places('9.1').containsAll(['ARCHITECTURE.md', 'Dockerfile', 'parcels/orders.py', '.github/workflows/build.yml'])
assert places('10.2').contains('parcels/orders.py')
assert new File(basedir, 'build.log').text.contains('17 MUST: 16 met, 1 not applicable')
