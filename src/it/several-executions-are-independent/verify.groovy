def read = { new groovy.json.JsonSlurper().parse(new File(basedir, "target/$it/audit.json")) }
assert read('one').requirements.find { it.id == '6.2' }.verdict == 'PASS'
assert read('two').requirements.find { it.id == '6.2' }.verdict == 'FAIL'
assert read('one').requirements.find { it.id == '6.3' }.verdict == 'NOT_APPLICABLE'
assert read('one').subject.repositoryUrl == 'https://github.com/acme/one'
assert read('two').subject.directory == 'two'
assert new File(basedir, 'one').list().toList() == ['requirements.txt']
