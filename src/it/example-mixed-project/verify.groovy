context.get('services').close()
def log = new File(basedir, 'build.log').text
assert log.contains('requirement(s) violated')

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
def verdict = { id -> report.requirements.find { it.id == id } }
assert report.requirements.size() == 25
assert report.outcome == 'violated'

// A badge in progress, ranges, root in the container, a tracker as the only channel: each is named with its place.
assert verdict('2.1').summary.contains('63 %')
assert verdict('5.1').findings.find { it.id == 'CVE-2018-1000656' }.remedy == 'Move flask to 0.12.3.'
assert verdict('6.1').findings*.line as Set == [2, 10] as Set
assert verdict('6.3').findings[0].path == 'pom.xml'
assert verdict('10.1').verdict == 'PASS'
assert verdict('10.2').findings.find { it.path == 'service/app.py' && it.line == 17 }
assert report.weaknesses.find { it.path == 'service/app.py' && it.line == 12 }.severity == 'high'

def one = report.vulnerabilities.find { it.package == 'flask' }
assert one.id == 'CVE-2018-1000656'
assert one.aliases as Set == ['GHSA-562c-5r94-xh97', 'PYSEC-2018-66'] as Set
assert one.score == 7.5
assert one.fixedIn == '0.12.3'

// Every format says what was approved, apart from times, ages and the port of the services.
def normal = { String text ->
    text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?/, 'TIME')
        .replaceAll(/\d{1,2} \w+ 20\d\d, \d\d:\d\d UTC/, 'TIME')
        .replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT')
        .replaceAll(/\d+ (second|minute|hour)s? old/, 'AGE old')
        .replaceAll(/"(audit|serialNumber|urn:uuid:)[^"]*":\s*"urn:uuid:[^"]*"/, 'SERIAL')
        .replace('\r\n', '\n')
}
['audit.json', 'audit.sarif', 'audit.html', 'TEST-audit.xml', 'audit.md', 'audit.cdx.json'].each { name ->
    def fresh = normal(new File(basedir, "target/audit/$name").getText('UTF-8'))
    def approved = new File(basedir, "../../../src/it/approved/$name")
    new File(basedir, "target/${name}.fresh").setText(fresh, 'UTF-8')
    assert approved.exists() && approved.getText('UTF-8') == fresh: "compare target/it/example-mixed-project/target/${name}.fresh with src/it/approved/$name"
}
return true
