def read = { new groovy.json.JsonSlurper().parse(new File(basedir, "target/audit/pins/$it")) }
assert read('audit.json').outcome == 'violated'
assert read('modules/io.github.pysecaudit.it_per-module_1.0/audit.json').outcome == 'passed'
assert read('modules/io.github.pysecaudit.it_a_1.0/audit.json').outcome == 'violated'
