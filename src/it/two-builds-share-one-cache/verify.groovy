def other = context.get('other')
assert other.waitFor(120, java.util.concurrent.TimeUnit.SECONDS)
context.get('services').close()
assert other.exitValue() == 0 : new File(basedir, 'other.log').text
['', 'other/'].each { folder ->
  def report = new groovy.json.JsonSlurper().parse(new File(basedir, folder + 'target/audit/dependencies/audit.json'))
  assert report.vulnerabilities*.id as Set == ['CVE-2026-99999'] as Set
}
// Nothing half-written is left behind.
new File(basedir, 'target/audit-cache').eachFileRecurse(groovy.io.FileType.FILES) {
  assert !it.name.endsWith('.tmp')
}
