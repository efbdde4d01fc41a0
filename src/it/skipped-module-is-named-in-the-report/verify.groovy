def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/pins/audit.json'))
// Modules with different settings are in one report, and what was left out is said there.
assert report.requirements.find { it.id == '6.2' }.verdict == 'FAIL'
assert report.toString().contains('audit.skip leaves out io.github.pysecaudit.it:skipped:1.0.')
assert report.toString().contains('failOn=NEVER')
