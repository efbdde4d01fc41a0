def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'out/audit.json'))
assert report.subject.directory == 'folder with spaces and ünïcödé is audited'
assert report.requirements.find { it.id == '6.2' }.findings[0].path == 'requirements.txt'
