context.get('services').close()
def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'audit/audit.json'))
report.requirements.each { println it.id + ' ' + it.verdict + ' ' + it.summary }
