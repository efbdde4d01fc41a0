def services = context.get('services')
services.close()
assert services.requests().contains('POST http://127.0.0.1:1/v1/querybatch')
assert services.requests().any { it.startsWith('GET /projects') }
assert !services.requests().any { it.startsWith('GET http://localhost') }
def log = new File(basedir, 'build.log').text
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/audit.json'))
assert report.requirements.find { it.id == '5.1' }.verdict == 'PASS'
assert !log.contains('proxy-password')
basedir.eachFileRecurse(groovy.io.FileType.FILES) {
  assert it.name == 'proxy.xml' || it.name.endsWith('.groovy') || !it.text.contains('proxy-password')
}
