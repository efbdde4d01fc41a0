def notes = { new groovy.json.JsonSlurper().parse(new File(basedir, it + '/target/audit/pins/audit.json')).notes }
assert notes('a').contains('This build leaves out 1 module of the reactor.')
assert notes('b').contains('This build leaves out 2 modules of the reactor.')
def log = new File(basedir, 'build.log').text
assert log.contains('A part of the reactor, 2 modules:')
assert !log.contains('The whole reactor')
