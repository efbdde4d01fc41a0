def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/audit/pins/audit.json'))
assert report.outcome == 'passed'
assert report.subject.modules.size() == 3
new File(basedir, 'build.log').readLines().each { assert !(it =~ /^\[(DEBUG|INFO|WARNING|ERROR)]/) : it }
return true
